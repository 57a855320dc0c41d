"""``--as hld:16``: a hololuminescent display. It is no light field: one picture, in a space of its own.

It multiplies rather than adds: black is not air there, so the form stands on a light ground of its own
(the matte), inside a safe area, and the file is turned counterclockwise.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import hex_to_linear
from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS
from renderer.core.view import plain
from renderer.core.volume import Volume
from renderer.displays.light import light_of, stored
from renderer.displays.options import Options
from renderer.displays.profiles import titles
from renderer.displays.recipe import Recipe, Shot

__all__ = ["OPTIONS", "profiles", "recipe"]

FOLDER = ASSETS / "devices" / "hld"
OPTIONS = {
    "matte": "Colour of the light ground, #rrggbb.",
    "turned": "Whether the file is turned counterclockwise, as the player wants it: `yes` or `no`.",
}


def profiles() -> dict[str, str]:
    """Return the displays and what they are."""
    return titles(FOLDER)


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return one view inside the safe area of the display ``profile`` (16 without), on a matte.

    options : of ``OPTIONS``
    """
    name = profile or "16"
    known = sorted(path.stem for path in FOLDER.glob("*.toml"))
    if name not in known:
        raise UsageError(f"no hololuminescent display '{name}'; there are {', '.join(known)}")
    kind = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    wide, high = (int(side) for side in kind["pixels"])
    if size not in (None, (wide, high), (high, wide)):
        raise UsageError(f"hld:{name} is {wide}x{high} px; leave --size out")
    chosen = Options("hld", options, OPTIONS)
    turned = chosen.choice("turned", "yes", "no") == "yes"
    try:
        ground = np.asarray(hex_to_linear(options.get("matte", "#f2f0ec")))
    except ValueError as error:
        raise UsageError(f"hld: matte {options.get('matte')} is no colour: {error}") from None
    top, bottom, side = (int(kind[key]) for key in ("safe_top", "safe_bottom", "safe_side"))
    inner = (wide - 2 * side, high - top - bottom)

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        picture, far = shots[0]
        out = np.broadcast_to(ground, (high, wide, 3)).copy()
        light = light_of(picture)
        # Where the form is, its own light; where it goes out into the dark, the ground comes through.
        share = np.clip(light.max(axis=2) * 12.0, 0.0, 1.0)
        share = share if far is None else share * (far > 0)
        out[top : top + inner[1], side : side + inner[0]] = light + ground * (1.0 - share[..., None])
        made = stored(out, picture.dtype)
        return np.ascontiguousarray(np.rot90(made)) if turned else made

    return Recipe(
        name=f"hld:{name}",
        views=(plain(volume, inner[0] / inner[1]),),
        size=inner,
        pack=pack,
        out=(high, wide) if turned else (wide, high),
        tag="_hld",
        needs_depth=True,
        facts={"device": kind["title"], "source": kind["source"], "safe_area": [top, bottom, side]},
        check=lambda _: (
            "This display is no light field: depth comes from shading and shadow alone. Its player wants HEVC: "
            "--codec h265, at 30 or 60 frames a second.",
        ),
    )
