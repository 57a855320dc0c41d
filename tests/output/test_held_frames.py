"""The list of frames that the guard held, beside a sequence that is not complete."""

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
