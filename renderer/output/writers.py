"""The writers of a job's pictures, one for each kind of file, and the flash guard that each picture passes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .codecs.read_still import keeps_codes, read_codes
from .companions import drop_companions
from .held_frames import HeldFrames
from .job import Job
from .progress import Progress
from .proof import proofed, wants_proof
from .sequence import Sequence, frame_path
from .still import write_still

if TYPE_CHECKING:
    from .checkpoint import Checkpoints
    from .flash_gate import FlashGate
    from .loop_ends import LoopEnds

__all__ = ["WRITERS", "Run"]


@dataclass(frozen=True, slots=True)
class Run:
    """
    A job that is being made, with its ``manifest``.

    pictures : draws a frame and returns its pictures, as they are meant
    look : is shown each picture on its way; gate : the flash guard, None where it has nothing to judge
    begin : is called before the first frame of a run is drawn, unless it goes on from one of its ``checkpoints``
    ends : measures whether a loop closes; ``aside`` draws one of its frames that is not written
    after : writes into a finished film what its container must say
    """

    job: Job
    manifest: Mapping[str, object]
    pictures: Callable[[int], list[Any]]
    look: Callable[[Any], None]
    gate: "FlashGate | None"
    begin: Callable[[], None]
    checkpoints: "Checkpoints"
    after: Callable[[Path], None] | None = None
    ends: "LoopEnds | None" = None
    aside: Callable[[int], None] = lambda _: None

    def shown(self, index: int) -> list[Any]:
        """Return the pictures of frame ``index`` as they may be shown."""
        made = self.pictures(index)
        if self.gate:
            made = [self.gate.show(made[0])]
        self.look(made[0])
        return made


def _still(run: Run, progress: Progress) -> tuple[str, ...]:
    """Write one picture; where a frame gives several, the first."""
    job = run.job
    progress(0, 1)
    run.begin()
    pixels = run.shown(job.frames[0])[0]
    pixels, proof = proofed(job, pixels) if wants_proof(job) else (pixels, ())
    said = write_still(job.choice.path, pixels, job.size.dpi, run.manifest, job.choice)
    progress(1, 1)
    return (*said, *proof)


def _sequence(run: Run, progress: Progress) -> tuple[str, ...]:
    """Write numbered stills; those that stand are not written again, but the flash guard judges them all."""
    job, each, gate = run.job, run.job.pictures, run.gate
    sequence = Sequence(job.choice.path, run.manifest, dpi=job.size.dpi, choice=job.choice)
    sequence.check(number for index in job.frames for number in range(index * each, (index + 1) * each))
    missing = {index for index in job.frames if not all(map(sequence.done, range(index * each, (index + 1) * each)))}
    held = HeldFrames(job.choice.path, run.manifest, fresh=len(missing) == len(job.frames)) if gate else None
    if missing:
        drop_companions(job.choice.path, manifest=False)
    run.begin()
    for done, index in enumerate(job.frames, 1):
        if index in missing:
            before = gate.held if gate else 0
            made = run.shown(index)
            if gate and held and gate.held > before:
                held.add(index)
            for number, picture in zip(range(index * each, (index + 1) * each), made, strict=True):
                sequence.write(number, picture)
        elif gate and held:
            _stands(run, gate, held.known, index, last=max(missing, default=-1))
        progress(done, len(job.frames))
    if held:
        held.close()
    return ()


def _stands(run: Run, gate: "FlashGate", known: frozenset[int] | None, index: int, *, last: int) -> None:
    """
    Tell the flash guard of frame ``index``, which stands already.

    known : frames that the guard changed, None where that is not known; last : the last frame that is to be drawn

    Before that frame the guard must know what was meant, to hold the rest as an unbroken run does: the file, or the
    scene once more where the guard, or the format, changed it. Behind it nothing is held any more.
    """
    path, choice = frame_path(run.job.choice.path, index * run.job.pictures), run.job.choice
    kept = keeps_codes(choice.format.name, choice.quality)
    if kept and (index > last or run.job.setup.safety.override is not None):
        gate.judge(read_codes(path, alpha=run.job.alpha), changed=index in (known or ()))
    elif kept and known is not None and index not in known:
        gate.show(read_codes(path, alpha=run.job.alpha))
    else:
        gate.show(run.pictures(index)[0])


def _film(run: Run, progress: Progress) -> tuple[str, ...]:
    """Write a film."""
    from .film_run import write_film  # only a film needs ffmpeg

    return write_film(run, progress)


WRITERS: Mapping[str, Callable[[Run, Progress], tuple[str, ...]]] = {
    "still": _still,
    "sequence": _sequence,
    "film": _film,
}
