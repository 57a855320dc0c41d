"""What a sound does: how loud its bands are, where something begins, and how fast the beat goes.

One short Fourier transform each 10 ms feeds all three. Pure arithmetic on samples as they come: the same samples
give the same events, however they are cut.
"""

import math
from collections import deque
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .event import Event
from .tempo import FASTEST, SLOWEST, beats_per_minute

__all__ = ["BANDS", "SoundAnalyser"]

HOP, WINDOW = 0.010, 1024 / 44100  # s
BANDS = {"low": (20.0, 250.0), "mid": (250.0, 4000.0), "high": (4000.0, 16000.0)}  # Hz
QUIET = 60.0  # dB under full scale that a band is 0 at
ATTACK, RELEASE = 0.01, 0.2  # s, time constants of a band
FILTERS, LOWEST, HIGHEST = 32, 30.0, 16000.0  # bands of the flux, Hz
LOUDNESS = 1000.0  # compression of the magnitudes: a soft onset counts nearly as a loud one
PAST, ABOVE, FLOOR = 0.5, 2.0, 0.06  # s of flux, how far above its median, and above nothing, an onset stands
APART, PULSE = 0.06, 0.05  # s between two onsets, and that one lasts
EARLY = 0.009  # s before its window's end that an onset was, measured on clicks
MEMORY, EVERY = 8.0, 0.5  # s of onset strength that tell the tempo, and between two estimates


class SoundAnalyser:
    """
    Hears mono samples -1 .. 1 and tells events, timed in s since the first sample:

        /audio/low, mid, high   RMS of the band in dB over 60 dB, as 0 .. 1; a sine of full scale is 0.95
        /audio/onset            strength 0 .. 1, and 0 when it is over
        /audio/tempo            0 .. 1 over 40 .. 200 beats a minute

    Onsets: spectral flux (S. Dixon, Onset Detection Revisited, DAFx 2006) of log magnitudes in bands of equal
    interval (S. Boeck et al., ISMIR 2012), above a threshold that follows its recent median (J. P. Bello et
    al., IEEE TSAP 13, 2005).
    bpm : beats a minute, NaN while there is no beat
    """

    def __init__(self, rate: int) -> None:
        """Hear ``rate`` samples a second."""
        self.rate, self.bpm = rate, math.nan
        self.hop = max(1, round(rate * HOP))
        self.size = 1 << max(4, round(math.log2(rate * WINDOW)))
        self._window = np.hanning(self.size + 1)[:-1]
        frequencies = np.fft.rfftfreq(self.size, 1 / rate)
        power = 2.0 / (self.size * float((self._window**2).sum()))  # Parseval: of a band's bins to its mean square
        self._bands = np.array([(frequencies >= low) & (frequencies < high) for low, high in BANDS.values()]) * power
        self._filters = _filters(frequencies) / self.size
        self._levels = [0.0] * len(BANDS)
        self._waiting = np.zeros(self.size - self.hop)  # silence before the first sample
        self._before = np.zeros(len(self._filters))
        self._count = 0
        self._flux: deque[float] = deque([0.0] * 3, maxlen=max(3, round(PAST / self._step)))
        self._strength: deque[float] = deque(maxlen=round(MEMORY / self._step))
        self._onset, self._over = float("-inf"), math.inf

    @property
    def _step(self) -> float:
        """Seconds between two windows."""
        return self.hop / self.rate

    def hear(self, samples: NDArray[np.floating]) -> list[Event]:
        """Return what ``samples`` [n] tell; numbers that are none are heard as silence."""
        sound = np.nan_to_num(np.clip(samples, -1.0, 1.0), nan=0.0)
        self._waiting = np.concatenate([self._waiting, sound])
        windows = max(0, (len(self._waiting) - self.size) // self.hop + 1)
        if not windows:
            return []
        frames = sliding_window_view(self._waiting, self.size)[:: self.hop][:windows] * self._window
        spectra = np.abs(np.fft.rfft(frames, axis=1))
        self._waiting = self._waiting[windows * self.hop :]
        loud = np.log1p(LOUDNESS * (spectra @ self._filters.T))
        rises = np.maximum(0.0, np.diff(loud, axis=0, prepend=self._before[None])).mean(axis=1)
        self._before = loud[-1]
        squares = spectra**2 @ self._bands.T
        events: list[Event] = []
        for square, flux in zip(squares, rises.tolist(), strict=True):
            self._count += 1
            end = self._count * self._step  # s of the window's end
            events += self._levelled(end, square)
            events += self._begun(end, flux)
        return events

    def _levelled(self, now: float, squares: NDArray[np.floating]) -> list[Event]:
        """Return the bands' levels, quick to rise and slow to fall."""
        aims = np.clip(1.0 + 10.0 * np.log10(np.maximum(squares, 1e-12)) / QUIET, 0.0, 1.0).tolist()
        for i, aim in enumerate(aims):
            constant = ATTACK if aim > self._levels[i] else RELEASE
            self._levels[i] += (aim - self._levels[i]) * (1.0 - math.exp(-self._step / constant))
        return [Event(now, f"/audio/{name}", level) for name, level in zip(BANDS, self._levels, strict=True)]

    def _begun(self, now: float, flux: float) -> list[Event]:
        """Return an onset where the window before this one was a peak, and the tempo now and then."""
        past = [*self._flux]
        threshold = FLOOR + ABOVE * sorted(past)[len(past) // 2]
        self._flux.append(flux)
        self._strength.append(max(0.0, flux - threshold))
        events = []
        at, peak = now - self._step - EARLY, past[-1]
        if now >= self._over:
            events.append(Event(now, "/audio/onset", 0.0))
            self._over = math.inf
        if peak > threshold and peak > flux and peak >= past[-2] and at - self._onset >= APART:
            self._onset, self._over = at, now + PULSE
            events.append(Event(max(0.0, at), "/audio/onset", 1.0 - threshold / peak))
        if self._count % max(1, round(EVERY / self._step)) == 0:
            self.bpm = beats_per_minute(np.array(self._strength), self._step)
            if not math.isnan(self.bpm):
                events.append(Event(now, "/audio/tempo", (self.bpm - SLOWEST) / (FASTEST - SLOWEST)))
        return events


def _filters(frequencies: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return which bins [bins] make up each band of equal musical interval, [bands, bins]; none is empty."""
    edges = np.geomspace(LOWEST, min(HIGHEST, frequencies[-1]), FILTERS + 1)
    masks = [(frequencies >= low) & (frequencies < high) for low, high in pairwise(edges)]
    return np.array([mask for mask in masks if mask.any()], np.float64)
