"""The figures of a take while it is drawn: what they showed and moved in the show they do again, frame by frame."""

from dataclasses import replace

from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.params.param import specs
from renderer.scene.catalogue import Loaded
from renderer.scene.filled import filled
from renderer.scene.scene import Scene

from .job import Job

__all__ = ["changing", "show_figures", "with_roles_of"]


def show_figures(job: Job, engine: Engine, index: int) -> None:
    """Have ``engine`` show what the take of ``job`` showed in frame ``index``: an upload, and no compile."""
    figures, scene = job.figures(index), engine.loaded.scene
    choice = FigureChoice(figures, frozenset(figures)).within(scene.figure_names)
    known = specs(scene.params)  # without those of an effect that was not in the chain
    asked = replace(scene, binds=tuple(bind for bind in job.binds(index) if bind.to in known))
    asked = filled(asked, choice.figures, choice.asked) if choice.figures else asked
    if asked.wanted != scene.wanted:
        engine.table = load_table(job.setup.figures or scene.data, asked.wanted)
    if asked != scene:
        engine.loaded = replace(engine.loaded, scene=asked)


def with_roles_of(loaded: Loaded, before: Scene) -> Loaded:
    """Return ``loaded``, the scene ``before`` with another chain, with what stood in its roles and in which range."""
    scene = replace(loaded.scene, roles=before.roles, stratum=before.stratum, stratum_asked=before.stratum_asked,
                    beside=before.beside, beside_asked=before.beside_asked)  # fmt: skip
    return replace(loaded, scene=scene)


def changing(job: Job) -> bool:
    """Return whether what stands in the roles changes between the frames of ``job``."""
    take = job.take
    if take is None or "figures" not in take.facts:
        return False
    first, last = (take.fact("figures", index, job.fps) for index in (job.frames[0], job.frames[-1]))
    return bool(first != last or set(take.facts["figures"].frames) & set(job.frames[1:]))
