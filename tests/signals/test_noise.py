import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.signals.noise import drift, pcg

SECONDS = np.arange(0, 600, 1 / 30)


def python_pcg(x):
    """The published formula once more, in Python's own integers."""
    low = 0xFFFFFFFF
    state = (x * 747796405 + 2891336453) & low
    word = (((state >> ((state >> 28) + 4)) ^ state) * 277803737) & low
    return (word >> 22) ^ word


@given(st.integers(-(2**40), 2**40))
def test_pcg_is_the_published_formula(x):
    assert int(pcg(x)) == python_pcg(x & 0xFFFFFFFF)


def test_pcg_keeps_the_shape_and_never_collides():
    hashed = pcg(np.arange(1 << 20).reshape(1024, 1024))

    assert hashed.shape == (1024, 1024)
    assert hashed.dtype == np.uint32
    assert len(np.unique(hashed)) == 1 << 20


def test_pcg_is_the_shader_s_bit_for_bit(call):
    x = np.concatenate([np.arange(2000), 2**24 - np.arange(1, 2000)])
    # Half a hash at a time: sixteen bits pass through a float unchanged.
    halves = call("lib/hash/pcg.glsl", "vec2(float(pcg(uint(x.x)) >> 16), float(pcg(uint(x.x)) & 65535u))", x)

    np.testing.assert_array_equal(halves[:, 0].astype(np.uint64) * 65536 + halves[:, 1].astype(np.uint64), pcg(x))


@pytest.mark.parametrize("start", [0.0, 3e6])
def test_drift_is_smooth_and_inside_its_range_even_after_a_month(start):
    curve = np.array([drift(7, 1, start + t, 0.05) for t in SECONDS])

    assert curve.min() > 0
    assert curve.max() < 1
    assert np.ptp(curve) > 0.6
    assert abs(curve.mean() - 0.5) < 0.1
    assert abs(np.diff(curve)).max() < 0.01  # per frame of 1/30 s
    assert abs(np.diff(curve, 2)).max() < 1e-3


def test_drift_is_a_function_of_seed_and_channel():
    pairs = [(seed, channel) for seed in (0, 1) for channel in (0, 1)]
    curves = np.array([[drift(*pair, t, 0.05) for t in range(0, 40_000, 8)] for pair in pairs])

    assert drift(3, 2, 12.5, 0.1) == drift(3, 2, 12.5, 0.1)
    assert (abs(np.corrcoef(curves) - np.eye(4)) < 0.2).all()


def test_a_rate_of_zero_stands_still():
    assert drift(1, 1, 0.0, 0.0) == drift(1, 1, 99.0, 0.0)


def test_time_and_rate_count_only_as_their_product():
    assert drift(1, 1, 30.0, 0.1) == pytest.approx(drift(1, 1, 300.0, 0.01), abs=1e-5)
