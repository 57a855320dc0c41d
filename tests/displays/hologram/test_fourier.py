"""Fourier holograms against a sum written out, slmsuite's definition and what the method promises."""

import numpy as np
import pytest

from renderer.displays.hologram.fourier import far_field, gerchberg_saxton, kept, mraf, start_phase, weighted
from renderer.displays.hologram.quality import psnr

RNG = np.random.default_rng(4)
N = 128


@pytest.fixture(scope="module")
def picture():
    y, x = np.mgrid[0:N, 0:N] / N
    soft = 0.5 + 0.3 * np.sin(9 * x + 4 * y) + 0.2 * (np.hypot(x - 0.5, y - 0.5) < 0.3)
    return soft.astype(np.float32)


def test_the_far_field_is_the_transform_written_out():
    phase, n = RNG.uniform(-3, 3, (6, 8)), (6, 8)
    y, x = (np.arange(k) - k // 2 for k in n)
    found = far_field(phase)
    for j, v in enumerate(y):
        for i, u in enumerate(x):
            wave = np.exp(-2j * np.pi * (v * y[:, None] / n[0] + u * x[None, :] / n[1]))
            assert found[j, i] == pytest.approx((np.exp(1j * phase) * wave).sum() / np.sqrt(48), abs=1e-9)


def test_energy_is_kept():
    phase = RNG.uniform(-3, 3, (32, 48))

    assert np.square(np.abs(far_field(phase))).sum() == pytest.approx(32 * 48)


def test_gerchberg_saxton_never_gets_worse(picture):
    start = start_phase(picture.shape, 1)
    found = [psnr(np.abs(far_field(gerchberg_saxton(picture, start, n))), picture) for n in (1, 3, 10, 30)]

    assert found == sorted(found)
    assert found[-1] > found[0] + 8


def test_single_precision_follows_double(picture):
    start = start_phase(picture.shape, 1)
    single = gerchberg_saxton(picture, start, 10)
    double = gerchberg_saxton(picture.astype(np.float64), start.astype(np.float64), 10)

    assert single.dtype == np.float32
    assert np.quantile(np.abs(np.angle(np.exp(1j * (single - double)))), 0.99) < 1e-3


def test_the_step_is_the_one_of_the_paper(picture):
    start = start_phase(picture.shape, 1).astype(np.float64)
    far = far_field(start)
    goal = picture / np.linalg.norm(picture) * N * np.exp(1j * np.angle(far))
    near = np.fft.fftshift(np.fft.ifft2(np.fft.ifftshift(goal), norm="ortho"))

    found = gerchberg_saxton(picture.astype(np.float64), start, 1)
    np.testing.assert_allclose(np.exp(1j * found), np.exp(1j * np.angle(near)), atol=1e-5)


def test_weights_even_out_spots():
    spots = np.zeros((N, N), np.float32)
    spots[40:90:10, 30:100:10] = 1.0
    start = start_phase(spots.shape, 2)

    def unevenness(phase):
        seen = np.abs(far_field(phase))[spots > 0] ** 2
        return seen.std() / seen.mean()

    assert unevenness(weighted(spots, start, 20)) < 0.1 * unevenness(gerchberg_saxton(spots, start, 20))


def test_mraf_is_far_better_inside_its_region_and_survives_eight_bits(picture):
    inside = np.zeros((N, N), bool)
    inside[32:96, 32:96] = True
    target, start = np.where(inside, picture, 0).astype(np.float32), start_phase((N, N), 3)
    phase = mraf(target, inside, start, 50)
    seen = np.abs(far_field(phase))
    coarse = np.abs(far_field(np.rint(phase / 2 / np.pi * 256) / 256 * 2 * np.pi))

    assert psnr(seen[inside], target[inside]) > 60
    assert psnr(coarse[inside], target[inside]) > 50
    assert 0.5 < np.square(seen[inside]).sum() / np.square(seen).sum() < 0.8


def test_the_region_that_is_kept_is_the_middle_half_of_either_side():
    inside = np.zeros((16, 24), bool)
    inside[4:12, 6:18] = True
    np.testing.assert_array_equal(kept((16, 24)), inside)


def test_a_dark_target_is_refused():
    with pytest.raises(ValueError, match="no light"):
        gerchberg_saxton(np.zeros((8, 8), np.float32), start_phase((8, 8), 0), 1)
