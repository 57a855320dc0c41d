"""The map of a running show: joined with the figures beside the frame loop, and again when either changes."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.data.layout import wall_seats
from renderer.data.places.bundled_maps import find_map
from renderer.data.places.ground import Ground, said_of
from renderer.data.places.map_answers import NOTHING_SAID, MapAnswers
from renderer.data.places.map_gaps import table_over
from renderer.data.places.map_parts import map_files
from renderer.data.places.seated_table import SEATED, seated
from renderer.data.places.shown_ground import ground_for
from renderer.data.table import Table
from renderer.displays.recipe import recipe_of
from renderer.scene.scene import Scene
from renderer.session.setup import Output, Setup

__all__ = ["OWN_MAP", "JoinedMap", "LiveMap", "drawn_over", "seated_live"]


@dataclass(frozen=True, slots=True)
class LiveMap:
    """
    Which map is drawn: its name or path, None for the one that travels with Chorus; what somebody said of it.

    size : px of the picture; output : the device that it is shown on, None for a plain picture
    """

    places: str | None = None
    said: MapAnswers = NOTHING_SAID
    size: tuple[int, int] = (1280, 720)
    output: Output | None = None

    @classmethod
    def of(cls, setup: Setup, size: tuple[int, int]) -> Self:
        """Return the map of ``setup``, in a picture of ``size`` px."""
        return cls(setup.places, setup.map_answers, size, setup.output)

    def files(self) -> tuple[Path, ...]:
        """Return the files of a map that somebody named; those that travel with Chorus stay as they are."""
        if not self.places:
            return ()
        try:
            path = find_map(self.places).resolve()
        except DataError:  # it was there, and may come back
            path = Path(self.places).resolve()
        return () if path.is_relative_to(ASSETS.resolve()) else map_files(path)

    def read_for(self, scene: Scene) -> bool:
        """Return whether ``scene`` needs it: it draws a map, or somebody named one to seat its areas by."""
        return scene.places or bool(self.places and scene.wanted)

    def joined(self, scene: Scene, table: Table) -> "JoinedMap":
        """Return the map for ``table``, which ``scene`` shows; raises DataError where it cannot be read."""
        size = recipe_of(self.output, scene.views).size if self.output and scene.views else self.size
        size = size if scene.places else SEATED
        return JoinedMap(self, _known(table), ground_for(self.places, table, size, self.said))


OWN_MAP = LiveMap()  # the one that travels with Chorus, where one does


class JoinedMap(NamedTuple):
    """A map as it was asked for, joined with areas of which this is known; None where there is none for them."""

    asked: LiveMap
    areas: tuple[tuple[str, ...], ...]
    ground: Ground | None

    def fits(self, table: Table) -> bool:
        """Return whether it was joined with the areas of ``table``."""
        return self.areas == _known(table)


@lru_cache(maxsize=2)
def seated_live(table: Table, ground: Ground) -> Table:
    """Return ``table`` seated by ``ground``, the very same while neither is another."""
    found = seated(table, ground)
    wall_seats(found)  # they cost 25 ms, which would be missed in a frame
    return found


@lru_cache(maxsize=2)
def drawn_over(table: Table, ground: Ground | None) -> Table:
    """Return ``table`` as it is drawn over ``ground``, the very same while neither is another."""
    return table_over(table, ground)


def _known(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(said_of(area) for area in (*table.areas, *(table.finer.areas if table.finer else ())))
