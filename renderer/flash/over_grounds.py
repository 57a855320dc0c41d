"""Transparent pictures as they are seen over black and over white, and a limiter that holds both.

What flashes over any ground flashes most over one of these: a picture adds its own light, and hides that of the
ground. Straight alpha is composed in sRGB codes, as players do.
"""

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .limits import Geometry
from .numpy_limiter import NumpyLimiter

if TYPE_CHECKING:
    from .measure import Measured

__all__ = ["TransparentLimiter", "composed"]

Codes = NDArray[np.uint8]


def composed(picture: Codes) -> tuple[Codes, ...]:
    """
    Return ``picture``, sRGB codes [height, width, 3 or 4], as it is seen: [height, width, 3], over each ground.

    It comes twice, over black and over white, where it has an alpha channel, and once where it has none.

    >>> [int(seen[0, 0, 0]) for seen in composed(np.array([[[255, 255, 255, 51]]], np.uint8))]
    [51, 255]
    """
    if picture.shape[2] == 3:
        return (np.ascontiguousarray(picture),)
    alpha = picture[..., 3:].astype(np.uint16)
    if int(alpha.min()) == 255:
        return (np.ascontiguousarray(picture[..., :3]),) * 2
    black = (picture[..., :3] * alpha + 127) // 255
    return black.astype(np.uint8), (black + (255 - alpha)).astype(np.uint8)


class TransparentLimiter:
    """Holds pictures, sRGB codes [height, width, 4] with straight alpha, inside the limits over black and white."""

    def __init__(self, fps: Fraction, place: Geometry) -> None:
        """Begin with nothing shown."""
        self._limiters = [NumpyLimiter(fps, place) for _ in range(2)]
        self.acted = 0.0  # share of the picture that was held back or calmed in the last frame
        self.measured: tuple[Measured, ...] = ()  # of what was shown last, over each ground, unless it was held

    def show(self, picture: Codes, time: float) -> Codes:
        """Return what may be shown of ``picture``: itself, byte for byte, where nothing offends."""
        over = composed(picture)
        held = [limiter.show(codes, time) for limiter, codes in zip(self._limiters, over, strict=True)]
        self.acted = max(limiter.acted for limiter in self._limiters)
        changed = ((held[0] != over[0]) | (held[1] != over[1])).any(-1)
        self.measured = ()
        if not changed.any():
            self.measured = tuple(seen for limiter in self._limiters for seen in limiter.measured)
            return picture
        shown = picture.copy()
        shown[changed] = _apart(held[0][changed], held[1][changed])
        return shown


def _apart(black: Codes, white: Codes) -> Codes:
    """Return the colours with alpha, [n, 4], that look like ``black`` over black and like ``white`` over white."""
    light = black.astype(np.float32)
    alpha = 255.0 - (white - light).mean(-1)
    alpha = np.rint(np.clip(alpha, light.max(-1), 255.0))[:, None]
    colour = np.divide(light * 255.0, alpha, out=np.zeros_like(light), where=alpha > 0.0)
    return np.concatenate([np.rint(np.minimum(colour, 255.0)), alpha], 1).astype(np.uint8)
