"""What an adapter hands over, and the small steps that adapters share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from renderer.data.numerals import NumberKind, take_apart
from renderer.data.origin import Origin
from renderer.data.schema import Row, parse_number
from renderer.data.state import State

if TYPE_CHECKING:
    from renderer.data.sheet import Sheet

__all__ = ["Imported", "Traced", "count", "figure_state", "gather", "once", "place"]


class Traced(NamedTuple):
    """A row of our own schema, and the place in the foreign sheet that it came from."""

    row: Row
    origin: Origin


@dataclass(frozen=True, slots=True)
class Imported:
    """
    A foreign file in our own schema.

    rows : in the order in which columns shall appear
    report : everything that was fixed or noticed, with counts, one sentence each
    described : title, licenses, sources, measures, strata: the descriptor's words for it
    origins : for each row the place that it came from
    """

    rows: tuple[Row, ...]
    report: tuple[str, ...]
    described: dict[str, Any] = field(repr=False)
    origins: tuple[Origin, ...] = field(repr=False)


def gather(sheet: "Sheet", traced: Iterable[Traced], report: Iterable[str], described: dict[str, Any]) -> Imported:
    """Return what an adapter made of ``sheet``, with what was passed over around its table."""
    rows, origins = tuple(zip(*traced, strict=True))
    return Imported(rows, (*sheet.notes, *report), described, origins)


def figure_state(value: str) -> str:
    """Return the state's word for a figure that is there."""
    return (State.ZERO if parse_number(value) == 0 else State.VALUE).word


def once(
    sheet: "Sheet", seen: dict[tuple[str, ...], int], key: tuple[str, ...], row: int, column: str
) -> None:
    """Note that ``row`` is about ``key``; raise DataError, naming both lines, where another was before."""
    if (first := seen.setdefault(key, row)) != row:
        words = " ".join(word for word in key if word)
        raise sheet.error(row, column, f"says again what line {sheet.line(first)} says ({words}); remove one")


def place(sheet: "Sheet", row: int, column: str, lon: str, lat: str) -> tuple[str, str]:
    """Return lon, lat as text with 5 decimals (about 1 m); raise DataError where they are off the Earth."""
    east, north = (_degrees(text) for text in (lon, lat))
    if not (abs(east) <= 180 and abs(north) <= 90):
        raise sheet.error(row, column, f"lon {lon}, lat {lat} is no place on Earth; are they swapped?")
    return f"{east:.5f}", f"{north:.5f}"


@lru_cache(maxsize=1 << 14)
def _degrees(text: str) -> float:
    """Return a coordinate in degrees; NaN where it is none. A comma in it is a decimal comma."""
    written = take_apart(text)
    return parse_number(written.plain("," if "," in text else ".", NumberKind()) if written else "")


def count(number: int, one: str, many: str = "") -> str:
    """
    Return a counted noun.

    >>> count(1, "row"), count(1293, "row")
    ('1 row', '1,293 rows')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
