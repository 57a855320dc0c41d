"""A job that makes a Deep Zoom: the picture drawn tile by tile, then in all sizes, and the page that shows it."""

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from renderer.core.errors import UsageError
from renderer.core.files import check_target, explain, write_whole
from renderer.core.name_lock import hidden
from renderer.core.units import size_words
from renderer.output.codecs.tile_pixels import TilePixels
from renderer.output.codecs.wanted import Words
from renderer.output.job import Job
from renderer.output.manifest import words_of
from renderer.output.mural import finished, tiles_drawn
from renderer.output.progress import Progress

from .deep_zoom import OVERLAP, TILE, foreign_in, tiles_in, write_pyramid, write_sums
from .zoom_page import zoom_page

if TYPE_CHECKING:
    from renderer.frames.engine import Engine

__all__ = ["check_zoom", "tiles_path", "write_zoom", "zoom_page_path"]

_DZI = """<?xml version="1.0" encoding="UTF-8"?>
<Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="jpg" Overlap="{}" TileSize="{}">
  <Size Width="{}" Height="{}"/>
</Image>
"""


def tiles_path(path: Path) -> Path:
    """
    Return the folder of the tiles of the Deep Zoom ``path``.

    >>> tiles_path(Path("wall.dzi")).name
    'wall_files'
    """
    return path.with_name(f"{path.stem}_files")


def zoom_page_path(path: Path) -> Path:
    """
    Return where the page stands that shows the Deep Zoom ``path``.

    >>> zoom_page_path(Path("wall.dzi")).name
    'wall.html'
    """
    return path.with_suffix(".html")


def check_zoom(job: Job) -> None:
    """Raise UsageError where ``job`` is for a device, which a page is not."""
    if job.setup.output is not None:
        raise UsageError(f"{job.choice.path.name} is a page to zoom into, and --as is for devices: name a .tif or .png")


def write_zoom(
    job: Job, engine: "Engine", manifest: Mapping[str, object], draw: Callable[[], None], progress: Progress
) -> tuple[str, ...]:
    """
    Make the Deep Zoom of ``job``; return what the artist should know. ``draw`` draws the frame by ``engine``.

    Raises EncodeError, with the tiles that are drawn kept: the same command goes on with them.
    """
    path, size = job.choice.path, (job.size.width, job.size.height)
    check_target(path)
    part, folder, page = hidden(path, ".mural.tif"), tiles_path(path), zoom_page_path(path)
    check_tiles(folder)
    begun, dzi, count = hidden(path, ".mural_files"), part.with_suffix(".dzi"), tiles_in(size)
    shown = zoom_page(quote(folder.name), size, words_of(manifest) or Words(job.loaded.name, "", "")).encode("utf-8")
    try:
        _remove(begun)  # of a run that was killed
        with finished(path, dzi, manifest):
            file, said = tiles_drawn(part, job, engine, manifest, draw, progress)
            with TilePixels(part) as pixels:
                write_pyramid(begun, pixels, job.choice.quality or job.choice.format.quality or 90,
                              lambda done: progress(done, count, "tiles"))  # fmt: skip
            write_sums(begun)
            if hasattr(os, "sync"):
                os.sync()  # thousands of files, before a name points to them
            write_whole(page, shown)  # first: it tells whose the tiles are
            _replace(folder, begun)
            dzi.unlink(missing_ok=True)  # a link of that name, which anybody may know beforehand
            dzi.write_text(_DZI.format(OVERLAP, TILE, *size), "ascii")
    finally:
        _remove(begun)
        with suppress(OSError):
            for level in [one for one in begun.parent.iterdir() if one.name.startswith(f"{begun.name}.")]:
                if not level.is_dir():  # the tiles that stood before are one
                    level.unlink()
        dzi.unlink(missing_ok=True)
    part.unlink()
    file.journal.unlink(missing_ok=True)
    held = sum(one.stat().st_size for one in folder.rglob("*.jpg"))
    return (*said, f"{count:,} tiles of all sizes in {folder.name}, {size_words(held)}; {page.name} shows them in a "
                   "browser, without a network")  # fmt: skip


def check_tiles(folder: Path) -> None:
    """Raise EncodeError where ``folder``, that of a Deep Zoom's tiles, is a link or holds what is no tile."""
    said = ""
    if folder.is_symlink():
        said = f"{folder} is a link, and would be lost: remove it, or choose another name"
    elif foreign := next(foreign_in(folder), None):
        said = f"{foreign} is no tile of it, and would be lost: move it, or choose another name"
    if said:
        raise explain(folder, OSError(said))


def _replace(folder: Path, fresh: Path) -> None:
    """
    Give ``fresh`` the name ``folder``, whose tiles go when it has; raises EncodeError where that holds what is no tile.

    So a kill leaves all tiles of one picture under that name or none, never half of them.
    """
    old = fresh.with_name(f"{fresh.name}.old")
    try:
        _remove(old)
        check_tiles(folder)  # hours may have passed
        if folder.exists():
            folder.replace(old)
        fresh.replace(folder)
        _remove(old)
    except OSError as error:
        if old.is_dir() and not folder.exists():
            with suppress(OSError):
                old.replace(folder)
        raise explain(folder, error) from error


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it; of a link the link alone."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)
