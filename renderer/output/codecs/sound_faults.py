"""What is wrong with a file of sound that is played none the less: cut, silent, or of samples that are no numbers."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.media_file import open_media

from .film_end import has_end

__all__ = ["SoundFaults", "promised", "unended"]

_SHORT = Fraction(1, 10)  # s that an end may be missed by: what coders add, and take away
# What says how long it is.
_EXACT = ("wav", "aiff", "flac", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "mp3", "w64", "caf", "au")
_OF_ALL = ("matroska,webm",)  # what says it of all its streams at once, and not of each
_COUNT = (b"Xing", b"Info", b"VBRI")  # before the number of frames in an .mp3, in its first one
_FIRST = 4096  # bytes that hold it
_UNKNOWN = (0, 0xFFFF_FFFF, (1 << 63) - 1, (1 << 64) - 1)  # bytes, of what was written into a pipe
_W64 = bytes.fromhex("726966662e91cf11a5d628db04c10000")  # the GUID that a Wave64 begins with


class SoundFaults:
    """What a sound that is read through was like."""

    def __init__(self) -> None:
        self._count = self._wrong = 0
        self._heard = False

    def hear(self, frame: Any) -> None:  # noqa: ANN401
        """Hear an ``av.AudioFrame``."""
        samples = frame.to_ndarray()
        good = np.isfinite(samples)
        silence = 128 if frame.format.name.startswith("u8") else 0
        self._count += samples.size
        self._wrong += samples.size - int(np.count_nonzero(good))
        self._heard = self._heard or bool(np.any(good & (samples != silence)))

    def faults(self, seconds: Fraction, said: Fraction | None) -> Iterator[str]:
        """Say what is wrong with what was heard for ``seconds`` of the ``said`` ones, where the file says that."""
        if said is not None and seconds < said - _SHORT:
            yield f"is cut short: of the {float(said):.2f} s that it says it lasts, {float(seconds):.2f} s are there"
        if self._wrong:
            share = "all" if self._wrong == self._count else f"{self._wrong:,} of {self._count:,}"
            yield f"holds what is no number (NaN): {share} of its samples are silent"
        elif not self._heard:
            yield "is silent throughout"


def promised(path: Path) -> Fraction | None:
    """Return how long the sound of ``path`` says that it lasts, s; None where it does not."""
    with open_media(path) as container:
        if container.format.name not in _EXACT or (container.format.name in _OF_ALL and container.streams.video):
            return None
        if container.format.name == "mp3" and not _counted(path):
            return None  # FFmpeg guesses from the size
        stream = container.streams.audio[0]
        if stream.duration and stream.time_base:
            lasts = Fraction(stream.duration) * stream.time_base
        elif container.duration:
            lasts = Fraction(container.duration, 1_000_000)
        else:
            return None
        bitrate = stream.codec_context.bit_rate or 0
        # Of samples as they are FFmpeg counts what is there.
        plain = stream.codec_context.name.startswith("pcm_")
    missing = _MISSING[container.format.name](path) if plain and container.format.name in _MISSING else 0
    return lasts + Fraction(missing * 8, bitrate) if bitrate else lasts


def unended(path: Path) -> Iterator[str]:
    """Say that ``path`` is cut where its pages do, as those of Ogg: they say which is the last, and not how long."""
    with open_media(path) as container:
        form = container.format.name
    if form != "ogg":
        return
    try:
        if not has_end(path, form):
            yield "is cut short, or was never finished: the page that would be its last is missing"
    except ValueError as error:
        yield str(error).removeprefix("it ")


def _counted(path: Path) -> bool:
    """Return whether an .mp3 says in its first frame, behind its ID3 tag, how many it has."""
    with path.open("rb") as file:
        head = file.read(10)
        tag = sum(byte << 7 * place for place, byte in enumerate(head[:5:-1])) if head[:3] == b"ID3" else -10
        file.seek(tag + 10)
        first = file.read(_FIRST)
    return any(one in first for one in _COUNT)


def _missing(path: Path) -> int:
    """Return how many bytes of a .wav are not there: its first chunk says how long all is."""
    with path.open("rb") as file:
        head = file.read(8)
    return _short_by(path, 8, int.from_bytes(head[4:], "little")) if head[:4] == b"RIFF" else 0


def _missing_w64(path: Path) -> int:
    """Return how many bytes of a .w64 are not there: it begins with how long all is."""
    with path.open("rb") as file:
        head = file.read(24)
    return _short_by(path, 0, int.from_bytes(head[16:], "little")) if head[:16] == _W64 else 0


def _missing_caf(path: Path) -> int:
    """Return how many bytes of a .caf are not there: each of its chunks says how long it is, the samples' too."""
    size, at = path.stat().st_size, 8
    with path.open("rb") as file:
        while at + 12 <= size:
            file.seek(at)
            head = file.read(12)
            length = int.from_bytes(head[4:])
            if head[:4] == b"data":
                return _short_by(path, at + 12, length)
            at += 12 + length
    return 0


def _short_by(path: Path, begins: int, length: int) -> int:
    """Return how many of ``length`` bytes from ``begins`` on are not there; 0 where the length is not known."""
    return 0 if length in _UNKNOWN else max(0, begins + length - path.stat().st_size)


_MISSING = {"wav": _missing, "w64": _missing_w64, "caf": _missing_caf}
