"""Camera: from where a scene is seen: light enough for a scene module to import."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from .volume import Vec, Volume

__all__ = ["Camera"]


@dataclass(frozen=True, slots=True)
class Camera:
    """
    From where a scene is seen. As it comes it stands straight before the scene's box, which is seen whole.

    azimuth : how far it has walked around the box, deg, to the right when positive
    elevation : how far it has climbed over the box, deg, above when positive
    distance : 1 where the box is seen whole, 0.5 where it is seen twice as large; greater than 0
    aim : what stands in the middle, mm from the box's centre; about it the camera turns
    travel : how far it swings to either side once in a loop, deg
    alone : where it stands in place of this where the picture stands for itself, and a scene may draw a ground behind
        its form; ``None``: where it stands for every display
    """

    azimuth: float = 0.0
    elevation: float = 0.0
    distance: float = 1.0
    aim: Vec = (0.0, 0.0, 0.0)
    travel: float = 0.0
    alone: "Camera | None" = field(default=None, repr=False)

    @classmethod
    def around(cls, points: Iterable[Vec], volume: Volume, aspect: float, *, azimuth: float = 0.0,
               elevation: float = 0.0, fill: float = 0.9, travel: float = 0.0) -> "Camera":  # fmt: skip
        """
        Return the camera of that way which sees ``points`` (mm) in the middle, and as large as the picture holds them.

        aspect : width / height of the picture; fill : share of its width or height that they take, whichever is full
            first. Exact to a thousandth where points lie nearer to each other than to the eye; raises ValueError where
            there are none

        >>> Camera.around([(-30.0, 0.0, 0.0), (10.0, 0.0, 0.0)], Volume(width=80.0, height=60.0), 2.0, fill=0.5)
        Camera(azimuth=0.0, elevation=0.0, distance=0.666..., aim=(-10.0, 0.0, 0.0), travel=0.0)
        """
        seen = [_across(point, volume.centre, azimuth, elevation) for point in points]
        high = max(volume.height, volume.width / aspect)
        x = y = 0.0
        distance = 1.0
        for _ in range(6):  # perspective hangs on the distance that is sought
            eye = volume.distance * distance
            flat = [((px - x) * eye / (eye - pz), (py - y) * eye / (eye - pz)) for px, py, pz in seen]
            (left, right), (low, top) = ((min(axis), max(axis)) for axis in zip(*flat, strict=True))
            x, y = x + (left + right) / 2.0, y + (low + top) / 2.0
            distance = max((right - left) / (fill * high * aspect), (top - low) / (fill * high), 1e-3)
        (c, s), (d, t) = ((math.cos(math.radians(a)), math.sin(math.radians(a))) for a in (azimuth, elevation))
        return cls(azimuth, elevation, distance, (c * x - s * t * y, d * y, -s * x - c * t * y), travel)

    def seen(self, point: Vec, volume: Volume, aspect: float) -> tuple[float, float]:
        """
        Return where ``point`` (mm) stands in a picture of ``aspect`` (width / height), -1 .. 1 across and upwards.

        >>> one = Camera.around([(-30.0, 0.0, 0.0), (10.0, 0.0, 0.0)], Volume(width=80.0, height=60.0), 2.0, fill=0.5)
        >>> one.seen((10.0, 0.0, 0.0), Volume(width=80.0, height=60.0), 2.0)
        (0.5, 0.0)
        """
        x, y, z = (a - b for a, b in zip(point, self.aim, strict=True))
        x, y, z = _across((x, y, z), volume.centre, self.azimuth, self.elevation)
        eye, high = volume.distance * self.distance, max(volume.height, volume.width / aspect) * self.distance
        near = 2.0 * eye / (eye - z) / high
        return x * near / aspect, y * near


def _across(point: Vec, centre: Vec, azimuth: float, elevation: float) -> Vec:
    """Return ``point`` as seen from there: mm to the right, up and nearer than ``centre``."""
    x, y, z = (a - b for a, b in zip(point, centre, strict=True))
    (c, s), (d, t) = ((math.cos(math.radians(a)), math.sin(math.radians(a))) for a in (azimuth, elevation))
    x, z = c * x - s * z, s * x + c * z
    return x, d * y - t * z, t * y + d * z
