"""Which roles a measure fits: told as the roles themselves would take it."""

from types import SimpleNamespace

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.role import Role, WantedRoles
from renderer.data.role_table import role_table
from renderer.data.table import Area, Column, Table
from renderer.scene.role_fits import role_fits

WALL = SimpleNamespace(roles=(Role("lit", "lamps", good="more"), Role("dim", "shades", good="less")))
MAP = SimpleNamespace(roles=(Role("high", "hills", kind="any", good="more"),))
SCENES = {"wall": WALL, "map": MAP}


def table(*columns):
    shape = (1, 1, len(columns))
    return Table((Area("1", "A"),), columns, ("2024",), *(np.full(shape, 1.0) for _ in range(3)),
                 np.full(shape, 9, np.int64), np.ones(shape, np.uint8))  # fmt: skip


def column(name, unit="percent", good=""):
    return Column(name, name, unit, 0.0, 100.0, good)


def test_measures_that_fit_alike_share_a_line_and_groups_have_none():
    columns = (column("a", good="more"), column("b", good="less"), column("c", good="more"), column("a@age=child"))

    assert list(role_fits(table(*columns), SCENES)) == [
        "a, c: wall (lit), map (high); turned, as all others: wall (dim)",
        "b: wall (dim); turned, as all others: wall (lit), map (high)",
    ]


def test_where_nobody_said_which_way_is_good_nothing_is_turned():
    assert list(role_fits(table(column("a", "per 100,000")), SCENES)) == ["a: wall (lit, dim), map (high)"]


def test_what_is_no_share_fits_where_any_figure_does_and_cannot_be_turned():
    people = table(column("a", "people", "less"))

    assert list(role_fits(people, SCENES)) == ["a: map (high)"]
    assert list(role_fits(people, {"wall": WALL})) == [
        "a: no role, for they show shares, and this is in people",
        "counts become shares of the people that they are among: import the sheet again with a column of those "
        "(--count COLUMN --n COLUMN), or with a second sheet of them (--population FILE)"]  # fmt: skip


def test_what_is_known_of_groups_only_is_told_once_by_the_name_of_the_first():
    groups = table(column("a@k=x"), column("a@k=y"), column("b"), column("b@k=x"))

    assert list(role_fits(groups, SCENES)) == ["a@k=x, b: wall (lit, dim), map (high)"]


@pytest.mark.parametrize("way", ["more", "less", ""])
@pytest.mark.parametrize("unit", ["percent", "people"])
@pytest.mark.parametrize("role", [*WALL.roles, *MAP.roles], ids=lambda role: role.name)
def test_it_says_what_the_role_does(way, unit, role):
    """Put into that role alone the measure is shown, turned or refused, as was told."""
    own = table(column("a", unit, way))
    line = next(role_fits(own, {"x": SimpleNamespace(roles=(role,))}))
    asked = Role(role.name, role.mark, role.kind, role.good, "a")
    try:
        turned = role_table(own, WantedRoles((asked,))).table.columns[0].figure == "1-a"
    except DataError:
        assert line.startswith("a: no role")
    else:
        assert line == (f"a: turned, as all others: x ({role.name})" if turned else f"a: x ({role.name})")
