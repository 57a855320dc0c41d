"""For which rooms a picture passes: how far away the nearest viewer must be, for each width of it.

A picture's flashes are judged by angles alone, and those depend on distance over width only: what passes 3 m
before a wall of 4 m passes 1.5 m before one of 2 m.
"""

from collections.abc import Iterable
from dataclasses import replace

from .limits import DESK, WALL, Geometry

__all__ = ["ROOMS", "WIDTHS", "further", "passes_from", "ratio", "rooms_said"]

ROOMS = (WALL, DESK)  # where a film is judged that does not know its room, the nearer, which is the stricter, first
WIDTHS = (1.0, 2.0, 4.0, 8.0)  # m
# Distances in widths of the picture at which a film is judged again that fails at one of ROOMS. From 4.9 widths on a
# quarter of a 16:9 screen is the smaller area, and further away nothing is stricter.
_STEPS = (1.2, 3.0, 5.0)


def ratio(place: Geometry) -> float:
    """Return how many widths of the picture the nearest viewer is away."""
    return place.distance_m / place.width_m


def further(judged: Iterable[tuple[Geometry, bool]]) -> tuple[Geometry, ...]:
    """Return where else to judge what fails at one of the places ``judged``, to say from where on it passes."""
    found = list(judged)
    failed = [ratio(place) for place, passes in found if not passes]
    passed = [ratio(place) for place, passes in found if passes and ratio(place) > max(failed, default=0.0)]
    if not failed:
        return ()
    low, high = max(failed), min(passed, default=float("inf"))
    return tuple(replace(WALL, distance_m=WALL.width_m * step) for step in _STEPS if low < step < high)


def passes_from(judged: Iterable[tuple[Geometry, bool]]) -> float | None:
    """
    Return from how many widths on it passes wherever it was judged; None where it fails at the furthest place.

    >>> passes_from([(WALL, False), (DESK, True)]) == ratio(DESK)
    True
    """
    found: float | None = None
    for place, passes in sorted(judged, key=lambda each: -ratio(each[0])):
        if not passes:
            break
        found = ratio(place)
    return found


def rooms_said(widths: float | None) -> str:
    """
    Say for which rooms it passes, from ``widths`` of the picture on; None for none.

    >>> rooms_said(0.75)
    'for rooms: 1 m wide from 0.75 m on, 2 m from 1.5 m, 4 m from 3 m, 8 m from 6 m'
    """
    if widths is None:
        return "for rooms: none of those that were judged"
    first, *rest = [(width, -(-round(100 * width * widths, 6) // 1) / 100) for width in WIDTHS]
    said = [f"{first[0]:g} m wide from {first[1]:g} m on", *(f"{width:g} m from {far:g} m" for width, far in rest)]
    return f"for rooms: {', '.join(said)}"
