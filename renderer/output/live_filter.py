"""The flash guard as a filter: frames of any program come in at one end of a pipe, and go out inside the limits."""

from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

from renderer.core.errors import UsageError
from renderer.flash.judge import Judge
from renderer.flash.limits import Limits
from renderer.flash.numpy_limiter import NumpyLimiter
from renderer.flash.over_grounds import TransparentLimiter, composed
from renderer.flash.viewer import Safety

from .frame_stream import RawFrames, Y4mFrames, open_frames

__all__ = ["Passed", "filter_frames"]


@dataclass(frozen=True, slots=True)
class Passed:
    """What went through: ``frames``, ``held`` of them changed; ``spans`` : what fails all the same, a line each."""

    frames: int
    held: int
    spans: tuple[str, ...]


def filter_frames(
    source: BinaryIO, sink: BinaryIO, safety: Safety, size: tuple[int, int] | None = None, fps: Fraction | None = None
) -> Passed:
    """
    Pass the frames of ``source`` on to ``sink``, each at once; return what went through.

    A frame in which nothing offends passes byte for byte, and so do the samples of others that were not held.
    size, fps : of raw frames of rgb24; None where the stream, Y4M, says them itself

    Raises UsageError for a stream that cannot be read to its end, and where ``sink`` is closed before that.
    """
    frames = open_frames(source, size, fps)
    place = safety.nearest(frames.size)
    limiter = (TransparentLimiter if frames.alpha else NumpyLimiter)(frames.fps, place)
    judge, held, count = Judge(frames.fps, (place,), Limits()), 0, 0
    _write(sink, frames.head, count)
    while (found := _next(frames, source, count)) is not None:
        line, content = found
        codes, time = frames.codes(content), count / float(frames.fps)
        shown = limiter.show(codes, time)
        measured = limiter.measured
        if limiter.acted > 0.0 and (shown != codes).any():
            content = frames.packed(shown, codes, content)
            codes, held, measured = frames.codes(content), held + 1, ()
        judge.feed(composed(codes), time, measured)
        count += 1
        _write(sink, line + content, count)
    if not count:
        raise UsageError("The stream holds no frame.")
    return Passed(count, held, tuple(str(span) for verdict, _ in judge.found() for span in verdict.spans))


def _next(frames: RawFrames | Y4mFrames, source: BinaryIO, count: int) -> tuple[bytes, bytes] | None:
    """Return the line and the bytes of the next frame, None behind the last; ``count`` frames came before."""
    try:
        line = frames.line(source)
    except ValueError as error:
        raise UsageError(f"The stream is damaged behind frame {count}: {error}.") from error
    content = source.read(frames.length) if line or not frames.head else b""
    if not (line or content):
        return None
    if len(content) < frames.length:
        came = f"{len(content):,} of its {frames.length:,} bytes came"
        raise UsageError(f"The stream ends in the middle of frame {count + 1}: {came}. The {count} before it went on.")
    return line, content


def _write(sink: BinaryIO, content: bytes, count: int) -> None:
    """Pass ``content`` on at once; ``count`` frames are through with it."""
    try:
        sink.write(content)
        sink.flush()
    except BrokenPipeError as error:
        raise UsageError(f"Whoever reads the frames closed the pipe at frame {count}.") from error
