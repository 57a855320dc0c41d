"""From a pixel to the form: the place seen there, its normal, and what a move of the mouse means in space."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.view import View, ray
from renderer.frames.engine import Engine

__all__ = ["footprint", "in_plane", "normal_at", "pixel_of", "seen", "touched"]

Vec = tuple[float, float, float]
Spot = tuple[float, float]  # 0 .. 1 of the picture, from its lower left


def seen(engine: Engine, spot: Spot) -> Vec | None:
    """Return the place seen at ``spot``, mm; None where nothing is, and beside the picture."""
    if not all(0.0 <= part < 1.0 for part in spot):
        return None
    width, height = engine.size
    return engine.place_at(int(spot[0] * width), int((1.0 - spot[1]) * height))


def touched(engine: Engine, spot: Spot, radius: float) -> Vec | None:
    """
    Return the place that a brush of ``radius`` mm touches at ``spot``; None where there is no form within it.

    What is glass, or just beside an edge, is not seen: it lies as deep as the form nearest to it.
    """
    view, found = engine.view, seen(engine, spot)
    if view is None or found is not None:
        return found
    middle = in_plane(view, spot, _vec(np.add(view.corner, np.add(view.right, view.up) / 2)))
    reach = radius / footprint(view, engine.size, middle)  # px
    for part in (0.25, 0.5, 0.9):
        for x, y in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            long = part * reach / (x * x + y * y) ** 0.5
            beside = seen(engine, (spot[0] + long * x / engine.size[0], spot[1] + long * y / engine.size[1]))
            if beside is not None:
                return in_plane(view, spot, beside)
    return None


def normal_at(engine: Engine, spot: Spot, radius: float) -> Vec:
    """
    Return the outward normal of the form at ``spot``, unit; towards the eye where too little of it is seen.

    It is that of the plane through what is seen around, a third of ``radius`` (mm) away: a brush follows
    the form, and not its grain.
    """
    view, centre = engine.view, seen(engine, spot)
    if view is None or centre is None:
        return 0.0, 0.0, 1.0
    step = max(2.0, radius / 3.0 / footprint(view, engine.size, centre))
    ways = [(step / engine.size[0] * x, step / engine.size[1] * y) for x, y in ((1, 0), (0, 1), (-1, 0), (0, -1))]
    around = [seen(engine, (spot[0] + x, spot[1] + y)) for x, y in ways]
    # What lies beyond an edge is another tooth.
    offsets = [np.subtract(place, centre) for place in around if place is not None]
    offsets = [offset for offset in offsets if np.linalg.norm(offset) < radius]
    towards = np.subtract(view.eye, centre)
    if len(offsets) < 2:
        return _unit(towards)
    normal = np.linalg.svd(np.array(offsets))[2][2]
    if abs(normal @ towards) < 0.05 * np.linalg.norm(towards):
        return _unit(towards)
    return _unit(normal if normal @ towards > 0.0 else -normal)


def in_plane(view: View, spot: Spot, place: Vec) -> Vec:
    """Return the point behind ``spot`` in the plane through ``place`` that is parallel to the screen, mm."""
    normal = np.cross(view.right, view.up)
    way = ray(view, *spot)
    far = (normal @ np.subtract(place, view.eye)) / (normal @ way)
    return _vec(np.add(view.eye, far * way))


def footprint(view: View, size: tuple[int, int], place: Vec) -> float:
    """Return how many mm a pixel covers at ``place``."""
    normal = np.cross(view.right, view.up)
    far = (normal @ np.subtract(place, view.eye)) / (normal @ np.subtract(view.corner, view.eye))
    return float(np.linalg.norm(view.right)) / size[0] * abs(float(far))


def pixel_of(view: View, place: Vec) -> Spot | None:
    """Return where on the picture ``place`` is seen, None where it is not before the eye."""
    way, corner = np.subtract(place, view.eye), np.subtract(view.corner, view.eye)
    normal = np.cross(view.right, view.up)
    along = (normal @ way) / (normal @ corner)
    if not along > 1e-6:
        return None
    at = way / along - corner
    right, up = np.array(view.right), np.array(view.up)
    return float(at @ right / (right @ right)), float(at @ up / (up @ up))


def _unit(vector: NDArray[Any]) -> Vec:
    return _vec(vector / np.linalg.norm(vector))


def _vec(vector: NDArray[Any]) -> Vec:
    x, y, z = map(float, vector)
    return x, y, z
