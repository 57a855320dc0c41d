"""The bundled figures against the raw file, read again with nothing but the csv module."""

import csv
import shutil
from collections import Counter

import numpy as np
import pytest

from renderer.core.paths import ASSETS
from renderer.data.adapters.nohss_words import BREAKS, INDICATORS
from renderer.data.importing import import_file
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from renderer.data.schema import column_name
from renderer.data.state import State

OUTSIDE = {"US", "GU", "PR"}


@pytest.fixture
def table():
    return load_all("us_oral_health")


@pytest.fixture
def raw(nohss_raw):
    """Return the raw rows by (year, abbreviation, column name, response)."""
    rows = {}
    with nohss_raw.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind, stratum = "overall", "overall"
            if row["Break_Out"]:
                kind = row["Break_Out_Category"].lower()
                stratum = BREAKS[row["Break_Out_Category"], row["Break_Out"]]
            name = column_name(INDICATORS[row["IndicatorID"]], kind, stratum)
            rows[row["Year"], row["LocationAbbr"], name, row["Response"]] = row
    return rows


def test_extent_and_states():
    table = load_all("us_oral_health")

    assert len(table.areas) == 51
    assert table.times == ("2012", "2014")
    assert len(table.columns) == 57
    assert {state.word: table.count(state) for state in State} == {
        "missing": 0, "value": 5197, "zero": 0, "suppressed": 617, "held": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("abbr", "column", "shares"),
    [
        # 2012 and 2014, copied from the raw file by hand, so that something holds where that file is absent.
        ("AL", "dental_visit", (58.6, 60.0)),
        ("MA", "dental_visit", (76.2, 74.7)),
        ("WV", "teeth_lost_all", (33.7, 33.6)),
        ("CA", "dental_visit@income=under_15k", (44.7, 49.1)),
    ],
)
def test_published_shares(table, abbr, column, shares):
    assert table.value[:, table.area(abbr), table.column(column)].tolist() == list(shares)


def test_every_cell_is_the_raw_file_s(table, raw):
    for t, time in enumerate(table.times):
        for a, area in enumerate(table.areas):
            for c, column in enumerate(table.columns):
                yes, no = (raw[time, area.abbr, column.name, answer] for answer in ("Yes", "No"))
                figures = [yes[f"{end}Data_Value" if not end else f"{end}_Confidence_Interval"]
                           for end in ("", "Low", "High")]  # fmt: skip
                mine = [cube[t, a, c] for cube in (table.value, table.low, table.high)]
                if not yes["Data_Value"]:
                    assert table.state[t, a, c] == State.SUPPRESSED
                    assert np.isnan(mine).all()
                    assert table.sample[t, a, c] == -1
                    continue
                assert mine == [float(text) for text in figures]
                asked = int(yes["SampleSize"]) + int(no["SampleSize"]) if no["SampleSize"] else -1
                assert table.sample[t, a, c] == asked


def test_totals_of_each_state(table, raw):
    """Sum over strata, by state: the same cells are known and they add up alike."""
    expected, known = Counter(), Counter()
    for (_, abbr, _, answer), row in raw.items():
        if answer == "Yes" and abbr not in OUTSIDE and row["Data_Value"]:
            expected[abbr] += round(10 * float(row["Data_Value"]))
            known[abbr] += 1

    for a, area in enumerate(table.areas):
        assert round(10 * np.nansum(table.value[:, a])) == expected[area.abbr]
        assert np.isfinite(table.value[:, a]).sum() == known[area.abbr]


def test_the_evidence_for_suppressed_holds(table, raw):
    """Every state's total is published, and nobody's share rests on fewer than 50 people asked."""
    overall = [table.column(name) for name in INDICATORS.values()]

    assert np.isfinite(table.value[:, :, overall]).all()
    assert table.sample[table.sample >= 0].min() == 50
    footnotes = {row["Data_Value_Footnote"][:13] for row in raw.values() if not row["Data_Value"]}
    assert footnotes == {"Not available"}


def test_places_are_inside_the_united_states(table):
    longitudes, latitudes = np.array([(area.lon, area.lat) for area in table.areas]).T

    assert longitudes.min() > -160
    assert longitudes.max() < -66
    assert latitudes.min() > 18
    assert latitudes.max() < 66
    assert table.areas[table.area("DC")].name == "District of Columbia"
    assert [area.code for area in table.areas][:3] == ["01", "02", "04"]


def test_importing_again_gives_the_same_bytes(nohss_raw, tmp_path):
    via = "WL-Biol185-ShinyProjects/Oral-Health-Trends"
    shutil.copy(ASSETS / "data/datapackage.json", tmp_path)  # what it says of other figures is kept
    import_file(open_source(nohss_raw), tmp_path / "us_oral_health.csv", via)

    for name in ("us_oral_health.csv", "datapackage.json"):
        made, bundled = (tmp_path / name).read_bytes(), (ASSETS / "data" / name).read_bytes()
        assert made == bundled, f"assets/data/{name} is stale; the command is in the descriptor's notes"
