"""An export as one value: everything a result depends on, from the scene to the bits of the file.

The same job, run again on the same driver, writes the same bytes; the manifest is the job, and
``chorus remake`` reads it back.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, UsageError
from renderer.core.units import Size
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.gpu.context import create, driver
from renderer.params.param import assign
from renderer.params.phase import Phases
from renderer.params.preset import with_preset
from renderer.scene.catalogue import Loaded

from . import manifest as notes
from .formats import Choice, choose
from .progress import Progress, silent
from .sequence import Sequence
from .still import write_still

__all__ = ["Job", "draw", "job_of", "manifest_of", "opened", "run"]

_DEPTHS = {"uint8": 8, "uint16": 16, "float32": 32}


@dataclass(frozen=True, slots=True)
class Job:
    """
    One picture, sequence or film to be made.

    loaded : the scene; ``preset`` and then ``values`` replace its defaults
    choice : the file and how it stores pixels; ``size`` : px and dpi
    frames : first .. last, drawn in order; ``fps`` : exact; ``seed`` : 0 .. 2**32 - 1
    samples : per frame, jittered in the pixel and over ``shutter``, 0 .. 1 of a frame
    data : name or path of the figures, those of the scene without
    alpha : store transparency, where the file can
    held : names that binds leave alone; those set by preset and values without
    offsets : cycles that a rate is ahead, where it was turned live before the picture was kept
    """

    loaded: Loaded
    choice: Choice
    size: Size
    frames: range = range(1)
    fps: Fraction = Fraction(30)
    seed: int = 0
    preset: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    samples: int = 1
    shutter: float = 0.0
    data: str | None = None
    alpha: bool = False
    held: frozenset[str] | None = None
    offsets: Mapping[str, float] = field(default_factory=dict)

    @property
    def params(self) -> Any:  # noqa: ANN401
        """The scene's defaults, the preset, then what was set by hand; raises ParamError."""
        start = self.loaded.scene.params()
        if self.preset:
            start = with_preset(start, self.loaded.presets, self.preset)
        return assign(start, **self.values)

    @property
    def phases(self) -> Phases:
        """Cycles of the rates: from their values, and what live turning left behind."""
        return Phases({}, self.offsets).turned(self.params, 0.0)

    @property
    def hands(self) -> frozenset[str]:
        """Names that the artist or the preset set, which binds leave alone."""
        if self.held is not None:
            return self.held
        chosen = next((p.params for p in self.loaded.presets if p.name == self.preset), {})
        return frozenset(self.values) | frozenset(chosen)


@contextmanager
def opened(job: Job) -> Iterator[Engine]:
    """Give an engine for ``job`` and free everything afterwards; many jobs of one size may share it."""
    scene = job.loaded.scene
    table = load_table(job.data or scene.data, scene.columns)
    gl = create()
    try:
        depth = _DEPTHS[job.choice.dtype]
        size = (job.size.width, job.size.height)
        engine = Engine(gl, job.loaded, table, size, samples=job.samples, shutter=job.shutter, depth=depth)
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


def draw(job: Job, engine: Engine, progress: Progress = silent) -> tuple[str, ...]:
    """Make ``job``'s file with an engine that fits it."""
    params, manifest, path = job.params, manifest_of(job, engine), job.choice.path
    components = 4 if job.alpha else 3

    def picture(index: int) -> Any:  # noqa: ANN401
        frame = job.loaded.scene.frame(index, job.fps, engine.size, job.seed)
        engine.draw(frame, params, held=job.hands, phases=job.phases)
        return engine.read(components)

    kind = job.choice.format.kind
    if kind == "still":
        progress(0, 1)
        said = write_still(path, picture(job.frames[0]), job.size.dpi, manifest, job.choice)
        progress(1, 1)
        return said
    if kind == "sequence":
        sequence = Sequence(path, manifest, dpi=job.size.dpi, choice=job.choice)
        for done, index in enumerate(job.frames, 1):
            if not sequence.done(index):
                sequence.write(index, picture(index))
            progress(done, len(job.frames))
        return ()
    from .film import open_film  # only a film needs ffmpeg

    with open_film(path, job.size, job.fps, choice=job.choice, alpha=job.alpha, manifest=manifest) as film:
        for done, index in enumerate(job.frames, 1):
            film.write(picture(index))
            progress(done, len(job.frames))
    return film.notes


def manifest_of(job: Job, engine: Engine) -> dict[str, object]:
    """Return what suffices to make ``job`` again; no path, clock or name of this machine."""
    loaded, table = job.loaded, engine.table
    files = {path.resolve() for compiled in engine.pipeline.compiled for path in compiled.files}
    named = {_label(path, loaded): path for path in (loaded.module, *sorted(files))}
    return notes.build(
        kind=job.choice.format.kind,
        scene=loaded.name,
        files=named,
        params=asdict(job.params),
        size=job.size,
        frames=(job.frames[0], job.frames[-1]),
        fps=job.fps,
        seed=job.seed,
        choice=job.choice,
        preset=job.preset,
        samples=job.samples,
        data={
            "name": Path(job.data or loaded.scene.data).stem,
            "release": table.release,
            "source": table.source,
        },
        gpu=driver(engine.gl),
        extra={
            "alpha": job.alpha,
            "shutter": job.shutter,
            "held": sorted(job.hands),
            "title": loaded.scene.title,
            "caption": loaded.scene.caption,
            **({"phases": dict(job.offsets)} if job.offsets else {}),
        },
    )


def job_of(manifest: Mapping[str, Any], loaded: Loaded, out: Path, data: str | None = None) -> Job:
    """
    Return the job that ``manifest`` tells of, to be written to ``out``.

    Raises DataError where the manifest lacks something, ParamError where the scene has changed
    so that the values no longer fit.
    """
    try:
        store, size = manifest["store"], manifest["size"]
        values = {n: tuple(v) if isinstance(v, list) else v for n, v in manifest["params"].items()}
        first, last = manifest["frames"]
        job = Job(
            loaded,
            choose(out, store["depth"], store["codec"], store["quality"]),
            Size(int(size[0]), int(size[1]), manifest["dpi"]),
            range(int(first), int(last) + 1),
            Fraction(manifest["fps"]),
            int(manifest["seed"]),
            manifest["preset"],
            values,
            int(manifest["samples"]),
            float(manifest["shutter"]),
            data or (manifest["data"] or {}).get("name"),
            bool(manifest["alpha"]),
            frozenset(manifest["held"]),
            {str(name): float(cycles) for name, cycles in manifest.get("phases", {}).items()},
        )
    except (KeyError, TypeError, ValueError, UsageError) as error:
        raise DataError(f"the manifest is incomplete or damaged ({type(error).__name__}: {error})") from None
    return job


def _label(path: Path, loaded: Loaded) -> str:
    """Return a file's name as the manifest gives it: from the scene's folder or the library."""
    path = path.resolve()
    folder = loaded.folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else f"lib:{path.name}"
