"""Regular patterns: how many pairs may stand, how many may move, and what is no pattern."""

import numpy as np
import pytest
from flash_clips import HARMLESS, NASTY, texture

from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK, Geometry, Limits

Y, X = np.mgrid[:180, :320]


def grating(period, angle=0.0, speed=0.0, amplitude=127, grey=128):
    """Bars of ``period`` grid px that move ``speed`` periods a second, as a function of time."""

    def draw(t):
        across = X * np.cos(angle) + Y * np.sin(angle)
        wave = np.where((across / period + speed * t + 1e-6) % 1.0 < 0.5, amplitude, -amplitude)
        return np.repeat(np.clip(grey + wave, 0, 255).astype(np.uint8)[..., None], 3, 2)

    return draw


def fails(draw, seconds=0.9, geometry=DESK, limits=None):
    analyser = Analyser(20, geometry, limits=limits or Limits())
    return [t / 20 for t in range(int(20 * seconds)) if "pattern" in analyser.feed(draw(t / 20)).flags]


@pytest.mark.parametrize("angle", [0.0, np.pi / 2, 0.7])
@pytest.mark.parametrize("period", [5, 8, 16])
def test_many_stripes_fail_in_any_direction_after_half_a_second(period, angle):
    times = fails(grating(period, angle))

    assert times
    assert times[0] == pytest.approx(0.5, abs=0.06)


def test_eight_pairs_may_stand_and_five_may_move():
    assert not fails(grating(320 / 8))
    assert fails(grating(320 / 9.2))
    assert fails(grating(320 / 7, speed=1.7))
    assert not fails(grating(320 / 5, speed=1.7))


def test_faint_dark_small_and_exempt_stripes_pass():
    assert not fails(grating(10, amplitude=8))
    assert not fails(grating(16, amplitude=50, grey=50))
    assert fails(grating(16, amplitude=50, grey=50), limits=Limits(peak=1000.0))
    assert not fails(grating(2))
    assert not fails(lambda t: grating(10)(t) * ((X > 100) & (X < 180) & (Y > 40))[..., None])
    assert fails(lambda t: grating(10)(t) * (X < 170)[..., None])
    assert not fails(grating(8), geometry=Geometry(0.1, 3.0))  # seen from afar, 0.05 degrees a stripe


def test_stripes_finer_than_the_grid_leave_no_pattern_of_its_own():
    fine = np.zeros((720, 1280, 3), np.uint8)
    for width in (2, 3, 4):
        fine[:] = ((np.arange(1280) // width) % 2 * 255)[None, :, None]
        assert not fails(lambda _: fine), width


@pytest.mark.parametrize("name", HARMLESS)
def test_noise_and_nature_are_no_patterns(name):
    assert not fails(HARMLESS[name]())


def test_a_photograph_and_large_checks_are_no_patterns():
    assert not fails(lambda _: texture(8)[:, :320, None].repeat(3, 2))
    assert not fails(NASTY["checks"])
    assert fails(lambda _: NASTY["small checks"](0.0))


def test_bars_of_no_one_width_are_no_pattern():
    rng = np.random.default_rng(12)
    bars = np.repeat(rng.integers(0, 2, 100), rng.integers(2, 9, 100))[:320] * 255

    assert len(bars) == 320
    assert not fails(lambda _: np.broadcast_to(bars.astype(np.uint8)[None, :, None], (180, 320, 3)))


@pytest.mark.parametrize(("line", "period"), [(2, 12), (2, 10), (3, 24), (10, 12)])
def test_thin_lines_are_stripes(line, period):
    x = np.arange(640)
    lines = np.where(x % period < line, 255, 0).astype(np.uint8)

    assert fails(lambda _: np.broadcast_to(lines[None, :, None], (360, 640, 3)))


@pytest.mark.parametrize("spokes", [60, 90])
def test_spokes_are_stripes(spokes):
    y, x = np.mgrid[:360, :640]
    wheel = ((np.arctan2(y - 180, x - 320) / (2 * np.pi) * spokes % 1.0 < 0.5) * 255).astype(np.uint8)

    assert fails(lambda _: wheel[..., None].repeat(3, 2))
