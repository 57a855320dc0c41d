import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError, UsageError
from renderer.data import importing
from renderer.data.importing import detect, import_file
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from renderer.data.state import State


@pytest.fixture
def places(tmp_path, places_raw):
    path = tmp_path / "places.csv"
    path.write_bytes(places_raw.read_bytes())
    return path


def test_forms_are_told_by_their_header(nohss_raw, places_raw):
    assert [detect(open_source(path)).NAME for path in (nohss_raw, places_raw)] == [
        "CDC NOHSS oral-health indicators", "CDC PLACES, long form",
    ]  # fmt: skip


def test_what_is_written_can_be_loaded_and_says_where_it_came_from(places, tmp_path):
    done = import_file(open_source(places), tmp_path / "out.csv", via="a friend")
    table = load_all(done.path)

    assert table.value[0, table.area("04013"), table.column("population")] == 4_585_871
    assert table.source.startswith(
        "CDC PLACES local estimates; CDC, PLACES: Local Data for Better Health, via a friend"
    )
    assert (table.release, table.columns) == (load_all(done.path).release, done.table.columns)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["datapackage.json", "out.csv", "places.csv"]


def test_the_descriptor_is_a_data_package(places, tmp_path):
    import_file(open_source(places), tmp_path / "out.csv")
    (resource,) = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    header = (tmp_path / "out.csv").read_text().partition("\n")[0]

    assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")
    assert {"name", "path", "title", "licenses", "sources", "hash", "bytes", "measures", "notes"} <= set(resource)
    assert resource["bytes"] == (tmp_path / "out.csv").stat().st_size
    assert resource["sources"][0]["file"] == "places.csv"


def test_the_descriptor_keeps_what_it_says_of_other_files(places, tmp_path):
    other = {"path": "zebra.csv", "title": "Zebra"}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "mine", "resources": [other]}))
    for _ in range(2):
        import_file(open_source(places), tmp_path / "out.csv")
    package = json.loads((tmp_path / "datapackage.json").read_text())

    assert package["name"] == "mine"
    assert [one["path"] for one in package["resources"]] == ["out.csv", "zebra.csv"]
    assert package["resources"][1] == other


def test_a_cut_between_two_lines_is_found_by_the_hash(places, tmp_path):
    out = import_file(open_source(places), tmp_path / "out.csv").path
    out.write_bytes(out.read_bytes().rpartition(b"\n")[0].rpartition(b"\n")[0] + b"\n")

    with pytest.raises(DataError, match=r"is not the file that datapackage\.json describes, .* it was cut short"):
        load_all(out)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("Year,StateAbbr,LocationName,Measure,Data_Value", "nearest, CDC PLACES, long form, also needs .*LocationID"),
        ("area,time,measure,value,state", "Chorus' own form, also needs unit"),
        ("Year,StateAbr,LocationName,Measure,Data_Value", r"also needs StateAbbr \(is it 'StateAbr'\?\), "),
        ("county,visits,people", "the columns \\('county', 'visits', 'people' ...\\) are of no known form: CDC NOHSS"),
        ("StateAbbr,CountyName,CountyFIPS,TotalPopulation,TEETHLOST_CrudePrev,Geolocation", "PLACES in its wide form"),
    ],
)
def test_an_unknown_form_names_the_nearest(tmp_path, header, message):
    path = tmp_path / "f.csv"
    path.write_text(f"{header}\n{header}\n")

    with pytest.raises(DataError, match=message):
        import_file(open_source(path), tmp_path / "out.csv")


def test_the_source_is_never_overwritten(places, tmp_path):
    with pytest.raises(UsageError, match="is the source itself"):
        import_file(open_source(places), places)
    with pytest.raises(UsageError, match=r"must end in \.csv"):
        import_file(open_source(places), tmp_path / "out.txt")


def test_nothing_is_written_unless_all_can_be_read_back(places, tmp_path, monkeypatch):
    (tmp_path / "out.csv").write_text("old")
    tidy_bytes = importing.tidy_bytes
    monkeypatch.setattr(importing, "tidy_bytes", lambda rows: tidy_bytes(rows)[:-3])

    with pytest.raises(DataError, match="cut short"):
        import_file(open_source(places), tmp_path / "out.csv", force=True)
    assert (tmp_path / "out.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "places.csv"]


def test_a_broken_descriptor_stops_the_import_before_anything_is_written(places, tmp_path):
    (tmp_path / "datapackage.json").write_text("{")

    with pytest.raises(DataError, match="is no JSON"):
        import_file(open_source(places), tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_no_import_wrote_is_not_overwritten(places, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("my own table\n")
    with pytest.raises(UsageError, match=r"out\.csv is there already, and no import wrote it"):
        import_file(open_source(places), out)
    assert out.read_text() == "my own table\n"
    import_file(open_source(places), out, force=True)
    import_file(open_source(places), out)  # as it was written: nothing is lost
    out.write_bytes(out.read_bytes() + b"\n")
    with pytest.raises(UsageError, match="or it was changed since"):
        import_file(open_source(places), out)


def cells(done):
    """Return value, low, high and state of each cell of the first measure that is no population."""
    index = next(n for n, column in enumerate(done.table.columns) if column.name != "population")
    return [[None if number != number else number for number in cube[0, :, index].tolist()]
            for cube in (done.table.value, done.table.low, done.table.high, done.table.state)]  # fmt: skip


PIMA = {"StateAbbr": "AZ", "LocationName": "Pima", "LocationID": "04019", "Data_Value": "8.2",
        "Low_Confidence_Limit": "7.4", "High_Confidence_Limit": "9.0"}  # fmt: skip
GONE = {"Data_Value": "NA", "Low_Confidence_Limit": "NA", "High_Confidence_Limit": "NA"}


def test_a_decimal_comma_is_no_grouping(sheet, tmp_path):
    """It was deleted once: 7,5 % became 75 %."""
    names = ("Data_Value", "Low_Confidence_Limit", "High_Confidence_Limit")
    rows = [dict(zip(names, texts, strict=True)) for texts in (("7,5", "6,9", "8,1"), ("8,2", "7,4", "9,0"))]
    done = import_file(open_source(sheet("places", rows[0], PIMA | rows[1])), tmp_path / "out.csv")

    assert cells(done) == [[8.2, 7.5], [7.4, 6.9], [9.0, 8.1], [1, 1]]
    assert "Data_Value: a comma is the decimal mark, 7,5 is 7.5" in done.report


@pytest.mark.parametrize(("form", "first", "second", "message"), [
    ("places", {}, PIMA | {"Data_Value": "999", "Low_Confidence_Limit": "", "High_Confidence_Limit": ""},
     "line 3, column Data_Value: '999' lies outside 0..100 percent"),
    ("places", {}, PIMA | {"Low_Confidence_Limit": "9.0", "High_Confidence_Limit": "7.4"},
     "line 3, column Low_Confidence_Limit: '9.0' is above the upper end of its interval; swap low and high"),
    ("places", {}, PIMA | {"Low_Confidence_Limit": "8.3"},
     "line 3, column Data_Value: '8.2' lies outside its interval"),
    ("places", {}, PIMA | {"High_Confidence_Limit": ""}, "line 3, column Low_Confidence_Limit: .* needs low and high"),
    ("places", {}, PIMA | {"Year": "23"}, "line 3, column Year: '23'"),
    ("places", {}, PIMA | {"MeasureId": "65UP"}, "line 3, column MeasureId: '65up_crude' is no name"),
    ("places", {}, PIMA | {"TotalPopulation": "-5"}, "line 3, column TotalPopulation: '-5' lies outside 0 and more"),
    ("places", {}, PIMA | {"Data_Value": "*"}, "line 3, column Low_Confidence_Limit: has '7.4' although the figure"),
    ("places", {}, {"LocationName": "Waer", "MeasureId": "DENTAL"},
     "line 3, column LocationName: 'Waer, GA' for area 13299, but line 2 says 'Ware, GA'"),
    ("nohss", {}, {"LocationAbbr": "AK", "LocationID": "2", "Data_Value": "999"}, "line 3, column Data_Value: '999'"),
    ("nohss", {}, {"LocationAbbr": "AK", "LocationID": "2", "Low_Confidence_Interval": "62,5"},
     "line 3, column Low_Confidence_Interval: '62,5' beside '58.5' on line 2"),
    ("flusight", {}, {"location": "01", "weekly_rate": "101"}, "line 3, column weekly_rate: '101' lies outside 0..100"),
    ("flusight", {}, {"location": "01", "value": "4.5"}, "line 3, column value: '4.5' is no whole number"),
    ("flusight", {}, {"location": "01", "date": "11/15/2025"}, "line 3, column date: '11/15/2025' is no time"),
])  # fmt: skip
@pytest.mark.parametrize("spell", [str, str.upper], ids=["as published", "upper case"])
def test_an_error_after_the_adapter_names_the_source(sheet, tmp_path, form, first, second, message, spell):
    """It named a temporary file once, and a line of the sorted result."""
    path = sheet(form, first, second, rename=spell)
    column = message.partition("column ")[2].partition(":")[0]

    with pytest.raises(DataError, match=message.replace(f"column {column}", f"column {spell(column)}")) as caught:
        import_file(open_source(path), tmp_path / "out.csv")
    assert str(caught.value).startswith(f"{path}, line 3, ")
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.csv"]


@pytest.mark.parametrize("form", ["places", "nohss", "flusight"])
@pytest.mark.parametrize("spell", [str.lower, str.upper, lambda name: f" {name.replace('_', ' ')} "])
@pytest.mark.parametrize(("delimiter", "above", "below"), [
    (",", "", ""), (";", "sep=;\n", ""), ("\t", "A title\n\n", "\n"), ("|", "", "\nSource: CDC\n* see there\n"),
])  # fmt: skip
def test_a_sheet_reads_alike_whatever_wraps_it(sheet, tmp_path, form, spell, delimiter, above, below):
    plain = importing.tidy_bytes(detect(open_source(sheet(form, {}))).adapt(open_source(sheet(form, {}))).rows)
    wrapped = sheet(form, {}, rename=spell, delimiter=delimiter, above=above, below=below)

    assert importing.tidy_bytes(detect(open_source(wrapped)).adapt(open_source(wrapped)).rows) == plain
    assert import_file(open_source(wrapped), tmp_path / "out.csv").report[-1]


@pytest.mark.parametrize(("mark", "footnote", "state"), [
    ("NA", "", 0), ("N/A", "", 0), ("-", "", 0), ("..", "", 0), ("*", "", 3), ("(D)", "", 3), ("<5", "", 3),
    ("*", "Estimates suppressed for population less than 50", 3), ("NA", "Suppressed: denominator <50", 3),
    ("*", "Data not collected", 0), ("", "Estimates suppressed for population less than 50", 3), ("", "", 0),
])  # fmt: skip
def test_a_mark_is_missing_or_suppressed_and_counted(sheet, tmp_path, mark, footnote, state):
    gone = dict.fromkeys(GONE, mark) | {"Data_Value_Footnote": footnote}
    done = import_file(open_source(sheet("places", {}, PIMA | gone)), tmp_path / "out.csv")

    assert cells(done) == [[None, 7.5], [None, 6.9], [None, 8.1], [state, 1]]
    word = {0: "missing", 3: "suppressed"}[state]
    assert any(line.startswith("no value in 1 row") and f"1 {word}" in line for line in done.report)
    assert any(f"written {mark}: " in line for line in done.report) == bool(mark)


@pytest.mark.parametrize(("mark", "state"), [("NA", 0), ("*", 3), ("n/a", 0), ("Suppressed", 3)])
def test_marks_in_the_other_forms(sheet, tmp_path, mark, state):
    nohss = sheet("nohss", {}, {"LocationAbbr": "AK", "LocationID": "2", "Data_Value": mark, "SampleSize": mark,
                                "Low_Confidence_Interval": mark, "High_Confidence_Interval": mark})  # fmt: skip
    assert cells(import_file(open_source(nohss), tmp_path / "a.csv"))[3] == [1, state]

    flusight = sheet("flusight", {}, {"location": "01", "value": mark, "weekly_rate": mark})
    done = import_file(open_source(flusight), tmp_path / "b.csv")
    assert cells(done)[3] == [state, 1]
    assert any(mark in line and State(state).word in line for line in done.report)


def test_a_population_that_may_not_be_said_is_suppressed(sheet, tmp_path):
    done = import_file(open_source(sheet("places", {}, PIMA | {"TotalPopulation": "*"})), tmp_path / "out.csv")

    assert done.table.state[0, :, done.table.column("population")].tolist() == [3, 1]


@pytest.mark.parametrize("name", ["al", "AL ", "Alabama", "ALABAMA", "1", "01"])
def test_a_state_is_known_by_letters_name_or_code(sheet, tmp_path, name):
    for form, column in (("nohss", "LocationAbbr"), ("flusight", "location")):
        done = import_file(open_source(sheet(form, {column: name})), tmp_path / "out.csv")
        assert [(area.code, area.name, area.abbr) for area in done.table.areas] == [("01", "Alabama", "AL")]
    done = import_file(open_source(sheet("places", {"StateAbbr": name})), tmp_path / "out.csv")
    assert done.table.areas[0].name == "Ware, AL"


@pytest.mark.parametrize(("form", "change", "message"), [
    ("nohss", {"LocationAbbr": "PR", "LocationDesc": "Puerto Rico"},
     r"line 2, column LocationAbbr: only PR \(Puerto Rico\)"),
    ("nohss", {"IndicatorID": "ADT9"}, "line 2, column IndicatorID: only indicator ADT9 here"),
    ("nohss", {"Response": "No"}, "line 2, column Response: every row is of the answer No"),
    ("places", {"StateAbbr": "US", "LocationID": "59"}, "line 2, column StateAbbr: only national rows"),
    ("flusight", {"location": "US"}, "line 2, column location: only US and territories"),
    ("places", {"StateAbbr": "Gorgia"}, "line 2, column StateAbbr: 'Gorgia' is no US state; did you mean 'Georgia'"),
])  # fmt: skip
def test_where_nothing_is_left_the_source_is_named(sheet, tmp_path, form, change, message):
    with pytest.raises(DataError, match=message):
        import_file(open_source(sheet(form, change)), tmp_path / "out.csv")


def test_a_small_sheet_is_told_nothing_untrue(sheet, tmp_path):
    done = import_file(open_source(sheet("nohss", {"LocationID": "01", "GeoLocation": ""})), tmp_path / "out.csv")
    report = "\n".join(done.report)

    for word in ("District Columbia", "HTML", "lost", "GeoLocation", "have no value", "worked out", "answer No"):
        assert word not in report


OTHER = {"places": PIMA, "nohss": {"LocationAbbr": "AK", "LocationID": "2"}, "flusight": {"location": "01"},
         "own": {"area": "02"}}  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(OTHER)), st.data())
def test_whatever_is_wrong_is_a_data_error_about_the_source(sheet, tmp_path, form, data):
    """One cell is replaced, or bytes are; the message never names another file than the source."""
    path = sheet(form, {}, OTHER[form])
    content = path.read_bytes()
    if data.draw(st.booleans()):
        rows = [line.split(",") for line in path.read_text().splitlines()]
        at = data.draw(st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(rows[0]) - 1)))
        rows[at[0]][at[1]] = data.draw(st.sampled_from(
            ["", "NA", "*", "-5", "1e9", "7,5", "\u22121", "999", "x", '"', "2014-13", "\u00a0", "<1", "0", '"a\nb"',
             "1.234.567"]
        ))  # fmt: skip
        content = "\n".join(",".join(row) for row in rows).encode() + b"\n"
    else:
        where = data.draw(st.integers(0, len(content)))
        piece = data.draw(st.text(',;"\n\r\t|0aé\0-.', max_size=6)).encode()
        content = content[:where] + piece + content[where + data.draw(st.integers(0, 5)) :]
    path.write_bytes(content)

    try:
        import_file(open_source(path), tmp_path / "out.csv")
    except DataError as error:
        message = str(error)
    else:
        message = str(path)

    assert message.startswith(str(path))
    assert ".part" not in message


def test_what_a_statistics_program_writes_for_blanks_is_blank(sheet, tmp_path):
    nohss = sheet("nohss", {"GeoLocation": "NA", "Break_Out": "NA", "Data_Value_Footnote": "NA", "SampleSize": "NA"})
    places = sheet("places", {"Geolocation": "NA", "TotalPopulation": "NA", "Data_Value_Footnote": "NA"}, name="p.csv")

    for path in (nohss, places):
        table = import_file(open_source(path), tmp_path / f"out-{path.name}").table
        assert len(table.columns) == 1
        assert table.columns[0].name in ("dental_visit", "teethlost_crude")
        assert table.areas[0].lon != table.areas[0].lon


def test_a_footnote_goes_before_a_mark_and_that_is_told(sheet, tmp_path):
    footnote = {"Data_Value_Footnote": "Estimates suppressed for population less than 50"}
    report = import_file(open_source(sheet("places", {}, PIMA | GONE | footnote)), tmp_path / "out.csv").report

    assert "in 1 row the footnote says another cause than the mark; the footnote holds" in report


def test_an_area_without_a_state_is_no_national_row(sheet, tmp_path):
    national = PIMA | {"StateAbbr": "", "LocationID": "59"}
    done = import_file(open_source(sheet("places", {"StateAbbr": ""}, national)), tmp_path / "out.csv")

    assert [area.name for area in done.table.areas] == ["Ware"]


@pytest.mark.parametrize(("mark", "footnote", "state"), [
    ("", "", 3), ("NA", "", 0), ("*", "", 3), ("NA", "Not available: denominator <50 or RSE>30%", 3),
    ("NA", "Not available: denominator was 30%", 3),
])  # fmt: skip
def test_a_stratum_s_silence_beside_a_published_total(sheet, tmp_path, mark, footnote, state):
    stratum = dict.fromkeys(("Data_Value", "Low_Confidence_Interval", "High_Confidence_Interval"), mark)
    stratum |= {"Break_Out_Category": "Race", "Break_Out": "White", "Data_Value_Footnote": footnote}
    table = import_file(open_source(sheet("nohss", {}, stratum)), tmp_path / "out.csv").table

    assert table.state[0, 0, table.column("dental_visit@race=white")] == state


def test_a_suppressed_total_is_suppressed(sheet, tmp_path):
    gone = dict.fromkeys(("Data_Value", "Low_Confidence_Interval", "High_Confidence_Interval"), "*")
    footnote = {"Data_Value_Footnote": "Not available: denominator <50 or RSE>30%"}
    table = import_file(open_source(sheet("nohss", gone | footnote)), tmp_path / "out.csv").table

    assert table.state.tolist() == [[[3]]]
