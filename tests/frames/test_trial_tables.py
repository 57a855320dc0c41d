"""Trial tables: each state where it should be, and figures only where there are any."""

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.trial_tables import all_of, some_of_each


@pytest.fixture
def table():
    return load_table("us_oral_health", ("dental_visit", "teeth_lost_6"))


@pytest.mark.parametrize("state", State)
def test_all_cells_are_in_the_state_and_only_known_ones_have_figures(table, state):
    trial = all_of(table, state, 0.25)

    assert trial.count(state) == table.state.size
    assert np.isfinite(trial.value).all() == state.known
    if state is State.VALUE:
        assert set(np.unique(trial.value)) == {25.0}
        assert (trial.low == 20.0).all()
        assert (trial.high == 30.0).all()
    if state is State.ZERO:
        assert (trial.value == 0.0).all()
        assert (trial.low == 0.0).all()


def test_some_of_each_has_all_states_and_spread_values(table):
    trial = some_of_each(table)

    assert all(trial.count(state) >= 4 for state in State)
    assert np.isfinite(trial.value[np.isin(trial.state, (State.VALUE, State.ZERO))]).all()
    assert np.isnan(trial.value[~np.isin(trial.state, (State.VALUE, State.ZERO))]).all()
    assert np.nanstd(trial.value) > 15.0
    assert (trial.state[0] == trial.state[1]).all()
