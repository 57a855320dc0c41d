"""Of two that would write one file the second is refused, until the first is done or dead."""

import os
import signal
import subprocess
import sys

import pytest

from renderer.core import name_lock
from renderer.core.errors import EncodeError
from renderer.core.name_lock import claimed, hidden

HOLD = """
import sys
from pathlib import Path
from renderer.core.name_lock import claimed
with claimed(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Return another process that holds ``a.png`` until its stdin ends."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "a.png")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_nothing_is_left_and_other_names_are_free(tmp_path):
    with claimed(tmp_path / "a.png"), claimed(tmp_path / "b.png"):
        assert len(list(tmp_path.iterdir())) == 2
    assert not list(tmp_path.iterdir())
    with pytest.raises(RuntimeError), claimed(tmp_path / "a.png"):
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_a_second_one_is_refused_in_this_process_and_from_another(tmp_path, holder):
    with pytest.raises(EncodeError, match=r"a\.png is being written by another Chorus"), claimed(tmp_path / "a.png"):
        pytest.fail("both have it")
    holder.stdin.close()
    holder.wait()
    with claimed(tmp_path / "a.png"):
        with pytest.raises(EncodeError), claimed(tmp_path / "a.png"):
            pytest.fail("both have it")
        assert hidden(tmp_path / "a.png", ".lock").exists()  # the refused one did not take it away


def test_one_that_lets_go_a_moment_later_is_waited_for(tmp_path, monkeypatch):
    """Of a process that was killed the system may let go only when it is gone already."""
    before, pauses = name_lock.claimed(tmp_path / "a.png"), []
    before.__enter__()

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            before.__exit__(None, None, None)

    monkeypatch.setattr(name_lock, "_PAUSES", (0.5, 1.5, 4.0))
    monkeypatch.setattr(name_lock.time, "sleep", sleep)
    with claimed(tmp_path / "a.png"):
        assert pauses == [0.5, 1.5]
    assert not list(tmp_path.iterdir())


def test_a_killed_process_holds_nothing(tmp_path, holder):
    holder.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    holder.wait()
    assert hidden(tmp_path / "a.png", ".lock").exists()
    with claimed(tmp_path / "a.png"):
        pass
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(EncodeError, match="its folder does not exist"), claimed(tmp_path / "no" / "a.png"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_its_place_is_not_followed(tmp_path):
    (tmp_path / "other").write_text("mine")
    hidden(tmp_path / "a.png", ".lock").symlink_to(tmp_path / "other")
    with pytest.raises(EncodeError), claimed(tmp_path / "a.png"):
        pass
    assert (tmp_path / "other").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="no signals")
def test_one_that_is_stopped_as_it_takes_the_name_leaves_none(tmp_path, monkeypatch):
    take = name_lock._open

    def stopped_then(name):
        descriptor = take(name)
        signal.raise_signal(signal.SIGTERM)
        return descriptor

    monkeypatch.setattr(name_lock, "_open", stopped_then)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), claimed(tmp_path / "a.png"):
            pytest.fail("it went on")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert not list(tmp_path.iterdir())
