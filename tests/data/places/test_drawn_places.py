"""A map as figures are drawn on it: gathered as they are, and cut down to the parts of one area."""

import numpy as np
import pytest
import shapely

from renderer.data.places.drawn_places import draw_places
from renderer.data.places.ground import load_ground
from renderer.data.places.map_answers import MapAnswers
from renderer.data.table import Area

from .conftest import feature, ring, squares, table_of

CITIES = {"Ashford": ("11", "12", "13"), "Burwell": ("21", "22")}
TRACTS = [Area(code, f"Tract {code}", parent=city) for city, codes in CITIES.items() for code in codes]
WORDS = {"area_word": ("tract", "tracts"), "parent_word": ("city", "cities")}
FINER = table_of(*TRACTS, **WORDS)
LARGER = [Area(city, city) for city in CITIES]


@pytest.fixture
def tracts(geojson):
    """Return ``tracts(city)``: a map of six in a row, two without figures; ``city`` is the column that tells theirs."""
    rows = (("11", "Ashford"), ("12", "Ashford"), ("21", "Burwell"), ("22", "Burwell"), ("14", "Ashford"),
            ("31", "Cray"))  # fmt: skip

    def write(city=""):
        more = [{city: of} if city else {} for _, of in rows]
        return geojson([feature(code, f"Tract {code}", [ring(n, 0)], **one)
                        for n, ((code, _), one) in enumerate(zip(rows, more, strict=True))])  # fmt: skip

    return write


@pytest.fixture
def country(geojson):
    """Return a map of 41 areas in a row, of which three have figures; the third of these lies far from the others."""
    return geojson([feature(f"{n:02}", f"Tract {n}", [ring(n / 4, 0)]) for n in range(41)])


def test_of_a_map_that_is_nearly_all_elsewhere_the_areas_with_figures_alone_are_drawn(country):
    areas = [Area(code, f"Tract {code}") for code in ("03", "04", "05")]
    places, rows, told, _ = draw_places(country, areas)

    assert (places.codes, rows) == (("03", "04", "05"), [0, 1, 2])
    assert told[-1] == "38 areas of the map without figures are not drawn: --areas all draws every one"
    whole, rows, told, _ = draw_places(country, areas, MapAnswers(areas="all"))
    assert (len(whole), rows[2:7]) == (41, [-1, 0, 1, 2, -1])
    assert not any("not drawn" in one for one in told)
    drawn = [load_ground(country, 90, 60, areas, MapAnswers(areas=one)) for one in ("", "joined", "all")]
    assert [len(one.codes) for one in drawn] == [3, 3, 41]
    assert drawn[0].centre[:, 0].max() > 3 * (drawn[2].centre[3:6, 0].max() - drawn[2].centre[3:6, 0].min())  # nearer


def test_a_gap_of_a_map_that_has_figures_stays_unless_somebody_leaves_it_out(country):
    areas = [Area(f"{n:02}", f"Tract {n}") for n in range(5)]  # 5 of 41 are more than a tenth

    assert len(draw_places(country, areas).places) == 41
    places, rows, told, _ = draw_places(country, areas, MapAnswers(areas="joined"))
    assert (len(places), list(rows)) == (5, [0, 1, 2, 3, 4])
    assert told[-1].startswith("36 areas of the map")
    nowhere = draw_places(country, [Area("99", "Elsewhere")], MapAnswers(areas="joined"))
    assert len(nowhere.places) == 41  # none of them is joined, and nothing would be left
    assert len(draw_places(country).places) == 41


def test_areas_without_figures_are_left_out_of_what_is_gathered_and_of_the_parts_of_one(tracts):
    said = MapAnswers(areas="joined")

    assert draw_places(tracts(), LARGER, said, finer=FINER).places.codes == ("Ashford", "Burwell")
    assert draw_places(tracts("city"), TRACTS[:3], said, inside="Ashford").places.codes == ("11", "12")


def test_a_map_of_small_areas_is_gathered_as_their_figures_are(tracts):
    places, rows, told, _ = draw_places(tracts(), LARGER, finer=FINER)

    shown = dict(zip(places.codes, rows, strict=True))
    assert shown == {"Ashford": 0, "Burwell": 1, "14": -1, "31": -1}
    assert shapely.area(places.shapes).round(6).tolist() == [2, 2, 1, 1]
    assert told[0] == "joins 4 of 5 tracts: 4 by code"
    assert told[1:3] == ("without a place on the map, 1: 13 Tract 13", "without figures, 2: 14 Tract 14, 31 Tract 31")
    assert told[-1] == "4 tracts on the map are gathered to 2 cities"


def test_an_area_that_is_part_of_none_stays_itself_where_others_are_gathered(tracts):
    finer = table_of(*TRACTS, Area("31", "Tract 31"), **WORDS)
    places, rows, told, _ = draw_places(tracts(), [*LARGER, Area("31", "Tract 31")], finer=finer)

    assert dict(zip(places.codes, rows, strict=True)) == {"Ashford": 0, "Burwell": 1, "31": 2, "14": -1}
    assert told[-1] == "4 tracts on the map are gathered to 2 cities"


def test_a_part_without_figures_that_is_called_as_a_larger_area_does_not_show_its_figures(tracts):
    finer = table_of(*(Area(one.code, one.name, parent="31") for one in TRACTS), **WORDS)
    places, rows, _, _ = draw_places(tracts(), [Area("31", "31")], finer=finer)

    assert (places.names, rows) == (("31", "Tract 14", "Tract 31"), [0, -1, -1])


def test_a_map_that_has_neither_is_drawn_as_it_is(tracts):
    elsewhere = table_of(Area("91", "Tract 91", parent="Dunmore"), Area("92", "Tract 92", parent="Dunmore"), **WORDS)
    places, rows, told, _ = draw_places(tracts(), [Area("Dunmore", "Dunmore")], finer=elsewhere)

    assert (len(places), set(rows)) == (6, {-1})
    assert not any("gathered" in one for one in told)


def test_a_map_of_the_larger_areas_is_drawn_as_it_is(geojson):
    path = geojson([feature("", name, [ring(n, 0)]) for n, name in enumerate(("Burwell", "Ashford"))])
    places, rows, told, _ = draw_places(path, LARGER, area_word=("city", "cities"), finer=FINER)

    assert (places.names, rows, told) == (("Burwell", "Ashford"), [1, 0], ("joins 2 of 2 cities: 2 by name",))


def test_a_map_that_says_itself_of_which_larger_areas_its_own_are_is_these(tracts):
    places, rows, told, _ = draw_places(tracts("city"), LARGER, area_word=("city", "cities"), finer=FINER)

    assert (places.names, rows) == (("Ashford", "Burwell", "Cray"), [0, 1, -1])
    assert told == ("joins 2 of 2 cities: 2 by name", "without figures, 1: Cray")
    assert "6 features are dissolved into 3 areas of one id each" in places.notes


def test_a_map_is_cut_down_to_the_parts_of_one_area_with_those_that_have_no_figures(tracts):
    table = table_of(*(Area(one.code, one.name) for one in TRACTS[:3]), inside="Ashford")
    places, rows, told, _ = draw_places(tracts("city"), table.areas, inside="Ashford")

    assert (places.codes, rows) == (("11", "12", "14"), [0, 1, -1])
    assert told[1:] == ("without a place on the map, 1: 13 Tract 13", "without figures, 1: 14 Tract 14")
    ground = load_ground(tracts("city"), 90, 60, table.areas, inside="Ashford")
    assert set(np.unique(ground.rows)) == {-1, 0, 1, 2}
    assert load_ground(tracts("city"), 90, 60, table.areas).rows.max() == 5  # another map is another entry of the cache


def test_of_a_map_on_which_none_of_them_lies_all_stays(tracts):
    places, rows, _, _ = draw_places(tracts("city"), [Area("99", "Elsewhere")], inside="Ashford")

    assert (len(places), set(rows)) == (6, {-1})


def test_what_was_said_of_small_areas_and_of_others_is_heard_where_it_belongs(tracts):
    said = MapAnswers(same=(("13", "14"), ("22", "22")))
    places, rows, told, _ = draw_places(tracts(), LARGER, said, finer=FINER)
    assert told[0] == "joins 5 of 5 tracts: 3 by code, 2 as said"
    assert dict(zip(places.codes, rows, strict=True)) == {"Ashford": 0, "Burwell": 1, "31": -1}
    places, rows, _, _ = draw_places(tracts(), TRACTS[:3], said, inside="Ashford")
    assert (places.codes, rows) == (("11", "12", "14"), [0, 1, 2])


@pytest.mark.parametrize(("order", "rows", "told"), [
    ("231", [2, 0, 1], "the map's codes are not those of the figures: 1 Quarter 02 of the figures is 01 Quarter 01 "
                       "there; areas are joined by their names alone"),
    ("123", [0, 1, 2], ""),
])  # fmt: skip
def test_codes_that_count_otherwise_than_the_map_s_are_told_and_names_join(geojson, order, rows, told):
    table = [Area(f"{n}", f"Quarter 0{name}") for n, name in enumerate(order, 1)]

    found = draw_places(geojson(squares()), table)

    assert list(found.table_row) == rows
    assert [line for line in found.joined if "codes" in line] == ([told] if told else [])


def test_names_that_disagree_are_told_of_a_map_that_is_cut_down(tracts):
    """Their places are those of the cut map."""
    parts = [Area("21", "Hill"), Area("22", "Lake")]

    found = draw_places(tracts("city"), parts, inside="Burwell")

    assert len(found.places) < 6
    (told,) = [line for line in found.joined if "no name agrees" in line]
    assert "21 Hill of the figures is 21 " in told
