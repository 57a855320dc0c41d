"""The figures of a setup as its scene shows them: where it draws no map and one was named, its areas stand by that."""

from renderer.data.places.seated_table import table_on_map
from renderer.data.table import Table
from renderer.scene.scene import Scene

from .setup import Setup

__all__ = ["shown_table"]


def shown_table(table: Table, scene: Scene, setup: Setup) -> Table:
    """Return ``table`` as ``scene`` shows it with the map of ``setup``; raises DataError where that cannot be read."""
    return table if scene.places else table_on_map(table, setup.places, setup.map_answers)
