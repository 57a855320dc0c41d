"""``--as rgbd:portrait``: one picture beside its depth, from which a player makes the views itself.

White is near and black far, linear in distance along the line of sight; colour stands left and depth
right (Looking Glass bridge.js). What no form covers is as far as the volume goes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.view import View, plain, rays
from renderer.core.volume import Volume
from renderer.displays.options import Options
from renderer.displays.profiles import titles
from renderer.displays.recipe import Recipe, Shot

from .profile import FOLDER, device

__all__ = ["OPTIONS", "depth_codes", "profiles", "recipe"]

PLACES = {"top": 0, "bottom": 1, "right": 2, "left": 3}  # depth_loc of bridge.js
LIMIT = 8192  # px a side that players take

OPTIONS = {
    "place": "Where the depth lies: `right`, `left`, `top` or `bottom`.",
    "near": "Whether what is near is `white` or `black`.",
    "depthiness": "What a player is told: depth, 0.1 .. 4.",
    "focus": "What a player is told: focus, -0.05 .. 0.05.",
    "zoom": "What a player is told: zoom, 0.1 .. 4.",
}


def profiles() -> dict[str, str]:
    """Return the displays and what they are."""
    return titles(FOLDER)


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return colour and depth side by side for the display ``profile``.

    size : px of the whole picture; the panel's px for each half without, made smaller to fit 8192
    options : of ``OPTIONS``

    Raises UsageError.
    """
    kind = device(profile, "rgbd")
    chosen = Options("rgbd", options, OPTIONS)
    place = chosen.choice("place", "right", "left", "top", "bottom")
    inverted = chosen.choice("near", "white", "black") == "black"
    one = _half(size, kind.panel, place)
    view = plain(volume, kind.aspect)
    beside = place in ("right", "left")

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        (shot,) = shots
        if shot.depth is None:
            raise UsageError("rgbd needs depth, and this scene gives none")
        codes = depth_codes(shot.depth, view, volume, shot.picture.dtype, inverted=inverted)
        grey = np.repeat(codes[..., None], shot.picture.shape[2], axis=2)
        if shot.picture.shape[2] == 4:
            grey[..., 3] = np.iinfo(grey.dtype).max if grey.dtype.kind == "u" else 1
        pair = (shot.picture, grey) if place in ("right", "bottom") else (grey, shot.picture)
        return np.concatenate(pair, axis=1 if beside else 0)

    return Recipe(
        name=f"rgbd:{profile}",
        views=(view,),
        size=one,
        pack=pack,
        out=(one[0] * 2, one[1]) if beside else (one[0], one[1] * 2),
        tag="_rgbd",
        needs_depth=True,
        facts={
            "device": kind.title,
            "source": kind.source,
            "depth_loc": PLACES[place],
            "depth_inversion": int(inverted),
            "chroma_depth": 0,
            "depthiness": chosen.number("depthiness", 1.5, 0.1, 4.0),
            "focus": chosen.number("focus", 0.0, -0.05, 0.05),
            "zoom": chosen.number("zoom", 1.0, 0.1, 4.0),
            "aspect": kind.aspect,
            "white_mm": volume.front,
            "black_mm": -volume.back,
        },
        check=_check,
    )


def depth_codes(
    depth: NDArray[np.float32], view: View, volume: Volume, dtype: np.dtype[Any], *, inverted: bool
) -> NDArray[Any]:
    """
    Return greys of ``depth`` (mm along each ray, 0 where nothing is), [height, width] in ``dtype``.

    The front of the volume is white, its back black: linear in mm before the focal plane.
    """
    height, width = depth.shape
    ahead = np.cross(view.up, view.right)
    ahead = ahead / np.linalg.norm(ahead)
    along = depth * (rays(view, width, height) @ ahead)
    near, far = volume.distance - volume.front, volume.distance + volume.back
    level = np.where(depth > 0, np.clip((far - along) / (far - near), 0.0, 1.0), 0.0)
    level = 1.0 - level if inverted else level
    most = float(np.iinfo(dtype).max) if dtype.kind == "u" else 1.0
    grey = level * most
    return np.asarray(np.rint(grey) if dtype.kind == "u" else grey, dtype)


def _half(size: tuple[int, int] | None, panel: tuple[int, int], place: str) -> tuple[int, int]:
    """Return the size of the picture alone, px."""
    across, down = (2, 1) if place in ("right", "left") else (1, 2)
    if size is not None:
        if size[0] % across or size[1] % down:
            raise UsageError(f"rgbd: {size[0]}x{size[1]} px do not divide in two; ask for even sides")
        return size[0] // across, size[1] // down
    shrink = max(1, -(-panel[0] * across // LIMIT), -(-panel[1] * down // LIMIT))
    return panel[0] // shrink, panel[1] // shrink


def _check(volume: Volume) -> tuple[str, ...]:
    """Tell what 8 bits of depth cannot hold."""
    step = (volume.front + volume.back) / 255
    said = ["A player guesses what hides behind an edge: for hair, glass and gaps a quilt is truer than rgbd."]
    if step > 0.5:
        said.append(f"8 bits of depth step by {step:.1f} mm here: ask for --depth 16, or a shallower volume.")
    return tuple(said)
