"""What a watched process is at: told while a block runs, and by nobody else."""

import os
import subprocess
import sys
from contextlib import suppress

import pytest

from renderer.core.doing import doing, last_doing, tell_done, told_done, watched_by

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="nobody watches here")


@pytest.fixture
def told(monkeypatch):
    """Return the descriptor in which this process tells what it is at."""
    monkeypatch.setenv("CHORUS_DOING", "")
    descriptor = os.memfd_create("test")
    watched_by(descriptor)
    yield descriptor
    os.close(descriptor)


def test_a_block_is_told_while_it_runs_and_what_was_before_it_afterwards(told):
    assert last_doing(told) == ""
    with doing("wall/scene.py"):
        with suppress(ZeroDivisionError), doing("wall/gr\xf6sse.frag"):
            assert last_doing(told) == "wall/gr\xf6sse.frag"
            raise ZeroDivisionError
        assert last_doing(told) == "wall/scene.py"
    assert last_doing(told) == ""


def test_what_is_long_is_cut(told):
    with doing("\xe9" * 5000):
        assert last_doing(told).startswith("\xe9" * 2000)
        assert len(last_doing(told).encode()) <= 4100


def test_a_process_that_a_watched_one_starts_tells_nothing(told):
    code = f"from renderer.core.doing import doing, last_doing\nwith doing('x'): print(last_doing({told}))"
    with doing("wall"):
        done = subprocess.run([sys.executable, "-c", code], check=True, pass_fds=[told], capture_output=True, text=True)
        assert done.stdout == "wall\n"
        assert last_doing(told) == "wall"


def test_where_nobody_watches_nothing_is_told(told, monkeypatch):
    monkeypatch.delenv("CHORUS_DOING")
    with doing("wall"):
        assert last_doing(told) == ""


def test_the_end_is_told_apart_from_the_words_and_by_an_account_that_has_room_for_a_byte(told):
    with doing("wall"):
        assert told_done(told) == (False, None)
    code = f"""if True:
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))
        from renderer.core.doing import tell_done
        tell_done({told}, 7)"""
    subprocess.run([sys.executable, "-c", code], check=True, pass_fds=[told])
    assert told_done(told) == (True, None)
    with doing("wall"):
        tell_done(told, 3)
        assert last_doing(told) == "wall"
        assert told_done(told) == (True, 3)
