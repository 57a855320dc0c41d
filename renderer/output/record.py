"""A job as its manifest, and the manifest as the job it was: what ``chorus remake`` runs again."""

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, UsageError
from renderer.core.units import Size
from renderer.displays.recipe import Output
from renderer.flash.limits import Geometry, Override
from renderer.flash.viewer import Safety
from renderer.frames.engine import Engine
from renderer.gpu.context import driver
from renderer.params.param import specs
from renderer.scene.catalogue import Loaded
from renderer.scene.effect import listed
from renderer.scene.input_file import input_files
from renderer.sculpture.history import Sculpture, line_of, parse_lines, standing
from renderer.sculpture.stroke import Stroke
from renderer.session.take import Take
from renderer.session.take_file import parse_take

from . import manifest as notes
from .formats import choose
from .job import Job

__all__ = ["job_of", "manifest_of"]


def manifest_of(job: Job, engine: Engine) -> dict[str, object]:
    """Return what suffices to make ``job`` again; no path, clock or name of this machine."""
    loaded, table = job.loaded, engine.table
    files = {path.resolve() for compiled in engine.pipeline.compiled for path in compiled.files}
    files |= {path.resolve() for path in input_files(loaded).values()}
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
            **({"effects": listed(loaded.scene.effects)} if loaded.scene.effects else {}),
            **({"feed": loaded.scene.feed} if loaded.scene.feed else {}),
            **({} if job.unguarded else {"flash": job.safety.at((job.size.width, job.size.height)).plain()}),
            **({"take": list(job.score)} if job.score else {}),
            **({"phases": dict(job.offsets)} if job.offsets else {}),
            **_output(job),
            **({"object": dict(job.options)} if job.choice.format.kind == "object" else {}),
            **({"sculpture": [line_of(stroke) for stroke in job.strokes]} if job.strokes else {}),
        },
    )


def _output(job: Job) -> dict[str, object]:
    """Return what the manifest says of the device, nothing for a plain picture."""
    recipe = job.recipe
    if recipe is None or job.output is None:
        return {}
    return {"output": asdict(job.output), "device": dict(recipe.facts)}


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
            _output_of(manifest.get("output")),
            _strokes_of(manifest.get("sculpture", [])),
            {str(name): str(value) for name, value in manifest.get("object", {}).items()},
            _safety_of(manifest.get("flash")),
            *_take_of(manifest.get("take", []), loaded),
        )
    except (KeyError, TypeError, ValueError, UsageError) as error:
        raise DataError(f"the manifest is incomplete or damaged ({type(error).__name__}: {error})") from None
    return job


def _output_of(kept: Mapping[str, Any] | None) -> Output | None:
    """Return the device that a manifest tells of."""
    if kept is None:
        return None
    size = kept["size"]
    return Output(**{**kept, "size": (int(size[0]), int(size[1])) if size else None})


def _strokes_of(lines: list[str]) -> tuple[Stroke, ...]:
    """Return the strokes that a manifest tells of."""
    records, wrong = parse_lines((line.encode() for line in lines), "the manifest's sculpture")
    if wrong:
        raise DataError(wrong[0])
    return standing(Sculpture().add(*records))


def _safety_of(kept: Mapping[str, Any] | None) -> Safety:
    """Return before whom it is shown, and who set the flash guard aside."""
    if kept is None:
        return Safety()
    override = kept["override"]
    return Safety(Geometry(**kept["geometry"]), Override(**override) if override else None)


def _take_of(lines: list[str], loaded: Loaded) -> tuple[Take | None, tuple[str, ...]]:
    """Return the take that a manifest tells of, and its lines."""
    if not lines:
        return None, ()
    take, _ = parse_take((f"{line}\n".encode() for line in lines), "the manifest's take", specs(loaded.scene.params))
    return take, tuple(lines)


def _label(path: Path, loaded: Loaded) -> str:
    """Return a file's name as the manifest gives it: from the scene's folder or the library."""
    path = path.resolve()
    folder = loaded.folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else f"lib:{path.name}"
