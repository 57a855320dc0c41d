"""What a map was made of, so that a larger picture can read it again."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .map_answers import MapAnswers

if TYPE_CHECKING:
    from renderer.data.table import Area

__all__ = ["MapSource"]


@dataclass(frozen=True, slots=True)
class MapSource:
    """A map's file, the areas that it was joined with, and what somebody said of it."""

    path: Path
    areas: "tuple[Area, ...]" = field(repr=False)
    said: MapAnswers
