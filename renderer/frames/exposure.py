"""How light becomes a picture: samples over the pixel and the open shutter, and the numbers they end as."""

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Exposure", "places"]


@dataclass(frozen=True, slots=True)
class Exposure:
    """
    How a frame is exposed and kept.

    samples : drawn per frame, jittered inside the pixel and over ``shutter`` (0 .. 1 frame)
    depth : 8 or 16 bit sRGB codes, or 32 bit linear float
    alpha : keep transparency beside straight colour; without, the picture stands on black
    """

    samples: int = 1
    shutter: float = 0.0
    depth: int = 8
    alpha: bool = False


def places(samples: int, shutter: float = 0.0) -> Iterator[tuple[float, float, float]]:
    """
    Yield ``samples`` triples (x, y, t): px from the pixel's centre, and frames from the frame's time.

    x and y lie in -0.5 .. 0.5 and t in -shutter/2 .. shutter/2; one sample sits at the centre, now. The
    R3 sequence fills the cube evenly for any count (M. Roberts, "The unreasonable effectiveness of
    quasirandom sequences", 2018).

    >>> list(places(1, 0.5))
    [(0.0, 0.0, 0.0)]
    """
    if samples == 1:
        yield 0.0, 0.0, 0.0
        return
    root = 1.2207440846057596  # of x**4 = x + 1
    for n in range(1, samples + 1):
        x, y, t = ((0.5 + n / root**power) % 1.0 - 0.5 for power in (1, 2, 3))
        yield x, y, t * shutter
