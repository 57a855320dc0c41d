"""One life of a show: what it tells a service manager, and what it says of a slow picture."""

import socket
import time

import pytest

from renderer.show.heartbeat import Heartbeat
from renderer.show.life import ALIVE, Life


@pytest.fixture
def manager(tmp_path, monkeypatch):
    """Return what gives all that a service manager was told since it was last asked."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.bind(str(tmp_path / "notify"))
        one.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

        def told():
            found = []
            try:
                while True:
                    found.append(one.recv(4096).decode())
            except BlockingIOError:
                return found

        yield told


def test_one_that_nobody_watches_tells_systemd_of_its_pictures_once_a_second(manager):
    life = Life(print)
    assert manager() == []  # it is ready once it has shown something
    life.beat(100.0)
    assert manager() == ["READY=1\nWATCHDOG=1"]
    life.beat(100.0 + 0.5 * ALIVE)
    assert manager() == []
    life.beat(100.0 + ALIVE)
    assert manager() == ["WATCHDOG=1"]


def test_one_that_is_watched_leaves_that_to_who_watches(manager):
    heart = Heartbeat()
    Life(print, heart).beat(100.0)
    assert (manager(), heart.beats) == ([], 1)


def test_a_slow_picture_is_told_once_a_minute():
    said = []
    life = Life(said.append)
    for now in (0.0, 0.1, 9.1, 18.1, 80.0):
        life.beat(now)
    assert [words.partition(";")[0] for words in said] == ["a picture took 9.0 s", "a picture took 61.9 s"]


@pytest.mark.parametrize("waits", [False, True])
def test_a_picture_that_was_waited_for_took_no_time_and_the_service_manager_hears_of_the_wait(manager, waits):
    heard = []
    life = Life(heard.append)
    began = time.perf_counter() - 100.0
    life.wait()
    assert manager() == []  # nothing was shown yet
    first = Life(heard.append)
    first.wait()
    first.beat(time.perf_counter() + 9.0)
    assert heard == [], "the first picture of a life is awaited, however long"
    manager()
    life.beat(began)
    assert manager() == ["READY=1\nWATCHDOG=1"]
    if waits:
        life.wait()
    assert manager() == ["WATCHDOG=1"] * waits
    life.beat(began + 100.5)
    assert bool(heard) is not waits
