"""What is measured of a picture: cells, and the px that speaks for each."""

import numpy as np
import pytest

from renderer.core.colour import srgb_decode
from renderer.flash.light import linear
from renderer.flash.measure import measure, offsets


@pytest.mark.parametrize("size", [(320, 180), (1280, 720), (641, 359), (100, 50)])
def test_each_point_lies_in_its_cell(size):
    rows, columns = offsets(size, (320, 180))

    for at, full, count, axis in ((rows, size[1], 180, 0), (columns, size[0], 320, 1)):
        cells = np.arange(count).reshape((-1, 1) if axis == 0 else (1, -1))
        first, last = cells * full // count, np.maximum((cells + 1) * full // count, cells * full // count + 1)
        assert (at >= first).all()
        assert (at < last).all()


def test_points_lie_without_order():
    """Stripes of any width meet as many in their light part as in their dark one, in every neighbourhood."""
    _, columns = offsets((1280, 720), (320, 180))

    for width in (1, 2, 4, 7):
        light = (columns // width % 2).reshape(9, 20, 10, 32).mean((1, 3))
        assert abs(light - 0.5).max() < 0.12


def test_luminance_of_detail_is_that_of_linear_light():
    codes = np.random.default_rng(3).integers(0, 256, (18, 32, 3), dtype=np.uint8)
    seen = measure(codes, (10, 5))

    wanted = srgb_decode(codes / 255.0) @ [0.2126, 0.7152, 0.0722]
    np.testing.assert_allclose(seen.bright().plane, wanted, atol=1e-5)
    np.testing.assert_allclose(seen.points, linear(codes)[offsets((32, 18), (10, 5))])
    np.testing.assert_allclose(seen.light(), wanted[offsets((32, 18), (10, 5))], atol=1e-5)


def test_a_mixture_lies_between():
    one, other = (measure(np.full((5, 10, 3), value, np.uint8), (10, 5)) for value in (0, 255))
    mixed = one.mixed(other, np.full((5, 10), 0.25, np.float32))

    assert mixed.mean == pytest.approx(0.25)
    assert mixed.points == pytest.approx(0.25)
