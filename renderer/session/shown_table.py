"""The figures of a setup as its scene shows them: seated by the map that was named, or drawn over it."""

from renderer.data.places.map_gaps import table_over
from renderer.data.places.seated_table import SEATED, table_on_map
from renderer.data.places.shown_ground import ground_for
from renderer.data.table import Table
from renderer.scene.scene import Scene

from .setup import Setup

__all__ = ["shown_table"]


def shown_table(table: Table, scene: Scene, setup: Setup, size: tuple[int, int] = SEATED) -> Table:
    """
    Return ``table`` as ``scene`` shows it with the map of ``setup``; raises DataError where that cannot be read.

    size : px of the picture; a map that was made for it before is read sooner
    """
    if scene.places:
        return table_over(table, ground_for(setup.places, table, size, setup.map_answers))
    return table_on_map(table, setup.places, setup.map_answers)
