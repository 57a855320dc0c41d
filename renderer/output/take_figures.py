"""The figures of a take while it is drawn: what they showed and moved in the show they do again, frame by frame."""

from dataclasses import replace
from typing import TYPE_CHECKING

from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_table
from renderer.data.places.ground import same_areas
from renderer.data.places.map_gaps import table_over
from renderer.data.places.shown_ground import shown_ground
from renderer.data.role import GATHER, PLACE
from renderer.params.param import specs
from renderer.scene.catalogue import Loaded
from renderer.scene.filled import chosen
from renderer.scene.scene import Scene
from renderer.session.shown_table import shown_table

from .job import Job

if TYPE_CHECKING:
    from renderer.frames.engine import Engine

__all__ = ["OTHER", "changing", "other_figures", "show_figures", "with_roles_of"]

OTHER = "drawn with figures other than on the night"


def show_figures(job: Job, engine: "Engine", index: int) -> None:
    """Have ``engine`` show what the take of ``job`` showed in frame ``index``: an upload, and no compile."""
    figures, domains, scene = job.figures(index), job.domains(index), engine.loaded.scene
    known = specs(scene.params)  # without those of an effect that was not in the chain
    asked = replace(scene, binds=tuple(bind for bind in job.binds(index) if bind.to in known))
    whole = {PLACE: "", GATHER: ""} if figures else {}  # a take that names no larger areas shows all
    asked = chosen(asked, FigureChoice(whole | figures, frozenset(figures), domains, frozenset(domains)))
    if asked.wanted != scene.wanted:
        newest = load_table(job.setup.figures or scene.data, asked.wanted)
        if scene.places:
            same = same_areas(newest, engine.table)
            drawn = engine.pipeline.map if same else \
                shown_ground(job.setup.places, newest, job.drawn_size, job.setup.map_answers)
            engine.table = table_over(newest, drawn)
            if not same:
                engine.pipeline.ground(drawn, fine=True)
        else:
            engine.table = shown_table(newest, scene, job.setup)
    if asked != scene:
        engine.loaded = replace(engine.loaded, scene=asked)


def other_figures(job: Job, release: str | None = None) -> str:
    """
    Return that the take of ``job`` is drawn with figures which are not those that it was played with, in words.

    release : of the figures it is drawn with, which are read without. "" where they are the same, and where the take
        is an older one, which kept nothing of them
    """
    scene = job.loaded.scene
    if job.take is None or not scene.wanted:
        return ""
    if release is None:
        release = load_table(job.setup.figures or scene.data, scene.wanted).release
    # A scene that remembers is played from the take's first frame on.
    frames = range(job.begun, job.frames[-1] + 1) if scene.feedback else job.frames
    other = job.take.others(release, frames, job.fps)
    if not other or other == len(frames):
        return OTHER if other else ""
    return f"{OTHER} in {other:,} of {len(frames):,} frames"


def with_roles_of(loaded: Loaded, before: Scene) -> Loaded:
    """Return ``loaded``, the scene ``before`` with another chain, with what stood in its roles and in which range."""
    scene = replace(loaded.scene, roles=before.roles, stratum=before.stratum, stratum_asked=before.stratum_asked,
                    beside=before.beside, beside_asked=before.beside_asked, place=before.place,
                    place_asked=before.place_asked, gather=before.gather, gather_asked=before.gather_asked)  # fmt: skip
    return replace(loaded, scene=scene)


def changing(job: Job) -> bool:
    """Return whether what stands in the roles changes between the frames of ``job``."""
    take = job.take
    for name in ("figures", "domains"):
        if take is None or name not in take.facts:
            continue
        first, last = (take.fact(name, index, job.fps) for index in (job.frames[0], job.frames[-1]))
        if first != last or set(take.facts[name].frames) & set(job.frames[1:]):
            return True
    return False
