"""The inspector and the legend say what the table says."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.data.table import CUBES
from renderer.preview.panel.readout import _figure, counts, reading


@pytest.fixture(scope="module")
def table():
    return load_table("us_oral_health", ["dental_visit", "dental_visit@race=black"])


def test_counts_cover_every_cell(table):
    found = counts(table)
    assert set(found) == set(State)
    assert sum(found.values()) == table.state.size


def test_a_reading_has_each_column_at_each_time(table):
    row = table.area("CA")
    found = reading(table, row)
    assert [one.overall for one in found] == [True, False]
    assert [cell.time for cell in found[0].cells] == list(table.times)
    assert found[0].cells[0].text == f"{table.value[0, row, 0]:.1f} %"
    assert found[0].cells[0].interval == f"{table.low[0, row, 0]:.1f} to {table.high[0, row, 0]:.1f}"
    assert found[0].cells[0].sample == f"of {table.sample[0, row, 0]:,}"


def test_a_share_that_is_not_all_is_never_shown_as_all_nor_one_that_is_not_nothing_as_nothing(table):
    value = table.value.copy()
    value[0, :4, 0] = 99.96, 0.04, 100.0, 0.0
    shown = replace(table, value=value)
    assert [reading(shown, row)[0].cells[0].text for row in range(4)] == ["99.96 %", "0.04 %", "100 %", "0 %"]


def test_a_role_that_nothing_is_put_into_is_no_figure_that_is_missing(table):
    bare = replace(table, columns=(table.columns[0], replace(table.columns[1], label="", unit="")))

    assert len(reading(bare, 0)) == 1
    assert sum(counts(bare).values()) == table.state[:, :, 0].size


def test_a_withheld_figure_is_named_and_has_no_number(table):
    time, row, column = map(int, np.argwhere(table.state == State.SUPPRESSED)[0])
    cell = reading(table, row)[column].cells[time]
    assert (cell.text, cell.interval, cell.state) == ("suppressed", "", State.SUPPRESSED)


def test_a_time_that_a_measure_lacks_is_said_to_be_drawn_between_its_own_two(table):
    cubes = {name: getattr(table, name)[[0, 0, 1]].copy() for name in CUBES}
    cubes["state"][1, :, 0] = State.MISSING
    row = table.area("CA")
    plain, black = reading(replace(table, times=("2012-Q1", "2013-Q1", "2014-Q1"), **cubes), row)

    assert [cell.time for cell in plain.cells] == ["Q1 2012", "Q1 2013", "Q1 2014"]
    assert plain.cells[1].text == "no figure; drawn between Q1 2012 and Q1 2014"
    assert "drawn" not in plain.cells[0].text + plain.cells[2].text + black.cells[1].text


@pytest.mark.parametrize(("first", "last", "middle", "said"), [
    (State.ZERO, State.VALUE, "2012-Q4", "between Q1 2012 and Q1 2014"),
    (State.VALUE, State.MISSING, "2012-Q4", "as in Q1 2012"), (State.MISSING, State.VALUE, "2013-Q4", "as in Q1 2014"),
    (State.VALUE, State.SUPPRESSED, "2013-Q4", "as in Q1 2014: suppressed"),
    (State.MISSING, State.MISSING, "2012-Q4", "as in Q1 2012: missing"),
])  # fmt: skip
def test_where_an_area_lacks_an_end_the_nearer_time_is_what_is_drawn(table, first, last, middle, said):
    cubes = {name: getattr(table, name)[[0, 0, 1]].copy() for name in CUBES}
    row = table.area("CA")
    cubes["state"][1, :, 0] = State.MISSING
    cubes["state"][0, row, 0], cubes["state"][2, row, 0] = first, last
    plain = reading(replace(table, times=("2012-Q1", middle, "2014-Q1"), **cubes), row)[0]

    assert plain.cells[1].text == f"no figure; drawn {said}"


@pytest.mark.parametrize(("asked", "said"), [(-1, ""), (0, "of 0"), (1, "of 1"), (12345, "of 12,345")])
def test_of_how_many_people_a_figure_is_is_said_where_it_is_known(table, asked, said):
    time, row, column = map(int, np.argwhere(table.state == State.VALUE)[0])
    sample = table.sample.copy()
    sample[time, row, column] = asked
    assert reading(replace(table, sample=sample), row)[column].cells[time].sample == said


@pytest.mark.parametrize(("value", "text"), [
    (0.125, "0.125"), (9.99, "9.99"), (-9.876, "-9.88"), (10.0, "10.0"), (999.94, "999.9"), (1000.0, "1,000"),
    (-12345.6, "-12,346"),
])  # fmt: skip
def test_a_figure_has_as_many_digits_as_there_is_room_for(value, text):
    assert _figure(value) == text
