"""Areas made into larger ones: nothing is lost between them, and what is of none stays."""

import numpy as np
import pytest
import shapely

from renderer.data.places.dissolve import dissolved, joined, only, parts_on_map
from renderer.data.places.duplicates import one_each
from renderer.data.places.map_areas import Places

SHAPES = np.array([shapely.box(x, y, x + 1, y + 1) for x in range(3) for y in range(2)])


def places(shapes=SHAPES, **others):
    names = tuple(f"Part {n}" for n in range(len(shapes)))
    return Places(tuple(f"{n}" for n in range(len(shapes))), names, shapes, others=others)


def test_parts_become_one_area_without_a_line_between_them():
    found = dissolved(places(city=tuple("aabbcc")), ["West", "West", "", "East", "East", "East"])

    assert (found.codes, found.names) == (("West", "2", "East"), ("West", "Part 2", "East"))
    assert shapely.area(found.shapes).tolist() == [2, 1, 3]
    assert [len(shapely.get_parts(one)) for one in found.shapes] == [1, 1, 1]
    assert found.others == {"city": ("a", "b", "b")}


def test_parts_that_overlap_are_covered_once():
    found = dissolved(places(np.array([shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1)])), ["One", "One"])

    assert shapely.area(found.shapes) == pytest.approx([3.0])


@pytest.mark.parametrize("off", [1e-15, -1e-15, 3e-10, 2e-3, -2e-3])
def test_parts_that_were_drawn_a_little_apart_have_no_line_between_them(off):
    drawn = np.array([shapely.box(x - 72.9 + off * (x > 0), y, x - 71.9, y + 1 + off)
                      for x in range(3) for y in (0, 1)])  # fmt: skip
    whole = joined(drawn)

    assert len(shapely.get_parts(whole)) == 1
    assert len(shapely.get_rings(whole)) == 1  # no slit within it either
    assert shapely.area(whole) == pytest.approx(6.0, rel=0.01)
    assert len(shapely.get_parts(joined(shapely.box([0.0, 5.0], 0.0, [1.0, 6.0], 1.0)))) == 2  # islands stay two
    shapes, _, told = one_each(drawn, ["1", "1", "1", "1", "1", "1"], [""] * 6, "x")
    assert len(shapely.get_rings(shapes[0])) == 1
    assert told == "6 features are dissolved into 1 area of one id each"


def test_a_part_called_as_a_larger_area_does_not_become_it():
    found = dissolved(places(SHAPES[:3]), ["2", "2", ""])

    assert (found.codes, found.names) == (("2", "2 (part)"), ("2", "Part 2"))


def test_parts_of_an_area_are_told_by_the_column_that_names_it_for_all_that_have_figures():
    city = ("West End", "West  End", "west-end", "East", "East", "East")
    one = places(city=city, state=("X",) * 6)

    assert parts_on_map(one, [0, 2], "West End") == [0, 1, 2]
    assert parts_on_map(one, [0, 3], "West End") == [0, 3]  # the column does not mean it
    assert parts_on_map(one, [], "West End") == [*range(6)]
    assert only(one, [1, 4]).names == ("Part 1", "Part 4")
