"""The hashes against the paper in numpy, and against what a hash must be."""

import numpy as np
import pytest

RNG = np.random.default_rng(1)
WORDS = np.concatenate([[0, 1, 2, 0xFFFFFFFF, 0x80000000], RNG.integers(0, 2**32, 4000)]).astype(np.uint32)
LANES = RNG.integers(0, 2**24, (3000, 4)).astype(np.float32)  # exact as floats; spread over all bits below
SPREAD = 2654435761


def bits(call, function, n):
    """Return uint32 results of a hash of one word, through floats, half a word at a time."""
    rows = np.stack([n >> 16, n & 0xFFFF], axis=1)
    word = f"{function}((uint(x.x) << 16) | uint(x.y))"
    high, low = call("lib/hash/pcg.glsl", f"vec2({word} >> 16, {word} & 65535u)", rows).T[:2].astype(np.uint32)
    return high << 16 | low


def lanes(call, count):
    """Return uint32 [n, count] of pcg2d, pcg3d or pcg4d."""
    kind = f"pcg{count}d(uvec{count}(x.{'xyzw'[:count]}) * {SPREAD}u)"
    parts = [
        call("lib/hash/pcg.glsl", f"vec2({kind}.{lane} >> 16, {kind}.{lane} & 65535u)", LANES)
        for lane in "xyzw"[:count]
    ]
    return np.stack([p[:, 0].astype(np.uint32) << 16 | p[:, 1].astype(np.uint32) for p in parts], axis=1)


def test_pcg_is_the_papers_and_stays_so(call, hashes):
    known = {0: 129708002, 1: 2831084092, 2: 2055130248, 0xFFFFFFFF: 3861530882}

    np.testing.assert_array_equal(bits(call, "pcg", WORDS), hashes.pcg(WORDS))
    np.testing.assert_array_equal(bits(call, "pcg", np.array(list(known), np.uint32)), list(known.values()))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_wide_hashes_are_the_papers(call, hashes, count):
    wide = {2: hashes.pcg2d, 3: hashes.pcg3d, 4: hashes.pcg4d}[count]
    with np.errstate(over="ignore"):
        expected = wide(LANES[:, :count].astype(np.uint32) * np.uint32(SPREAD))

    np.testing.assert_array_equal(lanes(call, count), expected)


def test_pcg_is_a_bijection_on_what_we_try(call):
    found = bits(call, "pcg", np.arange(100_000, dtype=np.uint32))

    assert len(np.unique(found)) == 100_000


def test_unit_reaches_zero_but_never_one(call):
    ends = call("lib/hash/pcg.glsl", "vec3(unit(0u), unit(0xffffffffu), unit(0x80000000u))", [0.0])[0]

    np.testing.assert_array_equal(ends[:3], np.float32([0, 1 - 2**-24, 0.5]))


def test_every_bit_of_pcg_is_fair_and_every_input_bit_moves_half_of_them(call):
    before = bits(call, "pcg", WORDS)
    ones = np.unpackbits(before.view(np.uint8)).reshape(len(WORDS), 32)
    assert abs(ones.mean(axis=0) - 0.5).max() < 0.04
    for bit in range(32):
        flipped = bits(call, "pcg", WORDS ^ np.uint32(1 << bit)) ^ before
        assert 0.47 < np.unpackbits(flipped.view(np.uint8)).mean() < 0.53


@pytest.mark.parametrize("count", [2, 3, 4])
def test_neighbours_on_a_grid_are_uncorrelated_in_the_bits_that_unit_keeps(call, count):
    y, x = np.mgrid[0:128, 0:128]
    rows = np.stack([x.ravel(), y.ravel(), 0 * x.ravel(), 0 * x.ravel()], axis=1)
    swizzle = "xyzw"[:count]
    field = call("lib/hash/pcg.glsl", f"unit(pcg{count}d(uvec{count}(x.{swizzle})).x)", rows)[:, 0].reshape(128, 128)

    assert abs(field.mean() - 0.5) < 0.01
    assert abs(field.var() - 1 / 12) < 0.003
    for a, b in ((field[:, 1:], field[:, :-1]), (field[1:], field[:-1]), (field[1:, 1:], field[:-1, :-1])):
        assert abs(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 0.03
