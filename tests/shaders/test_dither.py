"""Dither: its noise is what the theory asks for, and what it does to a picture is right."""

import numpy as np
import pytest

SIDE = 256
Y, X = np.mgrid[0:SIDE, 0:SIDE].reshape(2, -1)


@pytest.fixture
def noise(call):
    def run(seed):
        rows = np.stack([X, Y], axis=1)
        return call("lib/dither/triangular.glsl", f"dither_triangular(uvec2(x.xy), {seed}u)", rows)[:, :3]

    return run


def test_noise_is_the_papers_hash_bit_for_bit(noise, hashes):
    bits = hashes.pcg3d(np.stack([X, Y, np.full_like(X, 9)], axis=1))
    one, two = (hashes.unit(b).astype(np.float32) for b in (bits, hashes.pcg(bits)))

    np.testing.assert_array_equal(noise(9), one + two - np.float32(1))


def test_noise_is_triangular_in_each_channel(noise):
    values = noise(1)

    assert abs(values.mean(axis=0)).max() < 0.006
    assert abs(values.var(axis=0) - 1 / 6).max() < 0.003
    for channel in values.T:
        found, edges = np.histogram(channel, bins=20, range=(-1, 1))
        middle = (edges[1:] + edges[:-1]) / 2
        np.testing.assert_allclose(found / len(channel), (1 - abs(middle)) / 10, atol=0.004)


def test_channels_pixels_and_frames_are_unrelated(noise):
    a, b = noise(1), noise(2)
    fields = a.reshape(SIDE, SIDE, 3)

    def related(p, q):
        return abs(np.corrcoef(p.ravel(), q.ravel())[0, 1])

    assert max(related(a[:, i], a[:, j]) for i, j in ((0, 1), (1, 2), (0, 2))) < 0.015
    assert max(related(a[:, i], b[:, i]) for i in range(3)) < 0.015
    assert related(fields[1:], fields[:-1]) < 0.015
    assert related(fields[:, 1:], fields[:, :-1]) < 0.015


@pytest.mark.parametrize("level", [10.0, 10.25, 10.5, 10.9])
def test_rounding_error_no_longer_depends_on_the_colour(noise, level):
    error = np.round(level + noise(3)) - level

    assert abs(error.mean()) < 0.008
    assert abs(error.var() - 0.25) < 0.006
