"""The tempo of a beat, from how strongly things begin."""

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["FASTEST", "SLOWEST", "beats_per_minute"]

SLOWEST, FASTEST = 40.0, 200.0  # beats a minute
USUAL, OCTAVES = 120.0, 1.0  # where people tap, and how far around it, as standard deviation
NEARLY = 0.7  # of the best, at which a faster beat is taken: its multiples repeat as well as it does
SURE = 0.25  # of the envelope's own power that must come again after one beat
MULTIPLES = 8


def beats_per_minute(strength: NDArray[np.floating], step: float) -> float:
    """
    Return the beats a minute of ``strength`` [n], onset strengths each ``step`` s; NaN where there is no beat.

    Autocorrelation weighted towards 120 by a normal curve over octaves (D. Ellis, Beat Tracking by Dynamic
    Programming, JNMR 2007), made precise by the peaks at multiples of the beat.
    """
    if len(strength) < 4 or len(strength) * step < 3.0 * 60.0 / FASTEST:
        return math.nan
    smooth = np.convolve(strength, (0.25, 0.5, 0.25), "same")
    found = _correlation(smooth - smooth.mean())
    if found is None:
        return math.nan
    shortest, longest = max(1, math.floor(60.0 / FASTEST / step)), math.ceil(60.0 / SLOWEST / step)
    lags = np.arange(shortest, min(longest, len(found) - 2) + 1)
    if not len(lags):
        return math.nan
    weights = np.exp(-0.5 * (np.log2(60.0 / (lags * step) / USUAL) / OCTAVES) ** 2)
    peaks = [i for i in lags if found[i] >= max(found[i - 1], found[i + 1]) and found[i] >= SURE]
    if not peaks:
        return math.nan
    weighed = {lag: found[lag] * weights[lag - shortest] for lag in peaks}
    best = min(lag for lag in peaks if weighed[lag] >= NEARLY * max(weighed.values()))
    bpm = 60.0 / (_precise(found, int(best)) * step)
    return bpm if SLOWEST <= bpm <= FASTEST else math.nan


def _correlation(envelope: NDArray[np.floating]) -> NDArray[np.floating] | None:
    """Return how well ``envelope`` agrees with itself after each lag, up to half its length; 1 at lag 0."""
    n = len(envelope)
    power = np.abs(np.fft.rfft(envelope, 2 * n)) ** 2
    found = np.fft.irfft(power)[: n // 2 + 2] / (n - np.arange(n // 2 + 2))
    return found / found[0] if found[0] > 1e-12 else None


def _precise(found: NDArray[np.floating], lag: int) -> float:
    """Return the lag between samples, from the farthest multiple that still repeats."""
    exact = _top(found, lag)
    for multiple in range(2, MULTIPLES + 1):
        near = round(exact * multiple)
        if near + 2 >= len(found):
            break
        peak = near - 1 + int(np.argmax(found[near - 1 : near + 2]))
        if found[peak] < 0.5 * found[lag] or peak + 1 >= len(found):
            break
        exact = _top(found, peak) / multiple
    return exact


def _top(found: NDArray[np.floating], peak: int) -> float:
    """Return where the parabola through a peak and its neighbours has its top."""
    left, top, right = found[peak - 1 : peak + 2]
    bend = left - 2.0 * top + right
    return peak + (0.5 * float(np.clip((left - right) / bend, -1.0, 1.0)) if bend < 0.0 else 0.0)
