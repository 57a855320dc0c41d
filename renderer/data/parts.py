"""The parts of one larger area, in place of all areas: where a picture goes near."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from renderer.core.errors import DataError
from renderer.core.listed import listed
from renderer.core.suggest import nearest

from .role import WantedRoles
from .table import CUBES, Table

__all__ = ["GENERIC", "gather_called", "gather_shown", "parent_called", "parents_in", "parts_of", "place_shown"]

_LISTED = 12
GENERIC = "parent"  # means larger areas, whatever they are called


def parents_in(table: Table) -> tuple[str, ...]:
    """Return the larger areas that areas of ``table`` are part of, by name."""
    return tuple(sorted({area.parent for area in table.areas if area.parent}))


def parent_called(name: str, parents: Sequence[str]) -> str:
    """
    Return the one of ``parents`` that is called ``name``; raises DataError where none is.

    >>> parent_called("bridgeport", ["Bridgeport", "Stamford"])
    'Bridgeport'
    """
    if not parents:
        raise DataError(f"no parts of '{name}': these figures name no larger areas; a column 'parent' says which each "
                        "area is part of")  # fmt: skip
    if name in parents:
        return name
    alike = [one for one in parents if one.strip().casefold() == name.strip().casefold()]
    if not alike:
        hint = nearest(name, parents) or f"; there is {listed(parents, _LISTED)}"
        raise DataError(f"no larger area '{name}'{hint}")
    return alike[0]


def place_shown(table: Table, wanted: WantedRoles, where: str, notes: list[str]) -> str:
    """
    Return the larger area of ``table`` whose parts alone are ``wanted``, "" for all.

    where : its name, for messages. Where a preset or the scene names an area that is not there, all are shown, with a
    note. Raises DataError where an artist did.
    """
    if not wanted.place:
        return ""
    try:
        return parent_called(wanted.place, parents_in(table))
    except DataError as error:
        if wanted.place_asked:
            raise DataError(f"{where}{where and ': '}{error}") from None
        notes.append(f"{error}: all are shown")
        return ""


def gather_called(name: str, parents: Sequence[str], called: tuple[str, str]) -> str:
    """
    Return what larger areas are ``called``, where ``name`` means them; raises DataError where it does not.

    >>> gather_called("Neighbourhoods", ["Eastside"], ("neighbourhood", "neighbourhoods"))
    'neighbourhood'
    """
    if not parents:
        raise DataError(f"nothing to gather to '{name}': these figures name no larger areas; a column 'parent' says "
                        "which each area is part of")  # fmt: skip
    if name.strip().casefold() not in {GENERIC, *(one.casefold() for one in called)}:
        hint = nearest(name, called) or f"; its larger areas are called {called[1]}"
        raise DataError(f"no '{name}' to gather to{hint}")
    return called[0]


def gather_shown(table: Table, wanted: WantedRoles, where: str, notes: list[str]) -> bool:
    """
    Return whether larger areas of ``table`` are ``wanted`` in place of their parts.

    where : its name, for messages. Where a preset or the scene wants such as are not there, the parts are shown, with
    a note. Raises DataError where an artist did.
    """
    if not wanted.gather:
        return False
    try:
        return bool(gather_called(wanted.gather, parents_in(table), table.parent_word))
    except DataError as error:
        if wanted.gather_asked:
            raise DataError(f"{where}{where and ': '}{error}") from None
        notes.append(f"{error}: all are shown as they are")
        return False


def parts_of(table: Table, parent: str) -> Table:
    """Return ``table`` with the parts alone of the larger area ``parent``, itself where that is ""."""
    if not parent:
        return table
    rows = [row for row, area in enumerate(table.areas) if area.parent == parent]
    # Parts of one area have no larger one here: too many for a picture are not gathered into that again.
    areas = tuple(replace(table.areas[row], parent="") for row in rows)
    cubes: dict[str, Any] = {name: np.ascontiguousarray(getattr(table, name)[:, rows]) for name in CUBES}
    people = None if table.people is None else np.array(table.people[rows])
    return replace(table, areas=areas, inside=parent, people=people, **cubes)
