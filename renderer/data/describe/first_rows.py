"""The first rows of a file as a description understands them, for a person to look at."""

from typing import TYPE_CHECKING

from renderer.data.schema import column_name
from renderer.data.state import State

from .cells import gather_cells
from .description import Description
from .rows import staged

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["first_rows"]

_SHOWN, _READ = 5, 500  # totals may stand first


def first_rows(source: "Source", description: Description) -> list[str]:
    """Return the first cells in words, one a line; raise DataError where the file cannot be read so."""
    cells = gather_cells(staged(source, _READ), description)
    found = cells.rows.query(f"select line, area, time, key, value, low, high, sample, state from {cells.relation} "
                             f"order by line, field limit {_SHOWN}")  # fmt: skip
    lines = []
    for line, area, time, key, value, low, high, sample, state in found:
        one, place = cells.keys[key], cells.areas[area]
        name = place.name if place.name == place.code else f"{place.name} ({place.code})"
        figure = f"{value} {description.measures[one[0]].unit}" if value is not None else State(state).word
        interval = f", {low} to {high}" if low is not None and high is not None else ""
        asked = f", of {sample}" if sample is not None else ""
        lines.append(f"line {line}: {name}, {cells.times[time]}, {column_name(*one)}: {figure}{interval}{asked}")
    return lines
