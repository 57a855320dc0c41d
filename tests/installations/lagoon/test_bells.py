"""The light of a bell is its figure, whatever its ember; form, pulse and place are chance."""

from itertools import pairwise

import numpy as np
import pytest

from renderer.core.colour import srgb_decode

COOL, WARM, HOLLOW = 100.0, 0.0, np.nan  # percent of teeth lost: an ember is what was kept
PLAIN = {"vary": 0.0, "near": 1.0, "pitch": 0.0, "sea": 0.0, "snow": 0.0, "halo": 0.0, "place": 11}


def sea_green(picture):
    """Return how much of each pixel is light of the water: clear glass is blue, an ember red."""
    red, green, blue = np.moveaxis(srgb_decode(picture / 255.0), -1, 0)
    return np.maximum(green - 0.45 * blue - 0.6 * red, 0.0)


def green_share(pixels):
    """Return how much of the green and blue light of pixels, [n, 3] codes, is green that no ember gave."""
    red, green, blue = srgb_decode(pixels / 255.0).sum(axis=0)
    return (green - 0.35 * red) / (green + blue)


def test_the_more_light_the_larger_the_share_whatever_the_ember(tank):
    shares, embers = (10.0, 25.0, 40.0, 55.0, 70.0, 85.0), (HOLLOW, WARM, COOL, HOLLOW, WARM, COOL)
    seen = [tank(share, ember, sea=0.0) for share, ember in zip(shares, embers, strict=True)]
    ember = [one.picture[..., 0] > 0.75 * one.picture[..., 1:].max(axis=-1) for one in seen]
    light = [green_share(one.picture[(one.row >= 0) & ~red]) for one, red in zip(seen, ember, strict=True)]

    assert all(less < more for less, more in pairwise(light))


@pytest.mark.parametrize("share", [20.0, 50.0, 80.0])
def test_light_stands_as_high_as_the_share(tank, share):
    """Seen from beside, the wall in front is of the colour of light below, and of clear glass above."""
    seen = tank(share, pixels=(960, 540), swell=0.0, **PLAIN)
    green, blue = seen.picture[..., 1], np.maximum(seen.picture[..., 2], 1)
    steps = np.arange(0.06, 1.0, 0.04)
    hue = np.array([np.median((green / blue)[(seen.row >= 0) & (np.abs(seen.height - step) < 0.02)]) for step in steps])
    lit = hue > 0.5 * (hue.min() + hue.max())

    assert steps[np.flatnonzero(~lit).min() - 1] == pytest.approx(0.06 + 0.94 * share / 100, abs=0.05)


def test_far_ones_are_dimmer_and_read_alike(tank):
    """How far off a creature hangs dims it, and says nothing: what is read is how green its bell is, and how blue."""
    def look(share, depth):
        seen = tank(np.full(51, share), pixels=(960, 540), swell=0.0, depth=depth, **PLAIN)
        far = seen.settled[:, 2] < np.quantile(seen.settled[:, 2], 0.2)
        pixels = seen.picture[np.isin(seen.row, np.flatnonzero(far))]
        return srgb_decode(pixels / 255.0).mean(), green_share(pixels)

    (far, far_hue), (near, _) = look(60.0, 22.0), look(60.0, 2.0)

    assert far < 0.6 * near
    assert look(50.0, 2.0)[1] < far_hue < look(70.0, 2.0)[1]


def test_the_less_sure_the_softer_its_edge(tank):
    def softness(doubt):
        seen = tank(50.0, doubt=doubt, pixels=(960, 540), swell=0.0, **PLAIN)
        near = (seen.row >= 0) & (np.abs(seen.height - 0.75) < 0.06)
        return sea_green(seen.picture)[near].mean()

    assert softness(2.0) < softness(15.0) < softness(30.0)
    assert softness(30.0) > 2.0 * softness(2.0)


def test_an_ember_is_larger_the_fewer_lost_their_teeth_and_hollow_where_it_is_not_known(tank):
    def red(heart):
        picture = tank(50.0, heart, **PLAIN).picture
        return (picture[..., 0] > picture[..., 2] + 30).sum()

    assert 0 == red(COOL) == red(HOLLOW) < red(70.0) < 0.6 * red(WARM)
    assert np.abs(tank(50.0, HOLLOW, **PLAIN).picture - tank(50.0, COOL, **PLAIN).picture).max() > 60


def test_form_pulse_and_place_are_chance_and_no_figure_moves_them(tank):
    few, many = tank(np.linspace(5.0, 95.0, 12)), tank(np.linspace(95.0, 5.0, 12), 20.0)

    np.testing.assert_array_equal(few.settled, many.settled)
    np.testing.assert_array_equal(few.places[3], many.places[3])  # roundness, lobes, light that has come
    np.testing.assert_array_equal(few.places[1, :, :3], many.places[1, :, :3])  # which way it swims
    proportion = few.places[1, :, 3] / few.places[0, :, 3], many.places[1, :, 3] / many.places[0, :, 3]
    np.testing.assert_allclose(*proportion, rtol=1e-5)
    assert np.ptp(proportion[0]) > 0.3
    assert np.ptp(few.places[3, :, 0]) > 0.3


def test_each_has_its_own_pulse(tank):
    drawn = (tank(50.0, pixels=(32, 18), frame=frame).places for frame in range(0, 600, 20))
    squeeze = np.array([places[1, :, 3] / places[0, :, 3] for places in drawn])  # higher and narrower, and back
    beats = np.abs(np.fft.rfft(squeeze - squeeze.mean(axis=0), axis=0)).argmax(axis=0)

    assert len(set(beats)) > 1
    assert np.abs(np.corrcoef(squeeze.T)[np.triu_indices(12, 1)]).mean() < 0.75


def test_one_hangs_near_and_is_three_times_as_large_where_there_are_many(tank):
    radius = tank(np.full(51, 50.0)).places[0, :, 3]
    assert radius.max() / np.median(radius) == pytest.approx(3.0, abs=0.7)
    assert (radius > 2.0 * np.median(radius)).sum() == 1
    few = tank(np.full(7, 50.0)).places[0, :, 3]
    assert few.max() < 2.0 * np.median(few)
