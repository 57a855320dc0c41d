"""The map that a picture shows: the one that was named, or the one that travels with Chorus for its areas."""

from typing import TYPE_CHECKING

from renderer.core.errors import DataError

from .bundled_maps import bundled_maps, find_map, map_for
from .ground import Ground, load_ground

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from renderer.data.table import Area

__all__ = ["MOST_PIXELS", "bundled_ground", "shown_ground"]

MOST_PIXELS = 2048  # of the longer side of the map's picture: what is larger samples it between its pixels


def shown_ground(source: str | None, areas: "Sequence[Area]", size: tuple[int, int]) -> Ground:
    """
    Return the map for a picture of ``size``, px, that shows figures of ``areas``.

    source : name or path of a map; None for the bundled one on which these areas lie
    Raises DataError where that is none, or where it cannot be read.
    """
    path = find_map(source) if source else map_for(areas)
    if path is None:
        raise DataError("this scene draws a map, and none of those that travel with Chorus "
                        f"({', '.join(bundled_maps())}) has these areas: name one with --places FILE")  # fmt: skip
    return _at(path, areas, size)


def bundled_ground(areas: "Sequence[Area]", size: tuple[int, int]) -> Ground | None:
    """Return the map that travels with Chorus for ``areas``, None where none does."""
    path = map_for(areas)
    return None if path is None else _at(path, areas, size)


def _at(path: "Path", areas: "Sequence[Area]", size: tuple[int, int]) -> Ground:
    part = min(1.0, MOST_PIXELS / max(size))
    width, height = (max(1, round(side * part)) for side in size)
    return load_ground(path, width, height, areas)
