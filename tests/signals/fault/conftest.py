"""A feed whose faults can be worked out in the head."""

import numpy as np
import pytest

from renderer.data.feed import aligned
from renderer.data.state import State
from renderer.data.table import Area, Column, Table

NAMES = ("Ohio", "Iowa", "Kansas", "Texas", "Utah")
WEEKS = tuple(f"2025-{month:02d}-{day:02d}" for month, day in
              ((11, 1), (11, 8), (11, 15), (11, 22), (11, 29), (12, 6)))  # fmt: skip


@pytest.fixture
def make():
    """Return ``make(rows, withheld)``: a table, rows [areas][times] from the first week on, None for a silence."""

    def table(rows, withheld=()):
        value = np.array(rows, float).T[:, :, None]
        state = np.where(np.isfinite(value), State.VALUE, State.MISSING).astype(np.uint8)
        for area, time in withheld:
            state[time, area], value[time, area] = State.SUPPRESSED, np.nan
        areas = tuple(Area(f"{n:02d}", name) for n, name in enumerate(NAMES))
        return Table(areas, (Column("flu", "Flu", "people", 0, 1e6),), WEEKS[: len(value)], value, value.copy(),
                     value.copy(), np.full(value.shape, -1), state)  # fmt: skip

    return table


@pytest.fixture
def feed(make):
    """Return two releases: the second changes Ohio's past and brings a figure of Texas that does not fit."""
    first = make([[400, 412], [100, 110], [50, 55], [200, 220], [80, None]])
    second = make([[400, 519, 530, 560], [100, 110, 121, 133], [50, 55, 61, 67], [200, 220, 242, 6000],
                   [80, 88, None, None]], withheld=[(2, 3)])  # fmt: skip
    return aligned({"2025-11-08": first, "2025-11-22": second})
