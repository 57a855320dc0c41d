"""Free space against the analytic Gaussian beam, and against itself backwards."""

import numpy as np
import pytest

from renderer.displays.hologram.near import double_phase, iris, planes, point_cloud, reconstruct
from renderer.displays.hologram.propagate import kernel, propagate
from renderer.displays.hologram.quality import psnr

PITCH, WAVE, N, WAIST = 6.4e-6, 520e-9, 512, 3.0e-4


def beam(z):
    """The paraxial Gaussian beam without its carrier, [N, N]; A. Siegman, Lasers, chapter 17."""
    x = (np.arange(N) - N / 2) * PITCH
    q = 1 + 1j * z / (np.pi * WAIST**2 / WAVE)
    return np.exp(-(x[:, None] ** 2 + x**2) / WAIST**2 / q) / q


@pytest.mark.parametrize(("dtype", "most"), [(np.complex128, 1e-6), (np.complex64, 2e-3)])
@pytest.mark.parametrize("z", [0.01, 0.05, 0.2])
def test_a_gaussian_beam_spreads_as_it_must(dtype, most, z):
    found = propagate(beam(0.0).astype(dtype), PITCH, WAVE, z)

    assert found.dtype == dtype
    assert np.linalg.norm(found - beam(z)) / np.linalg.norm(beam(z)) < most


def test_there_and_back():
    field = beam(0.0) * np.exp(1j * np.linspace(0, 2, N))
    back = propagate(propagate(field, PITCH, WAVE, 0.03, pad=1), PITCH, WAVE, -0.03, pad=1)

    np.testing.assert_allclose(back, field, atol=1e-9)


def test_energy_is_kept_where_nothing_is_cut():
    field = np.random.default_rng(1).normal(size=(64, 64)) + 0j
    found = propagate(field, PITCH, WAVE, 0.01, pad=1, limit=False)

    assert np.square(np.abs(found)).sum() == pytest.approx(np.square(np.abs(field)).sum())


def test_the_kernel_is_the_angular_spectrum_without_its_carrier():
    z, shape = 0.004, (8, 12)
    fy, fx = np.meshgrid(np.fft.fftfreq(8, PITCH), np.fft.fftfreq(12, PITCH), indexing="ij")
    naive = np.exp(2j * np.pi * z * (np.sqrt(WAVE**-2 - fx**2 - fy**2) - 1 / WAVE))

    np.testing.assert_allclose(kernel(shape, PITCH, WAVE, z, limit=False), naive, atol=1e-6)


@pytest.mark.parametrize("z", [0.05, -0.4])
def test_the_band_ends_where_neighbouring_frequencies_are_half_a_turn_apart(z):
    n = 256
    f = np.fft.fftshift(np.fft.fftfreq(n, PITCH))
    there = np.abs(np.fft.fftshift(kernel((n, n), PITCH, WAVE, z)[0])) > 0.5  # along x, where y does not turn
    turns = np.abs(np.diff(z * np.sqrt(WAVE**-2 - f**2)))[there[1:] & there[:-1]]

    assert not there.all()
    assert 0.5 - 2 * np.abs(np.diff(turns)).max() < turns.max() <= 0.5


def test_light_that_leaves_on_the_right_does_not_come_back_on_the_left():
    x = np.arange(128)
    field = np.where((x > 100) & (x < 120), np.exp(2j * np.pi * 0.2 * x), 0)[None, :] * np.ones((128, 1))
    found, wrapped = (np.abs(propagate(field, PITCH, WAVE, 0.02, **pad)[:, :60]) for pad in ({}, {"pad": 1}))

    assert found.max() < 0.2
    assert wrapped.max() > 0.5


def test_a_near_point_lights_only_the_pixels_that_can_bend_so_far():
    field = point_cloud(np.array([[0.0, 0.0, 0.002]]), np.ones(1), (64, 64), PITCH, WAVE)
    x = (np.arange(64) - 31.5) * PITCH
    bends = np.abs(x) <= 0.002 * WAVE / (2 * PITCH)  # half a turn from pixel to pixel, at most

    np.testing.assert_array_equal(np.abs(field) > 0.5, bends[:, None] & bends)


@pytest.mark.parametrize(("pitch", "wave", "z", "word"), [
    (PITCH, 0.0, 0.1, "wavelength"), (PITCH, float("nan"), 0.1, "wavelength"), (0.0, WAVE, 0.1, "pitch"),
    (PITCH, WAVE, float("inf"), "distance"),
])  # fmt: skip
def test_what_is_no_light_is_refused(pitch, wave, z, word):
    with pytest.raises(ValueError, match=word):
        kernel((8, 8), pitch, wave, z)


def soft_disc(n=256):
    y, x = np.mgrid[0:n, 0:n] / n - 0.5
    disc = 1 / (1 + np.exp(40 * (np.hypot(x, y) - 0.3)))
    return (0.4 + 0.6 * disc * (0.7 + 0.3 * np.cos(20 * x))).astype(np.float32)


def test_double_phase_needs_its_iris():
    target, z = soft_disc(), 0.02
    phase = double_phase(propagate(target.astype(np.complex64), PITCH, WAVE, -z, pad=1))
    through, without = (np.abs(reconstruct(phase, PITCH, WAVE, z, share)) for share in (0.5, 1.0))

    assert psnr(through, target) > 33
    assert psnr(through, target) > psnr(without, target) + 15


def test_the_iris_passes_its_share_of_the_band():
    n = np.arange(32)
    low, high = (np.exp(2j * np.pi * k * n / 32)[None, :] * np.ones((32, 1)) for k in (5, 13))

    np.testing.assert_allclose(iris(low + high, 0.5), low, atol=1e-9)


def test_planes_are_sharp_at_their_own_distance():
    left, right = np.zeros((2, 128, 128), np.float32)
    left[40:88, 20:50], right[40:88, 78:108] = 1, 1
    start = np.random.default_rng(0).uniform(-3, 3, (128, 128)).astype(np.float32)
    phase = planes([left, right], [0.02, 0.04], PITCH, WAVE, start, 20)

    def contrast(z, target):
        light = np.square(np.abs(reconstruct(phase, PITCH, WAVE, z)))
        return light[target > 0].mean() / light[left + right == 0].mean()

    assert contrast(0.02, left) > 25  # half of that where each plane must also be dark for the other's light
    assert contrast(0.04, right) > 45
    assert contrast(0.02, left) > 2 * contrast(0.12, left)
    assert contrast(0.04, right) > 2 * contrast(0.12, right)


def test_a_point_of_the_cloud_shines_where_it_stands():
    field = point_cloud(np.array([[4e-4, -2e-4, 0.05]]), np.ones(1), (256, 256), PITCH, WAVE)
    seen = np.abs(propagate(field, PITCH, WAVE, 0.05))
    row, column = np.unravel_index(seen.argmax(), seen.shape)

    assert abs((column - 127.5) * PITCH - 4e-4) <= PITCH
    assert abs((127.5 - row) * PITCH + 2e-4) <= PITCH
    assert seen.max() > 3 * np.abs(propagate(field, PITCH, WAVE, 0.06)).max()


def test_the_cloud_is_the_sum_over_its_points():
    rng = np.random.default_rng(3)
    points = np.stack([*rng.uniform(-1e-4, 1e-4, (2, 9)), rng.uniform(0.08, 0.12, 9)], axis=1)
    light = rng.uniform(0.5, 1, 9)
    found = point_cloud(points, light, (24, 30), PITCH, WAVE, seed=5)
    x, y = (np.arange(30) - 14.5) * PITCH, (11.5 - np.arange(24)) * PITCH
    turn = np.random.default_rng(5).uniform(0, 1, 9)
    whole = sum(
        a * np.exp(2j * np.pi * (t - ((x[None] - p[0]) ** 2 + (y[:, None] - p[1]) ** 2) / (2 * WAVE * p[2])))
        for p, a, t in zip(points, light, turn, strict=True)
    )

    np.testing.assert_allclose(found, whole, atol=2e-5)
