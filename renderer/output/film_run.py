"""Making the film of a job: its segments that are not there yet are drawn and encoded, then all are joined."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from renderer.core.errors import EncodeError, RendererError, UsageError
from renderer.core.page_size import small_pages

from .codecs.encoders import CODECS, THREADS
from .film import Film, open_film
from .film_parts import FilmParts, segment_length
from .film_sound import heard_with
from .job import Job
from .loop_ends import NotClosedError
from .manifest import dumps
from .progress import Progress
from .soundtrack import FILE

if TYPE_CHECKING:
    from .writers import Run

__all__ = ["write_film"]


def write_film(run: "Run", progress: Progress) -> tuple[str, ...]:
    """Write a film; where a frame gives several pictures, they follow each other at as many times the rate."""
    job, rate = run.job, run.job.fps * run.job.pictures
    parts = _parts(job, run.manifest) if CODECS[str(job.choice.codec)].segments else None
    try:
        with small_pages(), open_film(
            job.choice.path, job.size, rate, choice=job.choice, alpha=job.alpha, manifest=run.manifest, sidecar=False,
            parts=parts,
        ) as film:  # fmt: skip
            film.after = run.after
            said = [*_heard(run, film), *([] if run.job.loaded.scene.feedback else _closes(run))]
            if parts is None:
                run.begin()
                for done, index in enumerate(job.frames, 1):
                    for picture in run.shown(index):
                        film.write(picture)
                    progress(done, len(job.frames))
            else:
                _Segments(run, film, parts.open(), progress).make()
            if run.job.loaded.scene.feedback:
                said += _closes(run)
    except UsageError:  # what was typed must be typed otherwise: its exit code says so
        if parts is not None and not parts.segments:
            parts.clear()
        raise
    except RendererError as error:
        if parts is None or not parts.segments:
            raise
        same = "the same command without --loop" if isinstance(error, NotClosedError) else "the same command"
        raise EncodeError(f"{str(error).rstrip('.')}. {_counted(len(parts.segments), parts)} are kept: {same} goes on "
                          "with them, chorus clean removes them.") from error  # fmt: skip
    return (*film.notes, *said, *_held(run), *(_said(parts) if parts else ()))


def _closes(run: "Run") -> tuple[str, ...]:
    """Return how well a loop closes, its missing frames drawn; raises EncodeError where it does not."""
    if run.ends is None:
        return ()
    run.ends.draw(run.aside)
    return run.ends.check(run.job.choice.path.name, remembers=run.job.loaded.scene.feedback)


def _held(run: "Run") -> tuple[str, ...]:
    """Say of a loop that the flash guard changed that it was measured as the scene draws it."""
    if run.ends is None or run.gate is None or not run.gate.held:
        return ()
    return ("loop: measured as the scene draws it, and the flash guard held pictures back: see whether it closes",)


def _heard(run: "Run", film: Film) -> tuple[str, ...]:
    """Let ``film`` have its sound, if it is to have one; return what an artist must know of it."""
    job, audio = run.job, run.job.audio
    if audio is None:
        return ()
    digest = run.manifest["files"][FILE]  # type: ignore[index]
    return heard_with(film, audio, digest, len(job.frames) / job.fps)


class _Segments:
    """Draws what is missing, from the nearest state that is kept; ``at`` : where a segment begins that comes next."""

    def __init__(self, run: "Run", film: Film, parts: FilmParts, progress: Progress) -> None:
        self._run, self._film, self._parts, self._progress = run, film, parts, progress
        self._each = run.job.pictures
        self._length = parts.length // self._each  # frames
        self._at = 0
        self._done = sum(one.frames for one in parts.segments.values()) // self._each

    def make(self) -> None:
        """Make all that is missing; at the end the flash guard has seen the whole film."""
        self._progress(self._done, len(self._run.job.frames))
        for number in self._parts.missing:
            self._reach(number)
            self._draw(number, written=True)
        self._reach(self._parts.number_of_all)

    def _reach(self, number: int) -> None:
        """Come to where segment ``number`` begins: from a state, and by drawing what lies between once more."""
        frames = self._run.job.frames
        while kept := self._parts.state(number, self._at):
            begins, content = kept
            index = frames[min(begins * self._length, len(frames)) - 1] + 1
            if self._run.checkpoints.restore(content, index):
                self._at = begins
            else:
                self._parts.forget(begins)
        for before in range(self._at, number):
            self._draw(before, written=False)

    def _draw(self, number: int, *, written: bool) -> None:
        """Draw the frames of segment ``number``; the state at its end is kept before its last frame is written."""
        frames = self._run.job.frames[number * self._length : (number + 1) * self._length]
        if number == 0:
            self._run.begin()
        for place, index in enumerate(frames, number * self._length):
            made = self._run.shown(index)
            if index == frames[-1]:
                self._parts.remember(number + 1, self._run.checkpoints.take())
            if not written:
                continue
            for count, picture in enumerate(made):
                self._film.write(picture, number=place * self._each + count)
            self._done += 1
            self._progress(self._done, len(self._run.job.frames))
        self._at = number + 1


def _parts(job: Job, manifest: Mapping[str, object]) -> FilmParts:
    """Return the parts of the film of ``job``, which go on where they are of the same manifest and encoder."""
    length = segment_length(job.fps * job.pictures) // job.pictures * job.pictures
    codec = asdict(CODECS[str(job.choice.codec)].as_signal(job.choice.hdr))
    said = dumps({"manifest": _seen(manifest), "codec": codec, "threads": THREADS, "pictures": job.pictures})
    digest = hashlib.sha256(said.encode("ascii")).hexdigest()
    return FilmParts(job.choice.path, length, digest, len(job.frames) * job.pictures)


def _seen(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``manifest`` without what changes no picture: other sound is joined to the same ones, a loop or not."""
    files = {name: digest for name, digest in manifest["files"].items() if name != FILE}
    destination = {name: value for name, value in manifest["destination"].items() if name not in ("audio", "loop")}
    return {**manifest, "files": files, "destination": destination}


def _said(parts: FilmParts) -> tuple[str, ...]:
    """Return what an artist should know of segments that were there."""
    kept = (f"{_counted(parts.kept, parts)} of {parts.number_of_all} were there already, and were kept",)
    lost = (f"{_counted(parts.given_up, parts)} that were begun under this name are of another film, damaged, or of "
            "another version of Chorus: given up",)  # fmt: skip
    return (*(lost if parts.given_up else ()), *(kept if parts.kept else ()))


def _counted(count: int, parts: FilmParts) -> str:
    return f"{count:,} segment{'s' * (count != 1)} of {parts.length} pictures"
