"""The inspector and the legend say what the table says."""

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.preview.panel.readout import counts, reading


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
    assert found[0].cells[0].sample == f"{table.sample[0, row, 0]:,} asked"


def test_a_withheld_figure_is_named_and_has_no_number(table):
    time, row, column = map(int, np.argwhere(table.state == State.SUPPRESSED)[0])
    cell = reading(table, row)[column].cells[time]
    assert (cell.text, cell.interval, cell.state) == ("suppressed", "", State.SUPPRESSED)
