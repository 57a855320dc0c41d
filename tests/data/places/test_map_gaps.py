"""What a map and figures lack of each other, counted from their files with json and csv alone."""

import csv
import json
from dataclasses import replace

import numpy as np
import pytest

from renderer.core.paths import ASSETS
from renderer.data.load import load_newest
from renderer.data.places.ground import load_ground
from renderer.data.places.map_answers import MapAnswers
from renderer.data.places.map_gaps import MapGaps, gap_words, table_over
from renderer.data.places.shown_ground import shown_ground
from renderer.data.table import Area

from .conftest import feature, ring, table_of

QUARTERS = ("quarter", "quarters")


def test_what_the_bundled_map_has_beyond_the_bundled_figures_is_what_their_files_say():
    features = json.loads((ASSETS / "places/us_states.geojson").read_text("utf-8"))["features"]
    drawn = {one["properties"]["code"]: one["properties"]["name"] for one in features}
    with (ASSETS / "data/us_oral_health.csv").open(encoding="utf-8", newline="") as file:
        known = {row["area"] for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    table = load_newest("us_oral_health")
    gaps = table_over(table, shown_ground(None, table, (160, 90))).map_gaps

    assert set(gaps.without_figures) == {name for code, name in drawn.items() if code not in known} == {"Puerto Rico"}
    assert gaps.without_place == tuple(known - drawn.keys()) == ()


def test_either_side_is_told_by_the_names_that_it_has_and_a_table_without_a_map_is_as_it_is(geojson):
    path = geojson([feature(f"{n:02}", f"Quarter {n}", [ring(n, 0)]) for n in range(41)])
    table = table_of(*(Area(f"{n:02}", f"Ward {n}") for n in (3, 4, 77, 78)), area_word=QUARTERS)

    def gaps(areas):
        return table_over(table, load_ground(path, 90, 60, table.areas, MapAnswers(areas=areas))).map_gaps

    every = gaps("all")
    assert every.without_figures == tuple(f"Quarter {n}" for n in range(41) if n not in (3, 4))
    assert (every.without_place, every.left_out) == (("Ward 77", "Ward 78"), 0)
    assert gaps("") == MapGaps((), ("Ward 77", "Ward 78"), 39)  # a map of elsewhere: it is cut down to what is joined
    assert table_over(table, None) is table


def test_what_lies_wholly_under_others_has_no_place(geojson):
    ground = load_ground(geojson([feature(f"0{n}", f"Quarter {n}", [ring(n, 0)]) for n in range(3)]), 90, 30)
    buried = replace(ground, table_row=np.array([0, 1, -1], np.int32), radius=np.array([0.1, 0.0, 0.0], np.float32))

    gaps = table_over(table_of(Area("00", "Quarter 0"), Area("01", "Quarter 1")), buried).map_gaps
    assert gaps == MapGaps((), ("Quarter 1",), 0)


@pytest.mark.parametrize(("gaps", "words"), [
    (None, {}),
    (MapGaps(), {}),
    (MapGaps(("Ash",), ("Elm",), 1), {"figureless": "1 area of the map has no figures: Ash",
                                      "placeless": "1 quarter has no place on the map and is not drawn: Elm",
                                      "undrawn": "1 area of the map without figures is left out"}),
    (MapGaps(tuple("ABCD"), tuple("EFGHI"), 3216), {
        "figureless": "4 areas of the map have no figures: A, B, C and 1 more",
        "placeless": "5 quarters have no place on the map and are not drawn: E, F, G and 2 more",
        "undrawn": "3,216 areas of the map without figures are left out"}),
])  # fmt: skip
def test_words_count_and_name_the_first_few(gaps, words):
    assert {name: said for name, said in gap_words(gaps, QUARTERS).items() if said} == words
