"""The list of frames that the guard held, beside a sequence that is not complete."""

import os
import tracemalloc

import pytest

from renderer.core.errors import EncodeError
from renderer.output.held_frames import HeldFrames

RUN = {"seed": 7}


@pytest.fixture
def pattern(tmp_path):
    return tmp_path / "s-%02d.png"


def test_what_was_held_is_known_to_the_next_part_of_the_run_and_gone_at_its_end(pattern):
    first = HeldFrames(pattern, RUN, fresh=True)
    first.add(3)
    first.add(11)
    assert HeldFrames(pattern, RUN, fresh=False).known == {3, 11}
    first.close()
    assert list(pattern.parent.iterdir()) == []


def test_a_lost_or_damaged_list_or_one_of_another_run_is_not_known(pattern):
    assert HeldFrames(pattern, RUN, fresh=False).known is None
    HeldFrames(pattern, {"seed": 8}, fresh=True).add(3)
    assert HeldFrames(pattern, RUN, fresh=False).known is None
    (path,) = pattern.parent.iterdir()
    HeldFrames(pattern, RUN, fresh=True)
    path.write_text(path.read_text() + "3\nx")
    lost = HeldFrames(pattern, RUN, fresh=False)
    lost.add(5)  # would make it look whole
    assert HeldFrames(pattern, RUN, fresh=False).known is None


def test_a_new_run_knows_nothing_of_another(pattern):
    HeldFrames(pattern, RUN, fresh=True).add(3)
    assert HeldFrames(pattern, RUN, fresh=True).known == frozenset()
    assert HeldFrames(pattern, RUN, fresh=False).known == frozenset()


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(EncodeError, match=r"Could not write .*\.held"):
        HeldFrames(tmp_path / "gone" / "s-%d.png", RUN, fresh=True)


@pytest.mark.parametrize("kind", ["pipe", "link", "long"])
def test_a_list_that_is_no_list_is_not_waited_for_followed_or_held(pattern, kind):
    first = HeldFrames(pattern, RUN, fresh=True)
    first.add(3)
    (path,) = pattern.parent.iterdir()
    if kind == "long":
        os.truncate(path, 1 << 28)
    else:
        path.rename(pattern.parent / "mine")
        os.mkfifo(path) if kind == "pipe" else path.symlink_to("mine")
    tracemalloc.start()
    assert HeldFrames(pattern, RUN, fresh=False).known is None
    assert tracemalloc.get_traced_memory()[1] < 1 << 27
    tracemalloc.stop()
    kept = None if kind == "long" else (pattern.parent / "mine").read_text()
    HeldFrames(pattern, {"seed": 8}, fresh=True).add(5)
    assert kept is None or (pattern.parent / "mine").read_text() == kept
    assert HeldFrames(pattern, {"seed": 8}, fresh=False).known == {5}
