"""Each measure against published tables, scipy, or a twin written with plain loops."""

import itertools
import math
import statistics

import numpy as np
import pytest
from scipy import signal, stats

from renderer.signals.fault import measures as m

NAN = math.nan
RNG = np.random.default_rng(4)

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4: EWMA, lambda 0.3, target 50, s 2.0539.
NIST_EWMA = (52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5,
             49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)  # fmt: skip
NIST_EWMA_OUT = (50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
                 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99)  # fmt: skip
# ... 6.3.2.3: CUSUM, target 325, k 0.3175, h 4.1959 (unit of the figures); upper sums crossing h are starred there.
NIST_CUSUM = (324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
              324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350)  # fmt: skip
NIST_CUSUM_UP = (0, 0, 0, 0, 0.03, 0, 0, 0, 0, 0, 0, 0, 3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00, 19.04)
NIST_CUSUM_LOW = (0, 0.01, 0, 0.33, 0, 0, 0.56, 0.71, 0.17, 0.25, 0.31, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def holed(shape, share=0.2):
    values = RNG.normal(50, 5, shape)
    return np.where(RNG.random(shape) < share, NAN, values)


def test_ewma_is_the_handbooks():
    np.testing.assert_allclose(m.ewma(NIST_EWMA, 0.3, start=50.0), NIST_EWMA_OUT, atol=0.011)


def test_ewma_is_a_recursive_filter():
    x = RNG.normal(0, 1, (3, 200))
    expected = signal.lfilter([0.2], [1, -0.8], x, axis=-1, zi=0.8 * x[:, :1])[0]

    np.testing.assert_allclose(m.ewma(x), expected, atol=1e-12)


def test_ewma_passes_over_what_is_unknown():
    x = holed(300)
    kept = m.ewma(x[np.isfinite(x)])

    np.testing.assert_array_equal(m.ewma(x)[np.isfinite(x)], kept)
    assert np.isnan(m.ewma([NAN, NAN, 3.0])[:2]).all()


def test_cusum_is_the_handbooks():
    upper, lower = m.cusum(NIST_CUSUM, 325.0, 1.0, slack=0.3175)

    np.testing.assert_allclose(upper, NIST_CUSUM_UP, atol=0.011)
    np.testing.assert_allclose(lower, NIST_CUSUM_LOW, atol=0.011)
    assert np.flatnonzero(upper > 4.1959)[0] == 13  # the fourteenth figure, as the handbook says


@pytest.mark.parametrize(("shift", "length"), [(1.0, 10.4), (2.0, 4.01), (-1.5, 5.75)])
def test_cusum_finds_a_shift_as_soon_as_montgomery_says(shift, length):
    """Montgomery, Introduction to Statistical Quality Control, table 9.3: k 0.5, h 5, two-sided."""
    upper, lower = m.cusum(7 + 3 * RNG.normal(shift, 1, (4000, 80)), 7.0, 3.0)
    run = (np.maximum(upper, lower) > m.CUSUM_LIMIT).argmax(axis=-1) + 1

    assert run.mean() == pytest.approx(length, rel=0.03)


def test_cusum_stays_where_nothing_is_known_and_stops_at_the_most():
    upper, lower = m.cusum([[2.0, NAN, 2.0, 9.0, 9.0], [-2.0, -2.0, NAN, NAN, 0.0]], [0.0, 0.0], [1.0, 1.0], most=10.0)

    assert upper.tolist() == [[1.5, 1.5, 3.0, 10.0, 10.0], [0, 0, 0, 0, 0]]
    assert lower.tolist() == [[0, 0, 0, 0, 0], [1.5, 3.0, 3.0, 3.0, 2.5]]


def test_robust_z_is_scipys_median_deviation():
    x = RNG.standard_t(3, (20, 101))
    spread = stats.median_abs_deviation(x, axis=-1, scale="normal")[:, None]

    np.testing.assert_allclose(m.robust_z(x), (x - np.median(x, axis=-1, keepdims=True)) / spread, rtol=2e-5)
    np.testing.assert_array_equal(m.robust_z(x.T, axis=0).T, m.robust_z(x))


def test_robust_scale_is_scipys_too():
    x = RNG.normal(3, 7, (5, 40))

    np.testing.assert_allclose(m.robust_scale(x), stats.median_abs_deviation(x, axis=-1, scale="normal"), rtol=2e-5)
    assert m.robust_scale([4.0] * 9) == 0
    assert np.isnan(m.robust_scale(np.empty((2, 0)))).all()


def test_robust_z_leaves_out_what_is_unknown():
    x = holed((6, 40))
    for row, z in zip(x, m.robust_z(x), strict=True):
        known = [v for v in row.tolist() if v == v]
        middle = statistics.median(known)
        mad = statistics.median([abs(v - middle) for v in known])
        expected = [0.6745 * (v - middle) / mad if v == v else NAN for v in row.tolist()]
        np.testing.assert_allclose(z, expected, rtol=1e-12)


def test_robust_z_where_most_are_equal():
    z = m.robust_z([5.0, 5.0, 5.0, 5.0, 9.0])

    assert z.tolist() == pytest.approx([0, 0, 0, 0, 4 / (0.8 * math.sqrt(math.pi / 2))])
    assert m.robust_z([5.0, 5.0, 5.0]).tolist() == [0, 0, 0]
    assert m.robust_z(np.empty((0, 4)), axis=0).shape == (0, 4)
    assert np.isnan(m.robust_z([[5.0, NAN, 6.0], [NAN, NAN, NAN]])).all()
    assert np.isnan(m.robust_z([1.0, 2.0, math.inf, 3.0])[2])


def test_delta_and_gap_against_loops():
    x = holed((5, 30))
    for row, d, g in zip(x.tolist(), m.delta(x), m.gap(x), strict=True):
        np.testing.assert_array_equal(d, [NAN, *(b - a for a, b in itertools.pairwise(row))])
        assert g == max(v for v in row if v == v) - min(v for v in row if v == v)
    np.testing.assert_array_equal(m.gap(x, axis=0), m.gap(x.T))


def test_revision_against_loops():
    before, after = holed((12, 9), 0.3), holed((12, 9), 0.3)
    after = np.where(RNG.random(after.shape) < 0.5, before, after)
    found = m.revision(before, after)
    for area in range(12):
        pairs = zip(before[area].tolist(), after[area].tolist(), strict=True)
        changes = {t: (b - a) / abs(a) for t, (a, b) in enumerate(pairs) if a == a and b == b and a != b}
        at = max(changes, key=lambda t: abs(changes[t]), default=-1)
        assert (found.changed[area], found.where[area]) == (len(changes), at)
        assert found.largest[area] == pytest.approx(changes.get(at, 0.0))


def test_revision_of_small_counts_is_no_landslide():
    assert m.revision([[0.0]], [[1.0]], floor=10.0).largest.tolist() == [0.1]
    assert m.revision([[NAN, 3.0]], [[4.0, NAN]]) == (0, 0.0, -1)
    assert m.revision(np.empty((2, 0)), np.empty((2, 0))).where.tolist() == [-1, -1]


def test_staleness_and_completeness_against_loops():
    x, times = holed((30, 12), 0.7), np.arange(12.0) * 7
    due = RNG.random(x.shape) < 0.5
    old, full = m.staleness(x, times, 70.0, 7.0), m.completeness(x, due)
    for area in range(30):
        known = [t for t, v in zip(times, x[area], strict=True) if v == v and t <= 70]
        assert old[area] == ((70 - max(known)) / 7 if known else math.inf)
        counted = [v == v for v, d in zip(x[area].tolist(), due[area], strict=True) if d]
        assert full[area] == pytest.approx(sum(counted) / len(counted))
    assert np.isnan(m.completeness([[1.0]], [[False]])).all()
