"""Making a file again, and saying what has changed since it was first made."""

from collections.abc import Iterator, Mapping
from typing import Any

from .job import Job
from .make import draw, drawn_manifest, opened
from .progress import Progress, silent

__all__ = ["changes", "remade"]

_WATCHED = {
    "schema": "the form of the manifest",
    "gpu": "the graphics driver",
    "packages": "a package",
    "data": "the figures",
    "chorus": "Chorus",
    "python": "Python",
}


def remade(job: Job, manifest: Mapping[str, Any], progress: Progress = silent) -> tuple[str, ...]:
    """Make ``job``'s file; return what differs from ``manifest``, which may make the bytes differ."""
    with opened(job) as engine:
        now = drawn_manifest(job, engine)
        said = draw(job, engine, progress)
    return (*said, *changes(manifest, now))


def changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each thing that changed since ``then``."""
    old, new = then.get("files") or {}, now["files"]
    for name in sorted(set(old) | set(new)):
        if old.get(name) != new.get(name):
            yield f"{name} has changed since; the picture may differ"
    for key, what in _WATCHED.items():
        if then.get(key) != now[key]:
            yield f"{what} has changed since: {_differing(then.get(key), now[key])}"


def _differing(then: Any, now: Any) -> str:  # noqa: ANN401
    """Return the parts that differ, old -> new."""
    if not isinstance(then, Mapping) or not isinstance(now, Mapping):
        return f"{then} -> {now}"
    names = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    return ", ".join(f"{name} {then.get(name)} -> {now.get(name)}" for name in names)
