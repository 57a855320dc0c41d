"""The figures of a take while it is drawn: what stood in the roles of the show stands there again, frame by frame."""

from dataclasses import replace

from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.scene.filled import filled

from .job import Job

__all__ = ["changing", "show_figures"]


def show_figures(job: Job, engine: Engine, index: int) -> None:
    """Have ``engine`` show what the take of ``job`` showed in frame ``index``: an upload, and no compile."""
    figures, scene = job.figures(index), engine.loaded.scene
    choice = FigureChoice(figures, frozenset(figures)).within(scene.roles)
    if not choice.figures:
        return
    asked = filled(scene, choice.figures, choice.asked)
    if asked.wanted != scene.wanted:
        engine.table = load_table(job.setup.figures or scene.data, asked.wanted)
        engine.loaded = replace(engine.loaded, scene=asked)


def changing(job: Job) -> bool:
    """Return whether what stands in the roles changes between the frames of ``job``."""
    take = job.take
    if take is None or "figures" not in take.facts:
        return False
    first, last = (take.fact("figures", index, job.fps) for index in (job.frames[0], job.frames[-1]))
    return bool(first != last or set(take.facts["figures"].frames) & set(job.frames[1:]))
