"""The figures that a picture shows, of those in its table: its areas, its roles and its groups alone."""

from dataclasses import replace
from typing import Any

import numpy as np

from renderer.data.state import State
from renderer.data.table import CUBES, Column, Table
from renderer.scene.caption_words import marks_of
from renderer.scene.scene import Scene

__all__ = ["in_picture", "means_alone"]


def in_picture(scene: Scene, table: Table, params: Any) -> Table:  # noqa: ANN401
    """
    Return of ``table``, which has the roles of ``scene``, what a picture with ``params`` shows.

    Its columns are still the roles, and those again for each group beside them that some mark shows. What no mark shows
    of these has no figure: a role that none shows, and everybody where groups alone are drawn. Without ``marks`` of its
    own a scene shows all.
    """
    marks = marks_of(scene, table, params)
    if not marks:
        return table
    kinds = len(scene.roles)
    shown, roles = {of for of, *_ in marks}, {of % kinds for of, *_ in marks}
    # Everybody among the groups are those of the role itself.
    shown |= {of % kinds for of in shown if table.columns[of].figure == table.columns[of % kinds].figure}
    blocks = [block for block in range(0, len(table.columns), kinds)
              if block == 0 or shown & {*range(block, block + kinds)}]  # fmt: skip
    columns = [block + role for block in blocks for role in range(kinds)]
    areas = sorted({(first + n) % len(table.areas) for _, first, count, _ in marks for n in range(count)})
    unseen = [at for at, of in enumerate(columns) if of not in shown]
    cubes: dict[str, Any] = {name: getattr(table, name)[:, areas][:, :, columns] for name in CUBES}
    for name, nothing in (("value", np.nan), ("low", np.nan), ("high", np.nan), ("sample", -1),
                          ("state", State.MISSING)):  # fmt: skip
        cubes[name][:, :, unseen] = nothing
    return replace(table, areas=tuple(table.areas[n] for n in areas),
                   columns=tuple(_named(table.columns[of], of, shown, roles, kinds) for of in columns),
                   people=None, on_map=None, apart=None, **cubes)  # fmt: skip


def means_alone(scene: Scene, table: Table, params: Any) -> bool:  # noqa: ANN401
    """Return whether every mark of such a picture is the mean of all areas, so that none of these is seen itself."""
    marks = marks_of(scene, table, params) or ()
    return bool(marks) and len(table.areas) > 1 and all(count == len(table.areas) for _, _, count, _ in marks)


def _named(column: Column, of: int, shown: set[int], roles: set[int], kinds: int) -> Column:
    """Return ``column``, without a figure where none of it is seen: a role keeps its name while a group is."""
    seen = of in shown or (of < kinds and of in roles)
    return column if seen else replace(column, figure="")
