"""A job that makes a print: the picture drawn tile by tile, then laid on its pages."""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from renderer.core.errors import UsageError
from renderer.core.files import check_target
from renderer.core.name_lock import hidden
from renderer.core.units import size_words
from renderer.output.codecs.press_colours import press_of
from renderer.output.codecs.tile_pixels import TilePixels
from renderer.output.codecs.wanted import Wanted
from renderer.output.job import Job
from renderer.output.manifest import dumps, words_of
from renderer.output.mural import finished, tiles_drawn
from renderer.output.progress import Progress

from .hanging import cm, summary
from .panels import Layout, layout_of

if TYPE_CHECKING:
    from renderer.frames.engine import Engine

__all__ = ["check_print", "write_print"]


def check_print(job: Job) -> None:
    """Raise UsageError where the pages of ``job`` cannot be."""
    layout_of(job.size, job.options)
    if press_of(job.options) and job.choice.depth != 8:
        raise UsageError("colours of a printer are converted at 8 bits a channel: leave --depth "
                         f"{job.choice.depth} out")  # fmt: skip
    if job.setup.output is not None:
        raise UsageError(f"{job.choice.path.name} is a print, and --as is for screens: a .tif at --depth 8 takes what "
                         "a device shows")  # fmt: skip


def write_print(
    job: Job, engine: "Engine", manifest: Mapping[str, object], draw: Callable[[], None], progress: Progress
) -> tuple[str, ...]:
    """
    Make the PDF of ``job``; return what the artist should know. ``draw`` draws the frame by ``engine``.

    Raises EncodeError, with the tiles that are drawn kept: the same command goes on with them.
    """
    from .pages import write_pages  # few make a print, and pikepdf takes a tenth of a second

    path, layout, colours = job.choice.path, layout_of(job.size, job.options), press_of(job.options)
    check_target(path)
    part = hidden(path, ".mural.tif")
    pages = part.with_suffix(".pdf")
    wanted = Wanted(job.choice.depth, 100, layout.size.dpi, dumps(manifest), words_of(manifest))
    with finished(path, pages, manifest):
        file, said = tiles_drawn(part, job, engine, manifest, draw, progress)
        with TilePixels(part) as pixels:
            write_pages(pages, pixels, layout, wanted, progress, colours)
    part.unlink()
    file.journal.unlink(missing_ok=True)
    hung = _said(layout, job.options.get("panels", ""))
    pressed = colours.said() if colours else ()
    count = f"{len(layout.panels):,} page{'s' * (len(layout.panels) > 1)}"
    return (*said, *hung, *pressed, f"{count} of the picture, {size_words(path.stat().st_size)}")


def _said(layout: Layout, typed: str) -> tuple[str, ...]:
    """Return what a fitter gets, and how the last panel could be as wide as the others; ``typed`` : size of each."""
    bleed = f"; bleed {cm(layout, layout.bleed)} cm around each" if layout.bleed else ""
    if len(layout.panels) == 1:
        return (f"{cm(layout, layout.trim.width)} x {cm(layout, layout.trim.height)} cm{bleed}",)
    first, last, count = layout.panels[0].trim.width, layout.panels[layout.columns - 1].trim.width, layout.columns
    even = (layout.trim.width + (count - 1) * layout.overlap) / count
    _, cross, height = typed.lower().replace("\u00d7", "x").partition("x")
    better = f"{math.ceil(round(even * layout.mm * 10, 3)) / 100:g}cm{cross}{height.strip()}"
    more = (f"the last is {cm(layout, last)} cm wide; --panels {better} makes all equally wide",)
    return (f"{summary(layout)}{bleed}; the last page shows how they hang", *(more if last < first / 2 else ()))
