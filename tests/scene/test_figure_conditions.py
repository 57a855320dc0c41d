"""What holds of the figures that are shown is what a caption may say."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.state import State
from renderer.data.table import Area, Column, Table
from renderer.scene.figure_conditions import figure_conditions


def table(*roles, half=0.0):
    """Return a table of one area at two times: each of ``roles`` has its figure at both, None where it is withheld."""
    value = np.array([[[np.nan if pair[time] is None else pair[time] for pair in roles]] for time in (0, 1)])
    state = np.where(np.isfinite(value), np.where(value == 0.0, State.ZERO, State.VALUE), State.SUPPRESSED)
    columns = tuple(Column(f"r{n}", "m", "percent", 0, 100, figure="m") for n in range(len(roles)))
    return Table((Area("1", "1"),), columns, ("2010", "2011"), value, value - half, value + half,
                 np.full(value.shape, -1, np.int64), state.astype(np.uint8))  # fmt: skip


@pytest.mark.parametrize(("roles", "moments", "holds"), [
    (((50.0, 50.0), (20.0, 20.0)), (0.0, 1.0), set()),
    (((50.0, 60.0), (20.0, 20.0)), (1.0,), {"r0.gained", "r0.moved"}),
    (((50.0, 60.0), (20.0, 20.0)), (0.0,), {"r0.moved"}),
    (((60.0, 60.0), (70.0, 70.0)), (0.0,), {"r1.over", "r1.above"}),
    (((60.0, 60.0), (20.0, 50.0)), (0.0,), {"r1.moved"}),
    (((50.0, 50.0), (50.0, 50.0)), (0.0,), {"r1.above"}),
    (((60.0, 60.0), (None, None)), (0.0,), {"withheld", "r1.withheld", "r1.unknown", "incomplete"}),
    (((0.0, 0.0), (0.0, 0.0)), (1.0,), {"zero", "r0.zero", "r1.zero"}),
])  # fmt: skip
def test_what_holds_at_the_moments_that_are_shown(roles, moments, holds):
    assert set(figure_conditions(table(*roles), ("r0", "r1"), None, moments)) == holds
    assert "doubt" in figure_conditions(table(*roles, half=1.0), ("r0", "r1"), None, moments)


def test_how_many_were_asked_is_said_only_where_the_table_says_so():
    made = table((60.0, 60.0))
    told = replace(made, sample=np.full_like(made.sample, 400))

    assert "asked" not in figure_conditions(made, ("r0",), None, (0.0,))
    assert "asked" in figure_conditions(told, ("r0",), None, (0.0,))
