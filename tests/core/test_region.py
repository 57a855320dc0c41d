"""A region lies inside its picture, and grows to edges that blocks of 2 x 2 pixels share with it."""

import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.core.region import Region, region_in

RNG = np.random.default_rng(5)


def cases():
    """Yield picture sizes, regions inside them and reaches."""
    for _ in range(300):
        width, height = RNG.integers(1, 90, 2)
        x, y = RNG.integers(0, width), RNG.integers(0, height)
        region = Region(int(x), int(y), int(RNG.integers(1, width - x + 1)), int(RNG.integers(1, height - y + 1)))
        yield (int(width), int(height)), region, int(RNG.integers(0, 20))


def edges(region, size):
    """Return the distances of a region's edges from those of its picture: left, top, right, bottom."""
    return region.x, region.y, size[0] - region.x - region.width, size[1] - region.y - region.height


def test_what_is_grown_lies_inside_and_holds_all_within_reach():
    for size, region, reach in cases():
        grown = region.grown(reach, size)

        for now, before in zip(edges(grown, size), edges(region, size), strict=True):
            assert 0 <= now <= max(0, before - reach)
            assert max(0, before - reach) - now <= 2, "and hardly more"


def test_its_edges_are_whole_blocks_from_the_picture_s():
    for size, region, reach in cases():
        assert all(edge % 2 == 0 for edge in edges(region.grown(reach, size), size))


def test_pixels_within_reach_have_their_whole_block():
    for size, region, reach in cases():
        grown = region.grown(reach, size)
        for axis in (0, 1):
            first, last = (region.x, region.y)[axis], (region.x, region.y)[axis] + region.size[axis] - 1
            first, last = max(0, first - reach), min(size[axis] - 1, last + reach)
            low, high = (grown.x, grown.y)[axis], (grown.x, grown.y)[axis] + grown.size[axis] - 1
            assert low <= first // 2 * 2
            assert high >= min(last // 2 * 2 + 1, size[axis] - 1), "counted from the left and from the top"
            far_first, far_last = size[axis] - 1 - last, size[axis] - 1 - first
            assert high >= size[axis] - 1 - far_first // 2 * 2
            assert low <= max(size[axis] - 1 - (far_last // 2 * 2 + 1), 0), "and from the bottom"


def test_nothing_asked_for_is_the_whole_picture():
    assert region_in(None, (40, 30)) == Region(0, 0, 40, 30)
    assert Region(3, 4, 5, 6).size == (5, 6)


def test_a_region_up_to_the_edge_is_inside():
    assert region_in(Region(30, 20, 10, 10), (40, 30)) == Region(30, 20, 10, 10)


OUTSIDE = [(-1, 0, 5, 5), (0, -1, 5, 5), (36, 0, 5, 5), (0, 26, 5, 5), (0, 0, 0, 5), (0, 0, 5, -2)]


@pytest.mark.parametrize(("x", "y", "width", "height"), OUTSIDE)
def test_one_outside_is_refused_in_a_sentence(x, y, width, height):
    said = f"the region of {width}x{height} px at {x}, {y} does not lie inside the picture of 40x30 px"
    with pytest.raises(UsageError, match=said):
        region_in(Region(x, y, width, height), (40, 30))
