"""A table whose areas stand by a map: for scenes that draw none, and seat a mark for each area.

Its rows follow a walk through the map, so that what stands in a row, an arch or a fan has its neighbours beside it; and
each knows where it lies, so that a wall is seated as the map is.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.data.state import State
from renderer.data.table import CUBES, Area, Table

from .map_answers import NOTHING_SAID, MapAnswers
from .map_gaps import MapGaps
from .map_walk import walk_of
from .shown_ground import shown_ground

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .ground import Ground

__all__ = ["SEATED", "about_seats", "seated", "table_on_map"]

SEATED = (720, 720)  # px of the map that areas are seated by, whatever the picture's size: a seat stays where it is
_EMPTY = {"value": np.nan, "low": np.nan, "high": np.nan, "sample": -1, "state": State.MISSING}


def table_on_map(table: Table, source: str | None, said: MapAnswers = NOTHING_SAID) -> Table:
    """
    Return ``table`` seated by the map ``source``, a name or a path; as it is where that is None.

    said : what somebody said of the map. Raises DataError where it cannot be read.
    """
    return table if source is None else seated(table, shown_ground(source, table, SEATED, said))


def seated(table: Table, ground: "Ground") -> Table:
    """
    Return ``table`` in the order of a walk through ``ground``, which was joined with it; who is not on it comes last.

    A place of the map that the table has not, by code or name, is a row of which nothing is known: it is seen as
    missing, but for gathered figures, whose map holds the parts. Raises DataError where none of the table's areas is on
    the map.
    """
    if not (ground.table_row >= 0).any():
        many = table.area_word[1]
        raise DataError(f"none of the {len(table.areas):,} {many} is on the map that was named to seat them by: name "
                        "the figures that belong to it with --data, or another map")  # fmt: skip
    order = walk_of(ground)
    extra = order[np.isin(order, _unknown(table, ground))].tolist()
    wide = _widened(table, [Area(ground.codes[place], ground.names[place]) for place in extra])
    row_of = ground.table_row.copy()
    row_of[extra] = len(table.areas) + np.arange(len(extra))
    walked = row_of[order]
    walked = walked[walked >= 0]
    aside = np.setdiff1d(np.arange(len(wide.areas)), walked)
    where = np.full((len(wide.areas), 2), np.nan)
    where[row_of[row_of >= 0]] = ground.centre[row_of >= 0]
    lacking = MapGaps(tuple(ground.names[place] for place in extra))
    return _ordered(replace(wide, on_map=where, map_gaps=lacking), np.concatenate([walked, aside]))


def about_seats(table: Table, ground: "Ground") -> tuple[str, ...]:
    """Return what is to be known of ``table`` seated by ``ground``, a sentence each, before all what joins."""
    many = table.area_word[1]
    told = [*ground.told, f"the map itself is not drawn: {many} are seated by it, neighbours near each other"]
    if _unknown(table, ground):
        told.append("whoever is on the map without figures is drawn as missing")
    if len(set(ground.table_row.tolist()) - {-1}) < len(table.areas):
        told.append("whoever is not on the map is seated below it, or at the end of a row")
    return tuple(told)


def _unknown(table: Table, ground: "Ground") -> list[int]:
    """Return the places of the map that get a row of which nothing is known."""
    known = {word for area in table.areas for word in (area.code, area.name)}
    return [place for place in np.flatnonzero(ground.table_row < 0).tolist()
            if table.finer is None and ground.codes[place] not in known]  # fmt: skip


def _widened(table: Table, areas: list[Area]) -> Table:
    """Return ``table`` with rows for ``areas`` of which nothing is known; those apart of it, too."""
    if not areas:
        return table
    cubes: dict[str, Any] = {}
    for name, kind in CUBES.items():
        cube = getattr(table, name)
        more = np.full((cube.shape[0], len(areas), cube.shape[2]), _EMPTY[name], kind)
        cubes[name] = np.concatenate([cube, more], axis=1)
    people = None if table.people is None else np.append(table.people, np.full(len(areas), np.nan))
    apart = _widened(table.apart, areas) if table.apart else None
    return replace(table, areas=(*table.areas, *areas), people=people, apart=apart, **cubes)


def _ordered(table: Table, order: "NDArray[np.integer]") -> Table:
    """Return ``table`` with its rows in ``order``; those apart of it, too."""
    cubes: dict[str, Any] = {name: np.ascontiguousarray(getattr(table, name)[:, order]) for name in CUBES}
    for name in ("people", "on_map"):
        if (one := getattr(table, name)) is not None:
            cubes[name] = one[order]
    apart = _ordered(table.apart, order) if table.apart else None
    return replace(table, areas=tuple(table.areas[row] for row in order), apart=apart, **cubes)
