"""The map that a picture shows: the one that was named, or the one that travels with Chorus for its areas."""

from typing import TYPE_CHECKING

from renderer.core.errors import DataError

from .bundled_maps import bundled_maps, find_map, map_for
from .ground import Ground, load_ground
from .map_answers import NOTHING_SAID, MapAnswers

if TYPE_CHECKING:
    from renderer.data.table import Table

__all__ = ["MOST_PIXELS", "about_ground", "ground_for", "shown_ground"]

MOST_PIXELS = 2048  # of the longer side of the map's picture: see ground_part for what is larger


def shown_ground(
    source: str | None, table: "Table", size: tuple[int, int], said: MapAnswers = NOTHING_SAID
) -> Ground:  # fmt: skip
    """Return the map as ``ground_for`` does; raises DataError where there is none, too."""
    if (found := ground_for(source, table, size, said)) is None:
        raise DataError(_none())
    return found


def ground_for(
    source: str | None, table: "Table", size: tuple[int, int], said: MapAnswers = NOTHING_SAID
) -> Ground | None:  # fmt: skip
    """
    Return the map for a picture of ``size``, px, that shows ``table``; None where none is named and none travels.

    source : name or path of a map; None for the one that travels with Chorus for these areas
    said : what somebody said of it
    Raises DataError where the map cannot be read.
    """
    path = find_map(source) if source else map_for((table.finer or table).areas)
    if path is None:
        return None
    part = min(1.0, MOST_PIXELS / max(size))
    width, height = (max(1, round(side * part)) for side in size)
    return load_ground(path, width, height, table.areas, said, table.area_word, table.finer, table.inside)


def about_ground(ground: Ground | None) -> tuple[str, ...]:
    """Return what is to be known of the map of a scene that draws one, a sentence each; None for no map."""
    return (_none(),) if ground is None else ground.told


def _none() -> str:
    return (f"this scene draws a map, and none of those that travel with Chorus ({', '.join(bundled_maps())}) has "
            "these areas: name one with --map FILE")  # fmt: skip
