from dataclasses import replace

import numpy as np
import pytest

from renderer.data.role import Role
from renderer.data.state import State
from renderer.data.table import Area, Column, Table
from renderer.scene.scene import Pass, Scene
from renderer.scene.when import said_over, shown_at, shown_over, when

DRAWN = "between 2010 and 2014 (not measured)"
YEARS = ("2010", "2012", "2014", "2016", "2018")


def table(*asked):
    """Return five years of one area; each column was asked in the years that are named."""
    value = np.array([[[50.0 if year in years else np.nan for years in asked]] for year in YEARS])
    state = np.where(np.isfinite(value), State.VALUE, State.MISSING).astype(np.uint8)
    columns = tuple(Column(f"m{n}", f"measure {n}", "percent", 0, 100, figure="m") for n in range(len(asked)))
    return Table((Area("1", "1"),), columns, YEARS, value, value, value, np.full(value.shape, -1, np.int64), state)


def scene(*names):
    roles = tuple(Role(name, f"{name} marks") for name in names)
    return Scene("S", object, (Pass("image", "image.frag"),), roles=roles)


@pytest.mark.parametrize(("at", "said"), [
    (0.0, "2010"), (0.01, DRAWN), (1.0, DRAWN),
    (1.99, DRAWN), (2.0, "2014"), (2.5, "2014"), (2.51, ""), (4.0, ""),
])  # fmt: skip
def test_a_year_that_a_column_lacks_is_never_said_and_nothing_beyond_its_last(at, said):
    assert when(table(("2010", "2014")), 0, at) == said


def test_before_its_first_release_nothing_is_said_until_that_is_nearer():
    late = table(("2014", "2016"))

    assert [when(late, 0, at) for at in (0.0, 1.5, 1.51, 2.0)] == ["", "", "2014", "2014"]


def test_roles_that_are_of_one_time_are_said_together_and_others_by_their_marks():
    figures = table(YEARS, ("2010", "2014"), YEARS)

    three = scene("a", "b", "c")

    assert shown_at(three, figures, 0.0) == "2010"
    assert shown_at(three, figures, 1.0) == "a marks and c marks 2012; b marks " + DRAWN
    assert shown_at(three, figures, 4.0) == "a marks and c marks 2018; b marks not released then"


def test_a_scene_of_fixed_columns_says_them_by_their_labels():
    assert shown_at(scene(), table(("2010",), ("2012",)), 1.0) == "measure 0 not released then; measure 1 2012"


def test_an_empty_role_is_of_no_time():
    figures = table(YEARS, ())
    figures = replace(figures, columns=(figures.columns[0], replace(figures.columns[1], figure="")))

    assert shown_at(scene("a", "b"), figures, 2.0) == "2014"


def test_a_film_says_from_when_to_when_it_goes():
    assert shown_over(table(YEARS), [0.4, 2.2]) == "2010 to 2016 (drawn between releases, not measured)"
    assert shown_over(table(YEARS), [4.0, 2.5, 0.0, 0.0, 3.5]) == (
        "2018 back to 2010 and on to 2018 (drawn between releases, not measured)")


def test_a_scene_that_shows_all_times_says_from_when_to_when_whatever_the_moment():
    three = table(YEARS)
    beside = replace(scene("a"), all_times=True)

    assert said_over(beside, three, [4.0]) == said_over(beside, three, [0.0, 1.5]) == "2010 to 2018"
    assert said_over(scene("a"), three, [4.0, 4.0]) == "2018"
    assert said_over(scene("a"), three, [4.0, 0.0]) == "2018 back to 2010 (drawn between releases, not measured)"
