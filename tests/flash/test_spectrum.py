"""Stripes and checks are found in every direction, and their width is told to a hundredth."""

import numpy as np
import pytest
from flash_clips import texture

from renderer.flash.pyramid import Pyramid
from renderer.flash.spectrum import search

H, W = 180, 320
Y, X = np.mgrid[: 4 * H, : 4 * W] / 4.0  # px, four samples each way


def boxed(fine):
    return fine.reshape(H, 4, W, 4).mean((1, 3)).astype(np.float32)


def turned(angle):
    return X * np.cos(angle) + Y * np.sin(angle), Y * np.cos(angle) - X * np.sin(angle)


def stripes(width, angle):
    return boxed((turned(angle)[0] / width) % 2 < 1)


def checks(side, angle):
    across, up = turned(angle)
    return boxed((np.floor(across / side) + np.floor(up / side)) % 2)


def found(plane, least=1.0):
    """Return size, contrast and checks of the regular blocks, and their share of the blocks that could be."""
    levels = search(Pyramid(plane), least, 0.1)
    there = [level.contrast > 0 for level in levels]
    names = ("size", "contrast", "checks")
    return [np.concatenate([getattr(lv, name)[t] for lv, t in zip(levels, there, strict=True)]) for name in names]


@pytest.mark.parametrize("draw", [stripes, checks])
@pytest.mark.parametrize("angle", np.radians([0, 15, 45, 75, 90, 130]))
@pytest.mark.parametrize("width", [1.6, 2.7, 6.3, 17])
def test_the_width_is_told_whatever_the_direction(draw, angle, width):
    size, contrast, checked = found(draw(width, angle))

    assert len(size)
    assert size == pytest.approx(width, rel=0.02)
    assert contrast.min() > 0.6
    assert checked.all() == (draw is checks)


def test_what_is_finer_than_asked_is_not_found():
    assert not len(found(stripes(2.0, 0.4), least=20.0)[0])


def test_noise_nature_and_bars_of_no_one_width_are_not_regular():
    rng = np.random.default_rng(4)
    bars = np.repeat(rng.integers(0, 2, 100), rng.integers(2, 9, 100))[:W]

    assert not len(found(rng.random((H, W)).astype(np.float32))[0])
    assert len(found((texture(2)[:, :W] / 255.0).astype(np.float32) ** 2)[0]) <= 2
    assert len(found(np.broadcast_to(bars.astype(np.float32), (H, W)))[0]) <= 4


def test_the_contrast_of_a_sine_is_its_own_and_faint_ones_are_left_out():
    wave = lambda height: (0.5 + height / 2.0 * np.sin(np.pi * np.mgrid[:H, :W][1] / 3.3)).astype(np.float32)  # noqa: E731

    assert found(wave(0.4))[1] == pytest.approx(0.4, rel=0.03)
    assert not len(found(wave(0.08))[0])


def test_power_is_coarse_below_the_frequency_asked():
    coarse = [search(Pyramid(stripes(width, 0.3)), 4.0, 0.1)[0].coarse.mean() for width in (2.0, 8.0)]

    assert coarse[0] < 0.2
    assert coarse[1] > 0.7


@pytest.mark.parametrize("shape", [(5, 10), (16, 960), (90, 8), (33, 33), (1, 1), (2, 2), (100, 2), (1, 3), (1, 9)])
def test_pictures_of_any_shape_are_searched(shape):
    assert search(Pyramid(np.random.default_rng(1).random(shape).astype(np.float32)), 2.0, 0.1)
