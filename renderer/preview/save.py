"""Stills and presets kept from a preview: what is on the window, at full size, with its manifest."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from renderer.core.errors import EncodeError
from renderer.core.files import write_whole
from renderer.core.units import Size
from renderer.frames.engine import Engine
from renderer.output.feedback_file import write_feedback
from renderer.output.fit import fitted
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import draw, drawn_manifest
from renderer.output.still import write_still
from renderer.params.preset import preset_text
from renderer.session.open_setup import scene_word, setup_now
from renderer.session.session import Session
from renderer.session.setup import Output, Setup
from renderer.show.stage import Stage

__all__ = ["save_preset", "save_still", "slug"]

Say = Callable[[str], None]

INEXACT = "drawn twice from the same state it was not the same picture"


def slug(title: str) -> str:
    """
    Return a file's name for ``title``.

    >>> slug("Dusk, after rain!")
    'dusk-after-rain'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "untitled"


def save_still(
    stage: Stage, setup: Setup, session: Session, index: int, folder: Path, say: Say = lambda _: None
) -> Path:
    """
    Write frame ``index`` of ``setup``, as ``session`` plays it, into ``folder`` as a PNG with its manifest.

    Returns its path. It is drawn at the full size asked for. Of a feedback scene the picture that stands is kept, as
    large as it is drawn, with the state it was drawn from beside it; ``say`` is told where it cannot be made again.
    """
    engine = stage.engine
    if engine is None:
        raise EncodeError("Nothing is drawn yet, so there is nothing to keep.")
    _made(folder)
    if engine.loaded.scene.feedback:
        stage.plain()
    live = engine.size
    if engine.loaded.scene.feedback and stage.output is None and stage.last is not None:
        if live != stage.wanted:
            say(f"kept at {live[0]}x{live[1]} px, as it is drawn, of {stage.wanted[0]}x{stage.wanted[1]}")
        return _write_standing(_job(engine, stage, setup, *stage.last, folder), engine, say)
    stage.hold()
    engine.resize(stage.wanted)
    try:
        return _write(_job(engine, stage, setup, session, index, folder), engine, stage.output)
    finally:
        engine.resize(live)
        stage.redraw()


def _job(engine: Engine, stage: Stage, setup: Setup, session: Session, index: int, folder: Path) -> Job:
    """Return the still of frame ``index`` at the engine's size, as a job."""
    loaded = engine.loaded
    path = _free(folder / f"{loaded.name}-f{index:05d}-s{session.values.seed}.png")
    now = setup_now(setup, session)
    ahead = {name: cycles for name, cycles in now.offsets.items() if cycles}
    now = replace(now, scene=scene_word(loaded), preset=None, offsets=ahead, effects=loaded.scene.effects,
                  strokes=stage.standing, output=None)  # fmt: skip
    return Job(now, loaded, choose(path), Size(*engine.size), range(index, index + 1), stage.fps)


def _write_standing(job: Job, engine: Engine, say: Say) -> Path:
    """Write the picture that stands, and the state that it was drawn from where that gives the same picture again."""
    picture, frames = engine.read(3), engine.last_frames()
    how, seed = job.at(job.frames[0])
    engine.go_on(frames, job.frames[0])
    engine.draw(job.loaded.scene.frame(job.frames[0], job.fps, engine.size, seed), **how)
    path = job.choice.path
    if np.array_equal(engine.read(3), picture):
        job = replace(job, state=write_feedback(path, frames))
    else:
        job = replace(job, state={"inexact": INEXACT})
        say(f"{path.name} can be made again only approximately: {INEXACT}")
    write_still(path, picture, manifest=drawn_manifest(job, engine), choice=job.choice)
    return path


def _write(job: Job, engine: Engine, output: Output | None) -> Path:
    """Draw at the engine's size and write; ``output`` : the device that it is made for."""
    if output is not None:
        job = fitted(job, output)
        engine.resize(job.recipe.size if job.recipe else engine.size)
        draw(job, engine)
        return job.choice.path
    how, seed = job.at(job.frames[0])
    engine.draw(job.loaded.scene.frame(job.frames[0], job.fps, engine.size, seed), **how)
    write_still(job.choice.path, engine.read(3), manifest=drawn_manifest(job, engine), choice=job.choice)
    return job.choice.path


def save_preset(folder: Path, name: str, title: str, session: Session, *, exact: bool = False) -> Path:
    """Write the session's values, figures and binds as a preset into ``folder``; an older one of that name stays."""
    _made(folder)
    stem = name if exact else slug(name)
    path = _free(folder / f"{stem}.toml")
    playing = [bind for bind in session.binds if bind.to not in session.values.held]
    text = preset_text(session.params, title, figures=session.chosen, domains=session.values.choice.domains,
                       binds=playing)  # fmt: skip
    write_whole(path, text.encode())
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
