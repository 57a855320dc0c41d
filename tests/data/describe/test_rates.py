import duckdb
import numpy as np
import pytest

from renderer.data.describe.rates import wilson_sql


@pytest.mark.parametrize(("cases", "seen"), [(0, 10), (10, 10), (3, 10), (1, 100_000), (4999, 10_000)])
def test_the_interval_is_wilsons(cases, seen):
    picks = ", ".join(wilson_sql(f"{cases}::double", f"{seen}::double", 100.0))
    rate, low, high = duckdb.connect().execute(f"select {picks}").fetchone()
    z, share = 1.959963984540054, cases / seen
    middle, half = share + z * z / (2 * seen), z * np.sqrt(share * (1 - share) / seen + z * z / (4 * seen * seen))

    assert rate == pytest.approx(100 * share)
    assert low == pytest.approx(100 * (middle - half) / (1 + z * z / seen), abs=1e-6)
    assert high == pytest.approx(100 * (middle + half) / (1 + z * z / seen), abs=1e-6)
    assert 0 <= low <= rate <= high <= 100
