"""A TIFF larger than a GPU draws in one piece: drawn tile by tile, never held as a whole, and resumable."""

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from renderer.core.files import check_target, explain, sync_folder, write_whole
from renderer.core.name_lock import hidden
from renderer.core.region import Region
from renderer.core.units import size_words
from renderer.scene.effect import chain_of, kind_of

from .codecs.tiled_tiff import TILE, TiledTiff
from .codecs.wanted import Wanted
from .job import Job
from .manifest import beside, dumps, words_of
from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renderer.frames.engine import Engine

__all__ = ["first_tile", "is_mural", "write_mural"]

ONE_PIECE = 16384  # px a side that every GPU of today draws in one piece
_TIFF = ("tif", "tiff")


def is_mural(job: Job) -> bool:
    """Return whether ``job`` is drawn in tiles: a large flat TIFF of what remembers no past frame."""
    large = max(job.size.width, job.size.height) > ONE_PIECE and job.choice.format.name in _TIFF
    return large and job.setup.output is None and not _remembers(job)


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
    check_target(path)
    text, size = dumps(manifest), (job.size.width, job.size.height)
    part, components = hidden(path, f".mural{path.suffix}"), 4 if job.alpha else 3
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
        with part.open("rb") as finished:
            digest = hashlib.file_digest(finished, "sha256").hexdigest()
        # First what tells of it: a file of that name alone would be somebody else's.
        write_whole(beside(path), (dumps({**manifest, "sha256": digest}, indent=2) + "\n").encode("ascii"))
        part.replace(path)
        sync_folder(path.parent)
        file.journal.unlink(missing_ok=True)
    except OSError as error:
        raise explain(path, error) from error
    went_on = f"; {resumed:,} of them were drawn before" if resumed else ""
    dropped = f"{file.dropped:,} tiles that were begun under this name are of another picture, or damaged: given up"
    return (*((dropped,) if file.dropped else ()),
            f"{count:,} tiles of {TILE} px{went_on}; {size_words(path.stat().st_size)}")  # fmt: skip


def _remembers(job: Job) -> bool:
    """Return whether the scene, or an effect that goes over it in the frame that is drawn, remembers past frames."""
    if job.loaded.scene.feedback:
        return True
    chain = chain_of(job.take.fact("effects", job.frames[0], job.fps)) if job.take else ()
    return any(kind_of(effect.name).remembers for effect in chain or ())
