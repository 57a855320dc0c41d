"""``--as stereo:sbs``: left and right eye in one picture or one after the other, as televisions take them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.suggest import nearest
from renderer.core.volume import Volume
from renderer.displays.options import Options
from renderer.displays.recipe import Recipe, Shot

from .pair import EYES, comfort, eyes_of, full_hd

__all__ = ["LAYOUTS", "OPTIONS", "packed", "profiles", "recipe"]

LAYOUTS = {
    "sbs": "Side by side.",
    "tb": "Above each other, the left eye on top.",
    "rows": "Line by line, the left eye first.",
    "columns": "Column by column, the left eye first.",
    "sequential": "One after the other: two pictures for each frame.",
}
OPTIONS = {
    **EYES,
    "half": "`yes` squeezes sbs and tb into one screen's pixels.",
    "swap": "`yes` for eyes that cross: the right one first.",
}


def packed(left: NDArray[Any], right: NDArray[Any], layout: str) -> NDArray[Any]:
    """
    Return two pictures [h, w, c] as one: side by side, above each other, or line by line (left first).

    ``rows`` and ``columns`` keep the size of one picture: odd lines of the left eye and even lines of the
    right are not shown. (ffmpeg's ``irl`` keeps all lines and doubles the height.)
    """
    if layout in ("sbs", "tb"):
        return np.concatenate([left, right], axis=1 if layout == "sbs" else 0)
    out = left.copy()
    if layout == "rows":
        out[1::2] = right[1::2]
    else:
        out[:, 1::2] = right[:, 1::2]
    return out


def profiles() -> dict[str, str]:
    """Return the layouts and what they are."""
    return LAYOUTS


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return a pair in the layout ``profile`` (sbs without).

    size : px of the screen that shows one eye
    options : of ``OPTIONS``
    """
    layout = profile or "sbs"
    if layout not in LAYOUTS:
        hint = nearest(layout, LAYOUTS, f"there are {', '.join(LAYOUTS)}")
        raise UsageError(f"no stereo '{layout}'{hint}")
    chosen = Options("stereo", options, OPTIONS)
    half, swap = (chosen.choice(name, "no", "yes") == "yes" for name in ("half", "swap"))
    wide, high = full_hd(size)
    views = eyes_of(volume, wide / high, chosen)
    across, down = (2, 1) if layout == "sbs" else (1, 2) if layout == "tb" else (1, 1)
    if half and (across, down) == (1, 1):
        raise UsageError(f"stereo:{layout} has the screen's own pixels already; half is for sbs and tb")
    if half and (wide % across or high % down):
        raise UsageError(f"half of {wide}x{high} px is no whole number; ask for an even --size")
    eye = (wide // across, high // down) if half else (wide, high)

    def pack(shots: Sequence[Shot]) -> Any:  # noqa: ANN401
        left, right = (shot.picture for shot in (reversed(shots) if swap else shots))
        return [left, right] if layout == "sequential" else packed(left, right, layout)

    out = (eye[0] * across, eye[1] * down)
    return Recipe(
        name=f"stereo:{layout}",
        views=views,
        size=eye,
        pack=pack,
        out=out,
        tag=f"_{layout}" + ("_half" if half else ""),
        pictures=2 if layout == "sequential" else 1,
        facts={"layout": layout, "half": half, "first": "right" if swap else "left"},
        check=comfort(views),
    )
