"""Which columns hold codes and names."""

import pytest

from renderer.core.errors import DataError
from renderer.data.places.key_fields import check_column, code_column, joined_by, name_column
from renderer.data.table import Area

COUNTIES = {"STATE": ("01", "01", "02"), "GEO_ID": ("0500000US01001", "0500000US01003", "0500000US02001"),
            "FIPS": ("01001", "01003", "02001"), "NAME": ("Autauga", "Baldwin", "Anchorage"),
            "LSAD": ("", "", "")}  # fmt: skip


@pytest.mark.parametrize(("columns", "code", "name"), [
    ("STATEFP STATENS AFFGEOID GEOID STUSPS NAME LSAD", "GEOID", "NAME"),
    ("OBJID ADE GF ARS AGS GEN BEZ", "AGS", "GEN"), ("id LAD13CD LAD13CDO LAD13NM", "LAD13CD", "LAD13NM"),
    ("LA-label Group cua-code cua-name", "cua-code", "cua-name"),
    ("region hruid name_canonical", "hruid", "name_canonical"),
    ("fid Stadtteil", "", "Stadtteil"), ("OBJECTID quarter_id quarter_name", "quarter_id", "quarter_name"),
])  # fmt: skip
def test_publishers_columns_are_known_by_what_they_are_called(columns, code, name):
    cells = {one: (f"{one}A", f"{one}B") for one in columns.split()}

    assert code_column(cells) == code
    assert name_column({one: (f"{one} Ahead", f"{one} Behind") for one in columns.split()}) == name


def test_a_table_decides_better_than_any_header():
    states = [Area("1", "Alabama"), Area("2", "Alaska")]
    counties = [Area("1001", "Autauga County"), Area("02001", "Anchorage Municipality")]

    assert code_column(COUNTIES, states) == "STATE"
    assert code_column(COUNTIES, counties) == "FIPS"
    assert name_column(COUNTIES, counties) == "NAME"
    assert code_column({"a": ("x", "y"), "b": ("AL", "AK")}, [Area("01", "Alabama", abbr="AL")]) == "b"
    by_name = [Area("1", "East"), Area("9", "West")]
    assert code_column({"n": ("1", "2", "3"), "part": ("East", "East", "West")}, by_name) == "part"
    assert code_column({"n": ("1", "x"), "code": ("7", "8"), "part": ("East", "West")}, by_name) == "code"
    assert joined_by(COUNTIES, counties) == 2
    assert joined_by(COUNTIES, [Area("x", "none of them")]) == 0


def test_a_column_that_is_not_there_is_refused_with_the_nearest():
    assert check_column(COUNTIES, "fips", "a.zip") == "FIPS"
    with pytest.raises(DataError, match=r"a\.zip has no column 'NAM'; did you mean 'NAME'"):
        check_column(COUNTIES, "NAM", "a.zip")
