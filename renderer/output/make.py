"""Making the file of a job: one engine, one writer, and the manifest beside it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from renderer.core.doing import doing
from renderer.core.frame import Frame
from renderer.core.name_lock import claimed
from renderer.data.places.map_gaps import table_over
from renderer.data.places.shown_ground import shown_ground
from renderer.displays.options import Options
from renderer.displays.views import gather
from renderer.frames.drawn import Drawn
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.frames.shown_time import frames_said, moments_shown, when_shown
from renderer.gpu.bands import Parts
from renderer.gpu.context import create, driver
from renderer.gpu.include import show
from renderer.scene.catalogue import load
from renderer.scene.effect import chain_of
from renderer.sculpture.stroke import packed
from renderer.session.shown_table import shown_table
from renderer.signals.fault.feeds import reseeded
from renderer.signals.source import read_figures

from .checkpoint import Checkpoints
from .companions import digest_of
from .film_parts import forget_parts
from .frame_sums import forget_sums
from .job import Job
from .loop_ends import LoopEnds
from .manifest import write_beside
from .mural import first_tile, is_mural, write_mural
from .pdf.print_job import write_print
from .progress import Progress, silent
from .record import manifest_of
from .sequence import frame_path
from .take_figures import changing, show_figures, with_roles_of
from .writers import WRITERS, Run
from .zoom.zoom_job import write_zoom

if TYPE_CHECKING:
    from .flash_gate import FlashGate

__all__ = ["draw", "drawn_manifest", "opened", "run"]

Manifest = Mapping[str, object]
Look = Callable[[Any], None]

SUBMISSION = 0.2  # s that a driver is given at once: it takes a card away that says nothing for 2 s
LARGE = 2**22  # px from which a picture is given so
_DEPTHS = {"uint8": 8, "uint16": 16, "float32": 32}
_IN_TILES = {"print": write_print, "zoom": write_zoom}  # kinds of format, whatever their size
_FORGET = {"film": forget_parts, "sequence": forget_sums}


@contextmanager
def opened(job: Job) -> Iterator[Engine]:
    """Give an engine for ``job`` and free everything afterwards; many jobs of one size may share it."""
    scene = job.loaded.scene
    table, faults, *_ = read_figures(job.setup.figures or scene.data, scene.wanted, scene.feed, job.setup.seed)
    gl = create()
    try:
        with doing(show(job.loaded.module)):
            size = job.drawn_size
            exposure = Exposure(job.samples, job.shutter, _DEPTHS[job.choice.dtype], job.alpha)
            drawn = shown_ground(job.setup.places, table, size, job.setup.map_answers) if scene.places else None
            table = table_over(table, drawn) if drawn else shown_table(table, scene, job.setup)
            engine = Engine(gl, job.loaded, table, size, exposure, region=first_tile(job), faults=faults)
            if job.setup.strokes:
                engine.strokes = packed(job.setup.strokes)
            if drawn:
                engine.pipeline.ground(drawn, fine=True)
            try:
                yield engine
            finally:
                engine.release()
    finally:
        gl.release()


def run(job: Job, progress: Progress = silent) -> tuple[str, ...]:
    """Make ``job``'s file and the manifest beside it; return notes for the artist."""
    with opened(job) as engine:
        return draw(job, engine, progress)


def draw(job: Job, engine: Engine, progress: Progress = silent, look: Look | None = None) -> tuple[str, ...]:
    """
    Make ``job``'s file with an engine that fits it; ``look`` is shown each picture on its way.

    Raises EncodeError while another process makes a file of that name.
    """
    with claimed(job.choice.path):
        return _draw(job, engine, progress, look)


def _draw(job: Job, engine: Engine, progress: Progress, look: Look | None) -> tuple[str, ...]:
    if job.choice.format.kind == "object":
        return _object(job, engine)
    show_figures(job, engine, job.frames[0])  # the manifest tells of them
    manifest, recipe, output = drawn_manifest(job, engine), job.recipe, job.setup.output
    components = 4 if job.alpha else 3
    still = job.choice.format.kind == "still"
    drawn, parts, told = Drawn(), _parts(job) if still else None, progress if still else silent
    engine.ahead = partial(_of, progress, "frames that lead up to it")
    ends = LoopEnds(job.frames, job.loaded.scene.frame(fps=job.fps).frames) if job.loop else None

    def pictures(index: int) -> list[Any]:
        _between(job, engine, index)
        frame, how = _moment(job, engine, index)
        if recipe and output:
            made = gather(engine, frame, recipe, output, how, components, drawn, partial(_of, told, "views"))
        else:
            _exposed(engine, frame, parts, how, told)
            made = [engine.read(components)]
        engine.ahead = partial(_of, silent, "")
        if ends:
            ends.see(index, made[0])
        return made

    def aside(index: int) -> None:
        before = drawn.pixels, drawn.of
        pictures(index)
        drawn.pixels, drawn.of = before

    if write := write_mural if is_mural(job) else _IN_TILES.get(job.choice.format.kind):
        return (*_tiled(job, engine, manifest, write, progress), *_times(job, engine, manifest))
    gate, after = _gate(job), None if recipe is None or job.simulated else recipe.after
    checkpoints = Checkpoints(engine, gate, drawn, lambda index: _moment(job, engine, index))
    begin = partial(_between, job, engine, job.frames[0])
    made = Run(job, manifest, pictures, look or (lambda _: None), gate, begin, checkpoints, after, ends, aside)
    said = WRITERS[job.choice.format.kind](made, progress)
    if drawn.of:
        counted = {"views": len(recipe.views) if recipe else 1, "pixels": drawn.pixels, "of": drawn.of}
        manifest = {**manifest, "drawn": {**counted, "share": round(drawn.share, 4)}}
    said = (*said, *_companions(made, manifest), *_times(job, engine, manifest))
    if forget := _FORGET.get(job.choice.format.kind):
        forget(job.choice.path)  # last: until here the same command goes on with what was kept
    return (*said, *_notes(job, drawn))


def _notes(job: Job, drawn: Drawn) -> Iterator[str]:
    """Tell of ``job``, which is made, what its file does not say."""
    if changing(job):
        yield f"what stands in the roles changes on the way: the caption is that of frame {job.frames[0]}"
    if drawn.pixels < drawn.of:
        yield f"{drawn.share:.0%} of the views' pixels were truly drawn, the others warped by their depth"


def _of(progress: Progress, what: str, done: int, total: int) -> None:
    """Tell of things that are not the file's own frames; the last of them is told by what comes next."""
    if done < total:
        progress(done, total, what)


def _exposed(engine: Engine, frame: Frame, parts: Parts | None, how: Mapping[str, Any], progress: Progress) -> None:
    """Draw ``frame``; tell after each part of a picture how many samples are whole, and of one the parts."""
    samples, whole, part = engine.exposure.samples, 0, 0
    for done in engine.exposing(frame, exposure=engine.exposure, parts=parts, **how):
        if progress is silent:
            continue
        if samples > 1 and done > whole:
            engine.gl.finish()  # else it is only ordered
        part = 0 if done > whole else part + 1
        whole = done
        if done < samples:
            of_next = f", and {part} part{'s' * (part > 1)} of the next" if part else ""
            progress(done, samples, f"samples{of_next}")


def _parts(job: Job) -> Parts | None:
    """Return what cuts the passes of a large picture, None of a small one."""
    return Parts(SUBMISSION) if job.size.width * job.size.height > LARGE else None


def _tiled(
    job: Job, engine: Engine, manifest: Manifest, write: Callable[..., tuple[str, ...]], progress: Progress
) -> tuple[str, ...]:
    """
    Write the first frame, tile by tile: a state that is whole for all of them stays as it was before.

    Each pass is drawn in bands that take the driver a fraction of a second, by what it took before: how many hangs on
    the machine, the pixels do not.
    """
    _between(job, engine, job.frames[0])
    frame, how = _moment(job, engine, job.frames[0])
    parts = _parts(job)
    said = write(job, engine, manifest, partial(engine.draw, frame, parts=parts, **{"catch_up": frame.index, **how}),
                 progress)  # fmt: skip
    if parts and parts.longest > 2 * SUBMISSION:
        said = (*said, f"the driver was busy for {parts.longest:.1f} s at once; of 2 s and more some systems take it "
                "away: if that happens, the same command goes on")  # fmt: skip
    return said


def drawn_manifest(job: Job, engine: Engine) -> Manifest:
    """Return the manifest of ``job``, with the driver that draws it."""
    frames = _loop(job, engine)
    shown = when_shown(engine, frames), moments_shown(engine, frames)
    return {**manifest_of(job, engine.table, *shown), "gpu": driver(engine.gl)}


def _loop(job: Job, engine: Engine) -> list[Frame]:
    """Return the frames of ``job``, those of one loop where there are more."""
    return [engine.loaded.scene.frame(index, job.fps, engine.size) for index in job.loop_frames]


def _times(job: Job, engine: Engine, manifest: Manifest) -> tuple[str, ...]:
    """Return the line that says of when the figures are, and of a film which frames show which time."""
    when = str(manifest.get("when", ""))
    if not when:
        return ()
    frames = frames_said(engine, _loop(job, engine))
    return (f"figures: {when}{f'; {frames}' if frames else ''}",)


def _gate(job: Job) -> "FlashGate | None":
    """Return the flash guard of what is written, None where it has nothing to judge."""
    if job.unguarded:
        return None
    from .flash_gate import FlashGate  # only what moves needs it

    return FlashGate(job.setup.safety, (job.size.width, job.size.height), job.fps, alpha=job.alpha)


def _moment(job: Job, engine: Engine, index: int) -> tuple[Frame, dict[str, Any]]:
    """Return frame ``index`` and what the engine is told at it; a take may bring another chain of effects."""
    how, seed = job.at(index)
    engine.faults = reseeded(engine.faults, job.loaded.scene.feed, seed)
    if job.take is not None:
        if job.take.restarts(index, job.fps):
            engine.restart()
        chain = chain_of(job.take.fact("effects", index, job.fps)) or ()
        if chain != engine.loaded.scene.effects:
            loaded = load(job.loaded.module, chain, job.loaded.scene.feed or "none")
            engine.adopt(with_roles_of(loaded, engine.loaded.scene), engine.table)
        show_figures(job, engine, index)
    return job.loaded.scene.frame(index, job.fps, engine.size, seed), how


def _between(job: Job, engine: Engine, index: int) -> None:
    """
    Play a take of a scene that remembers from the frame that the engine drew last up to ``index``.

    Hands moved on the way there, be it before the first frame, between two of a time lapse, or in stills that stand.
    """
    if job.take is not None and job.loaded.scene.feedback:
        first = engine.last + 1 if job.begun <= engine.last < index else job.begun
        for earlier in range(first, index):
            frame, how = _moment(job, engine, earlier)
            engine.draw(frame, **how)
            engine.ahead(earlier - first + 1, index - first)


def _companions(run: Run, manifest: Manifest) -> tuple[str, ...]:
    """Write what stands beside the finished file, all of it naming that file; return what an artist must know."""
    job, path = run.job, run.job.choice.path
    if job.choice.format.kind == "still":
        if "drawn" in manifest:
            write_beside(path, manifest)
        return ()
    numbers = (index * job.pictures + one for index in job.frames for one in range(job.pictures))
    stills = (frame_path(path, number) for number in numbers)
    digest = digest_of(path, stills if job.choice.format.kind == "sequence" else ())
    write_beside(path, {**manifest, "sha256": digest})
    return run.gate.finish(path, digest) if run.gate else (f"flash guard: {job.unguarded}",)


def _object(job: Job, engine: Engine) -> tuple[str, ...]:
    """Write the scene's solid, and its manifest beside it."""
    from .objects.solid_object import OPTIONS, write_object  # only an object needs a mesh

    how, seed = job.at(job.frames[0])
    engine.faults = reseeded(engine.faults, job.loaded.scene.feed, seed)
    frame = job.loaded.scene.frame(job.frames[0], job.fps, engine.size, seed)
    said = write_object(engine, frame, how, job.choice.path, Options("an object", dict(job.options), OPTIONS))
    manifest = drawn_manifest(job, engine)
    write_beside(job.choice.path, manifest)
    return (*said, *_times(job, engine, manifest))
