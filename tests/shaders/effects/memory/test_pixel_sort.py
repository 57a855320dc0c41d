"""Pixel sort against its twin: the same stretches cut in numpy, sorted by numpy."""

from itertools import pairwise

import numpy as np
import pytest

SEED = 6


@pytest.fixture(scope="module")
def noisy():
    """Return a picture [70, 300, 4] of 60 colours whose lightnesses are well apart, in blots."""
    rng = np.random.default_rng(1)
    light = (np.linspace(0.0, 1.0, 60) ** 2)[:, None] * rng.uniform(0.6, 1.0, (60, 3))
    blots = rng.integers(0, 60, (14, 60)).repeat(5, axis=0).repeat(5, axis=1)
    chosen = np.where(rng.uniform(size=blots.shape) < 0.5, blots, rng.integers(0, 60, blots.shape))
    colours = np.concatenate([light, np.ones((60, 1))], axis=1).astype(np.float16)
    return colours[chosen].astype(np.float32)


def lightness(colours):
    """Return the square root of luminance, float64."""
    return np.sqrt(colours[..., :3].astype(np.float64) @ [0.2126, 0.7152, 0.0722])


@pytest.fixture
def twin(call, hashes):
    """Return ``twin(picture, **settings)``: what the effect must show, and the mean length of its stretches."""

    def lots(lines, band, numbers):
        """Return the cut of each line, and the lot of each of its pieces: the noises have tests of their own."""
        q = np.float32(np.arange(lines)) / np.float32(band)
        cuts = call("lib/noise/value.glsl", f"value_noise(vec2(x.x, 0u), {SEED}u)", q)[:, 0]
        rows = np.stack([np.tile(q, numbers), np.repeat(np.float32(np.arange(numbers)), lines)], axis=1)
        drawn = call("lib/noise/value.glsl", f"value_noise(vec3(x.x, x.y * 1.7, 0u), {SEED + 1}u)", rows)[:, 0]
        seeds = np.stack([np.arange(lines), np.full(lines, SEED), np.zeros(lines)], axis=1).astype(np.uint32)
        jitter = hashes.unit(hashes.pcg3d(seeds)[:, 0])
        return 0.85 * cuts + 0.15 * jitter, drawn.reshape(numbers, lines)

    def run(picture, amount, dark=0.12, light=1.0, reach=256, band=40.0, upright=True, falling=False):
        lines = (picture.transpose(1, 0, 2) if upright else picture).copy()
        length = lines.shape[1]
        span = 256 // reach * reach
        pieces = -(-length // span)
        cuts, drawn = lots(len(lines), band, pieces)
        stretches = []
        for number, line in enumerate(lines):
            values = lightness(line)
            moves = (values >= dark * (1 - amount) ** 2) & ((values <= light) | (light == 1.0))
            shift = int(cuts[number] * span)
            owner = (np.arange(length) + shift) // span % pieces  # piece of each pixel
            moves &= drawn[owner, number] < amount**0.6 * 1.001
            cut = (np.arange(length) + shift) % span % reach == 0
            edge = np.flatnonzero(np.concatenate([[True], cut[1:] | ~moves[1:] | ~moves[:-1], [True]]))
            for begin, end in pairwise(edge):
                order = np.argsort(-values[begin:end] if falling else values[begin:end], kind="stable")
                line[begin:end] = line[begin:end][order]
                stretches.append(end - begin)
        return lines.transpose(1, 0, 2) if upright else lines, np.mean(stretches)

    return run


@pytest.mark.parametrize(
    "settings",
    [
        {"amount": 1.0, "upright": False},
        {"amount": 0.5, "upright": False, "dark": 0.9, "light": 0.75},
        {"amount": 0.6, "upright": False, "reach": 20, "falling": True, "band": 7.0},
        {"amount": 1.0, "upright": True, "reach": 37},
        {"amount": 0.4, "upright": True, "dark": 0.5, "reach": 256},
    ],
)
def test_pixel_sort_is_its_twin(play, twin, noisy, settings):
    expected, stretch = twin(noisy, **settings)
    assert stretch > 1.1, "something is sorted"

    shown = play("pixel_sort", noisy[None], seed=SEED, **settings)[0]

    np.testing.assert_array_equal(shown, expected)


def test_light_up_to_four_times_white_is_told_apart(play, twin, noisy):
    bright = np.float32(np.float16(noisy * np.float32([3.9, 3.9, 3.9, 1.0])))
    expected, _ = twin(bright, amount=1.0)

    np.testing.assert_array_equal(play("pixel_sort", bright[None], seed=SEED, amount=1.0)[0], expected)


def test_every_line_keeps_its_pixels(play, film):
    shown = play("pixel_sort", film[5:6], seed=SEED, amount=0.7)[0]

    for x in range(film.shape[2]):
        assert sorted(map(tuple, shown[:, x])) == sorted(map(tuple, film[5][:, x]))


def test_stretches_rise_but_where_they_are_cut(play, film):
    shown = play("pixel_sort", film[5:6], seed=SEED, amount=1.0, reach=64)[0]

    falls = (np.diff(lightness(shown), axis=0) < -1e-3).sum(axis=0)
    assert falls.max() <= 2, "72 px hold two cuts of 64 at most"
    assert (np.diff(lightness(film[5]), axis=0) < -1e-3).sum(axis=0).max() > 10


def test_lots_are_drawn_anew_at_the_rate(play, film):
    still = film[[5] * 12]

    shown = play("pixel_sort", still, seed=SEED, amount=0.5, rate=1.0, fps=4)

    same = [np.array_equal(a, b) for a, b in pairwise(shown)]
    assert same == [True, True, True, False] * 2 + [True] * 3
