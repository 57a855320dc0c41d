"""A picture larger than a GPU draws in one piece: drawn tile by tile, never held as a whole, and resumable."""

import hashlib
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import EncodeError, UsageError
from renderer.core.files import check_target, explain, sync_folder, write_whole
from renderer.core.name_lock import hidden
from renderer.core.region import Region
from renderer.core.units import scaled_to, size_words
from renderer.displays.options import Options
from renderer.scene.effect import chain_of, kind_of
from renderer.scene.extent import EVERY_GPU, why_whole

from .codecs.packed_tiff import PackedTiff
from .codecs.tiled_tiff import TILE, TiledTiff
from .codecs.wanted import Wanted, Words
from .job import Job
from .manifest import beside, dumps, words_of
from .progress import Progress
from .streamed_still import STREAMED, is_streamed, write_streamed
from .tile_blocks import block_of, drawn_along

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renderer.frames.engine import Engine

__all__ = ["TIFF", "check_mural", "finished", "first_tile", "is_mural", "tiles_drawn", "why_not", "write_mural"]

TIFF = ("tif", "tiff")
_FORMATS = (*TIFF, *STREAMED)


def is_mural(job: Job) -> bool:
    """Return whether ``job`` is drawn in tiles into one file: a large flat TIFF, PNG or EXR, where its scene can be."""
    return job.choice.format.kind == "still" and job.choice.format.name in _FORMATS and _in_tiles(job)


def check_mural(job: Job) -> None:
    """Raise UsageError where ``job``, a TIFF, has an option that its file does not take."""
    read = Options("a .tif", job.options, ("compression", "pyramid"))
    read.choice("compression", "none", "zstd")
    read.choice("pyramid", "no", "yes")
    if job.options and not is_mural(job):
        name = next(iter(job.options))
        why = "opens at once without" if name == "pyramid" else "is deflated anyway"
        raise UsageError(why_not(job) or f"{name} is that of a .tif of more than {EVERY_GPU:,} px a side, drawn in "
                         f"tiles; {job.choice.path.name} {why}: leave it out")  # fmt: skip


def first_tile(job: Job) -> Region | None:
    """Return the part of the picture that is drawn first, None where it is drawn whole."""
    if not (is_mural(job) or (job.choice.format.kind in ("print", "zoom") and _in_tiles(job))):
        return None
    return Region(0, 0, min(TILE, job.size.width), min(TILE, job.size.height))


def write_mural(
    job: Job, engine: "Engine", manifest: "Mapping[str, object]", draw: Callable[[], None], progress: Progress
) -> tuple[str, ...]:
    """
    Draw every tile that is not on the disk yet, and give the file its name; return what the artist should know.

    draw : draws the frame by ``engine``
    Raises EncodeError, with what is drawn kept: the same command goes on with it.
    """
    path = job.choice.path
    check_target(path)
    streamed = is_streamed(job)
    part = hidden(path, ".mural.tif" if streamed else f".mural{path.suffix}")
    made = hidden(path, f".mural.{'pyramid' if path.suffix.lower()[1:] in TIFF else job.choice.format.name}")
    with finished(path, made if streamed else part, manifest):
        file, said = tiles_drawn(part, job, engine, manifest, draw, progress)
        if streamed:
            write_streamed(part, made, job, _wanted(job, dumps(manifest), words_of(manifest)), progress)
    if streamed:
        part.unlink()
    file.journal.unlink(missing_ok=True)
    return (*said[:-1], f"{said[-1]}; {size_words(path.stat().st_size)}")


@contextmanager
def finished(path: Path, part: Path, manifest: "Mapping[str, object]") -> Iterator[None]:
    """Give ``part`` the name ``path`` when the block has written it, with its manifest; raises EncodeError."""
    try:
        yield
        with part.open("rb+") as file:
            os.fsync(file.fileno())  # before its name points to it
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        # First what tells of it: a file of that name alone would be somebody else's.
        write_whole(beside(path), (dumps({**manifest, "sha256": digest}, indent=2) + "\n").encode("ascii"))
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        there = Path(os.fsdecode(error.filename or b""))
        if error.filename and there != path and there.parent == path.parent and there.is_dir():
            raise EncodeError(
                f"Could not write {path}: {there} is a folder, and what is drawn of it stands under that name until it "
                "is whole. Move that folder, or choose another name"
            ) from error
        raise explain(path, error) from error


def tiles_drawn(
    part: Path, job: Job, engine: "Engine", manifest: "Mapping[str, object]", draw: Callable[[], None],
    progress: Progress,
) -> tuple[TiledTiff, tuple[str, ...]]:  # fmt: skip
    """
    Draw what is missing of the TIFF ``part``; return it, closed, and what the artist should know.

    Raises OSError, with what is drawn kept.
    """
    size, components, text = (job.size.width, job.size.height), 4 if job.alpha else 3, dumps(manifest)
    wanted = _wanted(job, text, words_of(manifest))
    if job.choice.dtype == "float32":
        wanted = replace(wanted, depth=32)  # half floats are made of whole ones
    rows = len(engine.table.areas)
    # Where it is not drawn in parts, all at once.
    block, width = block_of(job, rows) if _in_tiles(job) else (-(-max(size) // TILE), size[0])
    kind = PackedTiff if job.options.get("compression") == "zstd" and not is_streamed(job) else TiledTiff
    with kind(part, size, components, wanted, hashlib.sha256(text.encode()).hexdigest()) as file:
        count, resumed = len(file.tiles), file.done
        progress(done := resumed, count, "tiles")
        for around, tiles in file.missing(block):
            if not _in_tiles(job):  # another region would begin anew what remembers past frames
                around = Region(0, 0, *size)
            pixels = drawn_along(engine, size, around, width, draw, components)
            for number, tile in tiles:
                x, y = tile.x - around.x, tile.y - around.y
                file.write(number, pixels[y : y + tile.height, x : x + tile.width])
            progress(done := done + len(tiles), count, "tiles")
    went_on = f"; {resumed:,} of them were drawn before" if resumed else ""
    dropped = f"{file.dropped:,} tiles that were begun under this name are of another picture, or damaged: given up"
    return file, (*((dropped,) if file.dropped else ()), f"{count:,} tile{'s' * (count > 1)} of {TILE} px{went_on}")


def _wanted(job: Job, text: str, words: Words | None) -> Wanted:
    return Wanted(job.choice.depth, 100, job.size.dpi, text, words)


def _in_tiles(job: Job) -> bool:
    """Return whether ``job`` is drawn in parts: a large flat picture, of which no pass too large is needed whole."""
    large = max(job.size.width, job.size.height) > EVERY_GPU and job.setup.output is None
    return large and not why_whole(job.loaded.scene, (job.size.width, job.size.height), taken=_taken(job))


def why_not(job: Job) -> str:
    """Return why ``job``, a large still, print or zoom, is drawn in one piece, and its largest size; "" otherwise."""
    kind, (width, height) = job.choice.format, (job.size.width, job.size.height)
    tiled = (kind.kind == "still" and kind.name in _FORMATS) or kind.kind in ("print", "zoom")
    if max(width, height) <= EVERY_GPU or not tiled or job.setup.output:
        return ""
    why = why_whole(job.loaded.scene, (width, height), taken=_taken(job))
    less = EVERY_GPU / max(width, height)
    most = "--size {}x{}".format(*scaled_to((width, height), EVERY_GPU))
    if job.size.dpi:
        most += f", or --dpi {math.floor(job.size.dpi * less * 10) / 10:g} where the size is a length"
    return why and (f"{job.loaded.name} is drawn in one piece, not in tiles: {why}. The largest of that shape "
                    f"that needs none is {most}; whether this GPU has room for it, --preflight says.")  # fmt: skip


def _taken(job: Job) -> bool:
    """Return whether hands move what remembers past frames; an effect may that a take brings."""
    if job.take is None:
        return False
    chain = chain_of(job.take.fact("effects", job.frames[0], job.fps)) or ()
    return job.loaded.scene.feedback or any(kind_of(effect.name).remembers for effect in chain)
