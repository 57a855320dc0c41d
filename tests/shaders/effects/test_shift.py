"""Effects that move pixels: their numpy twins move the same ones."""

import numpy as np
import pytest


@pytest.mark.parametrize(("angle", "axis", "sign"), [(0.0, 1, 1), (90.0, 0, 1), (180.0, 1, -1)])
def test_channel_shift_rolls_red_and_blue_apart(effect, picture, angle, axis, sign):
    shift = round(0.7 * 0.1 * picture.shape[1]) * sign
    expected = picture.copy()
    expected[..., 0] = np.roll(picture[..., 0], shift, axis)
    expected[..., 2] = np.roll(picture[..., 2], -shift, axis)

    drawn = effect("channel_shift", picture, amount=0.7, reach=0.1, angle=angle, blue=-1.0, wrap=True)

    np.testing.assert_array_equal(drawn, expected)
