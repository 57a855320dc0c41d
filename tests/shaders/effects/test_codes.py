"""Effects on codes, packets, colours and characters: integers against integers."""

import zlib

import numpy as np
import pytest

# Ottosson 2020, linear sRGB to Oklab.
LMS = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def oklab(rgb):
    return np.cbrt(rgb @ np.transpose(LMS)) @ np.transpose(LAB)


def cells(grid, shape):
    """Return the entry of ``grid`` under each px of a picture of ``shape``."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width] + 0.5
    return grid[(y * grid.shape[0] / height).astype(int), (x * grid.shape[1] / width).astype(int)]


def test_bit_planes_fail_as_integers_do(effect, picture, srgb):
    drawn = effect("bit_planes", picture, seed=2, amount=1.0, banks=12, words=8)
    bank = cells(effect.passes("banks")[:12, :8], (72, 96))
    wire, kind = bank[..., 0].astype(int), bank[..., 1].astype(int)
    code = np.floor(srgb.encode(picture[..., :3]) * 255 + 0.5).astype(int)
    bits = np.unpackbits(code.astype(np.uint8)[..., None], axis=3)
    faulty = bits.copy()
    for y, x in np.ndindex(72, 96):
        place = 8 - int(wire[y, x]).bit_length()  # unpackbits puts the highest first
        own = bits[y, x, :, place]
        faulty[y, x, :, place] = [own * 0, own * 0 + 1, 1 - own, own[[2, 0, 1]]][kind[y, x]]
    fails = wire <= code.max(axis=2)
    expected = np.where(fails[..., None], srgb.decode(np.packbits(faulty, axis=3)[..., 0] / 255), picture[..., :3])

    assert set(kind.ravel()) == {0, 1, 2, 3}
    assert len(np.unique(wire)) >= 3
    assert 0.3 < fails.mean() < 1
    np.testing.assert_allclose(drawn[..., :3], expected, atol=6e-4)
    np.testing.assert_array_equal(drawn[..., :3][~fails], picture[..., :3][~fails])


def test_bit_planes_fail_in_as_many_banks_as_asked(effect, picture):
    effect("bit_planes", picture, amount=0.3)

    assert effect.passes("banks")[..., 0].astype(bool).mean() == pytest.approx(0.3, abs=0.02)


def test_stripes_are_the_check_sums_of_their_packets(effect, picture):
    drawn = effect("stripes", picture, amount=1.0, rows=9)
    y, x = np.mgrid[0:72, 0:96]
    packet, bit = x // 12, 31 - ((x + 0.5) / 12 % 1 * 32).astype(int)
    for row, column in np.ndindex(9, 8):
        places = [int((column + 0.125 + 0.25 * i) * 12) for i in range(4)]
        codes = np.floor(np.clip(picture[row * 8 + 4, places, :3].astype(float), 0, 1) * 255 + 0.5).astype(np.uint8)
        check = zlib.crc32(codes.tobytes())
        light = (codes.astype(int).sum(axis=0) + 2) // 4 / 255
        inside = (y // 8 == row) & (packet == column)
        one = (check >> bit & 1).astype(bool)
        expected = np.where(one[..., None], light, picture[..., :3] * 0.2)
        np.testing.assert_allclose(drawn[..., :3][inside], expected[inside], atol=5e-4)


def test_stripes_doubt_a_share_of_the_packets(effect, picture):
    shares = []
    for amount in (0.2, 0.5, 0.8):
        effect("stripes", picture, amount=amount, rows=240)
        shares.append((effect.passes("check")[..., 0] >= 0).mean())

    assert shares == sorted(shares)
    assert shares[1] == pytest.approx(0.5, abs=0.15)


@pytest.mark.parametrize("palette", ["kiln", "tide", "broadcast", "paper"])
def test_palette_leaves_only_its_colours_each_the_nearest(effect, picture, palette):
    drawn = effect("palette", picture, amount=1.0, palette=palette, grain=0.0)[..., :3]
    left = np.unique(drawn.reshape(-1, 3), axis=0)
    lab, inks = oklab(picture[..., :3].astype(float)), oklab(left.astype(float))
    far = ((lab[..., None, :] - inks) ** 2 * [1, 2.5, 2.5]).sum(axis=3)
    chosen = (abs(drawn[..., None, :] - left).max(axis=3)).argmin(axis=2)

    assert 3 <= len(left) <= 5
    clear = np.sort(far, axis=2)[..., 1] - far.min(axis=2) > 2e-3
    assert clear.mean() > 0.9
    np.testing.assert_array_equal(chosen[clear], far.argmin(axis=2)[clear])
    grainy = effect("palette", picture, amount=1.0, palette=palette, grain=1.0)[..., :3]
    assert len(np.unique(grainy.reshape(-1, 3), axis=0)) <= 5
    assert np.any(grainy != drawn)


def test_palettes_grain_is_bayers(effect):
    bayer = np.array([[0, 2], [3, 1]])
    for _ in range(2):
        bayer = np.kron(np.ones((2, 2), int), bayer) * 4 + np.kron([[0, 2], [3, 1]], np.ones_like(bayer))
    grey = np.linspace(0.0, 0.9, 64, dtype=np.float16)[None, :, None] * np.ones((64, 1, 3), np.float16)
    plain = effect("palette", np.concatenate([grey] * 2), amount=1.0, palette="paper", grain=0.0, size=64)
    inks = np.unique(plain[..., :3].reshape(-1, 3), axis=0)
    lab = oklab(grey.astype(float))
    lab[..., 0] += 0.22 * ((np.tile(bayer, (8, 8)) + 0.5) / 64 - 0.5)
    far = ((lab[..., None, :] - oklab(inks.astype(float))) ** 2 * [1, 2.5, 2.5]).sum(axis=3)
    clear = np.diff(np.sort(far, axis=2)[..., :2])[..., 0] > 5e-4

    drawn = effect("palette", grey, amount=1.0, palette="paper", grain=1.0, size=64)[..., :3]

    assert len(inks) == 5
    assert clear.mean() > 0.95
    np.testing.assert_array_equal(drawn[clear], inks[far.argmin(axis=2)][clear])


def test_glyphs_differ_and_the_first_rise_in_ink(effect, picture):
    effect("text", picture, amount=1.0)
    dots = effect.passes("glyphs")[..., 0].reshape(8, 32, 6).swapaxes(0, 1)
    ink = dots.sum(axis=(1, 2))

    assert set(dots.ravel()) == {0.0, 1.0}
    assert len({glyph.tobytes() for glyph in dots}) == 32
    assert not dots[:, 7].any(), "a gap between lines"
    assert not dots[:, :, 5].any(), "a gap between characters"
    assert (np.diff(ink[:16]) >= 0).all()
    upright = dots[16][::-1, :5]
    assert upright[1].all(), "the roof of the first sign is on top"
    assert upright[2:, 4].all()
    assert not upright[2:, :4].any()


def test_text_draws_each_cells_glyph_in_its_light(effect, picture):
    drawn = effect("text", picture, seed=3, amount=1.0, columns=8)  # dots of 2 px, cells of 12 x 16
    page, glyphs = effect.passes("cells"), effect.passes("glyphs")[..., 0]
    for row, column in np.ndindex(5, 8):
        light, glyph = page[row, column, :3], int(page[row, column, 3])
        dots = glyphs[:, 6 * glyph : 6 * glyph + 6].repeat(2, 0).repeat(2, 1)
        seen = drawn[row * 16 : row * 16 + 16, column * 12 : column * 12 + 12, :3]
        np.testing.assert_allclose(seen, light * (0.12 + 0.88 * dots[: len(seen), :, None]), rtol=2e-3, atol=1e-6)
    effect("text", np.full((72, 96, 3), 0.25), amount=0.6, columns=8)
    cell, shades = effect.passes("cells")[:4, :8], effect.passes("cells")[:4, :8, 3].ravel()
    np.testing.assert_allclose(cell[cell[..., 3] == 7.0, :3], 0.25 * (2.8 - 1.7 * 0.5), rtol=2e-3)
    assert 7.0 in shades, "a root of a quarter is the eighth of sixteen"
    assert -1.0 in shades, "some of the picture is left"
    assert set(shades) - {-1.0, 7.0} <= set(range(16, 32)), "a broken one is no shade"
