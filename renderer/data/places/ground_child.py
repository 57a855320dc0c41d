"""The process in which a map becomes what pictures of up to 2048 px read: read, laid out and drawn, within bounds."""

import pickle
import sys
import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.data.readers.bounded import serve
from renderer.data.readers.scratch import room_in

from .drawn_places import draw_places
from .ground import ground_of, is_wide
from .ground_cache import ground_key, packed_ground, remember_ground
from .made_ground import MADE
from .map_child import shut_gdal
from .map_file import REMEDY
from .map_layout import lay_out

if TYPE_CHECKING:
    from .map_source import MapSource

__all__ = ["answer", "make_ground"]


def answer(_path: Path, folder: Path) -> dict[str, Any]:
    """Make the ground that is asked for on the standard input, as ``make_ground`` does."""
    tempfile.tempdir = str(folder)  # what is unpacked goes with it, were this process killed
    return make_ground(folder, *pickle.load(sys.stdin.buffer))


def make_ground(
    folder: Path, source: "MapSource", width: int, height: int, area_word: tuple[str, str]
) -> dict[str, Any]:
    """
    Make the ground of ``source``, and return whether it is in the cache, else in ``folder``.

    An answer with "refused" holds a whole sentence, as ``draw_places`` raises it.
    """
    try:
        places, rows, joined, left_out = draw_places(
            source.path, source.areas, source.said, area_word, source.finer, source.inside)  # fmt: skip
        made = ground_of(places, lay_out(places, wide=is_wide(width, height)), width, height, np.array(rows, np.int32))
    except DataError as error:
        return {"refused": str(error)}
    made = replace(made, joined=joined, left_out=left_out)
    content = {one.name: getattr(made, one.name) for one in fields(made) if one.name != "source"}
    # A map that was saved meanwhile is another one than the key is of.
    if ground_key(source.path, source.asked) == source.key and remember_ground(source.key, content):
        return {"kept": True}
    with room_in(folder), (folder / MADE).open("wb") as file:
        file.writelines(packed_ground(content))
    return {"kept": False}


if __name__ == "__main__":
    shut_gdal()
    serve(answer, *sys.argv[1:], remedy=REMEDY)
