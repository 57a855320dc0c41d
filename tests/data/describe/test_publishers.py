"""Ten sheets as their publishers hand them over, against what an independent reader found in them."""

import json

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.describe.finding import beside, find_description
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from renderer.data.state import State


@pytest.fixture
def expect(sheets):
    """Return ``expect(folder)``: the right answers about the main sheet, and the folder itself."""
    return lambda name: (json.loads((sheets / name / "expect.json").read_text("utf-8"))["main"], sheets / name)


def states(table, only=None):
    """Return how many cells are in each state, of all columns or of those called ``only``."""
    picked = [n for n, one in enumerate(table.columns) if only is None or one.name in only]
    return {state.word: int(np.count_nonzero(table.state[:, :, picked] == state)) for state in State}


def cell(table, area, column, time=None):
    """Return value and state of a cell."""
    at = (table.times.index(time) if time else 0, table.area(area), table.column(column))
    return table.value[at], State(int(table.state[at])).word


def test_hospitalisations_of_australian_states_by_financial_year(expect, imports):
    right, folder = expect("aihw_dental_hospitalisations")
    done, _ = imports(folder / "aihw-den-231-hospitalisations.xlsx", right["sheet"])
    table = done.table

    assert sorted(area.name for area in table.areas) == right["areas"]
    assert done.cells.left == {right["total_area"]: right["total_area_rows"]}
    assert table.times == tuple(f"{year}/{year + 1}" for year in range(2010, 2020))
    assert {words.written for words in done.description.measures.values()} == set(right["measures"])
    assert states(table)["value"] == right["cells"]["value"] - right["total_area_rows"]
    assert cell(table, "NSW", table.columns[0].name, "2010/2011") == (16197, "value")
    assert cell(table, "NT", table.columns[1].name, "2019/2020") == (3.1, "value")
    assert table.columns[1].unit == "per 1,000"


def test_a_sheet_without_areas_is_refused(expect):
    _, folder = expect("aihw_dental_hospitalisations")
    source = open_source(folder / "aihw-den-231-hospitalisations.xlsx", "Interactive 2")

    with pytest.raises(DataError, match=r"sheet 'Interactive 2', line 4: no column looks like areas"):
        draft(source, Answers(yes=True))


def test_a_description_of_one_sheet_is_not_taken_for_another(expect, tmp_path):
    right, folder = expect("aihw_dental_hospitalisations")
    path = tmp_path / "a.xlsx"
    path.write_bytes((folder / "aihw-den-231-hospitalisations.xlsx").read_bytes())
    described = draft(open_source(path, right["sheet"]), Answers(yes=True)).description
    beside(path).write_text(described.to_json())

    assert find_description(open_source(path, right["sheet"]), Answers())[1] == "described by a.description.json"
    assert find_description(open_source(path, "Interactive 4"), Answers())[1] == "drafted"


def test_children_eligible_by_state_age_and_category(expect, imports):
    right, folder = expect("cms416_eligible_csv")
    done, found = imports(folder / "CMS416_eligible90.csv")
    table, name = done.table, "eligible90"

    assert len(table.areas) == right["n_areas_all"] - 1 - len(right["territories"])
    assert {area.name for area in table.areas} >= {"District of Columbia", "Wyoming"}
    assert "a total by its name: United States" in found.notes
    assert "United States" not in {area.name for area in table.areas}
    assert list(table.times) == right["times"]
    assert {one.name.partition("@")[0] for one in table.columns} == {name}
    assert len(table.columns) == len(right["ages"]) * len(right["categories"])  # Cat and cat are one
    assert states(table)["suppressed"] == right["cells"]["suppressed"]
    assert cell(table, "Wyoming", f"{name}@age=19_20", "2019") == (1440, "value")
    assert cell(table, "Wisconsin", f"{name}@cat_by_age=cn_under_1", "2019")[1] == "suppressed"
    assert table.area("01") == table.area("Alabama")


def test_vaccination_by_trust_in_an_old_workbook(expect, imports):
    right, folder = expect("cover_2013q1_xls")
    done, found = imports(folder / "cover-2013-14-q1.xls", right["sheet"], time={"2013-04-01 to 2013-06-30": ""})
    table = done.table
    shares = [one.name for one in table.columns if one.unit == "percent"]

    assert len(table.areas) == right["n_areas"]
    assert any(f"{right['n_total_rows']} rows without an area are totals of a group" in note for note in found.notes)
    assert table.times == ("2013-04-01/2013-06-30",)
    assert len(shares) == len(right["measures"])
    assert states(table, shares)["value"] == right["cells_three_measures"]["value"]
    assert states(table, shares)["missing"] == right["cells_three_measures"]["not_applicable"]
    assert cell(table, "5J2", shares[0]) == (96.6, "value")
    assert cell(table, "5QT", shares[0]) == (92.1, "value")
    assert table.sample[0, table.area("5J2"), table.column(shares[0])] == 625
    first = table.sample[0, :, table.column(shares[0])]
    assert first[first >= 0].sum() == right["denominator_sum"]


def test_no_share_of_nobody_is_a_zero(sheets, imports):
    path = sheets / "cover_2013q1_xls" / "cover-2013-14-q1.xls"
    right = json.loads((path.parent / "expect.json").read_text("utf-8"))["sheet_HepB12&24m"]
    said = {"time": {"2013-Q2": ""}, "value": ("HepB12",), "n": "Hep B denominator"}
    with pytest.raises(DataError, match=r"sheet 'HepB12&24m', line 75, column HepB12: 600 lies outside 0..100 percent"):
        imports(path, "HepB12&24m", **said, unit={"": "percent"})
    done, _ = imports(path, "HepB12&24m", **said, unit={"": "shots for each 100 children"})
    found = states(done.table)

    assert len(done.table.areas) == right["n_areas"]
    assert found["value"] == right["HepB12_cells"]["value"]
    assert found["zero"] == right["HepB12_cells"]["zero"] - right["zero_of_zero"]


def test_vaccination_by_authority_in_an_open_document(expect, imports):
    right, folder = expect("cover_2022q2_ods")
    done, found = imports(folder / "cover-2022-23-q2.ods", right["sheet"], time={"2022-07 to 2022-09": ""},
                          marks={"[note 1]": "suppressed"})  # fmt: skip
    table = done.table
    shares = [one.name for one in table.columns if one.unit == "percent"]

    assert len(table.areas) == right["n_areas"]
    assert any(f"{right['n_total_rows']} rows without an area are totals of a group" in note for note in found.notes)
    assert "England" in done.cells.left
    assert states(table, shares)["value"] == right["cells_four_measures"]["value"]
    assert states(table, shares)["suppressed"] == right["cells_four_measures"]["suppressed"]
    assert cell(table, "E06000001", shares[0])[0] == pytest.approx(93.0327868852459)
    assert cell(table, "E10000027", shares[2])[0] == pytest.approx(88.85608856088561)
    assert cell(table, "E06000058", shares[3])[0] == pytest.approx(92.6443202979516)
    sample = table.sample[0, :, 0]
    assert sample[sample >= 0].sum() == right["denominator_sum"]


@pytest.mark.parametrize("level", ["District", "UA"])
def test_decay_of_children_by_one_level_of_england(expect, imports, level):
    right, folder = expect("england_child_decay_csv")
    done, _ = imports(folder / "children-dental-decay.csv", only={} if level == "District" else {"area_type": (level,)})
    table = done.table

    assert len(table.areas) == right["areas_by_level"][level]
    assert table.times == ("2014/2015", "2016/2017", "2018/2019", "2021/2022", "2023/2024")
    assert table.columns[0].unit == "percent"
    assert "England" not in [area.name for area in table.areas]
    if level == "UA":
        assert cell(table, "E06000001", table.columns[0].name, "2023/2024") == (19.5, "value")
        assert cell(table, "E08000009", table.columns[0].name, "2021/2022") == (24.5, "value")


def test_all_levels_of_england_together_have_the_figures_of_the_file(expect, imports):
    right, folder = expect("england_child_decay_csv")
    levels = tuple(right["areas_by_level"])
    done, _ = imports(folder / "children-dental-decay.csv", only={"area_type": levels}, keep=("England",))

    assert len(done.table.areas) == right["n_areas_all_levels"]
    assert sum(count for (mark, _), count in done.cells.met.items() if mark == "NA") == right["cells"]["missing"]
    assert states(done.table)["value"] == right["cells"]["value"]


def test_vaccination_of_german_states(expect, imports):
    right, folder = expect("germany_vaccination_csv")
    path = folder / "2021-10-01_Deutschland_Impfquoten_COVID-19.csv"
    done, found = imports(path)
    table = done.table

    assert "Deutschland" in done.cells.left
    assert any("Bundesressorts has no figure in 10 of 1" in note for note in found.notes)
    assert len(table.areas) == right["n_areas"] + len(right["not_an_area_rows"])
    assert list(table.times) == right["times"]
    assert {one.name for one in table.columns if one.unit == "percent"} == {one.casefold() for one in right["percent"]}
    assert cell(table, "11", "impfquote_gesamt_min1") == (67.5, "value")
    assert cell(table, "08", "impfungen_gesamt") == (13951196, "value")
    assert cell(table, "17", "impfquote_gesamt_voll")[1] == "missing"
    done, _ = imports(path, totals=("Deutschland", "Bundesressorts"))
    assert len(done.table.areas) == right["n_areas"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_neighbourhoods_of_hamburg_without_its_districts(expect, imports, suffix):
    right, folder = expect("hamburg_neighbourhoods")
    done, found = imports(folder / f"stadtteilprofile-2014.{suffix}", time={"2013": ""}, marks={"-": "zero"})
    table = done.table
    names = [area.name for area in table.areas]

    assert len(names) == right["n_neighbourhood_rows"] == len(set(names))
    assert set(right["repeated_names"]) <= set(names)
    city, districts = done.cells.left
    assert [city] == right["total_rows_city"]
    lines = "101-107" if suffix == "csv" else "104-110"
    assert districts == f"lines {lines} (Hamburg-Mitte, Altona, Eimsbüttel and 4 more)"
    assert any("add up to Hamburg" in note for note in found.notes)
    assert len(table.columns) == right["csv"]["columns"] - 1
    assert cell(table, "Hamburg-Altstadt", "population" if suffix == "csv" else "bevoelkerung") == (1675, "value")
    assert cell(table, "Hamburg-Altstadt", "geburten") == (15, "value")
    assert states(table)["zero"] == right["csv"]["cells"]["zero"] + right["csv"]["dash_alone_is_zero"]
    assert (table.value < 0).sum() <= right["csv"]["cells"]["negative"]


def test_an_indian_survey_by_district_and_round(expect, imports):
    right, folder = expect("india_nfhs5_mizoram_csv")
    done, _ = imports(folder / "NFHS-5-MZ-Mizoram.csv", time={"NFHS-5": "2019/20", "NFHS-4": "2015/16"})
    table = done.table
    new, old = right["cells_NFHS5"], right["cells_NFHS4"]

    assert [area.name for area in table.areas] == right["areas"]
    assert table.times == ("2015/2016", "2019/2020")
    assert len(table.columns) == right["n_measures"]
    assert sum(one.unit == "percent" for one in table.columns) >= right["measures_in_percent"] - 1
    found = states(table)
    assert found["suppressed"] == new["suppressed"] + old["suppressed"]
    assert found["missing"] == old["missing"]
    assert (
        found["value"] == new["value"] + new["value_flagged_few_cases"] + old["value"] + old["value_flagged_few_cases"]
    )
    by = {words.written: name for name, words in done.description.measures.items()}
    first = next(name for text, name in by.items() if text.startswith("1. "))
    ratio = next(name for text, name in by.items() if text.startswith("3. "))
    assert cell(table, "Aizawl", first, "2019/2020") == (97.8, "value")
    assert cell(table, "Saiha", ratio, "2015/2016") == (995, "value")


def test_well_being_of_countries_in_sdmx(expect, imports):
    right, folder = expect("oecd_sdmx_csv")
    done, _ = imports(folder / "oecd-hows-life-current-wellbeing.csv")
    table = done.table

    assert len(table.areas) == right["n_areas"]
    assert not done.cells.left
    assert list(table.times) == right["times"]
    found = states(table)
    assert (found["value"], found["zero"]) == (right["cells"]["value"], right["cells"]["zero"])
    assert (
        len({words.written.partition(" / ")[0] for words in done.description.measures.values()}) == right["n_measures"]
    )
    assert cell(table, "IRL", "m_10_2_pt_pop_y_ge15", "2023")[0] == pytest.approx(77.7234001638793)
    assert cell(table, "CHE", "m_6_3_dep_" + next(
        one.name for one in table.columns if one.name.startswith("m_6_3_dep")
    ).removeprefix("m_6_3_dep_"), "2022")[0] == pytest.approx(12.3620366576533)  # fmt: skip


def test_countries_of_the_world_bank_without_its_aggregates(expect, imports):
    right, folder = expect("worldbank_population_health_xlsx")
    done, _ = imports(folder / "population_size.xlsx")
    table = done.table

    assert len(table.areas) == right["n_countries"]
    assert len(done.cells.left) == right["n_aggregates"]
    assert sum(done.cells.left.values()) == right["n_total_rows"]
    assert list(table.times) == right["times"]
    assert len(table.columns) == 3  # three measures have no value for this year
    assert sum("has no figure at all" in line for line in done.report) == 3
    population = next(one.name for one in table.columns if one.name.startswith("population"))
    assert cell(table, "AFG", population) == (43372950, "value")
    urban = next(one.name for one in table.columns if one.name.startswith("urban"))
    assert cell(table, "ZWE", urban) == (32.67, "value")


def test_what_was_written_reads_back_as_the_same_table(expect, imports, tmp_path, monkeypatch):
    _, folder = expect("germany_vaccination_csv")
    done, _ = imports(folder / "2021-10-01_Deutschland_Impfquoten_COVID-19.csv")
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "another"))  # nothing is kept there: the file itself is read
    again = load_all(tmp_path / "out.csv")

    assert repr(again) == repr(done.table)  # a place that is not known is NaN, which equals nothing
    for name in ("value", "low", "high", "sample", "state"):
        np.testing.assert_array_equal(getattr(again, name), getattr(done.table, name))
    assert (again.release, again.source) == (done.table.release, done.table.source)
