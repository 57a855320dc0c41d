"""Larger areas of which a publisher gives figures of their own, which a table of their parts does not keep."""

from typing import TYPE_CHECKING

from renderer.core.listed import listed
from renderer.data.names import clean
from renderer.data.sql import sql_text

from .description import Description
from .rows import find_column

if TYPE_CHECKING:
    from collections.abc import Collection

    from renderer.data.readers.source import Source
    from renderer.data.table import Area

__all__ = ["published_parents"]

_NAMED = 3


def published_parents(source: "Source", description: Description, areas: "Collection[Area]") -> list[str]:
    """
    Return a sentence on the larger areas of ``areas`` of which the file has rows that the table leaves out.

    A picture that gathers shows a mean in the place of those figures, which is another number.
    """
    own = {clean(text).casefold() for one in areas for text in (one.code, one.name)}
    parents = {one.parent.casefold(): one.parent for one in areas if one.parent}
    if not parents:
        return []
    found = {text for text in _left_out(source, description) if text in parents and text not in own}
    if not found:
        return []
    one, many = description.parent_word
    names = sorted(parents[text] for text in found)
    which = f"{len(names):,} {many if len(names) > 1 else one}, {listed(names, _NAMED)}"
    return [f"the file has figures of {which}, which are not kept: where a picture gathers "
            f"{description.area_word[1]}, it shows their mean, which is not that figure; --only keeps the "
            f"{many} alone"]  # fmt: skip


def _left_out(source: "Source", description: Description) -> set[str]:
    """Return the small texts that name the areas of rows that are left out, or the one larger area that each is."""
    own = [*description.having("area"), *description.having("area_name")]
    parents = description.having("parent") if description.only else ()
    levels = [find_column(source, column, "in only") for column in description.only]
    at = [*levels, *(find_column(source, one.name) for one in (*own, *parents))]
    other = [f"coalesce(trim(c{index}), '') not in ({', '.join(map(sql_text, kept))})"
             for index, kept in zip(levels, description.only.values(), strict=True)]  # fmt: skip
    where = f" where {' or '.join(other)}" if other else ""
    texts = ", ".join(f"coalesce(trim(c{index}), '')" for index in at)
    rows = source.connection.execute(f"select distinct {texts} from {source.table}{where}").fetchall()
    found: set[str] = set()
    within: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for row in rows:
        level, names = row[: len(levels)], row[len(levels) : len(levels) + len(own)]
        found |= {clean(text).casefold() for text in names}
        for text in row[len(levels) + len(own) :]:
            within.setdefault((*level, clean(text).casefold()), set()).add(names)
    # Of a level that has one area in each larger area, these are the same; of a finer one there are more.
    return found | {key[-1] for key, names in within.items() if len(names) == 1}
