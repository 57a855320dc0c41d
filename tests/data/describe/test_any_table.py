"""
Whatever stands in a table's cells, it is imported or refused in one sentence: by a draft, and by each adapter.

A few tables, the same each time; ``CHORUS_FUZZ=300`` tries so many, others each time.
"""

import csv
import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError, RendererError
from renderer.data.describe.answers import Answers
from renderer.data.describe.described_import import import_described
from renderer.data.describe.finding import find_description
from renderer.data.describe.population import with_population
from renderer.data.importing import import_file
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from tests.data.conftest import FORMS

MANY = int(os.environ.get("CHORUS_FUZZ", "0"))
FEW = settings(max_examples=MANY or 12, deadline=None, derandomize=not MANY, suppress_health_check=list(HealthCheck))
NAMES = ("Area code", "District", "Year", "Date", "2019", "2020", "2020 / %", "Visits", "Population", "N", "Sex", "%",
         "", "Age group", "Income band", "Seen %", "95% CI", "Lower CI", "Upper CI", "Unit", "Indicator", "Value",
         "lat", "Area type", "Bevölkerung", "Código", "Footnote", "Geolocation")  # fmt: skip
CELLS = ("", " ", "0", "1", "12", "12.5", "12,5", "1,234", "1.234", "1 234", "-1", "-99", "999", "1e400", "NaN", "inf",
         "<5", "*", "n/a", "..", "-", "7%", "34.2 (30.1-38.3)", "79 (100)", "(1)", "2019", "2020-13", "03/04/2024",
         "2013/14", "Ash", "Elm", "Total", "All", "E06000001", "01", "percent", "per 1,000", "POINT (1 2)", "M", "65+",
         "' or 1=1", '"', "\u0000x", "x" * 300, "\u0663")  # fmt: skip
# A column mostly holds one kind of cell.
NUMBERS = (("0", "1", "12", "55", "97", "*"), ("0", "1.5", "12.25", "97.5", ""), ("0", "7,5", "1.234", "<5"),
           ("0", "0.25", "0.9", "1"), ("12.5 (10.1-14)", "7 (5-9)", "n/a"), ("240", "1,240", "95"))  # fmt: skip
OTHERS = (CELLS, ("2022", "2023"), ("M", "F", "All"), ("Decay", "Visits"), ("percent",))


@st.composite
def tables(draw):
    """Return a header and rows: areas by name, and some columns of figures, groups, times or anything."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
    count = draw(st.integers(2, 8))
    alike = st.lists(st.sampled_from(("Ash", "Elm", "Total", "", "01")), min_size=count, max_size=count)
    areas = draw(st.one_of(*[st.just([f"Ward {n}" for n in range(count)])] * 3, alike))
    kinds = [draw(st.sampled_from((*NUMBERS, *NUMBERS, *OTHERS))) for _ in names]
    columns = [draw(st.lists(st.sampled_from(kind), min_size=count, max_size=count)) for kind in kinds]
    return ["Ward", *names], [list(row) for row in zip(areas, *columns, strict=True)]


def written(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


def sound(table):
    """Check what every table promises: a figure where the state says one, within its interval and bounds."""
    known = np.isfinite(table.value)
    np.testing.assert_array_equal(known, table.known)
    both = known & np.isfinite(table.low)
    assert (table.low[both] <= table.value[both]).all()
    assert (table.value[both] <= table.high[both]).all()
    for index, column in enumerate(table.columns):
        seen = table.value[..., index][known[..., index]]
        assert (seen >= column.low).all()
        assert (seen <= column.high).all()


def check_sentence(error):
    assert str(error)
    assert "\n" not in str(error)


@FEW
@given(tables(), st.booleans(), st.booleans())
def test_any_table_is_imported_or_refused_in_a_sentence(tmp_path, table, timed, percent):
    path, out = written(tmp_path / "a.csv", *table), tmp_path / "out.csv"
    out.unlink(missing_ok=True)
    answers = Answers(yes=True, time={"2024": ""} if timed else {}, unit={"": "percent"} if percent else {})
    try:
        source = open_source(path)
        found = find_description(source, answers)[0]
        done = import_described(source, found.description, out)
    except DataError as error:
        check_sentence(error)
        assert not out.exists()
        return
    sound(done.table)
    sound(load_all(out))
    assert all("\n" not in note for note in (*found.notes, *done.report))


@FEW
@given(tables())
def test_any_sheet_of_people_joins_or_is_refused_in_a_sentence(tmp_path, table):
    people = written(tmp_path / "people.csv", *table)
    source = open_source(written(tmp_path / "a.csv", ["Ward", "Visits"], [["Ash", "7"], ["Elm", "12"], ["01", "3"]]))
    try:
        joined = with_population(source, people)
    except RendererError as error:
        check_sentence(error)
        return
    assert joined.header == ("Ward", "Visits", "Population")
    assert len(joined.connection.execute(f"select * from {joined.table}").fetchall()) == 3


@pytest.mark.parametrize("form", FORMS)
def test_any_cell_of_a_known_form_is_imported_or_refused_in_a_sentence(tmp_path, form):
    own, out = FORMS[form], tmp_path / "out.csv"
    changes = st.dictionaries(st.sampled_from(list(own)), st.sampled_from(CELLS), max_size=3)

    @FEW
    @given(st.lists(changes, min_size=1, max_size=4))
    def changed(rows):
        path = written(tmp_path / "a.csv", list(own), [list((own | row).values()) for row in rows])
        out.unlink(missing_ok=True)
        try:
            source = open_source(path)
            done = import_file(replace(source), out)
        except DataError as error:
            check_sentence(error)
            assert not out.exists()
            return
        sound(done.table)

    changed()
