"""Samples of a frame: within the pixel and the shutter, evenly spread for any count, nothing random."""

import numpy as np
import pytest

from renderer.frames.exposure import places


def test_one_sample_is_the_centre_at_the_frame_s_own_time():
    assert [*places(1, 1.0)] == [(0.0, 0.0, 0.0)]


@pytest.mark.parametrize("shutter", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("count", [2, 3, 16, 64, 500])
def test_all_lie_within_the_pixel_and_the_open_shutter_without_a_lean(count, shutter):
    found = np.array([*places(count, shutter)])
    assert found.shape == (count, 3)
    assert (abs(found[:, :2]) <= 0.5).all()
    assert (abs(found[:, 2]) <= shutter / 2).all()
    assert abs(found[:, :2].mean(0)).max() < 0.6 / count**0.5
    assert abs(found[:, 2].mean()) <= shutter * 0.6 / count**0.5
    assert len(np.unique(found[:, :2], axis=0)) == count


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_each_axis_is_covered_more_evenly_than_by_chance(axis):
    """Of 64 samples each sixteenth holds 1 .. 6; of random ones every other set leaves some empty, or holds 9."""
    held = np.histogram([one[axis] for one in places(64, 1.0)], 16, (-0.5, 0.5))[0]
    assert held.min() >= 1
    assert held.max() <= 6


def test_the_axes_have_nothing_to_do_with_each_other():
    found = np.corrcoef(np.array([*places(256, 1.0)]).T)
    assert abs(found[np.triu_indices(3, 1)]).max() < 0.1


def test_the_same_count_gives_the_same_places():
    assert [*places(9, 0.5)] == [*places(9, 0.5)]
