"""A map on a plane: its areas true, its borders shared, far parts as insets."""

import re

import numpy as np
import pytest
import shapely

from renderer.data.places.map_areas import Places, read_places
from renderer.data.places.map_layout import lay_out


def test_states_lie_beside_each_other_with_three_insets_that_are_told(states_map):
    found = lay_out(states_map)

    assert found.projection.startswith("Albers equal-area, centred at 36.9° N, 95.8° W")
    named = [[states_map.names[row] for row in one.rows] for one in found.insets]
    assert named == [["Alaska"], ["Hawaii"], ["Puerto Rico"]]
    assert [one.partition(",")[0] for one in found.notes] == ["inset: Alaska", "inset: Hawaii", "inset: Puerto Rico"]
    assert found.notes[1] == "inset: Hawaii, at the map's own scale"
    assert shapely.coverage_is_valid(found.shapes)
    scale = np.ones(len(states_map))
    for one in found.insets:
        scale[list(one.rows)] = one.scale
    assert shapely.area(found.shapes) / 1e6 / scale**2 == pytest.approx(states_map.area_km2(), rel=1e-3)


def test_no_inset_touches_the_map_or_another(states_map):
    found = lay_out(states_map)
    far = {row for one in found.insets for row in one.rows}
    main = shapely.union_all([shape for n, shape in enumerate(found.shapes) if n not in far])
    boxes = [shapely.box(*one.box) for one in found.insets]

    assert not any(one.intersects(main) for one in boxes)
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])


def test_without_insets_all_is_where_it_lies(states_map):
    whole = lay_out(states_map, far=False)

    assert whole.insets == ()
    assert shapely.total_bounds(whole.shapes)[2] - shapely.total_bounds(whole.shapes)[0] > 7e6


@pytest.mark.parametrize("name", ["wales_councils_topojson/topo_lad_wal.json", "germany_states_shp/VG5000_LAN.zip",
                                  "canada_health_regions/hr_wgs84.geojson",
                                  "uk_utla_hex_gpkg/LocalAuthorities-uppertier-2023.gpkg"])  # fmt: skip
def test_publishers_maps_share_their_borders_to_the_last_bit(maps, name):
    places = read_places(maps / name)

    found = lay_out(places)

    assert shapely.coverage_is_valid(found.shapes)
    assert not shapely.is_empty(found.shapes).any()
    assert (found.projection == "") == (not places.earth)
    wanted = places.area_km2() * 1e6 if places.earth else shapely.area(places.shapes)
    assert shapely.area(found.shapes).sum() == pytest.approx(wanted.sum(), rel=1e-3)


def test_areas_that_overlap_are_told_and_the_smaller_keeps_its_own():
    shapes = np.array([shapely.box(0, 0, 10, 10), shapely.box(2, 2, 4, 4), shapely.box(10, 0, 12, 10)])

    found = lay_out(Places(("big", "small", "c"), ("", "", ""), shapes, earth=False))

    assert shapely.area(found.shapes).tolist() == [96, 4, 20]
    assert found.notes == ("areas overlap, 3.2% of all: what two have is the smaller's; most is taken from big",)


def test_borders_that_a_hand_drew_beside_each_other_are_one_and_nothing_lies_between():
    shake = np.random.default_rng(5)
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    drawn = [shapely.Polygon(np.add(corners, (x, y)) + shake.uniform(-0.01, 0.01, (4, 2)))
             for x in range(4) for y in range(3)]  # fmt: skip
    names = tuple(f"{n}" for n in range(12))
    before = shapely.union_all(drawn)
    assert len(shapely.get_parts(before)) > 1 or len(before.interiors) > 0

    found = lay_out(Places(names, names, np.array(drawn), earth=False))

    assert shapely.coverage_is_valid(found.shapes)
    whole = shapely.coverage_union_all(found.shapes)
    assert (len(shapely.get_parts(whole)), [len(one.interiors) for one in shapely.get_parts(whole)]) == (1, [0])
    assert shapely.area(found.shapes) == pytest.approx(shapely.area(drawn), rel=0.05)
    assert found.notes == ("borders that were drawn beside each other are made one",)


def test_a_river_that_a_map_leaves_out_stays_open_and_no_short_side_is_lost():
    river = [shapely.box(0, 0, 4, 10), shapely.box(4.5, 0, 9, 10), shapely.box(3, 10, 9, 12)]
    found = lay_out(Places(("a", "b", "c"), ("a", "b", "c"), np.array(river), earth=False))
    assert shapely.area(found.shapes).tolist() == pytest.approx([40, 45, 12])
    comb = shapely.Polygon([(n % 2 * 0.01 + 5, n / 100) for n in range(100)] + [(9, 0.99), (9, 0)])
    found = lay_out(Places(("a", "b"), ("a", "b"), np.array([comb, shapely.box(8, 0, 12, 1)]), earth=False))
    assert len(shapely.get_coordinates(found.shapes[0])) >= 100


def test_of_many_areas_of_which_nothing_is_left_the_first_are_named_and_the_others_counted():
    whole = [shapely.box(x, 0, x + 2, 2) for x in range(0, 10, 2)]
    halves = [shapely.box(x, 0, x + 1, 2) for x in range(10)]
    shapes = np.array([*whole, *halves])

    found = lay_out(Places(tuple(f"A{n}" for n in range(15)), ("",) * 15, shapes, earth=False))

    assert shapely.is_empty(found.shapes).sum() == 5
    assert re.search(r"nothing is left of A\d+, A\d+, A\d+ and 2 more: others lie over all of it", found.notes[-1])


def test_an_area_narrower_than_what_is_one_border_elsewhere_stays_and_a_crumb_is_told_as_such():
    side = 1.0 + 1e-6  # one corner that is not its neighbour's
    blocks = [shapely.box(x, y, x + 1, y + 1) for x in range(8) for y in range(4)] + [shapely.box(8, 1 - side, 9, 1)]
    quay = shapely.box(9.0, 0, 9.02, 1)  # narrower than 3 % of a usual area's side
    crumb = shapely.box(4.5, 9, 4.50005, 9.00005)
    codes = (*(f"A{n}" for n in range(33)), "quay", "crumb")
    drawn = np.array([*blocks, quay, crumb])

    found = lay_out(Places(codes, codes, drawn, earth=False))

    assert shapely.area(found.shapes[:-1]) == pytest.approx(shapely.area(drawn[:-1]), rel=1e-3)
    assert found.notes[-1] == "nothing is left of crumb: too narrow to be kept where borders are made one"
