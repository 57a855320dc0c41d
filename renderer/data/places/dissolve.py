"""Areas of a map made into the larger ones that they are part of, and a map cut down to the parts of one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError

from .area_codes import name_key
from .crossings import tangled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .map_areas import Places

__all__ = ["dissolved", "joined", "one_border", "only", "parts_on_map"]

_NEAR, _OF_SIDE = 0.03, 0.3  # of an area's size, and of a short side: borders nearer than both are meant as one
_GAP = 0.01  # of an area's size: what is narrower and between areas is no land that a map leaves out
_SHORT = 5  # percent of all sides are shorter
# Of the width of the narrowest area: a quay has two banks, which are no border drawn twice. What is narrower than that
# part of an area's size is a drawing's crumb, which holds up no other.
_OF_WIDTH, _CRUMB = 1 / 3, 1e-4


def dissolved(places: "Places", groups: Sequence[str]) -> "Places":
    """
    Return ``places`` with one area for each of ``groups``, [n]: what those of one group cover. "" stays as it is.

    A group is called as it is named there, in code and name. A part that stays and has the code of a group gets
    another: it would be taken for the group.
    """
    of_group = set(groups)
    own = [f"{code} (part)" if code in of_group else code for code in places.codes]
    codes = [group or f"\0{code}" for group, code in zip(groups, own, strict=True)]
    order = list(dict.fromkeys(codes))
    members: dict[str, list[int]] = {one: [] for one in order}
    for row, one in enumerate(codes):
        members[one].append(row)
    shapes = np.array([joined(places.shapes[rows]) for rows in members.values()], object)
    first = [rows[0] for rows in members.values()]
    names = [places.names[row] if one.startswith("\0") else one for one, row in zip(order, first, strict=True)]
    others = {column: tuple(cells[row] for row in first) for column, cells in places.others.items()}
    return replace(places, codes=tuple(one.removeprefix("\0") for one in order), names=tuple(names), shapes=shapes,
                   others=others)  # fmt: skip


def only(places: "Places", rows: Sequence[int]) -> "Places":
    """Return ``places`` with the areas ``rows`` alone."""
    others = {column: tuple(cells[row] for row in rows) for column, cells in places.others.items()}
    return replace(places, codes=tuple(places.codes[row] for row in rows), others=others,
                   names=tuple(places.names[row] for row in rows), shapes=places.shapes[list(rows)])  # fmt: skip


def parts_on_map(places: "Places", found: Sequence[int], parent: str) -> list[int]:
    """
    Return the areas of ``places`` that are parts of the larger area ``parent``, ``found`` among them.

    found : those that figures of its parts were joined with. Others are parts where a column of the map, which holds
        the name of ``parent`` for all of these, holds it for them, too: they are drawn, without figures
    """
    if not found:
        return list(range(len(places)))
    inside = set(found)
    for cells in places.others.values():
        if {name_key(cells[row]) for row in found} == {name_key(parent)}:
            inside |= {row for row, cell in enumerate(cells) if name_key(cell) == name_key(parent)}
    return sorted(inside)


def joined(shapes: "NDArray[Any]") -> Any:  # noqa: ANN401
    """Return what ``shapes`` cover together, without a line where two that touch were drawn a little apart."""
    import shapely

    if len(shapes) == 1:
        return shapes[0]
    if not shapely.coverage_is_valid(shapes, gap_width=_GAP * _size(shapes)):
        shapes = one_border(shapes)[0]
    return shapely.coverage_union_all(shapes)


def one_border(shapes: "NDArray[Any]") -> tuple["NDArray[Any]", float]:
    """
    Return ``shapes`` that overlap nowhere and share the borders that are nearer to each other than the number.

    Raises DataError where they cross so often that they are no areas beside each other.
    """
    import shapely

    if crossed := tangled(shapes):
        raise DataError(f"the borders of {len(shapes):,} areas of the map cross each other {crossed:,} times or more: "
                        "they lie over each other, not side by side; take those away that lie over others")  # fmt: skip
    size = _size(shapes)
    near = min(_OF_SIDE * _short_side(shapes), _NEAR * size, _OF_WIDTH * _least_width(shapes, _CRUMB * size))
    return shapely.coverage_clean(shapes, merge_strategy="min_area", snapping_distance=near,
                                  gap_width=_GAP * size), near  # fmt: skip


def _size(shapes: "NDArray[Any]") -> float:
    """Return how wide an area is: half of them are larger."""
    import shapely

    return float(np.sqrt(np.median(shapely.area(shapes))))


def _least_width(shapes: "NDArray[Any]", crumb: float) -> float:
    """Return how wide the narrowest of the areas is that are wider than ``crumb``: of a long one, across it."""
    import shapely

    width = 2 * shapely.area(shapes) / np.maximum(shapely.length(shapes), np.finfo(float).tiny)
    return float(width[width > crumb].min(initial=np.inf))


def _short_side(shapes: "NDArray[Any]") -> float:
    """Return how long a short side of the areas is: as borders are made one, none of them must be lost."""
    import shapely

    points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shapes)), return_index=True)
    side = np.hypot(*np.diff(points, axis=0).T)[ring[1:] == ring[:-1]]
    return float(np.percentile(side[side > 0], _SHORT)) if (side > 0).any() else 0.0
