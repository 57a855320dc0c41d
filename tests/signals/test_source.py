"""Figures that were read once stay what they are; only made up faults follow the seed."""

import shutil

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.signals.fault.events import CALM
from renderer.signals.fault.feeds import faults_of
from renderer.signals.source import Figures, FixedFigures, read_figures


def test_they_are_the_table_and_the_faults_of_the_feed():
    table, faults = read_figures("us_oral_health", ("dental_visit",), "flusight")
    assert [column.name for column in table.columns] == ["dental_visit"]
    assert [one.words for one in faults.faults] == [one.words for one in faults_of("flusight").faults]
    assert read_figures("us_oral_health", (), "").faults is CALM


def test_figures_or_a_feed_that_are_not_there_are_refused():
    with pytest.raises(DataError, match="did you mean 'dental_visit'"):
        read_figures("us_oral_health", ("dental_visits",), "")
    with pytest.raises(DataError, match="did you mean 'flusight'"):
        read_figures("us_oral_health", (), "flusigt")


def test_fixed_ones_do_not_change_with_their_file(tmp_path):
    path = shutil.copy(ASSETS / "data" / "us_oral_health.csv", tmp_path / "own.csv")
    source = FixedFigures(read_figures(str(path), ("dental_visit",), "flusight"), "flusight")
    first = source.at(0.0)
    path.unlink()
    assert source.at(500.0, seed=9) == first
    assert source.error == ""


def test_made_up_faults_are_those_of_the_seed():
    source = FixedFigures(Figures(None, faults_of("rehearsal", 1)), "rehearsal")
    other = source.at(0.0, seed=2).faults
    assert other.seed == 2
    np.testing.assert_array_equal(other._start, faults_of("rehearsal", 2)._start)
    assert source.at(3.0, seed=2).faults is other
