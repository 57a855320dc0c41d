"""Trial tables: each state where it should be, and figures only where there are any."""

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.role import Role, WantedRoles
from renderer.data.state import State
from renderer.data.table import CUBES
from renderer.frames.trial_tables import alike, all_of, areas_swapped, groups_swapped, some_in, some_of_each


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


@pytest.mark.parametrize("state", State)
def test_a_place_in_another_state_was_asked_as_many(table, state):
    """A third at zero were a hundred asked each, among thousands: a wall sized by them was laid out anew."""
    trial = some_in(table, state)
    chosen = np.arange(len(table.areas)) % 3 == 0

    assert (trial.state[:, chosen] == state).all()
    assert (trial.sample[:, ~chosen] == table.sample[:, ~chosen]).all()
    assert (trial.sample[:, chosen] == (table.sample[:, chosen] if state.known else -1)).all()
    assert (trial.value[:, ~chosen] == table.value[:, ~chosen]).all()


@pytest.fixture
def shown():
    """Return a table with groups beside each other, of which some figures are withheld."""
    roles = (Role("upper", "teeth", default="teeth_lost_6"), Role("lower", "teeth", default="teeth_lost_all"))
    return load_table("us_oral_health", WantedRoles(roles, strata=("income", "race")))


def cells(table):
    """Return all that is known of each area and column, [areas, columns] of bytes."""
    cubes = [np.moveaxis(getattr(table, name), 0, -1) for name in CUBES]
    return [[b"".join(cube[area, column].tobytes() for cube in cubes) for column in range(len(table.columns))]
            for area in range(len(table.areas))]  # fmt: skip


def test_each_area_has_all_cells_of_another_one(shown):
    before, after = cells(shown), cells(areas_swapped(shown))

    assert sorted(before) == sorted(after)
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert areas_swapped(shown).areas == shown.areas
    assert shown.count(State.SUPPRESSED) == areas_swapped(shown).count(State.SUPPRESSED) > 0


def test_each_group_has_the_cells_of_another_one_of_its_measure(shown):
    swapped = groups_swapped(shown)
    before, after = (np.array(cells(table), object) for table in (shown, swapped))

    assert (before[:, :2] == after[:, :2]).all()  # everybody's stay
    for column in range(2, len(shown.columns)):
        measure = [index for index in range(2, len(shown.columns)) if index % 2 == column % 2]
        (came,) = [index for index in measure if (after[:, column] == before[:, index]).all()]
        assert came != column
    assert swapped.columns == shown.columns


def test_all_alike_are_the_mean_of_everybody_that_is_known(shown):
    same = alike(shown)

    for column in range(len(shown.columns)):
        whole = column % 2  # the role's own column
        known = np.isfinite(shown.value[:, :, whole])
        mean = np.array([row[some].mean() for row, some in zip(shown.value[:, :, whole], known, strict=True)])
        np.testing.assert_allclose(same.value[:, :, column], np.broadcast_to(mean[:, None], known.shape))
    assert same.count(State.VALUE) == same.state.size


def test_what_is_known_of_nobody_stays_unknown(table):
    nobody = alike(all_of(table, State.HELD))
    zeros = alike(all_of(table, State.ZERO))

    assert nobody.count(State.MISSING) == nobody.state.size
    assert np.isnan(nobody.value).all()
    assert zeros.count(State.ZERO) == zeros.state.size
