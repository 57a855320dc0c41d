"""The limiter in numpy: the twin of renderer.gpu.guard, for tests and for films that exist already."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_encode
from renderer.core.flash import DESK, Geometry, Limits
from renderer.core.flashwatch import GRID
from renderer.core.flicker import linear, shrink
from renderer.core.hold import Hold

__all__ = ["Limiter"]


class Limiter:
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
        self._hold = Hold(self._fps, self._geometry, self._limits, self._grid)
        self._before: NDArray[np.uint8] | None = None
        self._frame = 0

    @property
    def acted(self) -> float:
        """Share of the picture that was held back in the last frame."""
        return self._hold.share

    def show(self, frame: NDArray[np.uint8], time: float | None = None) -> NDArray[np.uint8]:
        """Return what may be shown of ``frame``: itself, byte for byte, where nothing offends."""
        shown = frame

        def blend(weights: NDArray[np.float32]) -> NDArray[np.float32]:
            nonlocal shown
            assert self._before is not None
            shown = mixed(frame, self._before, weights)
            return shrink(shown, self._grid)

        self._hold.show(shrink(frame, self._grid), self._frame / float(self._fps) if time is None else time, blend)
        self._frame += 1
        self._before = shown
        return shown


def mixed(new: NDArray[np.uint8], old: NDArray[np.uint8], weights: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return ``new`` drawn towards ``old`` in linear light by ``weights``, which are linear between their middles."""
    height, width = new.shape[:2]
    full = _across(_across(weights, height).T, width).T
    part = (full > 0.0) & (full < 1.0)
    out = np.where((full >= 1.0)[..., None], old, new)
    if part.any():
        light, before = linear(new[part]), linear(old[part])
        light += (before - light) * full[part][:, None]
        out[part] = np.rint(srgb_encode(light) * 255.0).astype(np.uint8)
    return out


def _across(values: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return ``values`` [n, ...] at ``count`` places along the first axis."""
    size = len(values)
    if size == count:
        return values
    at = np.clip((np.arange(count) + 0.5) * size / count - 0.5, 0, size - 1)
    left = np.minimum(at.astype(int), max(0, size - 2))
    right = np.minimum(left + 1, size - 1)
    step = (at - left).astype(np.float32)[:, None]
    found: NDArray[np.float32] = values[left] + step * (values[right] - values[left])
    return found
