"""What a film, or a sequence, will cost: time, disk and energy, from a few of its frames, made and thrown away."""

import shutil
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import EncodeError
from renderer.core.units import size_words
from renderer.data.readers.scratch import Scratch

from .codecs.encoders import CODECS
from .companions import plot_path
from .film_parts import segment_length
from .job import Job

if TYPE_CHECKING:
    from renderer.frames.engine import Engine

__all__ = ["LONG", "WATTS", "Cost", "cost_lines", "cost_of", "is_estimated"]

LONG = 1000  # frames: of so many the cost is said unasked
WATTS = 15.0  # of a busy core with its share of memory and power supply, as of a desktop machine
_FEW, _MORE = 2, 12  # frames of two tries, whose difference is free of what a try costs once


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a clock and of processors, and bytes of the file."""

    wall: float
    cpu: float
    size: float

    @property
    def watt_hours(self) -> float:
        """Energy of the processors."""
        return self.cpu * WATTS / 3600

    def of(self, frames: int, begins: int, once: "Cost") -> "Cost":
        """Return that of ``frames`` of which each costs this, ``begins`` of them what begins a file or segment."""
        return Cost(self.wall * frames + once.wall, self.cpu * frames + once.cpu,
                    self.size * frames + once.size * begins)  # fmt: skip


def is_estimated(job: Job) -> bool:
    """Return whether frames of ``job`` are made to estimate what it costs: there are more of it than that takes."""
    return job.choice.format.kind in ("film", "sequence") and len(job.frames) > _MORE


def cost_lines(job: Job) -> tuple[str, ...]:
    """
    Return what ``job`` will cost, in sentences; nothing for what is one picture.

    Where no frame can be made to estimate it from, as with no room for temporary files, that is said.
    """
    if not is_estimated(job):
        return ()
    try:
        cost = cost_of(job)
    except (EncodeError, OSError) as error:
        return (f"What {job.choice.path.name} will cost could not be estimated: "
                f"{getattr(error, 'strerror', None) or error}",)  # fmt: skip
    room = cost.size * (2 if job.choice.format.kind == "film" and CODECS[str(job.choice.codec)].segments else 1)
    lines = [
        f"{len(job.frames):,} frames will take about {_time(cost.wall)}, {size_words(cost.size)} and "
        f"{cost.watt_hours:.2g} Wh: estimated from {_MORE} of them, made on this machine as busy as it is now; energy "
        f"from {_time(cost.cpu)} of processors at {WATTS:g} W each, without a graphics card's."
    ]
    free = shutil.disk_usage(job.choice.path.parent).free if job.choice.path.parent.is_dir() else room
    if free < room:
        lines.append(f"{job.choice.path.parent.resolve()} has {size_words(free)} of room, and {size_words(room)} are "
                     "wanted while it is made: free some space, or name another disk.")  # fmt: skip
    return tuple(lines)


def cost_of(job: Job) -> Cost:
    """Return what ``job`` costs, what is run through before its first frame included."""
    from .make import opened

    with opened(job) as engine, closing(Scratch("cost")) as scratch:
        # The first is not counted: what a process does once, as compiling a pass, is in no other.
        _, few, more = (_tried(job, engine, scratch.folder / name, count)
                        for name, count in (("first", _FEW), ("few", _FEW), ("more", _MORE)))  # fmt: skip
    apart = _MORE - _FEW
    each = Cost(max(0.0, more.wall - few.wall) / apart, max(0.0, more.cpu - few.cpu) / apart,
                max(0.0, more.size - few.size) / apart)  # fmt: skip
    once = Cost(few.wall, few.cpu, max(0.0, few.size - _FEW * each.size))
    through = job.frames[-1] - job.begun + 1 - len(job.frames) if job.loaded.scene.feedback else 0
    segments = -(-len(job.frames) * job.pictures // segment_length(job.fps * job.pictures))
    whole = each.of(len(job.frames), segments if job.choice.format.kind == "film" else 1, once)
    return replace(whole, wall=whole.wall + through * each.wall, cpu=whole.cpu + through * each.cpu)


def _tried(job: Job, engine: "Engine", folder: Path, count: int) -> Cost:
    """
    Make ``count`` frames in ``folder``, as all will be made: out of their middle.

    Where the scene remembers, those that all begins with: to any other it would be run through first.
    """
    from .make import draw

    middle = max(0, len(job.frames) // 2 - count)
    remembers = job.loaded.scene.feedback
    frames = range(job.begun, job.begun + count) if remembers else job.frames[middle : middle + count]
    path = folder / job.choice.path.name
    folder.mkdir()
    tried = replace(job, choice=replace(job.choice, path=path), frames=frames, audio=None, loop=False)
    wall, cpu = time.perf_counter(), _processors()
    draw(tried, engine)
    made = [one for one in folder.iterdir() if one.suffix == path.suffix and one != plot_path(path)]
    size = sum(one.stat().st_size for one in made)
    return Cost(time.perf_counter() - wall, _processors() - cpu, float(size))


def _processors() -> float:
    """Return the seconds that processors worked for this process and those that it started."""
    try:
        import resource
    except ImportError:  # Windows, which counts no children
        return time.process_time()
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _time(seconds: float) -> str:
    """
    Return a duration as people say it.

    >>> _time(3.2), _time(200), _time(9000)
    ('3 s', '3.3 min', '2.5 h')
    """
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    return f"{seconds / 60:.2g} min" if seconds < 6000 else f"{seconds / 3600:.2g} h"
