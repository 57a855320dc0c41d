"""What hands do to an alignment, edit by edit."""

import pytest

from renderer.core.errors import DisplayError
from renderer.displays.projector.alignment import Alignment, PolygonMask
from renderer.displays.projector.alignment_edits import (
    brighter,
    feathered,
    inverted,
    moved,
    outlines,
    places,
    square,
    steeper,
    with_mask,
    with_point,
    without,
)

TRIANGLE = ((0.1, 0.1), (0.3, 0.1), (0.2, 0.4))
MASKED = Alignment(masks=(PolygonMask(TRIANGLE), PolygonMask(TRIANGLE, 0.1)))


def test_a_point_moves_alone():
    there = moved(MASKED, (0, 2), (0.9, 0.8))
    assert there.corners == ((0, 0), (1, 0), (0.9, 0.8), (0, 1))
    assert there.masks == MASKED.masks
    assert square(there) == MASKED
    masked = moved(MASKED, (2, 1), (0.5, 0.6))
    assert masked.masks == (MASKED.masks[0], PolygonMask((TRIANGLE[0], (0.5, 0.6), TRIANGLE[2]), 0.1))


def test_a_mask_more_is_the_last_and_a_point_more_lies_between_two():
    more, place = with_mask(MASKED)
    assert place == (3, 0)
    assert len(places(more)) == 4 + 3 + 3 + 4
    longer, place = with_point(MASKED, (1, 2))
    assert place == (1, 3)
    assert outlines(longer)[1] == (*TRIANGLE, (pytest.approx(0.15), 0.25))


def test_points_go_and_with_a_triangles_point_its_mask():
    longer, place = with_point(MASKED, (1, 2))
    assert without(longer, place) == (MASKED, (1, 0))
    assert without(MASKED, (1, 1)) == (Alignment(masks=MASKED.masks[1:]), (0, 0))
    assert without(MASKED, (2, 1)) == (Alignment(masks=MASKED.masks[:1]), (1, 0))


def test_light_and_feather_keep_within_their_bounds():
    assert feathered(MASKED, (2, 0), 0.05).masks[1].feather == 0.15
    assert feathered(MASKED, (2, 0), -1).masks[1].feather == 0
    assert inverted(inverted(MASKED, (1, 0)), (1, 0)) == MASKED
    assert inverted(MASKED, (1, 0)).masks[0].inverted
    assert brighter(MASKED, -0.1).brightness == 0.9
    assert brighter(MASKED, 1) == MASKED
    assert brighter(MASKED, -5).brightness == 0.02
    assert (steeper(MASKED, 0.1).gamma, steeper(MASKED, -9).gamma) == (1.1, 0.4)


@pytest.mark.parametrize("edit", [with_point, without, inverted, lambda a, p: feathered(a, p, 0.1)])
def test_corners_are_no_masks(edit):
    with pytest.raises(DisplayError, match="this is for a mask's points"):
        edit(MASKED, (0, 1))
