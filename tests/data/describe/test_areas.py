from renderer.data.describe.areas import read_areas
from renderer.data.describe.description import DataField, Description
from renderer.data.describe.rows import Rows


def rows(source):
    return Rows(source, f"{source.table} s")


def test_an_area_without_a_code_is_known_by_its_name_and_totals_are_counted(table):
    source = table(["code", "name", "v"], ["01", "A", "1"], ["NA", "B", "2"], ["", "", "3"],
                   ["00", "All", "4"], ["00", "All", "5"])  # fmt: skip
    described = Description("", (DataField("code", "area"), DataField("name", "area_name")), totals=("all",))
    found = read_areas(rows(source), described)

    assert [(one.code, one.name) for one in found.areas] == [("01", "A"), ("B", "B")]
    assert found.left == {"All": 2}
    assert found.notes == ("passed over 1 row without an area", "B has no code, and is known by its name")


def test_a_total_that_no_row_is_about_is_told(table):
    source = table(["name", "v"], ["A", "1"], ["All", "2"])
    described = Description("", (DataField("name", "area"),), totals=("ALL", "Everybody", "line 9"))

    assert read_areas(rows(source), described).notes == (
        "no row is about Everybody, which was to be left out as a total",)  # fmt: skip


def test_codes_that_lost_a_zero_have_it_again(table):
    source = table(["fips", "v"], ["1001", "1"], ["13299", "2"])
    found = read_areas(rows(source), Description("", (DataField("fips", "area", pad=5),)))

    assert [one.code for one in found.areas] == ["01001", "13299"]
