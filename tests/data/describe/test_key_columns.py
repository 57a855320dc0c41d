"""Which column names the larger area of each area."""

import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.gather import gathered
from renderer.data.load import load_all

WARDS = [["A1", "Alton", "East", "Shire"], ["A2", "Barton", "East", "Shire"], ["A3", "Colton", "West", "Shire"],
         ["A4", "Dalton", "West", "Shire"], ["A5", "Easton", "West", "Shire"]]  # fmt: skip
HEADER = ["ward code", "ward", "district", "county", "year", "visited %"]


def rows(wards):
    return [[*ward, year, value] for ward in wards for year, value in (("2023", "50"), ("2024", "66"))]


def test_areas_are_gathered_to_the_column_that_nests_them_and_it_is_told(table, imports, tmp_path):
    imports(table(HEADER, *rows(WARDS)).path)
    one = load_all(tmp_path / "out.csv")
    small, told = gathered(one, 2, None)

    assert [area.parent for area in one.areas] == ["East", "East", "West", "West", "West"]
    assert (one.area_word, one.parent_word) == (("ward", "wards"), ("district", "districts"))
    assert [area.name for area in small.areas] == ["East", "West"]
    assert "5 wards" in told


@pytest.mark.parametrize("change", [("A3", "East"), ("A2", "")])
def test_a_column_that_tears_an_area_or_leaves_one_out_nests_nothing(table, change):
    torn = rows(WARDS)
    torn[5 if change[1] else 3][2] = change[1]
    found = draft(table(HEADER, *torn), Answers(yes=True)).description

    assert found.having("parent") == ()
