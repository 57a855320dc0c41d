"""A table whose signals can be worked out in the head."""

import numpy as np
import pytest

from renderer.data.state import State
from renderer.data.table import Area, Column, Table

NAN = np.nan


@pytest.fixture
def table():
    """Return three times, three areas, two columns; the second column is never known."""
    value = np.array([[10, 20, 60], [30, NAN, 40], [50, 80, NAN]])
    value = np.stack([value, np.full_like(value, NAN)], axis=-1)
    known = np.isfinite(value)
    return Table(
        areas=tuple(Area(code, name, abbr=abbr) for code, name, abbr in
                    (("01", "Alabama", "AL"), ("02", "Alaska", "AK"), ("x.1", "Dotted", ""))),
        columns=(Column("visit", "", "percent", 0, 100), Column("visit@race=other", "", "percent", 0, 100)),
        times=("2010", "2012", "2014"), value=value, low=value - 2, high=value + np.where(known, 4, NAN),
        sample=np.full(value.shape, -1, np.int64),
        state=np.where(known, State.VALUE, State.SUPPRESSED).astype(np.uint8),
    )  # fmt: skip
