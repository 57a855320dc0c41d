"""Preflight of a light field: what will ghost, not fit or not play, each with its remedy."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from renderer.core.view import View
from renderer.core.volume import Volume

from .tiles import Grid

__all__ = ["disparity", "reach", "warnings"]

GHOST = 1.0  # px between neighbouring views above which an edge is seen twice


def disparity(views: Sequence[View], tile: int, distance: float, z: float) -> float:
    """
    Return how far a point moves between neighbouring views, px of a tile ``tile`` px wide.

    distance : of the eyes from the focal plane, mm; z : of the point before that plane, mm, negative behind

    Similar triangles: shift on the plane = spacing of the eyes * z / (distance - z).
    """
    if len(views) < 2:
        return 0.0
    apart = _apart(views)
    return tile * apart / views[0].right[0] * abs(z) / (distance - z)


def reach(views: Sequence[View], tile: int, distance: float, *, front: bool) -> float:
    """Return how far a form may stand out (or recede) before it ghosts, mm; inf where nothing ghosts."""
    if len(views) < 2:
        return float("inf")
    apart = _apart(views)
    share = GHOST * views[0].right[0] / (tile * apart)
    return distance * share / (1 + share) if front else distance * share / (1 - share) if share < 1 else float("inf")


def _apart(views: Sequence[View]) -> float:
    """Return the widest gap between neighbouring eyes, mm."""
    return max(b.eye[0] - a.eye[0] for a, b in pairwise(views))


def warnings(grid: Grid, views: Sequence[View], volume: Volume) -> tuple[str, ...]:
    """Return what to know before this quilt is drawn."""
    return (*_depth(grid, views, volume), *_shape(grid, volume))


def _depth(grid: Grid, views: Sequence[View], volume: Volume) -> Iterator[str]:
    """Compare the parallax of neighbouring views with one pixel of a tile."""
    width, far = grid.tile[0], volume.distance
    for side, z in (("front", volume.front), ("back", -volume.back)):
        shift = disparity(views, width, far, z)
        if shift > GHOST:
            sharp = reach(views, width, far, front=side == "front")
            yield (
                f"The {side}, {abs(z):g} mm from the focal plane, moves {shift:.1f} px between neighbouring views: "
                f"beyond {sharp:.0f} mm edges are seen twice. Ask for a flatter light field "
                f"(--with depthiness={_flatter(shift):.2g}) or keep fine detail near the plane."
            )


def _flatter(shift: float) -> float:
    """Return the depthiness at which ``shift`` px becomes one; parallax goes with the cone."""
    return max(0.1, GHOST / shift)


def _shape(grid: Grid, volume: Volume) -> Iterator[str]:
    """Tell what the tiles leave over, and how much of the display the scene fills."""
    if any(grid.padding):
        across, up = grid.padding
        yield (
            f"{grid.size[0]}x{grid.size[1]} px do not divide into {grid.columns}x{grid.rows} tiles: {across} columns "
            f"at the right and {up} rows at the top stay black. Players that follow the file's name leave them out; "
            f"--size {grid.size[0] - across}x{grid.size[1] - up} has none."
        )
    filled = grid.aspect / (volume.width / volume.height)
    filled = min(filled, 1 / filled)
    if filled < 0.5:
        yield (
            f"The scene is {volume.width:g}x{volume.height:g} mm, the display's aspect {grid.aspect:g}: it fills "
            f"{filled:.0%} of the panel. Turn the display, or take one of the other orientation."
        )
