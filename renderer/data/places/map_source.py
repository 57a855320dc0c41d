"""What a map was made of, so that a larger picture can read it again."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .map_answers import MapAnswers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderer.data.table import Area, Table

__all__ = ["FinerAreas", "MapSource"]


class FinerAreas(NamedTuple):
    """The areas that those on a map were gathered from, and what one and many of them, and of their parents, are."""

    areas: "Sequence[Area]"
    area_word: tuple[str, str]
    parent_word: tuple[str, str]

    @classmethod
    def of(cls, table: "Table") -> "FinerAreas":
        """Return those of ``table``, without its figures."""
        return cls(table.areas, table.area_word, table.parent_word)


@dataclass(frozen=True, slots=True, eq=False)
class MapSource:
    """
    A map's file, and what its areas were made with, as ``draw_places`` takes it.

    asked, key : what the map was made with, and the name that ``ground_key`` gave it for that: another file has another
    """

    path: Path
    areas: "tuple[Area, ...]" = field(repr=False)
    said: MapAnswers
    finer: FinerAreas | None = field(default=None, repr=False)
    inside: str = ""
    asked: object = field(default=(), repr=False)
    key: str = ""
