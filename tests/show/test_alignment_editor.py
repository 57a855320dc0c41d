"""Hands at an alignment: points in turn, undo, and what no wall shows refused with the alignment as it was."""

import pytest

from renderer.displays.projector.alignment import MASKS, Alignment, PolygonMask
from renderer.displays.projector.alignment_edits import with_mask, without
from renderer.show.alignment_editor import AlignmentEditor

MASKED = Alignment(masks=(PolygonMask(((0.1, 0.1), (0.3, 0.1), (0.2, 0.4))),))


@pytest.fixture
def editor():
    return AlignmentEditor(MASKED)


def test_points_come_in_turn_round_and_round(editor):
    seen = []
    for _ in range(8):
        seen.append(editor.chosen)
        editor.step(1)
    assert seen == [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (0, 0)]
    editor.step(-2)
    assert editor.chosen == (1, 2)
    assert editor.point == (0.2, 0.4)


def test_a_hand_takes_the_nearest_point_within_its_reach_of_px(editor):
    assert editor.choose((0.99, 0.01), (100, 100), 5)
    assert editor.chosen == (0, 1)
    assert not editor.choose((0.2, 0.4 + 6 / 200), (100, 200), 5)
    assert editor.chosen == (0, 1)
    assert editor.choose((0.2, 0.4 + 4 / 200), (100, 200), 5)
    assert editor.chosen == (1, 2)


def test_edits_are_undone_one_by_one_and_a_drag_at_once(editor):
    editor.move((0.1, 0.05))
    for x in (0.2, 0.25, 0.3):
        editor.move((x, 0.1), joined=x > 0.2)
    editor.edit(with_mask)
    assert editor.chosen == (2, 0)
    editor.undo()
    assert (editor.chosen, editor.point) == ((0, 0), (0.3, 0.1))
    editor.undo()
    assert editor.point == (0.1, 0.05)
    editor.undo()
    assert editor.alignment == MASKED
    editor.undo()
    assert editor.alignment == editor.began == MASKED


def test_what_is_refused_leaves_all_as_it_was_and_says_why(editor):
    assert not editor.move((1.1, 1.1))
    assert editor.alignment == MASKED
    assert editor.warning == "two sides of the picture would cross" or "inside" in editor.warning
    assert editor.move((0.1, 0.1))
    assert editor.warning == ""
    assert not editor.edit(lambda one: without(one, editor.chosen))
    assert editor.warning.startswith("this is for a mask's points")
    editor.undo()
    assert editor.alignment == MASKED


def test_an_edit_that_changes_nothing_is_no_step_to_undo(editor):
    editor.move((0.1, 0.1))
    editor.move((0.1, 0.1))
    editor.undo()
    assert editor.alignment == MASKED


def test_masks_are_as_many_as_are_drawn(editor):
    while editor.edit(with_mask):
        pass
    assert len(editor.alignment.masks) == MASKS
    assert editor.warning == f"a display has at most {MASKS} masks"
