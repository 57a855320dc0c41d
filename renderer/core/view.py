"""Views: an eye, and the window in space that it looks through.

A view never turns towards what it sees: its screen stands still and the eye moves, so the picture is
off-axis. One such function serves light fields, stereo, pyramids and head tracking (R. Kooima,
"Generalized Perspective Projection", 2009). Units are those of the scene, millimetres; x is right,
y up, z towards the viewer.
"""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .camera import Camera
from .volume import Vec, Volume

__all__ = ["View", "Volume", "aimed", "equirect", "head", "light_field", "matrix", "orbit", "plain", "ray", "rays",
           "stereo"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """
    An eye and its window.

    eye : where it is, mm
    corner : lower left corner of the screen; ``right`` and ``up`` are its edges from there
    bounds : left, right, bottom, top in radians of an equirectangular picture around the eye,
        in place of the flat screen; forward is against ``right`` x ``up``
    alone : whether it is a picture of its own, no cut-out, and none that a display makes something of: a scene
        may draw a ground behind its form
    faces : how far each face of the display that it belongs to has walked around the form, deg; () where all its
        eyes stand before one: a camera then frames the form for all of them alike
    """

    eye: Vec
    corner: Vec
    right: Vec
    up: Vec
    bounds: tuple[float, float, float, float] | None = None
    alone: bool = False
    faces: tuple[float, ...] = ()

    @property
    def uniforms(self) -> dict[str, Any]:
        """What the shaders know of it."""
        return {
            "u_eye": self.eye,
            "u_screen_corner": self.corner,
            "u_screen_right": self.right,
            "u_screen_up": self.up,
            "u_bounds": self.bounds or (0.0, 0.0, 0.0, 0.0),
            "u_alone": int(self.alone),
        }


def plain(volume: Volume, aspect: float) -> View:
    """Return the view of one eye straight before ``volume``; aspect is width / height of the picture."""
    return head(volume, aspect, (0.0, 0.0, volume.distance))


def head(volume: Volume, aspect: float, eye: Vec) -> View:
    """
    Return the view of an eye at ``eye`` (mm from the centre) through the volume's focal plane.

    The plane shows the whole volume; where ``aspect`` differs, its longer side grows.
    Raises ValueError where the eye does not stand before the plane.
    """
    if not eye[2] > 0.0 or not all(map(math.isfinite, eye)):
        raise ValueError(f"an eye at {eye} mm does not stand before the focal plane")
    high = max(volume.height, volume.width / aspect)
    wide = high * aspect
    x, y, z = volume.centre
    return View(
        (x + eye[0], y + eye[1], z + eye[2]),
        (x - wide / 2, y - high / 2, z),
        (wide, 0.0, 0.0),
        (0.0, high, 0.0),
    )


def light_field(volume: Volume, aspect: float, count: int, cone: float) -> tuple[View, ...]:
    """
    Return ``count`` views from left to right, spread over ``cone`` degrees.

    Each stands in the middle of its share of the cone: x = distance tan(cone ((i + 1/2) / n - 1/2)),
    as Looking Glass's webxr library places them; with fence posts the same number would reach farther.
    """
    angles = math.radians(cone) * ((np.arange(count) + 0.5) / count - 0.5)
    reach = volume.distance * np.tan(angles)
    return tuple(head(volume, aspect, (float(x), 0.0, volume.distance)) for x in reach)


def stereo(
    volume: Volume, aspect: float, separation: float, distance: float | None = None
) -> tuple[View, View]:
    """Return the views of a left and a right eye ``separation`` mm apart, ``distance`` mm before the plane."""
    z = distance or volume.distance
    left, right = (head(volume, aspect, (side * separation / 2, 0.0, z)) for side in (-1.0, 1.0))
    return left, right


def orbit(volume: Volume, aspect: float, yaw: float, faces: tuple[float, ...] = ()) -> View:
    """
    Return the plain view after walking ``yaw`` degrees around the volume, to the right when positive.

    faces : all such ways, of a display that shows the form from several sides
    """
    return replace(aimed(plain(volume, aspect), volume, Camera(azimuth=yaw), 0.0), faces=faces)


def aimed(view: View, volume: Volume, camera: Camera, playhead: float) -> View:
    """
    Return ``view`` of ``volume`` from where ``camera`` stands at ``playhead`` (0 .. 1 of the loop).

    The same turn, scale and shift act on every eye and its window, so that what lay in their focal plane still does:
    light fields, stereo pairs and faces of a pyramid see one turned form. Distances from the eye grow with
    ``camera.distance``. A view that is alone is seen from ``camera.alone``, where there is one; one that is a face
    among others, from where all of them hold what the camera has framed.
    Raises ValueError where that distance is not greater than 0, or a number is not finite.
    """
    if view.alone and camera.alone is not None:
        camera = camera.alone
    camera = camera.for_faces(view.faces, volume, float(np.linalg.norm(view.right) / np.linalg.norm(view.up)))
    numbers = (camera.azimuth, camera.elevation, camera.distance, camera.travel, *camera.aim)
    if not (all(map(math.isfinite, numbers)) and camera.distance > 0.0):
        raise ValueError(f"no camera stands at {camera}: its distance is greater than 0, and all numbers are finite")
    turn = _turned(camera.azimuth + camera.travel * math.sin(math.tau * playhead), camera.elevation) * camera.distance
    centre = np.array(volume.centre)

    def moved(point: Vec) -> Vec:
        return _vec(turn @ (np.array(point) - centre) + centre + np.array(camera.aim))

    return View(moved(view.eye), moved(view.corner), _vec(turn @ view.right), _vec(turn @ view.up), view.bounds,
                view.alone, view.faces)  # fmt: skip


def _turned(azimuth: float, elevation: float) -> NDArray[np.float64]:
    """Return the turn that climbs by ``elevation`` and then walks around by ``azimuth``, deg, [3, 3]."""
    (c, s), (d, t) = ((math.cos(math.radians(a)), math.sin(math.radians(a))) for a in (azimuth, elevation))
    around = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    return np.asarray(around @ np.array([[1.0, 0.0, 0.0], [0.0, d, t], [0.0, -t, d]]))


def _vec(array: NDArray[np.float64]) -> Vec:
    x, y, z = array.tolist()
    return x, y, z


def equirect(volume: Volume, bounds: tuple[float, float, float, float], offset: Vec = (0.0, 0.0, 0.0)) -> View:
    """Return an equirectangular view around the default eye, moved by ``offset`` mm; bounds in radians."""
    front = plain(volume, volume.width / volume.height)
    x, y, z = (a + b for a, b in zip(front.eye, offset, strict=True))
    return View((x, y, z), front.corner, front.right, front.up, bounds)


def matrix(view: View, near: float, far: float) -> NDArray[np.float64]:
    """Return Kooima's projection times view matrix, [4, 4], for column vectors; near and far in mm."""
    if view.bounds is not None:
        raise ValueError("an equirectangular view has no matrix")
    eye, corner, right, up = map(np.array, (view.eye, view.corner, view.right, view.up))
    vr, vu = right / np.linalg.norm(right), up / np.linalg.norm(up)
    vn = np.cross(vr, vu)
    va = corner - eye
    scale = near / -(vn @ va)
    left, bottom = vr @ va * scale, vu @ va * scale
    r, t = vr @ (va + right) * scale, vu @ (va + up) * scale
    frustum = np.array([
        [2 * near / (r - left), 0, (r + left) / (r - left), 0],
        [0, 2 * near / (t - bottom), (t + bottom) / (t - bottom), 0],
        [0, 0, -(far + near) / (far - near), -2 * far * near / (far - near)],
        [0, 0, -1, 0],
    ])  # fmt: skip
    move = np.eye(4)
    move[:3, :3] = np.stack([vr, vu, vn])
    move[:3, 3] = -move[:3, :3] @ eye
    return np.asarray(frustum @ move)


def rays(view: View, width: int, height: int) -> NDArray[np.float64]:
    """Return the unit direction through each pixel's centre, [height, width, 3], top row first."""
    u = ((np.arange(width) + 0.5) / width)[None, :, None]
    v = 1.0 - ((np.arange(height) + 0.5) / height)[:, None, None]
    return ray(view, u, v)


def ray(view: View, u: float | NDArray[np.float64], v: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the unit direction through the screen's point u, v (0 .. 1 from the lower left), [..., 3]."""
    eye, corner, right, up = map(np.array, (view.eye, view.corner, view.right, view.up))
    if view.bounds is None:
        way = corner + u * right + v * up - eye
    else:
        left, far, bottom, top = view.bounds
        lon, lat = left + u * (far - left), bottom + v * (top - bottom)
        vr, vu = right / np.linalg.norm(right), up / np.linalg.norm(up)
        way = np.cos(lat) * (np.sin(lon) * vr - np.cos(lon) * np.cross(vr, vu)) + np.sin(lat) * vu
    return np.asarray(way / np.linalg.norm(way, axis=-1, keepdims=True))
