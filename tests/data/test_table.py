import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.load import load_all
from renderer.data.state import State
from renderer.data.table import overall, select


@pytest.fixture
def table(tidy):
    return load_all(tidy())


def test_arrays_cannot_be_changed(table):
    with pytest.raises(ValueError, match="read-only"):
        table.value[0, 0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        select(table, ["visit"]).state[0, 0, 0] = 1


def test_select_keeps_the_order_asked_for(table):
    picked = select(table, ["visit@income=under_15k", "visit"])

    assert [column.name for column in picked.columns] == ["visit@income=under_15k", "visit"]
    assert picked.value[1, 0].tolist() == [33.3, 60.0]
    assert picked.release == table.release


def test_select_nothing_keeps_areas_and_times(table):
    assert select(table, []).value.shape == (2, 2, 0)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("vist", "no column 'vist'; did you mean 'visit'\\?"),
        ("visit@income=under_15", "no stratum .*; did you mean 'visit@income=under_15k'\\?"),
        ("vist@income=under_15k", "no column .*; did you mean 'visit'\\?"),
    ],
)
def test_unknown_column_names_the_nearest(table, name, message):
    with pytest.raises(DataError, match=message):
        select(table, [name])


def test_areas_are_found_by_code_short_name_and_name(table):
    assert [table.area(key) for key in ("02", "AK", "Alaska")] == [1, 1, 1]
    with pytest.raises(DataError, match="did you mean 'Alaska'"):
        table.area("Alasca")


def test_columns_and_states_are_counted(table):
    assert overall(table) == ("visit",)
    assert {state.word: table.count(state) for state in State} == {
        "missing": 2, "value": 3, "zero": 1, "suppressed": 1, "held": 1,
    }  # fmt: skip


def test_a_column_says_of_which_measure_and_of_whom_it_is(table):
    assert [(one.measure, one.stratum) for one in table.columns] == [("visit", ""), ("visit", "income=under_15k")]


def test_what_is_known_are_values_and_zeros(table):
    assert np.array_equal(table.known, (table.state == State.VALUE) | (table.state == State.ZERO))
    assert np.array_equal(table.known, np.isfinite(table.value))


def test_shapes_must_agree(table):
    from dataclasses import replace

    with pytest.raises(ValueError, match="state is"):
        replace(table, state=np.zeros((1, 1, 1), np.uint8))
