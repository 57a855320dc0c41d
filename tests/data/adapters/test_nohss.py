import pytest

from renderer.core.errors import DataError
from renderer.data.adapters.nohss import adapt
from renderer.data.readers.opening import open_source


def alabama(row):
    return (
        row["LocationAbbr"] == "AL" and row["IndicatorID"] == "ADT1_3" and row["Break_Out_Category"] in ("Race", "None")
    )


@pytest.fixture
def bent(nohss_raw, excerpt):
    def write(change=lambda row: row, keep=alabama):
        return adapt(open_source(excerpt(nohss_raw, keep, change)))

    return write


def cell(imported, time, stratum):
    return next(row for row in imported.rows if (row.time, row.stratum) == (time, stratum))


def test_the_traps_are_handled(bent):
    white = cell(bent(), "2014", "white")

    assert (white.area, white.area_name, white.abbr) == ("01", "Alabama", "AL")
    assert (white.lon, white.lat) == ("-86.63186", "32.84057")
    assert (white.measure, white.stratum_kind, white.unit, white.state) == (
        "teeth_lost_all", "race", "percent", "value",
    )  # fmt: skip


def test_an_absent_value_is_suppressed_where_the_total_is_published(bent):
    hispanic = cell(bent(), "2014", "hispanic")

    assert hispanic[9:14] == ("", "", "", "", "suppressed")


def test_an_absent_value_is_missing_where_nothing_is_published(bent):
    def silence(row):
        figures = ("Data_Value", "Low_Confidence_Interval", "High_Confidence_Interval", "SampleSize")
        return row | dict.fromkeys(figures, "") if row["Year"] == "2014" else row

    imported = bent(silence)

    assert {row.state for row in imported.rows if row.time == "2014"} == {"missing"}
    assert {row.state for row in imported.rows if row.time == "2012"} == {"value", "suppressed"}


def test_a_suppressed_share_is_not_worked_out_from_its_complement(bent):
    """Where only the answer No is published, Yes stays suppressed, and so does the number asked."""

    def hide(row):
        figures = ("Data_Value", "Low_Confidence_Interval", "High_Confidence_Interval")
        return row | dict.fromkeys(figures, "") if (row["Response"], row["Break_Out"]) == ("Yes", "White") else row

    imported = bent(hide)

    assert cell(imported, "2014", "white")[9:14] == ("", "", "", "", "suppressed")
    assert (
        "2 suppressed cells could be worked out from the published answer No; they stay suppressed" in imported.report
    )


def test_zero_is_a_zero(bent):
    def nothing(row):
        figures = dict.fromkeys(("Data_Value", "Low_Confidence_Interval"), "0")
        return row | figures if (row["Response"], row["Break_Out"]) == ("Yes", "White") else row

    assert cell(bent(nothing), "2014", "white").state == "zero"


def test_what_is_not_carried_is_reported(bent):
    imported = bent(
        lambda row: row | ({"IndicatorID": "ADT9"} if row["IndicatorID"] == "ADT1_4" else {}),
        lambda row: row["LocationAbbr"] in ("AL", "US", "PR") and row["Break_Out"] == "",
    )

    assert {row.abbr for row in imported.rows} == {"AL"}
    for line in ("left out PR (Puerto Rico): 12 rows", "left out US (United States): 12 rows",
                 "left out indicator ADT9: 4 rows"):  # fmt: skip
        assert line in imported.report


def test_the_whole_report(nohss_raw):
    report = "\n".join(adapt(open_source(nohss_raw)).report)

    for fact in ("GU (Guam): 228 rows", "5,814 rows of the answer No", "306 rows with a blank Break_Out",
                 "7 FIPS codes had lost", "was (lat, lon)", "617 cells have no value: 617 are suppressed",
                 "in 309 footnotes HTML stripping ate", "the 308 whole ones", "94 suppressed cells"):  # fmt: skip
        assert fact in report


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("Response", "yes", "line 2, column Response: 'yes' is neither Yes nor No; did you mean 'Yes'"),
        ("Break_Out", "Blak", "unknown break-out 'Blak' of 'Race'; did you mean 'Black'"),
        ("Data_Value", "x", "column Data_Value: 'x' is no number"),
        ("LocationAbbr", "Alabma", "column LocationAbbr: 'Alabma' is no US state; did you mean 'Alabama'"),
        ("Data_Value", "6,000,000", "column Data_Value: '6,000,000' lies outside 0..100"),
        ("LocationID", "2", "'2' is not the FIPS code of AL, 01"),
        ("GeoLocation", "POINT (-86 32)", r"is not written as \(lat, lon\)"),
        ("GeoLocation", "(132.8, -86.6)", "is no place on Earth; are they swapped"),
        ("Data_Value_Unit", "ratio", "'ratio' instead of '%'"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(bent, field, text, message):
    def keep(row):
        return alabama(row) and row["Break_Out"] == "Black"

    with pytest.raises(DataError, match=message):
        bent(lambda row: row | {field: text}, keep)


def test_a_cell_said_twice_is_named_with_both_lines(bent):
    with pytest.raises(
        DataError, match=r"line 3, column Year: says again what line 2 says \(2014 AL ADT1_3 Race White"
    ):
        bent(lambda row: row | {"Break_Out": "White", "Year": "2014", "Response": "Yes"},
             lambda row: alabama(row) and row["Break_Out"] in ("White", "Black"))  # fmt: skip
