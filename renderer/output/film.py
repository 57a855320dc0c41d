"""A film in one file: encoded while the next frame is drawn, checked before it gets its name."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from numpy.typing import NDArray

from renderer.core.errors import EncodeError, UsageError
from renderer.core.files import explain, whole
from renderer.core.units import Size
from renderer.output.formats import Choice, choose, transparent
from renderer.output.manifest import dumps, words_of, write_beside

from .codecs.av import AvSink
from .codecs.container import metadata
from .codecs.encoders import CODECS
from .codecs.ffmpeg import PipeSink, has_encoder
from .codecs.gif import GifSink
from .codecs.verify import Expected, verify
from .codecs.wanted import Words
from .codecs.worker import Sink, Worker
from .companions import drop_companions

__all__ = ["Film", "open_film"]


class Film:
    """
    A film being written: ``write`` each frame in order.

    frames : written so far
    notes : what the artist should know, such as a side that had to be made even

    >>> import tempfile
    >>> import numpy as np
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "grey.mp4")
    ...     with open_film(path, (64, 36), Fraction(30)) as film:
    ...         for _ in range(3):
    ...             film.write(np.full((36, 64, 3), 128, np.uint8))
    ...     film.frames, path.exists()
    (3, True)
    """

    def __init__(
        self, path: Path, size: tuple[int, int], worker: Worker, notes: tuple[str, ...], *, alpha: bool
    ) -> None:
        self.path, self.size, self.notes = path, size, notes
        self.frames = 0
        self._worker, self._alpha = worker, alpha

    def write(self, frame: NDArray[Any], *, bottom_up: bool = False) -> None:
        """
        Encode one frame; it is copied, so that the caller may draw into it again at once.

        frame : [height, width, 3 or 4], sRGB-encoded, alpha straight; uint8, or uint16 for more than 8 bits
        bottom_up : the lowest row comes first, as OpenGL reads back

        Raises EncodeError where the encoder, or the disk, refused this frame or one before.
        """
        width, height = self.size
        if frame.shape[:2] != (height, width) or frame.ndim != 3:
            raise EncodeError(f"{self.path.name} is {width}x{height} px, but a frame of shape {frame.shape} came.")
        if self._alpha and frame.shape[2] != 4:
            raise EncodeError(f"{self.path.name} holds transparency, but a frame without an alpha channel came.")
        self._worker.put(frame[::-1] if bottom_up else frame)
        self.frames += 1


@contextmanager
def open_film(
    path: Path, size: Size | tuple[int, int], fps: Fraction, *, choice: Choice | None = None, alpha: bool = False,
    manifest: Mapping[str, object] | None = None, sidecar: bool = True,
) -> Iterator[Film]:  # fmt: skip
    """
    Give a ``Film`` to write frames to; the file appears under ``path`` when all went well.

    size : px; fps : exact; choice : codec, quality and depth as ``formats.choose`` returns them, the defaults without
    alpha : store transparency (frames then have four channels)
    manifest : stored in the file where it has room, and beside it as JSON (if ``sidecar``)

    Before the file gets its name it is read back: frames counted, size, colour tags and manifest
    compared, its first and last frame decoded. Raises UsageError, EncodeError.
    """
    choice = choice or choose(path)
    across = (size.width, size.height) if isinstance(size, Size) else size
    fps = _rate(choice, fps)
    if alpha and not choice.alpha:
        raise UsageError(f"{path.name} cannot hold transparency as {choice.codec}. Use {transparent('film', 'still')}.")
    text = None if manifest is None else dumps(manifest)
    words = words_of(manifest)
    padded, notes = _padded(choice, *across)
    with whole(path) as temporary, _explained(path):
        worker = Worker(_sink(temporary, choice, padded, fps, text, words, alpha=alpha), padded)
        film = Film(path, across, worker, (*notes, *_rate_notes(choice, fps)), alpha=alpha)
        try:
            yield film
            if not film.frames:
                raise EncodeError(f"{path.name} would hold no frame; nothing was written.")
            worker.finish()
        finally:
            worker.abort()
        noted = CODECS[str(choice.codec)].noted
        inside = text if noted else None
        verify(temporary, path.name, Expected(padded, fps, film.frames, inside, worker.first, worker.last, noted))
        drop_companions(path)  # those of an older film must not stand beside this one, whatever happens now
    if manifest is not None and sidecar:
        write_beside(path, manifest)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what PyAV raises into an EncodeError with the encoder's own words."""
    try:
        yield
    except av.FFmpegError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            raise explain(path, error) from error
        log: Any = error.log
        words = str(log[2]).strip() if log else error.strerror
        raise EncodeError(f"Could not write {path}: the encoder says: {words}") from error


def _rate(choice: Choice, fps: Fraction) -> Fraction:
    """Refuse a frame rate that no player keeps."""
    fps = Fraction(fps)
    highest = CODECS[str(choice.codec)].fastest
    if not 0 < fps <= highest:
        raise UsageError(f"--fps {float(fps):g} does not fit {choice.path.name}: at most {highest} are played.")
    return fps


def _rate_notes(choice: Choice, fps: Fraction) -> tuple[str, ...]:
    """Say where the container cannot hold the frame rate exactly."""
    if choice.codec != "gif" or (100 / fps).denominator == 1:
        return ()
    return (
        f"GIF counts in hundredths of a second, so frames of {float(1000 / fps):.1f} ms vary by 10 ms; "
        "10, 20, 25 and 50 fps are exact.",
    )


def _padded(choice: Choice, width: int, height: int) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Return the size to encode, sides made even where the codec asks, and a note where they were not."""
    codec = CODECS[str(choice.codec)]
    even = codec.even
    padded = (width + (width % 2 if even[0] else 0), height + (height % 2 if even[1] else 0))
    if padded == (width, height):
        return padded, ()
    return padded, (
        f"{codec.label} needs even sides: the last {'column' if padded[0] > width else 'row'} of {width}x{height} "
        f"was repeated, and the film is {padded[0]}x{padded[1]}.",
    )


def _sink(
    temporary: Path, choice: Choice, size: tuple[int, int], fps: Fraction, text: str | None, words: Words | None, *,
    alpha: bool,
) -> Sink:
    """Return the encoder: PyAV, or the ffmpeg binary for what only that encodes."""
    if choice.codec == "gif":
        return GifSink(temporary, size, fps, words)
    codec = CODECS[str(choice.codec)]
    sink = AvSink if has_encoder(codec) else PipeSink
    return sink(
        temporary,
        size,
        fps,
        codec,
        codec.pixel_format(choice.depth, alpha=alpha),
        codec.settings(choice.quality, fps, alpha=alpha),
        metadata(text, words),
    )
