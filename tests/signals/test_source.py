"""A table and the faults of a feed, read together."""

import pytest

from renderer.core.errors import DataError
from renderer.signals.fault.events import CALM
from renderer.signals.fault.feeds import faults_of
from renderer.signals.source import read_figures


def test_they_are_the_table_and_the_faults_of_the_feed():
    table, faults, *_ = read_figures("us_oral_health", ("dental_visit",), "flusight")
    assert [column.name for column in table.columns] == ["dental_visit"]
    assert [one.words for one in faults.faults] == [one.words for one in faults_of("flusight").faults]
    assert read_figures("us_oral_health", (), "").faults is CALM


def test_figures_or_a_feed_that_are_not_there_are_refused():
    with pytest.raises(DataError, match="did you mean 'dental_visit'"):
        read_figures("us_oral_health", ("dental_visits",), "")
    with pytest.raises(DataError, match="did you mean 'flusight'"):
        read_figures("us_oral_health", (), "flusigt")
