"""The limiter: what it shows passes the analyser, what does not offend is shown byte for byte."""

import flash_clips
import numpy as np
import pytest
from flash_clips import HARMLESS, NASTY, chain, flat

from renderer.flash.analyse import Analyser
from renderer.flash.attenuate import Attenuation, grown
from renderer.flash.light import linear
from renderer.flash.limiter import CELL, FrameTimes, Limiter, _spread, strict
from renderer.flash.limits import DESK, Geometry, Limits
from renderer.flash.measure import measure
from renderer.flash.numpy_limiter import NumpyLimiter, mixed
from renderer.flash.patterns import Search, boxed
from renderer.flash.swing import Swing

WALL = Geometry(4.0, 3.0)
SMALL = (80, 45)


def through(clip, fps=24, seconds=1.6, geometry=DESK, grid=(320, 180)):
    """Return each picture, what was shown of it, how much was held, and what the analyser says of it then."""
    limiter, after = NumpyLimiter(fps, geometry, grid=grid), Analyser(fps, geometry, grid)
    found = []
    for i in range(int(seconds * fps)):
        picture = clip(i / fps)
        shown = limiter.show(picture)
        found.append((picture, shown, limiter.acted, after.feed(shown).flags))
    return found


@pytest.mark.parametrize("name", NASTY)
def test_after_it_every_nasty_clip_passes(name):
    found = through(NASTY[name])

    assert not any(flags for *_, flags in found)
    assert max(acted for _, _, acted, _ in found) > 0
    for picture, shown, acted, _ in found:
        assert (acted == 0) == np.array_equal(picture, shown)


@pytest.mark.parametrize("name", HARMLESS)
def test_no_byte_of_a_harmless_clip_is_changed(name):
    assert all(np.array_equal(picture, shown) for picture, shown, *_ in through(HARMLESS[name](), seconds=1.2))


@pytest.mark.parametrize("seed", range(24))
def test_random_chains_pass_after_it(seed):
    fps, geometry = (24, 25, 30, 60)[seed % 4], (DESK, WALL, Geometry(4.0, 6.0))[seed % 3]

    found = through(chain(seed, SMALL), fps, 1.3, geometry, SMALL)

    assert not any(flags for *_, flags in found)


def test_steady_flashing_ends_before_it_has_lasted_too_long():
    found = through(two_hertz, 20, 7.0, DESK, SMALL)

    assert not any(flags for *_, flags in found)
    assert not any(acted for *_, acted, _ in found[: int(2.5 * 20)])
    assert any(acted for *_, acted, _ in found)


def two_hertz(t):
    return flash_clips.full(t, 2.4)[:45, :80]


def test_what_is_held_still_moves_as_far_as_is_safe():
    levels = [float(linear(shown).mean()) for _, shown, acted, _ in through(NASTY["full"], seconds=0.9) if acted]

    assert len(levels) >= 4
    assert all(0.06 < 1.0 - level < 0.1 for level in levels)


def test_only_tiles_that_offend_are_held_and_their_border_is_smooth():
    found = [each for each in through(flash_clips.patch) if each[2]]
    away = np.ones((180, 320), bool)
    away[72 - 12 : 117 + 13, 128 - 13 : 208 + 12] = False

    for picture, shown, *_ in found:
        np.testing.assert_array_equal(shown[away], picture[away])


def test_a_hold_that_ends_shows_the_picture_again():
    found = through(lambda t: flash_clips.full(t, 10) if t < 1 else flat(90), seconds=3)

    assert any(acted for *_, acted, _ in found)
    assert all(np.array_equal(picture, shown) for picture, shown, *_ in found[-20:])


def test_weights_are_nowhere_less_than_a_cell_needs_and_fade_out():
    hold = Limiter(24, DESK, Limits())
    cells = np.random.default_rng(3).random((36, 64)).astype(np.float32)
    cells[cells < 0.9] = 0.0

    weights = hold._smooth(cells)

    assert (weights >= cells.repeat(5, 0).repeat(5, 1) - 2e-3).all()
    one = np.zeros((36, 64), np.float32)
    one[10, 20] = 1.0
    weights = hold._smooth(one)
    assert (weights[50:55, 100:105] == 1.0).all()
    assert (weights > 0).sum() <= 25 * 25
    assert np.abs(np.diff(weights, axis=1)).max() < 0.21


def test_mixing_is_exact_at_both_ends_and_linear_in_light_between():
    new, old = flat(40), flat(220)
    for weight in (0.0, 1.0):
        picture = mixed(new, old, np.full((180, 320), weight, np.float32))
        np.testing.assert_array_equal(picture, old if weight else new)

    half = mixed(new, old, np.full((36, 64), 0.5, np.float32))

    assert linear(half).mean() == pytest.approx((linear(new).mean() + linear(old).mean()) / 2, abs=3e-3)


def test_the_tighter_limits_are_tighter():
    early, tight = strict(Limits(), 30)

    assert early.sustained < Limits().sustained - Limits().second
    assert tight.delta < early.delta
    assert tight.second > early.second
    assert tight.area < early.area


def test_a_value_inside_its_span_turns_nothing():
    rng = np.random.default_rng(9)
    swing = Swing((400,), 0.8)
    for value in rng.random((12, 400)).astype(np.float32):
        rise, fall, *_ = swing.look(value, 0.1)
        swing.take(value, rise, fall)
    low, high = swing.span(0.0999)

    for part in (0.0, 0.5, 1.0):
        value = np.clip(low, 0, 1) + part * (np.clip(high, 0, 1) - np.clip(low, 0, 1))
        rise, fall, *_ = swing.look(value.astype(np.float32), 0.1)
        assert not rise.any()
        assert not fall.any()


def test_reset_forgets():
    limiter = NumpyLimiter(24, grid=SMALL)
    for i in range(20):
        limiter.show(flat(255 * (i % 2))[:45, :80])
    assert limiter.acted > 0

    limiter.reset()

    assert limiter.show(flat(255)[:45, :80]).min() == 255
    assert limiter.acted == 0.0


def test_patterns_are_calmed_towards_the_light_around_them_and_come_back():
    bars = np.where(np.arange(320) // 5 % 2, 1.0, 0.0).astype(np.float32)[None, :, None].repeat(180, 0).repeat(3, 2)
    calm, search = Attenuation(Limits(), (320, 180)), Search(DESK, Limits(), (320, 180))

    def weights(light, time):
        seen = measure((light * np.uint8(255)).astype(np.uint8), (320, 180))
        return calm.weights(seen, search.look(seen, time), time)

    levels = [weights(bars, t / 30) for t in range(20)]
    gone = [weights(bars * 0, 20 / 30 + t / 30) for t in range(60)]

    assert levels[0] is None
    assert levels[14].min() > 0.9
    np.testing.assert_allclose(calm.light, 0.0, atol=1e-6)
    assert gone[-1] is None


def test_neighbours_and_means_of_cells():
    cells = np.zeros((7, 9), np.float32)
    cells[3, 4] = 0.5

    assert (grown(cells) == 0.5).sum() == 9
    means = boxed(np.dstack([cells] * 3), (1, 1))
    assert means[2:5, 3:6] == pytest.approx(0.5 / 9)
    assert means.sum() == pytest.approx(1.5)


def test_a_clock_that_runs_back_or_stands_still_is_one_that_goes_on():
    clock = FrameTimes(25)

    times = [clock.at(time) for time in (None, None, 7.0, 7.5, 0.0, 0.5, float("nan"), 0.6)]

    assert times[:2] == pytest.approx([0.0, 0.04])
    assert np.diff(times).tolist() == pytest.approx([0.04, 6.96, 0.5, 0.04, 0.5, 0.04, 0.04], abs=0.06)
    assert (np.diff(times) >= 0).all()


def test_a_show_that_starts_anew_is_not_held_for_what_was_before():
    limiter = NumpyLimiter(24, grid=SMALL)
    for i in range(24):
        limiter.show(flat(255 * (i % 2))[:45, :80], 3600.0 + i / 24)

    shown = [limiter.show(flat(255 * (i // 24 % 2))[:45, :80], i / 24) for i in range(96)]

    assert all(picture.min() == 255 * (i // 24 % 2) for i, picture in enumerate(shown) if i >= 24)


def test_what_came_of_it_is_judged_again_until_it_passes():
    hold, asked = Limiter(24, DESK, Limits()), []
    white, black = (measure(flat(value), (320, 180)) for value in (255, 0))
    shown = black

    def deaf(weights):  # half a hold does nothing: only a whole one is obeyed
        asked.append(weights.min())
        return shown if weights.min() >= 1.0 else light

    for i in range(20):
        light = white if i % 2 else black
        shown = light if hold.show(light, i / 24, deaf) is None else shown

    assert 0.5 < asked[0] < 1.0
    assert asked[1] == 1.0


def test_weights_of_cells_lie_where_the_cells_do():
    """Between the middles of two cells a straight line; at a middle, the cell's own; beyond the outer ones no more."""
    at = (np.arange(4 * CELL) + 0.5) / CELL - 0.5  # place of each px, in cells from the first one's middle
    for weights in (np.array([0.0, 1.0, 0.0, 0.0]), np.array([1.0, 0.25, 0.5, 0.0])):
        np.testing.assert_allclose(_spread(4) @ weights, np.interp(at, np.arange(4), weights), atol=1e-6)
