"""Judging a film that exists: its frames with their exact times, and the verdict beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.files import write_whole
from renderer.core.small_file import load_json, read_bytes
from renderer.flash.analyse import Analyser, Record
from renderer.flash.limits import Geometry, Limits, Override
from renderer.flash.verdict import Series, Verdict
from renderer.flash.watch import GRID

from .manifest import dumps
from .progress import Progress, silent

__all__ = ["Reel", "beside", "decided", "frames", "judge", "open_reel", "write_beside"]

_LEAST = Fraction(1, 1000)  # s between frames whose times do not advance
_MOST_PX = 1 << 28  # of a frame: 16k by 16k


@dataclass(frozen=True, slots=True)
class Reel:
    """A film's ``size`` (width, height as displayed, px), its mean ``fps`` and ``frames`` (0 where it does not say)."""

    path: Path
    size: tuple[int, int]
    fps: Fraction
    frames: int

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.size[0] / self.size[1]


def open_reel(path: Path) -> Reel:
    """Return what ``path`` says of itself. Raises UsageError (exit code 2) where it is no film that can be read."""
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise _unreadable(path, "it holds no picture")
            stream = container.streams.video[0]
            width, height = stream.codec_context.width, stream.codec_context.height
            shape = stream.sample_aspect_ratio or Fraction(1)
            if not (width and height):
                raise _unreadable(path, "its picture has no size")
            if width * height > _MOST_PX:
                raise _unreadable(path, f"{width}x{height} px is larger than any film")
            fps = Fraction(stream.average_rate or stream.guessed_rate or 25)
            return Reel(path, (max(1, round(width * shape)), height), fps, stream.frames)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise _unreadable(path, _reason(error)) from error


def frames(reel: Reel, grid: tuple[int, int]) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """
    Yield time (s from the first frame) and sRGB codes [height, width, 3] of every frame.

    Larger pictures are first averaged to four times ``grid``: stripes finer than that are lost to the
    eye too, and the rest is averaged in linear light by the analyser.
    """
    import av

    try:
        with av.open(str(reel.path)) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            began: Fraction | None = None
            last = Fraction(-1)
            for index, frame in enumerate(container.decode(stream)):
                base = frame.time_base or Fraction(1, 1000)
                at = index / reel.fps if frame.pts is None else frame.pts * base
                began = at if began is None else began
                last = max(at - began, last + _LEAST) if index else Fraction(0)
                width, height = min(frame.width, 4 * grid[0]), min(frame.height, 4 * grid[1])
                picture = frame.to_ndarray(format="rgb24", width=width, height=height, interpolation="AREA")
                yield float(last), picture.astype(np.uint8, copy=False)
    except (av.FFmpegError, OSError) as error:
        raise _unreadable(reel.path, f"it broke off: {_reason(error)}") from error


def judge(
    path: Path,
    geometry: Geometry,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress = silent,
) -> tuple[Verdict, Series]:
    """Return the verdict on the film ``path`` and its series. Raises UsageError where it cannot be read."""
    reel = open_reel(path)
    analyser, series = Analyser(reel.fps, geometry, limits=limits), Series()
    _fill(series, (analyser.feed(frame, time) for time, frame in frames(reel, GRID)), progress, reel.frames)
    return series.verdict(geometry, limits), series


def _fill(series: Series, records: Iterable[Record], progress: Progress, total: int) -> None:
    for index, record in enumerate(records):
        series.add(record)
        progress(index + 1, max(total, index + 1))


def beside(path: Path) -> Path:
    """
    Return where the verdict on ``path`` stands.

    >>> beside(Path("storm.mp4")).name
    'storm.mp4.flash.json'
    """
    return path.with_name(path.name + ".flash.json")


def decided(path: Path) -> Override | None:
    """Return who decided to show the film ``path`` all the same, as the verdict beside it says; None for nobody."""
    try:
        said = load_json(read_bytes(beside(path)))["override"]
        return Override(str(said["name"]), str(said["reason"]))
    except (OSError, ValueError, KeyError, TypeError, UsageError):
        return None  # no verdict, no decision in it, or a file that is none


def write_beside(path: Path, verdict: Verdict) -> Path:
    """Write the verdict on the film ``path`` as JSON beside it, and return its path."""
    target = beside(path)
    write_whole(target, (dumps(verdict.plain(), indent=2) + "\n").encode("ascii"))
    return target


def _reason(error: BaseException) -> str:
    """Return the first words of what ffmpeg or the system said."""
    return str(getattr(error, "strerror", None) or error).split(";")[0].rstrip(".")


def _unreadable(path: Path, why: str) -> UsageError:
    return UsageError(f"{path} cannot be read as a film: {why}. Give a film, such as .mp4, .mov, .webm or .gif.")
