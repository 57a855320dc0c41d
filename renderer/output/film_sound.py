"""What is heard with a film: the sound as it was asked for, cut, repeated and faded to the film's length."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import EncodeError, UsageError

from .codecs.audio_track import AudioTrack
from .codecs.sound_file import RATE, SoundFile, blocks_of, open_sound
from .companions import digest_of
from .formats import format_of
from .soundtrack import Soundtrack

if TYPE_CHECKING:
    from .film import Film

__all__ = ["fitted_to", "heard_with", "samples_of"]


def fitted_to(audio: Soundtrack, sound: SoundFile, seconds: Fraction) -> tuple[str, ...]:
    """
    Return what an artist must know of ``sound`` under a film of ``seconds``.

    Raises UsageError where nothing of it would be heard, or where it comes and goes longer than it is there.
    """
    name, (begin, end) = audio.path.name, _heard(audio, sound, round(seconds * RATE))
    if round(audio.offset * RATE) >= sound.samples:  # a part of a sample is none
        raise UsageError(f"--audio-offset {audio.offset:g} is behind the end of {name}, which lasts "
                         f"{float(sound.seconds):.2f} s")  # fmt: skip
    if begin >= end:
        raise UsageError(f"--audio-offset {audio.offset:g} is behind the end of the film, which lasts "
                         f"{float(seconds):.2f} s")  # fmt: skip
    there = (end - begin) / RATE
    if sum(audio.fade) > there:
        raise UsageError(f"--audio-fade {audio.fade[0]:g},{audio.fade[1]:g} is longer than {name} is heard, "
                         f"{there:.2f} s")  # fmt: skip
    return tuple(_said(audio, sound, seconds, float(end / RATE)))


def _said(audio: Soundtrack, sound: SoundFile, seconds: Fraction, end: float) -> Iterator[str]:
    yield from sound.faults
    name, rest = audio.path.name, sound.seconds - Fraction(audio.offset) - seconds
    if end < seconds - Fraction(1, 100):
        yield (f"{name} ends at {end:.2f} s of {float(seconds):.2f} s, and the rest is silent; --audio-loop repeats "
               "it")  # fmt: skip
    elif rest > Fraction(1, 100) and not audio.loop and not audio.fade[1]:
        yield f"{name} is cut at the film's end, {float(rest):.2f} s before its own; --audio-fade 0,2 lets it go softly"
    if sound.channels != sound.played:
        yield f"{name} has {sound.channels} channels, mixed to two: films here hold 1, 2, 6 or 8"


def heard_with(film: "Film", audio: Soundtrack, digest: str, seconds: Fraction) -> tuple[str, ...]:
    """
    Let ``film``, of ``seconds``, have its sound when it is joined; return what an artist must know.

    digest : SHA-256 of the file as the manifest says it: another one by then is refused with an EncodeError
    Raises DataError, UsageError before anything is drawn, where the file is no sound or does not fit.
    """
    sound, kind = open_sound(audio.path), format_of(film.path).sound
    said = fitted_to(audio, sound, seconds)

    def track(made: Any, total: int) -> AudioTrack:  # noqa: ANN401
        what = _changed(audio.path, digest)
        if what:
            raise EncodeError(f"{audio.path} was {what} while {film.path.name} was drawn. The same command joins it "
                              "with what it is then.")  # fmt: skip
        return AudioTrack(made, kind, sound.layout, samples_of(audio, sound, total))

    film.sound = lambda seconds: partial(track, total=round(seconds * RATE))
    return said


def _changed(path: Path, digest: str) -> str:
    """Return what became of the file ``path`` since its SHA-256 was ``digest``, "" where it is as it was."""
    try:
        return "changed" if digest_of(path) != digest else ""
    except OSError:
        return "removed"


def samples_of(audio: Soundtrack, sound: SoundFile, total: int) -> Iterator[NDArray[np.float32]]:
    """Yield ``total`` samples at ``RATE`` of what is heard with the film, float32 [n, channels], in blocks."""
    begin, end = _heard(audio, sound, total)
    at, skip = begin, max(0, round(audio.offset * RATE))
    yield from _silence(begin, sound.played)
    for block in blocks_of(sound, loop=audio.loop):
        heard = block[skip:]
        skip = max(0, skip - len(block))
        heard = heard[: end - at]
        if len(heard):
            yield heard * _gain(audio.fade, at - begin, end - at, len(heard))[:, None]
        at += len(heard)
        if at >= end:
            break
    yield from _silence(total - at, sound.played)


def _heard(audio: Soundtrack, sound: SoundFile, total: int) -> tuple[int, int]:
    """Return the samples of the film between which something is heard."""
    begin = max(0, round(-audio.offset * RATE))
    length = sound.samples - max(0, round(audio.offset * RATE))
    return min(begin, total), total if audio.loop else min(total, begin + length)


def _gain(fade: tuple[float, float], since: int, left: int, count: int) -> NDArray[np.float32]:
    """Return how loud each of ``count`` samples is, 0 .. 1; ``since`` the sound began, ``left`` until it ends."""
    at = np.arange(count)
    come = (since + at) / max(1.0, fade[0] * RATE) if fade[0] else 1.0
    go = (left - 1 - at) / max(1.0, fade[1] * RATE) if fade[1] else 1.0
    return np.broadcast_to(np.clip(np.minimum(come, go), 0.0, 1.0), (count,)).astype(np.float32)


def _silence(count: int, channels: int) -> Iterator[NDArray[np.float32]]:
    for start in range(0, count, RATE):
        yield np.zeros((min(RATE, count - start), channels), np.float32)
