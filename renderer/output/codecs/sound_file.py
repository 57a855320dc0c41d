"""The sound of a file, whatever holds it: read once before anything is drawn, then as often as it is repeated."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError
from renderer.core.media_file import open_media

from .sound_faults import SoundFaults, promised, unended

__all__ = ["RATE", "SoundFile", "blocks_of", "open_sound"]

RATE = 48_000  # Hz, of every film's sound: what video is played with
_SHORT = 10  # s up to which a sound that is repeated is held in memory: one sample would be read again and again
_SLOWEST, _FASTEST = 1_000, 768_000  # Hz, of what is sound
_LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}  # by channels; all others are mixed to two


@dataclass(frozen=True, slots=True)
class SoundFile:
    """What a file holds: how long it is, s, ``channels`` as they are there, and what is wrong with it, in sentences."""

    path: Path
    seconds: Fraction
    channels: int
    faults: tuple[str, ...] = ()

    @property
    def played(self) -> int:
        """In how many channels it is played: its own, or two that it is mixed to."""
        return self.channels if self.channels in _LAYOUTS else 2

    @property
    def layout(self) -> str:
        """What those are called."""
        return _LAYOUTS[self.played]

    @property
    def samples(self) -> int:
        """Its length at ``RATE``."""
        return round(self.seconds * RATE)


def open_sound(path: Path) -> SoundFile:
    """Return what ``path`` holds, read through to its end; raises DataError, in a sentence, where that is no sound."""
    with _told(path):
        seen = path.stat()
        return _opened(path, (seen.st_ino, seen.st_size, seen.st_mtime_ns))


@lru_cache(maxsize=8)  # a job is checked before its film is made
def _opened(path: Path, _seen: tuple[int, int, int]) -> SoundFile:
    count, first, heard = Fraction(0), None, SoundFaults()
    for frame in _frames(path):
        first = first or frame
        count += Fraction(frame.samples, frame.sample_rate)
        heard.hear(frame)
    if first is None or not count:
        raise DataError(f"{path} holds no sound: its track is empty. Name a .wav, .flac, .mp3 or .m4a")
    faults = tuple(f"{path.name} {fault}" for fault in (*unended(path), *heard.faults(count, promised(path))))
    sound = SoundFile(path, count, first.layout.nb_channels, faults)
    _check_played(sound, first)
    return sound


def _check_played(sound: SoundFile, first: av.AudioFrame) -> None:
    """Raise DataError where what begins with ``first`` cannot be played: else that is known when a film is drawn."""
    if not _SLOWEST <= first.sample_rate <= _FASTEST:
        raise DataError(f"{sound.path} is of {first.sample_rate:,} Hz; save it at {RATE} Hz")
    resampler: Any = av.AudioResampler(format="flt", layout=sound.layout, rate=RATE)
    try:
        resampler.resample(first)
    except (OSError, ValueError):
        raise DataError(f"{sound.path} has {sound.channels} channels, which nothing mixes to {sound.played}; save it "
                        f"with {', '.join(map(str, _LAYOUTS))}") from None  # fmt: skip


def blocks_of(sound: SoundFile, *, loop: bool) -> Iterator[NDArray[np.float32]]:
    """
    Yield the sound at ``RATE``, float32 [n, channels of its layout], -1 .. 1; with ``loop`` again and again.

    It is repeated before it is brought to ``RATE``, so that where it begins anew nothing is heard of that.
    """
    resampler: Any = av.AudioResampler(format="flt", layout=sound.layout, rate=RATE)
    with _told(sound.path):
        frames = _repeated(sound) if loop else _frames(sound.path)
        for frame in frames:
            frame.pts = None  # counted by whoever writes it
            yield from map(_block, resampler.resample(frame))
        yield from map(_block, resampler.resample(None))


def _repeated(sound: SoundFile) -> Iterator[av.AudioFrame]:
    """Yield the frames of ``sound`` without end: read again each time, or once where it is short."""
    while sound.seconds > _SHORT:
        yield from _frames(sound.path)
    once = list(_frames(sound.path))
    packer: Any = av.AudioResampler(format="flt", layout=sound.layout, rate=once[0].sample_rate)
    packed = [made.to_ndarray() for frame in (*once, None) for made in packer.resample(frame)]
    times = max(1, int(1 / sound.seconds))  # so that a second, or all of it, comes at once
    samples = np.tile(np.concatenate(packed, axis=1), times)
    while True:
        frame = av.AudioFrame.from_ndarray(samples, format="flt", layout=sound.layout)
        frame.sample_rate = once[0].sample_rate
        yield frame


def _block(frame: av.AudioFrame) -> NDArray[np.float32]:
    """Return the samples of a packed frame; what is no number is silence."""
    samples = frame.to_ndarray().astype(np.float32, copy=False).reshape(-1, frame.layout.nb_channels)
    return np.clip(np.nan_to_num(samples), -1.0, 1.0)


def _frames(path: Path) -> Iterator[av.AudioFrame]:
    """Yield the frames of the first track of sound."""
    with open_media(path) as container:
        if not container.streams.audio:
            raise DataError(f"{path} holds no sound, only {_other(container)}: name a .wav, .flac, .mp3 or .m4a")
        yield from container.decode(container.streams.audio[0])


def _other(container: Any) -> str:  # noqa: ANN401
    return "pictures" if container.streams.video else "something else"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the decoder says into a sentence for an artist."""
    try:
        yield
    except (av.FFmpegError, OSError, ValueError) as error:
        why = str(getattr(error, "strerror", None) or error).split(";")[0].rstrip(".")
        raise DataError(f"{path} cannot be read as sound: {why}. Name a .wav, .flac, .mp3 or .m4a") from error
