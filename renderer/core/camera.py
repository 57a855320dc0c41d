"""Camera: from where a scene is seen: light enough for a scene module to import."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

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
    framed, fill : the points (mm) that ``around`` has framed, and how large, so that a display which shows the form
        from several sides can frame all of them; none: it stands as it is for every side
    """

    azimuth: float = 0.0
    elevation: float = 0.0
    distance: float = 1.0
    aim: Vec = (0.0, 0.0, 0.0)
    travel: float = 0.0
    alone: "Camera | None" = field(default=None, repr=False)
    framed: tuple[Vec, ...] = field(default=(), repr=False)
    fill: float = field(default=0.9, repr=False)

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
        framed = tuple(points)
        seen = [_across(point, volume.centre, azimuth, elevation) for point in framed]
        high = max(volume.height, volume.width / aspect)
        x = y = 0.0
        distance = 1.0
        for _ in range(6):  # perspective hangs on the distance that is sought
            eye = volume.distance * distance
            flat = [((px - x) * eye / (eye - pz), (py - y) * eye / (eye - pz)) for px, py, pz in seen]
            (left, right), (low, top) = ((min(axis), max(axis)) for axis in zip(*flat, strict=True))
            x, y = x + (left + right) / 2.0, y + (low + top) / 2.0
            distance = max((right - left) / (fill * high * aspect), (top - low) / (fill * high), 1e-3)
        aim = _back((x, y, 0.0), azimuth, elevation)
        return cls(azimuth, elevation, distance, aim, travel, framed=framed, fill=fill)

    def for_faces(self, faces: tuple[float, ...], volume: Volume, aspect: float) -> "Camera":
        """
        Return this camera, placed so that each of a display's faces holds all that ``around`` framed, at any time.

        faces : how far each has walked around the form, deg, to the right when positive. All see one form in one size:
            the widest decides. aspect : width / height of each face's picture. Without faces, or where ``around``
            framed nothing, the camera stays as it is.
        """
        return _for_faces(self, faces, volume, aspect) if faces and self.framed else self

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


@lru_cache(maxsize=64)
def _for_faces(camera: Camera, faces: tuple[float, ...], volume: Volume, aspect: float) -> Camera:
    """Return the camera of ``Camera.for_faces``: perspective hangs on the distance that is sought, so it steps."""
    one = camera
    for _ in range(8):
        one = _nearer(one, faces, volume, aspect)
    return one


def _nearer(camera: Camera, faces: tuple[float, ...], volume: Volume, aspect: float) -> Camera:
    """Return ``camera`` about the point in the middle of all faces, by least squares, as far as the widest needs."""
    high = max(volume.height, volume.width / aspect)
    a, b, d = 1e-9, 0.0, 1e-9  # where a single face sees no depth, the point keeps its own
    m = n = reach = 0.0
    rise: list[float] = []
    for face in faces:
        flat = list(_flat(camera, face, volume))
        left, right = min(x for x, _ in flat), max(x for x, _ in flat)
        c, s, off = math.cos(math.radians(face)), math.sin(math.radians(face)), (left + right) / 2.0
        a, b, d, m, n = a + c * c, b - c * s, d + s * s, m + c * off, n - s * off
        reach = max(reach, -left, right)
        rise += [y for _, y in flat]
    move = ((d * m - b * n) / (a * d - b * b), (max(rise) + min(rise)) / 2.0, (a * n - b * m) / (a * d - b * b))
    distance = max(2.0 * reach / (camera.fill * high * aspect), (max(rise) - min(rise)) / (camera.fill * high), 1e-3)
    step = _back(move, camera.azimuth, camera.elevation)
    aim = (camera.aim[0] + step[0], camera.aim[1] + step[1], camera.aim[2] + step[2])
    return replace(camera, distance=distance, aim=aim)


def _flat(camera: Camera, face: float, volume: Volume) -> Iterator[tuple[float, float]]:
    """Yield where ``face`` sees the points of ``camera``, mm right and up in the plane of its aim, while it swings."""
    eye = volume.distance * camera.distance
    for swing in {-camera.travel, 0.0, camera.travel}:
        for point in camera.framed:
            x, y, z = (a - b for a, b in zip(point, camera.aim, strict=True))
            turned = _across((x, y, z), volume.centre, camera.azimuth + swing, camera.elevation)
            x, y, z = _across(turned, (0.0, 0.0, 0.0), face, 0.0)
            yield x * eye / (eye - z), y * eye / (eye - z)


def _back(seen: Vec, azimuth: float, elevation: float) -> Vec:
    """Return a way seen from there (mm to the right, up and nearer) as one in space: what ``_across`` undoes."""
    x, y, z = seen
    (c, s), (d, t) = ((math.cos(math.radians(a)), math.sin(math.radians(a))) for a in (azimuth, elevation))
    y, z = d * y + t * z, d * z - t * y
    return c * x + s * z, y, c * z - s * x


def _across(point: Vec, centre: Vec, azimuth: float, elevation: float) -> Vec:
    """Return ``point`` as seen from there: mm to the right, up and nearer than ``centre``."""
    x, y, z = (a - b for a, b in zip(point, centre, strict=True))
    (c, s), (d, t) = ((math.cos(math.radians(a)), math.sin(math.radians(a))) for a in (azimuth, elevation))
    x, z = c * x - s * z, s * x + c * z
    return x, d * y - t * z, t * y + d * z
