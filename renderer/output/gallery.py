"""The pictures by which a scene is shown: a large still, a piece of it at 1:1, motion, formats, seeds ...

Each is a plate: a cell, or a sheet of several, each a job that an export could make.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.core.errors import UsageError
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import some_in

from .codecs.read_still import read_codes
from .contact_sheet import contact_sheet
from .formats import choose
from .job import Job
from .make import draw, opened
from .progress import Progress, silent
from .still import write_still

__all__ = ["QUALITY", "Exhibit", "Plate", "make_plate"]

QUALITY = 82  # of the JPEG files, which travel with the scenes: a third as large as at 95
_SMALL_QUALITY = 72  # of thumbnails, which pages load by the dozen

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """
    One picture of a plate.

    label : what stands below it; job : how it is drawn, a still
    crop : what is cut out of it, as left, top, width and height, 0 .. 1 of the picture
    state : in which every third area is shown, None where figures stay as they are
    """

    label: str
    job: Job
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Plate:
    """
    One file of a gallery.

    path : where it goes, a .jpg or .png; columns : of a sheet, None for the number that brings it nearest to 3:2
    bare : whether it is its one cell alone, without ground and label; then ``width`` px wide, 0 as drawn
    """

    path: Path
    cells: tuple[Exhibit, ...]
    columns: int | None = None
    bare: bool = False
    width: int = 0


def make_plate(plate: Plate, progress: Progress = silent) -> None:
    """
    Draw all cells of ``plate`` and write its file, whole or not at all.

    Raises UsageError where it has no cell, and what drawing and writing raise.
    """
    if not plate.cells or (plate.bare and len(plate.cells) > 1):
        raise UsageError(f"{plate.path.name} needs {'one picture' if plate.bare else 'at least one picture'}")
    drawn = []
    for done, pixels in enumerate(_drawn(plate.cells), 1):
        drawn.append(pixels)
        progress(done, len(plate.cells))
    labels = [cell.label for cell in plate.cells]
    made = drawn[0] if plate.bare else contact_sheet(list(zip(labels, drawn, strict=True)), plate.columns)
    if plate.bare and plate.width:
        made = _scaled(made, plate.width)
    plate.path.parent.mkdir(parents=True, exist_ok=True)
    quality = None if plate.path.suffix != ".jpg" else _SMALL_QUALITY if plate.width else QUALITY
    write_still(plate.path, made, choice=choose(plate.path, 8, quality=quality), sidecar=False)


def _drawn(cells: Sequence[Exhibit]) -> Iterator[Pixels]:
    """Yield the pixels of each cell; neighbours that differ in values, seed and moment alone share an engine."""
    with ExitStack() as held, TemporaryDirectory() as folder:
        engine, of = None, None
        for number, cell in enumerate(cells):
            path = Path(folder, f"{number}.png")
            job = replace(cell.job, choice=choose(path, 8))
            alike = _engine_of(job)
            if engine is None or job.take is not None or alike != of:
                held.close()  # one at a time: a sheet of large pictures would fill the memory
                engine, of = held.enter_context(opened(job)), alike
            _draw(engine, job, cell.state)
            yield _cropped(read_codes(path, alpha=job.alpha), cell.crop)
            path.unlink()


def _engine_of(job: Job) -> tuple[object, ...]:
    """Return all by which an engine differs from that of another job."""
    setup = job.setup
    return (job.loaded.module, job.loaded.scene, job.drawn_size, job.samples, job.shutter, job.alpha, setup.figures,
            setup.roles, setup.domains, setup.places, setup.map_answers, setup.strokes, setup.feed)  # fmt: skip


def _draw(engine: Engine, job: Job, state: State | None) -> None:
    """Write the still of ``job``, with every third area in ``state`` where there is one."""
    engine.restart()  # what a scene remembers is of the picture before
    table = engine.table
    if state is not None:
        engine.table = some_in(table, state)
    try:
        draw(job, engine)
    finally:
        engine.table = table


def _cropped(pixels: Pixels, crop: tuple[float, float, float, float]) -> Pixels:
    """Return the part of ``pixels`` that ``crop`` says."""
    height, width = pixels.shape[:2]
    left, top = round(crop[0] * width), round(crop[1] * height)
    across, down = max(1, round(crop[2] * width)), max(1, round(crop[3] * height))
    return np.ascontiguousarray(pixels[top : top + down, left : left + across])


def _scaled(pixels: Pixels, width: int) -> Pixels:
    """Return ``pixels`` made ``width`` px wide."""
    picture = Image.fromarray(pixels)
    return np.asarray(picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS))
