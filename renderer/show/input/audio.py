"""Sound as an instrument: from a device, a file, or a drummer made of numbers; each as ``SoundAnalyser`` hears it."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError, UsageError
from renderer.core.media_file import PlaylistError, open_media
from renderer.core.suggest import nearest

from .analysis import SoundAnalyser
from .event import Event, InputSource, Null

__all__ = ["Microphone", "Sound", "audio_device", "audio_file", "drummer", "drums"]

RATE = 44100  # samples a second of files and of the drummer
AHEAD = 0.05  # s that a known sound is heard early, so that its onsets come in time
MOST = 5.0  # s that are caught up with in one frame
BLOCKS = 200  # of a device that wait; older ones are dropped
SILENT = 1.0  # s without a block after which a device is taken for silent

Samples = NDArray[np.float32]


class Sound:
    """A sound that is known beforehand, played in time with the polling clock; nothing comes out of the speakers."""

    def __init__(self, read: Callable[[int], Samples], rate: int, name: str, since: float | None = None) -> None:
        """Hear ``read(n)``, the next n samples or fewer at the end, from ``since`` (s), the first poll without."""
        self.analyser, self._read, self._rate, self._name = SoundAnalyser(rate), read, rate, name
        self._since, self._count, self._ended = since, 0, False
        self._due: deque[Event] = deque()

    def poll(self, now: float) -> list[Event]:
        """Return what began up to ``now``."""
        self._since = now if self._since is None else self._since
        wanted = min(int((now + AHEAD - self._since) * self._rate) - self._count, int(MOST * self._rate))
        if wanted > 0 and not self._ended:
            samples = self._read(wanted)
            self._ended = len(samples) < wanted
            self._count += len(samples)
            # An onset is told a little after it was: the order is that of the times.
            self._due = deque(sorted([*self._due, *self.analyser.hear(samples)], key=lambda event: event.time))
        events = []
        while self._due and self._since + self._due[0].time <= now:
            event = self._due.popleft()
            events.append(Event(self._since + event.time, event.address, event.value))
        return events

    def said(self) -> str:
        """Return what is heard, and its beat."""
        return f"sound: {self._name}{' (ended)' if self._ended else ''}{_beat(self.analyser)}"

    def close(self) -> None:
        """Hear no more."""
        self._ended = True
        self._due.clear()


def audio_file(path: Path, since: float | None = None) -> Sound:
    """Return the source that hears ``path``, whatever FFmpeg reads; raises DataError where it holds no sound."""
    chunks = _decoded(path)
    first = next(chunks, None)
    if first is None:
        if not path.exists():
            raise DataError(f"{path}: no such file; name a sound, a device, or drummer")
        raise DataError(f"{path}: no sound can be read from this file; name a WAV, FLAC, MP3 or any film with sound")
    return Sound(_reader(first, chunks), RATE, path.name, since)


def drummer(seed: int, bpm: float = 120.0, since: float | None = None) -> Sound:
    """Return the source of a drummer who plays ``bpm`` beats a minute, differently for each seed; never ends."""
    at = 0

    def read(count: int) -> Samples:
        nonlocal at
        at += count
        return drums(seed, bpm, at - count, count)

    return Sound(read, RATE, f"drummer {seed}", since)


def drums(seed: int, bpm: float, start: int, count: int, rate: int = RATE) -> Samples:
    """Return ``count`` samples from sample ``start`` on: a kick on each beat, a hat between, a voice that moves."""
    beat = 60.0 / bpm
    times = (start + np.arange(count)) / rate
    index = np.floor(times / beat).astype(np.int64)
    sound = 0.05 * np.sin(2 * np.pi * 220.0 * times) * (1.0 + np.sin(2 * np.pi * times / (8 * beat)))
    for number in range(int(index[0]) if count else 0, int(index[-1]) + 1 if count else 0):
        noise = np.random.default_rng((seed, number))
        here = index == number
        after = times[here] - number * beat
        kick = 0.6 * np.sin(2 * np.pi * 55.0 * after) * np.exp(-after / 0.08)
        late = after - 0.5 * beat
        strike = noise.uniform(0.05, 0.2) * np.where(late >= 0.0, np.exp(-np.maximum(late, 0.0) / 0.02), 0.0)
        hiss = _hash(seed, start + np.flatnonzero(here))
        sound[here] += kick + strike * hiss
    return sound.astype(np.float32)


def audio_device(name: str = "") -> InputSource:
    """
    Return the input device whose name holds ``name``, the system's own without; a ``Null`` where there is none.

    Raises UsageError where others are there, but not this one.
    """
    try:
        import sounddevice
    except Exception as error:  # OSError: no PortAudio
        return Null(f"no sound on this machine ({error}); install PortAudio, or play a file; the show goes on")
    try:
        devices = [str(one["name"]) for one in sounddevice.query_devices() if one["max_input_channels"] > 0]
        if name and devices and not any(name in one for one in devices):
            hint = nearest(name, devices, f"there are: {', '.join(devices)}")
            raise UsageError(f"no sound device '{name}'{hint}")
        return Microphone(sounddevice.InputStream, name)
    except UsageError:
        raise
    except Exception as error:  # PortAudio's own, in many classes
        return Null(f"no sound comes in ({error}); the show goes on without it")


class Microphone:
    """A device that is being heard; one that falls silent lets its bands go."""

    def __init__(self, stream: Callable[..., Any], name: str = "") -> None:
        """Open ``stream``, as sounddevice's ``InputStream``, on the device ``name``."""
        self._blocks: deque[Samples] = deque(maxlen=BLOCKS)
        self._name, self._heard, self._silent = name or "microphone", time.perf_counter(), False
        self._stream = stream(device=name or None, channels=1, callback=self._take)
        self.analyser = SoundAnalyser(int(self._stream.samplerate))
        self._stream.start()

    def poll(self, now: float) -> list[Event]:
        """Return what was heard; its time is when it was heard, for a device's clock is not ours."""
        if self._blocks:
            blocks = [self._blocks.popleft() for _ in range(len(self._blocks))]
            self._heard, self._silent = now, False
            events = self.analyser.hear(np.concatenate(blocks))
            return [Event(now, event.address, event.value) for event in events]
        if now - self._heard < SILENT or self._silent:
            return []
        self._silent = True
        return [Event(now, f"/audio/{name}", 0.0) for name in ("low", "mid", "high", "onset")]

    def said(self) -> str:
        """Return what is heard, and its beat."""
        return f"sound: {self._name}{' (silent)' if self._silent else ''}{_beat(self.analyser)}"

    def close(self) -> None:
        """Let go of the device."""
        with suppress(Exception):  # it may be gone already
            self._stream.close()

    def _take(self, block: Any, *_: object) -> None:  # noqa: ANN401
        """Keep a block [frames, 1] that PortAudio's own thread brings."""
        self._blocks.append(np.array(block[:, 0], np.float32))


def _decoded(path: Path) -> Iterator[Samples]:
    """Give the sound of a file in mono; what is damaged on the way ends it."""
    import av

    try:
        with open_media(path) as container:
            if not container.streams.audio:
                return
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            for frame in container.decode(audio=0):
                for piece in resampler.resample(frame):
                    yield piece.to_ndarray()[0]
            for piece in resampler.resample(None):
                yield piece.to_ndarray()[0]
    except PlaylistError as error:
        raise DataError(f"{path}: no sound can be read from this file: {error}") from error
    except (av.FFmpegError, OSError, ValueError):
        return


def _reader(first: Samples, chunks: Iterator[Samples]) -> Callable[[int], Samples]:
    """Return what gives the next n samples of ``chunks``."""
    left = first

    def read(count: int) -> Samples:
        nonlocal left
        parts, held = [left], len(left)
        while held < count and (more := next(chunks, None)) is not None:
            parts.append(more)
            held += len(more)
        whole = np.concatenate(parts)
        left = whole[count:]
        return whole[:count]

    return read


def _hash(seed: int, samples: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return white noise -1 .. 1 [n], the same for the same sample however they are cut (PCG-RXS-M-XS, 32 bit)."""
    state = (samples.astype(np.uint64) + np.uint64(seed & 0xFFFFFFFF) * np.uint64(0x9E3779B9)).astype(np.uint32)
    state = state * np.uint32(747796405) + np.uint32(2891336453)
    word = ((state >> ((state >> np.uint32(28)) + np.uint32(4))) ^ state) * np.uint32(277803737)
    return np.asarray(((word >> np.uint32(22)) ^ word) / 2.0**31 - 1.0)


def _beat(analyser: SoundAnalyser) -> str:
    return f", {analyser.bpm:.0f} beats a minute" if analyser.bpm == analyser.bpm else ""
