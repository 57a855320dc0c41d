"""Making a file again, and saying what has changed since it was first made."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from filecmp import cmp
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError, RendererError
from renderer.frames.engine import Engine

from .feedback_file import read_feedback, write_feedback
from .formats import is_sequence
from .job import Job
from .make import draw, drawn_manifest, opened
from .manifest import changed_files
from .progress import Progress, silent
from .same_picture import record_differs, same_drawn
from .sequence import frame_path
from .soundtrack import FILE
from .take_figures import other_figures
from .zoom.zoom_job import tiles_path

__all__ = ["alike", "changes", "remade"]

_WATCHED = {
    "schema": "the form of the manifest",
    "gpu": "the graphics driver",
    "packages": "a package",
    "data": "the table of figures",
    "chorus": "Chorus",
    "python": "Python",
}


def remade(
    job: Job, manifest: Mapping[str, Any], progress: Progress = silent, original: Path | None = None
) -> tuple[str, ...]:
    """
    Make ``job``'s file; return what differs from ``manifest``, which may make the bytes differ.

    original : the file that is made again, where the state before a live still stands beside it
    Raises DataError, once the file is written, where that state is gone: then it is only like the original.
    """
    with opened(job) as engine:
        job, why = _gone_on(job, engine, original or job.choice.path)
        now = drawn_manifest(job, engine)
        said = (*draw(job, engine, progress), *changes(manifest, now))
    if why:
        words = f"{job.choice.path} is written, but only like {original or 'the original'}: {why}"
        raise DataError("\n".join((words, *said)))
    return said


def alike(job: Job, original: Path, said: Sequence[str] = ()) -> str:
    """
    Return in words that what ``job`` made is ``original`` again; "" where that is not there, or was replaced.

    said : what is known to have changed since, and was told
    Raises DataError where it is another picture: the file is written all the same.
    """
    were, made = _files(original, job), _files(job.choice.path, job)
    pairs = [(one, other) for one, other in zip(were, made, strict=False) if one.is_file() and other.is_file()]
    if not any(one.is_file() for one in were) or any(one.samefile(other) for one, other in pairs):
        return ""
    if len(pairs) == len(were) == len(made) and all(cmp(one, other, shallow=False) for one, other in pairs):
        if night := other_figures(job):
            return f"the bytes are those of {original.name}, and both are {night}"
        return f"the same as {original.name}, byte for byte"
    kind = job.choice.format.kind
    if len(pairs) == len(were) == len(made) and same_drawn(pairs, kind, job.size.width * job.size.height):
        with suppress(DataError):
            what = "film" if kind == "film" else "picture"
            return f"the same {what} as {original.name}; its record {record_differs(*pairs[0])}"
    known = "what is known to have changed since is said above" if said else "what has changed since is not known"
    raise DataError(f"{job.choice.path} is written, and is not the same as {original.name}, byte for byte: {known}")


def _files(path: Path, job: Job) -> tuple[Path, ...]:
    """Return the files that ``path`` names: each picture of ``job`` of a sequence, the tiles too of a Deep Zoom."""
    if is_sequence(path):
        each = job.pictures
        return tuple(frame_path(path, index * each + one) for index in job.frames for one in range(each))
    return (path, *(sorted(tiles_path(path).rglob("*.jpg")) if path.suffix.lower() == ".dzi" else ()))


def _gone_on(job: Job, engine: Engine, original: Path) -> tuple[Job, str]:
    """Let ``engine`` go on from the state that ``original`` was drawn from; return why it cannot, "" where it does."""
    if not job.state:
        return job, ""
    try:
        frames = read_feedback(original, job.state)
        engine.go_on(frames, job.frames[0])
    except RendererError as error:
        why = f"{error}"
        return replace(job, state={"inexact": why}), why
    if original != job.choice.path:
        write_feedback(job.choice.path, frames)
    return job, ""


def changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each thing that changed since ``then``."""
    if not isinstance(then.get("files"), Mapping):
        yield "it does not say what files it was made of: whether one has changed since is not known"
    for name in changed_files(then, now):
        yield f"{name} has changed since; the {'file' if name == FILE else 'picture'} may differ"
    for key, what in _WATCHED.items():
        if then.get(key) != now[key]:
            yield f"{what} has changed since: {_differing(then.get(key), now[key])}"


def _differing(then: Any, now: Any) -> str:  # noqa: ANN401
    """Return the parts that differ, old -> new."""
    if not isinstance(then, Mapping) or not isinstance(now, Mapping):
        return f"{then} -> {now}"
    names = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    return ", ".join(f"{name} {then.get(name)} -> {now.get(name)}" for name in names)
