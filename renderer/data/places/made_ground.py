"""A map made into what pictures of up to 2048 px read, by a process that may run out of memory, or fall, alone."""

import pickle
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError
from renderer.data.readers.bounded import ask
from renderer.data.readers.scratch import Given, Scratch

from .ground_cache import read_ground, recall_ground
from .map_file import REMEDY

if TYPE_CHECKING:
    from .map_source import MapSource

__all__ = ["MADE", "made_ground"]

MADE = "made.map"  # where the scratch folder has what is not in the cache


def made_ground(source: "MapSource", width: int, height: int, area_word: tuple[str, str]) -> dict[str, Any]:
    """
    Return the fields of a ``Ground`` made of ``source`` at ``width`` to ``height`` px, by a process of its own.

    What is known of areas reaches it through a pipe, and no figure does. Raises DataError where it is no map of areas.
    """
    given = Given(source.path, source.path, Scratch())
    job = pickle.dumps((source, width, height, area_word))
    said = ask(given, "places.ground_child", remedy=REMEDY, job=job)
    if "refused" in said:
        raise DataError(said["refused"])
    found = recall_ground(source.key) if said["kept"] else read_ground(given.scratch.folder / MADE)
    if found is None:
        raise DataError(f"{source.path} was read, and what came of it is gone: look at the disk of "
                        f"{given.scratch.folder.parent}, and try again")  # fmt: skip
    return found
