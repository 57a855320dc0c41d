"""What systemd is told, over a datagram socket as it has one."""

import os
import socket

import pytest

from renderer.core.service_notify import notify


@pytest.fixture(params=["a path", "an abstract name"])
def heard(request, tmp_path, monkeypatch):
    """Return what gives the next word that the service manager is told."""
    abstract = request.param != "a path"
    name = f"chorus-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}" if abstract else name)
        manager.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}" if abstract else name)
        yield lambda: manager.recv(4096).decode()


def test_it_hears_each_word_at_once(heard):
    notify("READY=1")
    notify("WATCHDOG=1")
    assert [heard(), heard()] == ["READY=1", "WATCHDOG=1"]
    with pytest.raises(BlockingIOError):
        heard()


def test_without_a_manager_or_with_one_that_is_gone_nothing_is_raised(tmp_path, monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    notify("READY=1")


def test_a_manager_that_reads_nothing_is_not_waited_for(tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        for _ in range(2000):  # more than its queue holds
            notify("WATCHDOG=1")
