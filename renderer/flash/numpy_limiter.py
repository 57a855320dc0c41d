"""The limiter in numpy: the twin of renderer.gpu.flash_limiter, for tests and for films that exist already."""

from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_encode

from .attenuate import Attenuation
from .holding import Holding, told
from .light import linear
from .limiter import FrameTimes, Limiter
from .limits import DESK, Geometry, Limits
from .measure import Measured, measure
from .patterns import Search
from .watch import GRID

__all__ = ["NumpyLimiter"]


class NumpyLimiter:
    """Holds pictures, sRGB codes [height, width, 3], inside the limits, without delay."""

    def __init__(
        self,
        fps: float | Fraction,
        geometry: Geometry = DESK,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        grid: tuple[int, int] = GRID,
    ) -> None:
        """``grid`` : columns and rows that are judged, multiples of 5."""
        self._fps, self._geometry, self._limits, self._grid = Fraction(fps), geometry, limits, grid
        self.reset()

    def reset(self) -> None:
        """Forget every picture."""
        self._search = Search(self._geometry, self._limits, self._grid)
        self._limiter = Limiter(self._fps, self._geometry, self._limits, self._grid)
        self._calm = Attenuation(self._limits, self._grid)
        self._before: NDArray[np.uint8] | None = None
        self.measured: tuple[Measured, ...] = ()  # of what was shown last
        self._clock = FrameTimes(self._fps)
        self.acted = 0.0  # share of the picture that was held back or calmed in the last frame
        self.holding: Holding | None = None  # what of it, and why

    def show(self, frame: NDArray[np.uint8], time: float | None = None) -> NDArray[np.uint8]:
        """Return what may be shown of ``frame``: itself, byte for byte, where nothing offends."""
        at = self._clock.at(time)
        seen = measure(frame, self._grid)
        patterns = self._search.look(seen, at)
        fade = self._calm.weights(seen, patterns, at)
        if fade is not None:
            frame = attenuated(frame, self._calm.light, fade)
            seen = measure(frame, self._grid)
        shown = frame

        def blend(weights: NDArray[np.float32]) -> Measured:
            nonlocal shown, seen
            assert self._before is not None
            shown = mixed(frame, self._before, weights)
            seen = measure(shown, self._grid)
            return seen

        self._limiter.show(seen, at, blend)
        faded = np.zeros(0, np.bool_) if fade is None else fade > 0
        self.acted = max(self._limiter.share, float(faded.mean()) if faded.any() else 0.0)
        self.holding = told({**self._limiter.held, "pattern": faded}, self.acted)
        self._before, self.measured = shown, (seen,)
        return shown


def mixed(new: NDArray[np.uint8], old: NDArray[np.uint8], weights: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return ``new`` drawn towards ``old`` in linear light by ``weights``, which are linear between their middles."""
    height, width = new.shape[:2]
    full = _across(_across(weights, height), width, 1)
    part = (full > 0.0) & (full < 1.0)
    out = np.where((full >= 1.0)[..., None], old, new)
    if part.any():
        light, before = linear(new[part]), linear(old[part])
        light += (before - light) * full[part][:, None]
        out[part] = _codes(light)
    return out


def attenuated(frame: NDArray[np.uint8], light: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return ``frame`` drawn towards ``light`` [rows, columns, 3] by ``weights`` [rows, columns]."""
    height, width = frame.shape[:2]
    full = _across(_across(weights, height), width, 1)
    part = full > 0.0
    goal = _across(_across(light, height), width, 1)[part]
    own = linear(frame[part])
    out = frame.copy()
    out[part] = _codes(own + (goal - own) * full[part][:, None])
    return out


def _codes(light: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return sRGB codes for light 0..1 in steps of 1 / 65535: within a tenth of a code of the curve."""
    return np.take(_table(), (light * 65535.0 + 0.5).astype(np.uint16))


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint8]:
    return np.rint(srgb_encode(np.arange(65536) / 65535.0) * 255.0).astype(np.uint8)


def _across(values: NDArray[np.float32], count: int, axis: int = 0) -> NDArray[np.float32]:
    """Return ``values`` at ``count`` places along ``axis``, linear between the middles."""
    size = values.shape[axis]
    if size == count:
        return values
    at = np.clip((np.arange(count) + 0.5) * size / count - 0.5, 0, size - 1)
    left = np.minimum(at.astype(int), max(0, size - 2))
    right = np.minimum(left + 1, size - 1)
    shape = [-1 if n == axis else 1 for n in range(values.ndim)]
    step = (at - left).astype(np.float32).reshape(shape)
    low = values.take(left, axis)
    found: NDArray[np.float32] = low + step * (values.take(right, axis) - low)
    return found
