"""Stills and presets kept from a preview: what is on the window, at full size, with its manifest."""

import re
from dataclasses import asdict
from pathlib import Path

from renderer.core.errors import EncodeError
from renderer.core.files import write_whole
from renderer.core.units import Size
from renderer.frames.engine import Engine
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import draw, fitted
from renderer.output.record import manifest_of
from renderer.output.still import write_still
from renderer.params.preset import preset_text
from renderer.session.session import Session
from renderer.show.stage import Stage

__all__ = ["save_preset", "save_still", "slug"]


def slug(title: str) -> str:
    """
    Return a file's name for ``title``.

    >>> slug("Dusk, after rain!")
    'dusk-after-rain'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "untitled"


def save_still(stage: Stage, session: Session, index: int, data: str | None, folder: Path) -> Path:
    """
    Write frame ``index`` into ``folder`` as a PNG with its manifest, and return its path.

    It is drawn at the full size asked for; a feedback scene is kept as large as it is being drawn,
    because its picture cannot be made again at once.
    """
    engine = stage.engine
    if engine is None:
        raise EncodeError("Nothing is drawn yet, so there is nothing to keep.")
    _made(folder)
    live = engine.size
    feedback = engine.loaded.scene.feedback
    if not feedback:
        engine.resize(stage.wanted)
    try:
        return _write(engine, stage, session, index, data, folder, feedback)
    finally:
        engine.resize(live)


def _write(
    engine: Engine, stage: Stage, session: Session, index: int, data: str | None, folder: Path, feedback: bool
) -> Path:
    """Draw at the engine's size and write."""
    scene, seed = engine.loaded.scene, session.values.seed
    path = _free(folder / f"{engine.loaded.name}-f{index:05d}-s{seed}.png")
    job = Job(engine.loaded, choose(path), Size(*engine.size), range(index, index + 1), stage.fps, seed,
              values=asdict(session.params), data=data, held=session.values.held,
              offsets={name: ahead for name, ahead in session.phases.offsets.items() if ahead},
              strokes=stage.standing)  # fmt: skip
    if stage.output is not None:
        job = fitted(job, stage.output)
        engine.resize(job.recipe.size if job.recipe else engine.size)
        draw(job, engine)
        return job.choice.path
    if not feedback:
        frame = scene.frame(index, stage.fps, engine.size, seed)
        engine.draw(frame, job.params, held=job.hands, phases=job.phases)
    write_still(path, engine.read(3), manifest=manifest_of(job, engine), choice=job.choice)
    return path


def save_preset(folder: Path, name: str, title: str, session: Session, *, exact: bool = False) -> Path:
    """Write the session's values as a preset into ``folder``; an older one of that name stays."""
    _made(folder)
    stem = name if exact else slug(name)
    path = _free(folder / f"{stem}.toml")
    write_whole(path, preset_text(session.params, title).encode())
    return path


def _free(path: Path) -> Path:
    """Return ``path``, or its like with a number, that does not exist yet."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EncodeError(f"Could not make the folder {folder}: {error.strerror or error}.") from None
