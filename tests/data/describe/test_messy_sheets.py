"""Sheets as small teams keep them, of kinds that came up while trying: written here, and what is read from them."""

import numpy as np
import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.readers.opening import open_source
from renderer.data.state import State
from tests.support.workbooks import write_ods, write_xlsx


def of(done, column, area, time=-1):
    """Return value, low, high of a cell."""
    table = done.table
    at = (time, table.area(area), table.column(column))
    return tuple(float(getattr(table, cube)[at]) for cube in ("value", "low", "high"))


def test_a_spanish_one_wide_by_year_with_decimal_commas(tmp_path, imports):
    path = tmp_path / "salud.csv"
    path.write_text("Porcentaje de niños con caries, por barrio\nFuente: Ayuntamiento\n\nCódigo;Barrio;2019;2020;2021\n"
                    "01;Centro;12,5;s.d.;14\n02;San Martín;30,25;menos de 5;33\n03;Río Alto;7,0;6,5;6\n"
                    "99;Total ciudad;20;21;22\ns.d.: sin dato\n", "utf-8")  # fmt: skip
    done, _ = imports(path)
    (column,) = done.table.columns

    assert [(area.code, area.name) for area in done.table.areas] == [
        ("01", "Centro"), ("02", "San Martín"), ("03", "Río Alto")]  # fmt: skip
    assert (done.table.times, done.table.area_word) == (("2019", "2020", "2021"), ("barrio", "barrios"))
    assert (column.unit, column.label) == ("percent", "Porcentaje de niños con caries, por barrio")
    assert of(done, column.name, "02", 0)[0] == 30.25
    assert [State(int(one)).word for one in done.table.state[1, :, 0]] == ["missing", "suppressed", "value"]


def test_two_rows_of_names_with_merged_cells_and_a_bare_per_cent_sign(tmp_path, imports):
    rows = [["Table 3: Adults registered with a dentist"], [], ["District", "2021", None, None, "2022", None, None],
            [None, "Number", "Adults", "%", "Number", "Adults", "%"],
            *([name, n, 100 + n, 10.5 + n, n + 1, 101 + n, 20.5 + n] for n, name in enumerate(("Ash", "Birch", "Elm"))),
            ["All districts", 3, 300, 11.0, 6, 303, 21.0], [], ["Source: register."]]  # fmt: skip
    path = write_xlsx(tmp_path / "a.xlsx", {"T": rows}, merges=("A3:A4", "B3:D3", "E3:G3"))
    done, _ = imports(path)
    named = {column.name: column for column in done.table.columns}

    assert done.table.times == ("2021", "2022")
    share = named["adults_registered_with_a_dentist"]
    assert (share.unit, share.label) == ("percent", "Adults registered with a dentist")
    assert of(done, share.name, "Birch", 1)[0] == 21.5
    assert done.cells.left == {"All districts": 1}
    assert {one.name for one in named.values() if one.unit == "count"} == {"number", "adults"}


def test_parts_of_one_are_read_as_such_and_told(tmp_path, imports):
    rows = [["School", "Year", "With sealants"], *([name, 2023, share] for name, share in
            (("Maple", 0.25), ("Oak", 0.5), ("Pine", 1.0), ("Elm", 0.0)))]  # fmt: skip
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    done, found = imports(path)

    assert done.table.columns[0].unit == "ratio"
    assert any("With sealants: its figures lie between 0 and 1, and are read as" in note for note in found.notes)
    told, found = imports(path, unit={"": "points"})
    assert told.table.columns[0].unit == "points"
    assert not any("parts of 1" in note for note in found.notes)


def test_parts_of_one_with_their_interval_in_the_cell_are_parts_of_one(table, imports):
    source = table(["School", "With sealants"], ["Maple", "0.25 (0.2-0.3)"], ["Oak", "0.5 (0.4-0.6)"],
                   ["Elm", "0.1 (0-0.2)"])  # fmt: skip
    column = imports(source.path, time={"2023": ""})[0].table.columns[0]

    assert column.unit == "ratio"


PARTS = (("North", 20), ("South", 30), ("Mill", 45))


def test_districts_above_their_parts_in_one_column_are_left_out(tmp_path, imports):
    rows = [["Area", "Adults", "Visited (%)"]]
    for n, district in enumerate(("Harbour", "Upland", "Vale")):
        rows += [[district, 95 + 3 * n, 50.5], *([f"{district} {part}", seen + n, 40.5] for part, seen in PARTS),
                 [f"{district} Pier", 0, None]]  # fmt: skip
    path = write_ods(tmp_path / "a.ods", {"2023": [*rows, ["City", 294, 50.5]]})
    done, found = imports(path)

    parts = [*dict(PARTS), "Pier"]
    assert [area.name for area in done.table.areas] == sorted(
        f"{district} {part}" for district in ("Harbour", "Upland", "Vale") for part in parts)  # fmt: skip
    said = "left out 3 areas, such as Harbour, for each is the sum of those below it"
    assert any(said in note for note in found.notes)


def test_totals_in_another_column_and_the_unit_in_the_title(tmp_path, imports):
    rows = [["Dental visits in 2023 (%), adults"], ["Sub-area", "District", "Adults surveyed", "Visited"]]
    for district in ("Harbour", "Vale"):
        rows += [*([f"{district} {part}", district, seen, float(seen + 10)] for part, seen in PARTS),
                 [None, f"{district} total", 95, 55.0]]  # fmt: skip
    done, found = imports(write_ods(tmp_path / "a.ods", {"Cover": [["About"]], "R": rows}))
    (column,) = done.table.columns

    assert (column.unit, column.label, done.table.times) == ("percent", "Visited", ("2023",))
    assert {area.parent for area in done.table.areas} == {"Harbour", "Vale"}
    assert done.table.sample[0, :, 0].tolist() == [45, 20, 30] * 2
    assert "2 rows without an area are totals of a group, such as 'Harbour total'" in found.notes


@pytest.mark.parametrize(("written", "interval"), [
    ("34.2 (30.1\u201338.3)", (34.2, 30.1, 38.3)), ("34.2% [30.1, 38.3]", (34.2, 30.1, 38.3)),
    ("34 (95% CI: 30 to 38)", (34.0, 30.0, 38.0)), ("34.2 (30.1-38.3)", (34.2, 30.1, 38.3)),
])  # fmt: skip
def test_an_interval_in_the_figures_own_cell_is_read(table, imports, written, interval):
    rows = [[ward, "240", "2023", text] for ward, text in (("Ash", written), ("Birch", written), ("Elm", "n/a"))]
    done, found = imports(table(["Ward", "N", "Year", "Saw a dentist, % (95% CI)"], *rows).path)

    assert of(done, "saw_a_dentist", "Ash") == interval
    assert done.table.columns[0].label == "Saw a dentist"
    assert done.table.state[0, 2, 0] == State.MISSING
    assert any("the first is the figure, and those in brackets are its interval" in note for note in found.notes)


def test_one_with_decimal_commas_too(table, imports, tmp_path):
    rows = [[ward, "2023", "34,2 (30,1\u201338,3)"] for ward in ("Ash", "Birch", "Elm")]
    done, _ = imports(table(["Stadtteil", "Jahr", "Anteil in % (95 %-KI)"], *rows).path)

    assert of(done, done.table.columns[0].name, "Ash") == (34.2, 30.1, 38.3)
    assert done.table.area_word == ("Stadtteil", "Stadtteile")
    assert "34.2,30.1,38.3" in (tmp_path / "out.csv").read_text("utf-8")


def test_a_german_one_in_windows_1252_with_bounds(tmp_path, imports):
    path = tmp_path / "zahn.csv"
    path.write_bytes("Stadtteil;Untersuchte Kinder;Kinder mit Karies;Anteil in %\r\nSüdstadt;210;63;30,0\r\n"
                     "Grünau;40;<5;n/a\r\nLößnig;99;33;33,3\r\nGesamt;349;100;28,7\r\n".encode("cp1252"))  # fmt: skip
    done, _ = imports(path, time={"2024": ""})
    share = done.table.column("anteil")

    assert [area.name for area in done.table.areas] == ["Grünau", "Lößnig", "Südstadt"]
    np.testing.assert_array_equal(done.table.value[0, :, share], [np.nan, 33.3, 30.0])
    assert done.table.sample[0, :, share].tolist() == [-1, 99, 210]


def test_what_yes_cannot_guess_is_all_that_is_asked_then(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Ward,Seen %\nAsh,1\nElm,x\n", "utf-8")
    asked = {one.key for one in draft(open_source(path), Answers(yes=True)).questions if not one.guess}

    assert asked == {"time", "marks"}
