"""Large stills that are no plain tiles: drawn into tiles beside them, then written from these, row by row or by tiles.

What is drawn outlives a kill; what is written from it is made anew, a small part of the time.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from renderer.core.name_lock import hidden

from .codecs.exr_tiles import write_tiles
from .codecs.png import write_bands
from .codecs.tiff_pyramid import write_pyramid_tiff
from .codecs.tile_pixels import TilePixels
from .codecs.wanted import Wanted
from .job import Job
from .progress import Progress

__all__ = ["STREAMED", "is_streamed", "write_streamed"]

STREAMED = ("png", "exr")  # formats that hold no tile at a place that is known beforehand

_Write = Callable[[Path, TilePixels, Wanted, Progress], None]


def is_streamed(job: Job) -> bool:
    """Return whether the file of ``job``, a mural, is written from tiles that stand beside it for a while."""
    return job.choice.format.name in STREAMED or job.options.get("pyramid") == "yes"


def write_streamed(part: Path, made: Path, job: Job, wanted: Wanted, progress: Progress) -> None:
    """Write the file of ``job`` to ``made`` from the finished tiles ``part``; raises OSError."""
    writers: dict[str, _Write] = {"png": write_bands, "exr": write_tiles}
    pyramid = partial(write_pyramid_tiff, zstd=job.options.get("compression") == "zstd",
                      level_path=lambda halves: hidden(job.choice.path, f".mural_files.{halves}.tif"))  # fmt: skip
    with TilePixels(part) as pixels:
        writers.get(job.choice.format.name, pyramid)(made, pixels, wanted, progress)
