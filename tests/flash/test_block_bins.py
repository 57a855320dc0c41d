"""What noise of squares leaves in the slow bins of a block, against noise that was drawn."""

import numpy as np
import pytest

from renderer.flash.block_bins import frequencies, noise_share, power, taper


def drawn(side, seed=0):
    """Noise of squares ``side`` px wide, pixels sharp, 480 x 640."""
    rng = np.random.default_rng(seed)
    y, x = ((np.arange(n) / side + 0.01).astype(int) for n in (480, 640))
    return (rng.random((y[-1] + 1, x[-1] + 1)) > 0.5).astype(float)[y][:, x]


@pytest.mark.parametrize("side", [1.0, 1.9, 3.0, 5.5])
@pytest.mark.parametrize("asked", [0.9, 1.0, 1.3])
def test_the_share_is_that_of_drawn_noise(side, asked):
    size, blocks = side * asked, drawn(side).reshape(15, 32, 20, 32).swapaxes(1, 2).reshape(-1, 32, 32)
    window, _ = taper((32, 32))
    power = np.abs(np.fft.fft2((blocks - blocks.mean((1, 2), keepdims=True)) * window)) ** 2
    length = np.hypot(np.fft.fftfreq(32)[:, None], np.fft.fftfreq(32))
    share = power[:, length < 0.5 / size].sum() / power.sum()

    assert share == pytest.approx(own(side, size), abs=0.05)


def own(side, size):
    """The share for squares of one side below the frequency of another, from the shares of each at its own."""
    folds, bins = np.arange(-40, 41)[:, None], np.fft.fftfreq(32)
    one = (np.sinc((bins + folds) * side) ** 2).sum(0)
    power = np.outer(one, one)
    power[0, 0] = 0
    if side == size:
        assert noise_share(size, (32, 32)) == pytest.approx(power[np.hypot(*np.meshgrid(bins, bins)) < 0.5 / size].sum()
                                                            / power.sum(), abs=1e-5)  # fmt: skip
    return power[np.hypot(*np.meshgrid(bins, bins)) < 0.5 / size].sum() / power.sum()


def test_where_a_pixel_is_wider_than_a_square_all_is_slow():
    assert noise_share(0.4, (32, 32)) == 1.0 - 1e-6


def test_every_wave_counts_once():
    length, once = frequencies((32, 32))

    assert once.sum() == 32 * 32 / 2
    assert length[0, 2] == 0.0


@pytest.mark.parametrize("side", [(32, 32), (31, 32), (5, 7), (1, 4), (2, 9), (22, 6)])
def test_power_is_that_of_a_transform(side):
    blocks = np.random.default_rng(1).random((3, *side), np.float32)
    found, (length, once) = power(blocks), frequencies(side)
    full = np.abs(np.fft.fft2(blocks)) ** 2

    assert found.shape == (3, *length.shape)
    np.testing.assert_allclose(found[..., 2:], full[..., : side[1] // 2 + 1], rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(found[..., :2], full[..., -2:], rtol=1e-4, atol=1e-4)
    assert (found * once).sum() == pytest.approx(full.sum() / 2, rel=0.02)
