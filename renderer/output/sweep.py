"""Many pictures from one command: every combination of values and seeds, and a sheet of them all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.name_lock import claimed
from renderer.displays.light import coded, codes_of
from renderer.params.param import value_text
from renderer.params.parse import product
from renderer.session.open_setup import complete

from .job import Job
from .manifest import SCHEMA
from .progress import Progress, silent
from .still import write_still

__all__ = ["jobs_of", "run_sweep", "sheet_path"]

_CELL = 480  # px of a thumbnail's long side


def jobs_of(job: Job, values: Mapping[str, Sequence[Any]], seeds: Sequence[int]) -> list[tuple[str, Job]]:
    """
    Return every combination as a label and a job, named after what varies.

    ``wall.png`` with glow 0 and 1 becomes ``wall-glow_0.png`` and ``wall-glow_1.png``.
    """
    chosen = {name: list(options) for name, options in values.items()}
    chosen["seed"] = list(seeds)
    varying = [name for name, options in chosen.items() if len(options) > 1]
    if varying and job.choice.format.kind == "sequence":
        raise UsageError("a sweep makes stills or films; for numbered frames name one set of values")
    jobs = []
    for row in product(chosen):
        label = "  ".join(f"{name} {_short(row[name])}" for name in varying)
        suffix = "".join(f"-{name}_{_short(row[name])}" for name in varying)
        path = job.choice.path.with_stem(job.choice.path.stem + suffix)
        seed = row.pop("seed")
        # Which refuses a value out of range, before the first picture is drawn.
        setup = complete(replace(job.setup, params=row, seed=seed), job.loaded)
        jobs.append((label, replace(job, choice=replace(job.choice, path=path), setup=setup)))
    return jobs


def run_sweep(job: Job, jobs: Sequence[tuple[str, Job]], progress: Progress = silent) -> Path:
    """Make all ``jobs`` with one engine, then the contact sheet; return the sheet's path."""
    from .contact_sheet import contact_sheet  # one picture needs no fonts
    from .make import draw, opened  # and writing jobs down no GPU
    from .mural import first_tile

    if first_tile(job) is not None:
        raise UsageError(f"{job.size} px is drawn in tiles, one picture at a time: sweep at a smaller --size first")

    cells = []
    path = sheet_path(job.choice.path)
    with claimed(path), opened(job) as engine:
        for done, (label, one) in enumerate(jobs):
            progress(done, len(jobs))
            seen: dict[str, Any] = {}
            draw(one, engine, look=partial(seen.__setitem__, "last"))
            cells.append((label, _thumbnail(seen.get("last", engine.read(3)))))  # an object has no picture
        write_still(path, contact_sheet(cells), manifest={"schema": SCHEMA, "kind": "sheet"})
    progress(len(jobs), len(jobs))
    return path


def sheet_path(path: Path) -> Path:
    """
    Return where the contact sheet of a sweep into ``path`` stands.

    >>> sheet_path(Path("out/wall.mp4")).name
    'wall-sheet.png'
    """
    return path.with_name(f"{path.stem}-sheet.png")


def _short(value: object) -> str:
    """Return a value as a file's name may hold it."""
    return value_text(value).replace("#", "").replace("/", "_").replace(" ", "")


def _thumbnail(picture: NDArray[Any]) -> NDArray[np.uint8]:
    """Return ``picture`` small, as 8-bit sRGB."""
    step = max(1, -(-max(picture.shape[:2]) // _CELL))
    return coded(codes_of(picture[::step, ::step]), np.dtype(np.uint8))
