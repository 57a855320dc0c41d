"""A film in one file: encoded while the next frame is drawn, checked before it gets its name."""

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import EncodeError, UsageError
from renderer.core.files import explain, whole
from renderer.core.units import Size
from renderer.output.formats import Choice, choose, transparent
from renderer.output.manifest import dumps, words_of, write_beside

from .codecs.av import AvSink
from .codecs.container import metadata
from .codecs.encoders import CODECS, Codec
from .codecs.ffmpeg import PipeSink, has_encoder
from .codecs.gif import GifSink
from .codecs.hdr import mapped
from .codecs.segments import SegmentSink, join
from .codecs.sound_file import RATE
from .codecs.verify import Expected, verify
from .codecs.worker import Sink, Worker
from .companions import digest_of, drop_companions
from .film_limits import check_film, check_rate, padded
from .film_parts import FilmParts, segment_length

if TYPE_CHECKING:
    from .codecs.audio_track import AudioTrack

__all__ = ["Film", "open_film"]


class Film:
    """
    A film being written: ``write`` each frame in order.

    frames : written so far
    notes : what the artist should know, such as a side that had to be made even
    after : may be set: writes into the finished film what its container must say
    sound : may be set: returns, for a film of so many seconds, what adds the track of sound to its container

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

    def __init__(self, path: Path, size: tuple[int, int], notes: tuple[str, ...], *, alpha: bool,
                 mapped: Callable[[NDArray[Any]], NDArray[Any]] | None = None) -> None:  # fmt: skip
        self.path, self.size, self.notes = path, size, notes
        self.frames = self._next = 0
        self.worker: Worker | None = None  # while it is open
        self.after: Callable[[Path], None] | None = None
        self.sound: Callable[[Fraction], Callable[[Any], AudioTrack]] | None = None
        self._alpha, self._mapped = alpha, mapped

    def write(self, frame: NDArray[Any], *, bottom_up: bool = False, number: int | None = None) -> None:
        """
        Encode one frame; it is copied, so that the caller may draw into it again at once.

        frame : [height, width, 3 or 4], sRGB-encoded, alpha straight; uint8, or uint16 for more than 8 bits
        number : which one of the film it is, where segments are there already; the next one without
        bottom_up : the lowest row comes first, as OpenGL reads back

        Raises EncodeError where the encoder, or the disk, refused this frame or one before.
        """
        width, height = self.size
        if frame.shape[:2] != (height, width) or frame.ndim != 3:
            raise EncodeError(f"{self.path.name} is {width}x{height} px, but a frame of shape {frame.shape} came.")
        if self._alpha and frame.shape[2] != 4:
            raise EncodeError(f"{self.path.name} holds transparency, but a frame without an alpha channel came.")
        if self.worker is None:
            raise EncodeError(f"{self.path.name} is not open: write its frames while its block runs.")
        at = self._next if number is None else number
        frame = frame[::-1] if bottom_up else frame
        self.worker.put(self._mapped(frame) if self._mapped else frame, at)
        self._next = at + 1
        self.frames += 1


@contextmanager
def open_film(
    path: Path, size: Size | tuple[int, int], fps: Fraction, *, choice: Choice | None = None, alpha: bool = False,
    manifest: Mapping[str, object] | None = None, sidecar: bool = True, parts: FilmParts | None = None,
) -> Iterator[Film]:  # fmt: skip
    """
    Give a ``Film`` to write frames to; the file appears under ``path`` when all went well.

    size : px; fps : exact; choice : codec, quality and depth as ``formats.choose`` returns them, the defaults without
    alpha : store transparency (frames then have four channels)
    manifest : stored in the file where it has room, and beside it as JSON (if ``sidecar``)
    parts : where its segments lie, and stay for the next run; the caller opens them before it writes a frame, once
        nothing refuses the film any more. Without, they go whatever happens

    Before the file gets its name it is read back: every segment is decoded; of the whole the frames are counted,
    size, colour tags and manifest compared. Raises UsageError, EncodeError.
    """
    choice = choice or choose(path)
    across = (size.width, size.height) if isinstance(size, Size) else size
    fps = Fraction(fps)
    check_rate(choice, fps)
    check_film(choice, across)
    if alpha and not choice.alpha:
        raise UsageError(f"{path.name} cannot hold transparency as {choice.codec}. Use {transparent('film', 'still')}.")
    encoded, notes = _continued(choice, *across)
    film = Film(path, across, (*notes, *_rate_notes(choice, fps)), alpha=alpha, mapped=mapped(choice.hdr))
    made = _Made(path, choice, encoded, fps, manifest, alpha=alpha)
    with _explained(path), (_in_segments(film, made, parts) if made.codec.segments else _in_one(film, made)):
        yield film
    if manifest is not None and sidecar:
        write_beside(path, manifest)


@dataclass(frozen=True, slots=True)
class _Made:
    """What all who make a film must know: ``size`` is that which is encoded; ``manifest`` is stored inside."""

    path: Path
    choice: Choice
    size: tuple[int, int]
    fps: Fraction
    manifest: Mapping[str, object] | None
    alpha: bool

    @property
    def codec(self) -> Codec:
        """How its codec is asked to encode."""
        return CODECS[str(self.choice.codec)].as_signal(self.choice.hdr)

    def metadata(self) -> dict[str, str]:
        """Return what its container says of it."""
        return metadata(None if self.manifest is None else dumps(self.manifest), words_of(self.manifest))

    def expected(self, frames: int, first: Any, last: Any, *, heard: bool = False) -> Expected:  # noqa: ANN401
        """Return what the finished film must hold; first, last : mean colours; ``heard``: whether it has a sound."""
        noted = self.codec.noted
        inside = dumps(self.manifest) if noted and self.manifest is not None else None
        sound = round(frames / self.fps * RATE) if heard else 0
        return Expected(self.size, self.fps, frames, inside, np.asarray(first), np.asarray(last), self.tags, sound)

    @property
    def tags(self) -> tuple[int, int, int] | None:
        """What its container says of its luma and chroma; None where it holds none, or has no room for it."""
        return self.codec.signal.tags if self.codec.noted and not self.codec.rgb else None

    def encoder(self, file: Path) -> Sink:
        """Start the encoder of ``file``: PyAV, or the ffmpeg binary for what only that encodes."""
        if self.choice.codec == "gif":
            return GifSink(file, self.size, self.fps, words_of(self.manifest))
        sink = AvSink if has_encoder(self.codec) else PipeSink
        return sink(file, self.size, self.fps, self.codec, self.codec.pixel_format(self.choice.depth, alpha=self.alpha),
                    self.codec.settings(self.choice.quality, self.fps, alpha=self.alpha))  # fmt: skip


@contextmanager
def _in_one(film: Film, made: _Made) -> Iterator[None]:
    """Encode in one piece, which begins anew after a kill: a GIF's palette is known after its last frame only."""
    with whole(made.path) as temporary:
        with _encoding(film, Worker(made.encoder(temporary), made.size)) as worker:
            yield
        verify(temporary, made.path.name, made.expected(film.frames, worker.first, worker.last))
        drop_companions(made.path)  # those of an older film must not stand beside this one, whatever happens now


@contextmanager
def _in_segments(film: Film, made: _Made, kept: FilmParts | None) -> Iterator[None]:
    """Encode in segments and join them; where they are ``kept``, some may be there already."""
    path = made.path
    parts = kept or FilmParts(path, segment_length(made.fps)).open()
    try:
        sink = SegmentSink(parts, made.encoder, path.name, made.size, made.fps, tags=made.tags)
        with _encoding(film, Worker(sink, made.size), there=lambda: bool(parts.segments)):
            yield
        pieces = [parts.segments[number] for number in sorted(parts.segments)]
        with whole(path) as temporary:
            frames = sum(one.frames for one in pieces)
            sound = film.sound(frames / made.fps) if film.sound else None
            join([(one, parts.file(one.number)) for one in pieces], temporary, made.fps, made.metadata(), sound)
            if film.after is not None:
                film.after(temporary)
            expected = made.expected(frames, pieces[0].first, pieces[-1].last, heard=sound is not None)
            verify(temporary, path.name, expected)
            parts.note_end(digest_of(temporary), *([digest_of(path)] if path.is_file() else []))
            drop_companions(path)
    except OSError as error:
        if parts.folder.is_dir():
            raise
        parts.segments.clear()  # none is kept
        if not path.parent.is_dir():
            raise
        raise EncodeError(f"{parts.folder}, where the parts of {path.name} lay, was removed while they were written: "
                          "the same command begins anew.") from error  # fmt: skip
    finally:
        if kept is None or not parts.segments:
            parts.clear()


@contextmanager
def _encoding(film: Film, worker: Worker, *, there: Callable[[], bool] = lambda: False) -> Iterator[Worker]:
    """Give ``film`` its encoder while the block runs; ``there``: whether it has frames from before."""
    film.worker = worker
    try:
        yield worker
        if not film.frames and not there():
            raise EncodeError(f"{film.path.name} would hold no frame; nothing was written.")
        worker.finish()
    finally:
        worker.abort()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what PyAV, and the system, raise into an EncodeError with the encoder's own words."""
    try:
        yield
    except av.FFmpegError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            raise explain(path, error) from error
        log: Any = error.log
        words = str(log[2]).strip() if log else error.strerror
        raise EncodeError(f"Could not write {path}: the encoder says: {words}") from error
    except OSError as error:
        raise explain(path, error) from error


def _rate_notes(choice: Choice, fps: Fraction) -> tuple[str, ...]:
    """Say where the container cannot hold the frame rate exactly."""
    if choice.codec != "gif" or (100 / fps).denominator == 1:
        return ()
    return (
        f"GIF counts in hundredths of a second, so frames of {float(1000 / fps):.1f} ms vary by 10 ms; "
        "10, 20, 25 and 50 fps are exact.",
    )


def _continued(choice: Choice, width: int, height: int) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Return the size to encode, sides made even where the codec asks, and a note where they were not."""
    codec = CODECS[str(choice.codec)]
    made = padded(codec, (width, height))
    if made == (width, height):
        return made, ()
    sides = "even sides" if max(codec.sides) == 2 else f"sides that are multiples of {max(codec.sides)}"
    return made, (
        f"{codec.label} needs {sides}: {width}x{height} is continued by its last pixels, and the film is "
        f"{made[0]}x{made[1]}.",
    )
