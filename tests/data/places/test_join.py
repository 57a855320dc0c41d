"""Which area of a table is which of a map, and what is left on either side."""

import csv
import json

import pytest

from renderer.core.errors import DataError
from renderer.data.places.join import Keyed, join
from renderer.data.places.map_areas import read_places
from renderer.data.table import Area

QUARTERS = Keyed(("01", "02", "03", "10"), ("Altona", "St. Pauli", "Neustadt", "Harburg"))


def areas(*pairs):
    return [Area(code, name) for code, name in pairs]


def test_codes_join_whatever_became_of_their_zeros():
    found = join(areas(("1", "one"), ("02", "two"), ("3.0", "three"), ("04", "four")), QUARTERS)

    assert found.places == (0, 1, 2, -1)
    assert (found.without_place, found.without_figures, found.count, found.padded) == ((3,), (3,), 3, 2)
    assert found.by == {"code": 3, "name": 0, "said": 0}


def test_what_has_no_code_joins_by_name():
    found = join(areas(("a", "ALTONA"), ("b", "St Pauli District"), ("c", "Harburg")), QUARTERS)

    assert (found.places, found.by["name"]) == ((0, 1, 3), 3)


def test_a_name_that_two_places_have_is_not_taken():
    twice = Keyed(("1", "2", "3"), ("Neustadt", "Neustadt", "Altona"))

    found = join(areas(("a", "Neustadt"), ("b", "Altona")), twice)

    assert (found.places, found.near) == ((-1, 2), ())


def test_of_two_areas_that_mean_one_place_neither_gets_it_but_by_short_name_the_first():
    letters = Keyed(("x", "y"), ("One", "Two"), ("AL", "TN"))

    assert join(areas(("1", "one"), ("01", "another"), ("2", "two")), QUARTERS).places == (-1, -1, 1)
    assert join(areas(("a", "Altona"), ("b", "ALTONA"), ("c", "Harburg")), QUARTERS).places == (-1, -1, 3)
    assert join([Area("p", "P", abbr="AL"), Area("q", "Q", abbr="AL")], letters).places == (0, -1)


def test_codes_that_count_something_else_join_nothing_where_the_names_say_who_is_who():
    rows = areas(("1", "Harburg"), ("2", "Neustadt"), ("3", "St. Pauli"), ("10", "Wandsbek"))

    found = join(rows, QUARTERS)

    assert (found.places, found.by["code"], found.of_others) == ((3, 2, 1, -1), 0, True)
    assert found.called_otherwise == ((0, 0), (1, 1), (2, 2))


def test_a_few_whose_names_are_swapped_are_joined_by_code_and_told():
    rows = areas(("1", "Altona"), ("2", "Neustadt"), ("3", "St. Pauli"), ("10", "Harburg"), ("02", "Altona Nord"))
    more = areas(("1", "Altona"), ("2", "St Pauli"), ("3", "Harburg"))

    assert join(rows[:4], QUARTERS).places == (0, 1, 2, 3)
    assert join(rows[:4], QUARTERS).called_otherwise == ((1, 1), (2, 2))
    assert (join(more, QUARTERS).places, join(more, QUARTERS).of_others) == ((0, 1, 2), False)


def test_one_mistaken_name_leaves_all_codes():
    foreign = areas(("1", "Viertel A"), ("2", "Viertel B"), ("3", "Viertel C"), ("10", "Neustadt"))

    found = join(foreign, QUARTERS)

    assert (found.places, found.of_others, found.called_otherwise) == ((0, 1, 2, 3), False, ((3, 3),))


def test_codes_that_join_where_no_name_agrees_are_told():
    letters = Keyed(("AL", "CA", "GA"), ("Albania", "Canada", "Gabon"))
    states = areas(("AL", "Alabama"), ("CA", "California"), ("GA", "Georgia"))

    assert join(states, letters).strange == ((0, 0), (1, 1), (2, 2))
    assert join(areas(*((one.code, one.code) for one in states)), letters).strange == ()
    assert join(states[:1], letters).strange == ()
    assert join([*states[1:], Area("AL", "Albania")], letters).strange == ()


@pytest.mark.parametrize(("here", "there"), [
    ("Baltimore County", "Baltimore city"), ("Landkreis Bonn", "Bonn City"), ("पारा", "पुरी"), ("かき", "がき"),
    ("ปี", "ปู"),
])  # fmt: skip
def test_another_kind_of_area_and_another_sign_are_another_place(here, there):
    assert join(areas(("x", here)), Keyed(("7",), (there,))).places == (-1,)
    assert join(areas(("x", here)), Keyed(("7",), (here,))).places == (0,)


def test_a_like_name_is_only_proposed_where_most_have_one_system_of_codes():
    found = join(areas(("1", "Altona"), ("2", "St. Pauli"), ("77", "Harburg District")), QUARTERS)

    assert (found.places, found.near) == ((0, 1, -1), ((2, 3),))
    assert join(areas(("a", "Altona"), ("b", "Harburg District")), QUARTERS).places == (0, 3)


def test_what_somebody_said_contradicts_nothing():
    swapped = areas(("1", "Altona"), ("2", "Neustadt"), ("3", "St. Pauli"), ("10", "Harburg"))

    assert join(swapped, QUARTERS, {"2": "03"}).called_otherwise == ()


def test_near_names_are_proposed_and_not_taken_until_somebody_says_so():
    table = areas(("a", "Altonna"), ("b", "St. Pauli"))

    found = join(table, QUARTERS)

    assert (found.places, found.near) == ((-1, 1), ((0, 0),))
    assert join(table, QUARTERS, {"Altonna": "Altona"}).places == (0, 1)
    with pytest.raises(DataError, match="no area 'Altonaa' in the map; did you mean 'Altona'"):
        join(table, QUARTERS, {"Altonna": "Altonaa"})
    with pytest.raises(DataError, match="no area 'Alt' in the figures"):
        join(table, QUARTERS, {"Alt": "Altona"})


def test_what_somebody_says_means_one_area_and_one_place():
    table = areas(("1", "Neustadt"), ("2", "Neustadt"), ("Altona", "3"), ("4", "Altona"))

    assert join(table, QUARTERS, {"Altona": "10"}).places[2] == 3  # a code before a name
    for same, told in (({"Neustadt": "03"}, "2 areas in the figures are called 'Neustadt'; say by its code"),
                       ({"1": "10", "2": "Harburg"}, "'Harburg' is said of two"),
                       ({"4": "10", "Altona": "02", "3": "03"}, "'3' is said of two")):  # fmt: skip
        with pytest.raises(DataError, match=told):
            join(table, QUARTERS, same)
    with pytest.raises(DataError, match="2 areas in the map are called 'Neustadt'"):
        join(table, Keyed(("8", "9"), ("Neustadt", "Neustadt")), {"1": "Neustadt"})


def test_short_names_join():
    states = Keyed(("04", "02"), ("Bremen", "Hamburg"), ("HB", "HH"))
    found = join([Area("x", "none", abbr="HB"), Area("y", "none")], states)

    assert found.places == (0, -1)


def test_one_place_is_one_areas_only():
    found = join(areas(("01", "Ottensen"), ("x", "Altona")), QUARTERS)

    assert found.places == (0, -1)


def test_canadas_regions_join_by_the_publishers_own_table(maps):
    wanted = json.loads((maps / "canada_health_regions/expect.json").read_text())["main"]["join_hr_csv"]
    rows = list(csv.DictReader((maps / "canada_health_regions/hr.csv").read_text("utf-8").splitlines()))
    table = areas(*((row["hruid"], row["name_canonical"]) for row in rows))
    found = join(table, read_places(maps / "canada_health_regions/hr_wgs84.geojson", table).keyed)

    assert (len(rows), found.count, list(found.without_place)) == (wanted["rows"], wanted["matched"], [])


def test_states_of_a_table_that_lost_its_zeros(maps, states_map):
    wanted = json.loads((maps / "us_states_shp/expect.json").read_text())["main"]["join_cms416"]
    codes = [str(int(one)) for one in states_map.codes if one not in wanted["map_only"]]
    table = areas(*((code, f"State {code}") for code in [*codes, *wanted["table_only"]]))

    found = join(table, states_map.keyed)

    assert found.count == wanted["matched_with_zero_padding"]
    assert found.count - found.padded == wanted["matched_without"]
    assert [table[n].code for n in found.without_place] == wanted["table_only"]
    assert [states_map.codes[n] for n in found.without_figures] == wanted["map_only"]


def test_counties_of_an_older_map_are_told(counties):
    places = read_places(counties)
    now = [Area(code, name) for code, name in zip(places.codes, places.names, strict=True) if code[:2] != "09"]
    planned = [Area(f"091{n}0", f"{n} Planning Region") for n in range(1, 10)]

    found = join([*now, *planned], places.keyed)

    assert [([*now, *planned])[n].code for n in found.without_place] == [one.code for one in planned]
    assert {places.codes[n][:2] for n in found.without_figures} == {"09"}
