"""Macroblock decay against scipy's DCT and the tables of the standard."""

import numpy as np
import pytest
from scipy.fft import dctn, idctn

# ITU-T T.81, tables K.1 and K.2, row by row.
LUMA = """16 11 10 16 24 40 51 61  12 12 14 19 26 58 60 55  14 13 16 24 40 57 69 56  14 17 22 29 51 87 80 62
18 22 37 56 68 109 103 77  24 35 55 64 81 104 113 92  49 64 78 87 103 121 120 101  72 92 95 98 112 100 103 99"""
CHROMA = "17 18 24 47 99 99 99 99 18 21 26 66 99 99 99 99 24 26 56 99 99 99 99 99 47 66" + " 99" * 38
STEPS = np.stack([np.fromstring(table, int, sep=" ").reshape(8, 8) for table in (LUMA, CHROMA, CHROMA)], axis=2)


def blocks(samples):
    """Return samples [h, w, 3] as [rows, columns, 8, 8, 3]."""
    height, width, _ = samples.shape
    return samples.reshape(height // 8, 8, width // 8, 8, 3).swapaxes(1, 2)


def parts(picture, srgb):
    """Return the samples of a picture of 72 rows as the codec takes them in: five to a row, then Y Cb Cr."""
    code = 255 * srgb.encode(np.clip(picture, 0, 1))
    luma = code @ [0.299, 0.587, 0.114]
    return np.stack([luma, (code[..., 2] - luma) / 1.772, (code[..., 0] - luma) / 1.402], axis=2)


@pytest.fixture
def sent(effect, picture):
    """Return ``sent(amount)``: samples, waves and what was rebuilt, every block alike."""

    def run(amount):
        effect("macroblock", picture, amount=amount, uneven=0.0)
        return [effect.passes(name)[..., :3].astype(float) for name in ("samples", "waves", "rebuilt")]

    return run


@pytest.mark.parametrize("colour", [[0.6, 0.1, 0.3], [1.0, 1.0, 1.0], [0.0, 0.0, 1.0]])
def test_samples_are_jfifs_of_a_flat_colour(effect, srgb, colour):
    colour = np.float16(colour)
    effect("macroblock", np.broadcast_to(colour, (72, 96, 3)), amount=1.0)

    found = effect.passes("samples")[..., :3]
    np.testing.assert_allclose(found, np.broadcast_to(parts(colour[None, None], srgb), found.shape), atol=0.02)


def test_a_sample_is_the_mean_light_of_its_px(effect, srgb):
    light = np.zeros((720, 64, 3), np.float16)
    light[0::2, 0::2] = 1.0  # one px of four
    effect("macroblock", light, amount=1.0)

    found = effect.passes("samples")[:, :32, 0]
    np.testing.assert_allclose(found, 255 * srgb.encode(0.25), atol=0.5)


@pytest.mark.parametrize("amount", [0.1, 0.5, 1.0])
def test_waves_are_scipys_rounded_to_the_standards_steps(sent, amount):
    samples, waves, _ = sent(amount)
    exact = dctn(blocks(samples), axes=(2, 3), norm="ortho")
    steps = 1.6 * (2 ** (2 * amount * (3 - amount)) - 1) * STEPS
    steps[0, 0] = np.minimum(steps[0, 0], 96)
    found = blocks(waves) / steps

    assert abs(found - np.round(found)).max() < 1e-3, "whole steps"
    np.testing.assert_array_less(abs(found - exact / steps), 0.5 + 2e-3)
    lost = np.mean((np.round(found) == 0) & (abs(exact) > 1e-3))
    assert lost > {0.1: 0.05, 0.5: 0.2, 1.0: 0.25}[amount]


def test_what_is_rebuilt_is_scipys_inverse(sent, srgb):
    _, waves, rebuilt = sent(0.6)
    code = idctn(blocks(waves), axes=(2, 3), norm="ortho").swapaxes(1, 2).reshape(waves.shape)
    luma, blue, red = np.moveaxis(code, 2, 0)
    rgb = np.stack([luma + 1.402 * red, luma - 0.34413629 * blue - 0.71413629 * red, luma + 1.772 * blue], axis=2)

    np.testing.assert_allclose(rebuilt, srgb.decode(np.clip(rgb / 255, 0, 1)), atol=2e-3)


def test_hardly_rounded_it_is_the_picture_and_more_is_worse(sent):
    def noise(amount):
        samples, waves, _ = sent(amount)
        return np.sqrt(np.mean((idctn(blocks(waves), axes=(2, 3), norm="ortho") - blocks(samples)) ** 2))

    errors = [noise(amount) for amount in (1e-5, 0.2, 0.5, 1.0)]

    assert errors[0] < 0.01
    assert errors == sorted(errors)
    assert errors[-1] > 2.5 * errors[1]


def test_black_stays_black_however_coarse(effect):
    assert not effect("macroblock", np.zeros((72, 96, 3)), amount=1.0)[..., :3].any()


def test_macroblocks_fare_unevenly_two_blocks_alike(effect):
    noise = np.random.default_rng(1).random((360, 480, 3))
    effect("macroblock", noise, amount=0.2, uneven=1.0)
    waves = np.abs(blocks(effect.passes("waves")[..., :3])[..., 0]).reshape(45, 60, 64)[:, :, 8:]
    steps = np.where(waves > 0, waves / STEPS[..., 0].ravel()[8:], np.inf).min(axis=2)  # the least is one step

    of_macroblock = steps[:44].reshape(22, 2, 30, 2)
    assert np.mean(np.ptp(of_macroblock, axis=(1, 3)) < 1e-3) > 0.9, "the four blocks of one have one step"
    assert np.percentile(steps, 95) > 4 * np.percentile(steps, 5)


@pytest.mark.parametrize("size", [(64, 3840), (16, 4000)])  # rows, columns: macroblocks would need 21600 and 90000
def test_a_long_strip_has_square_samples_that_a_gpu_takes_and_is_itself(effect, size):
    rows, columns = size
    slope = np.float16(np.broadcast_to(np.linspace(0.1, 0.9, columns)[:, None], (rows, columns, 3)))
    shown = effect("macroblock", slope, amount=0.2, uneven=0.0)

    held = effect.passes("samples").shape
    assert max(held[:2]) <= 16384
    assert held[1] == 16384
    assert 0 <= held[0] - 16384 * rows / columns < 8
    np.testing.assert_allclose(shown[..., :3].astype(float), slope.astype(float), atol=0.05)
