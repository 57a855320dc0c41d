"""Reads any film for the analyser: its frames with their exact times, at most four times the grid's size."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError

__all__ = ["Reel", "frames", "open_reel"]

_LEAST = Fraction(1, 1000)  # s between frames whose times do not advance


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


def _reason(error: BaseException) -> str:
    """Return the first words of what ffmpeg or the system said."""
    return str(getattr(error, "strerror", None) or error).split(";")[0].rstrip(".")


def _unreadable(path: Path, why: str) -> UsageError:
    return UsageError(f"{path} cannot be read as a film: {why}. Give a film, such as .mp4, .mov, .webm or .gif.")
