"""A picture larger than a GPU draws in one piece: drawn tile by tile into one TIFF, in flat memory, and resumable."""

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from renderer.core.errors import UsageError
from renderer.core.files import explain
from renderer.core.name_lock import hidden
from renderer.core.region import Region
from renderer.core.units import size_words

from .codecs.tiled_tiff import TILE, TiledTiff
from .codecs.wanted import Wanted
from .job import Job
from .manifest import dumps, words_of, write_beside
from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renderer.frames.engine import Engine

__all__ = ["check_mural", "first_tile", "is_mural", "write_mural"]

ONE_PIECE = 16384  # px a side that every GPU of today draws in one piece
_TIFF = ("tif", "tiff")


def is_mural(job: Job) -> bool:
    """Return whether ``job`` is a still that no GPU draws in one piece."""
    return job.choice.format.kind == "still" and max(job.drawn_size) > ONE_PIECE


def check_mural(job: Job) -> None:
    """Raise UsageError where a mural is asked for in a file, or as something, that is not drawn in tiles."""
    if not is_mural(job):
        return
    large = f"{job.size} px is more than a GPU draws in one piece ({ONE_PIECE} px a side)"
    if job.choice.format.name not in _TIFF:
        raise UsageError(f"{large}; in tiles a .tif is written: name it {job.choice.path.with_suffix('.tif').name}, or "
                         "lower --dpi (a wall seen from 3 m needs 30)")  # fmt: skip
    if job.recipe is not None:
        raise UsageError(f"{large}, and --as {job.recipe.name} is not written in tiles: ask for fewer px")
    if job.loaded.scene.feedback:
        raise UsageError(f"{large}, and what remembers past frames is not drawn in tiles yet: leave out the effects "
                         "that remember, or ask for fewer px")  # fmt: skip


def first_tile(job: Job) -> Region | None:
    """Return the part of the picture that is drawn first, None where it is drawn whole."""
    return Region(0, 0, min(TILE, job.size.width), min(TILE, job.size.height)) if is_mural(job) else None


def write_mural(
    job: Job, engine: "Engine", manifest: "Mapping[str, object]", draw: Callable[[], None], progress: Progress
) -> tuple[str, ...]:
    """
    Draw every tile that is not on the disk yet, and give the file its name; return what the artist should know.

    draw : draws the frame by ``engine``
    Raises EncodeError, with what is drawn kept: the same command goes on with it.
    """
    path, choice = job.choice.path, job.choice
    text, size = dumps(manifest), (job.size.width, job.size.height)
    part = hidden(path, f".mural{path.suffix}")
    components = 4 if job.alpha else 3
    wanted = Wanted(choice.depth, 100, job.size.dpi, text, words_of(manifest))
    try:
        with TiledTiff(part, size, components, wanted, hashlib.sha256(text.encode()).hexdigest()) as file:
            count, resumed = len(file.tiles), file.done
            progress(resumed, count)
            for done, (number, tile) in enumerate(file.missing(), resumed + 1):
                engine.resize(size, tile)
                draw()
                file.write(number, engine.read(components))
                progress(done, count)
        part.replace(path)
        file.journal.unlink(missing_ok=True)
    except OSError as error:
        raise explain(path, error) from error
    write_beside(path, manifest)
    went_on = f"; {resumed:,} of them were drawn before" if resumed else ""
    return (f"{count:,} tiles of {TILE} px{went_on}; {size_words(path.stat().st_size)}",)

