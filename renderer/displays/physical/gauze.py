"""``--as gauze``: light on gauze, clear screens and glasses, where black is nothing and must be exactly 0."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.view import plain
from renderer.core.volume import Volume
from renderer.displays.light import coded, codes_of
from renderer.displays.options import Options
from renderer.displays.recipe import Recipe, Shot

__all__ = ["OPTIONS", "profiles", "recipe"]

OPTIONS = {
    "floor": "Lifts the dark parts of the form, 0 .. 0.2 of full code, so that they do not vanish.",
    "cut": "Codes below this become 0 outside the form, 0 .. 0.1.",
}


def profiles() -> dict[str, str]:
    """Return nothing: gauze is gauze."""
    return {}


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return one view on true black; the dither that soft tones need never touches what is black.

    options : of ``OPTIONS``
    """
    if profile:
        raise UsageError(f"gauze has no profile '{profile}': write --as gauze")
    chosen = Options("gauze", options, OPTIONS)
    floor, cut = chosen.number("floor", 0.03, 0.0, 0.2), chosen.number("cut", 0.012, 0.0, 0.1)
    out = size or (1920, 1080)

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        picture = shots[0].picture
        codes = codes_of(picture)
        peak = codes.max(axis=2, keepdims=True)
        rise = np.clip((peak - cut) / max(cut, 1e-6), 0.0, 1.0)
        lifted = np.where(peak > cut, floor * rise + codes * (1.0 - floor * rise), 0.0)
        return np.concatenate([coded(lifted, picture.dtype), picture[..., 3:]], axis=2)

    return Recipe(
        name="gauze",
        views=(plain(volume, out[0] / out[1]),),
        size=out,
        pack=pack,
        out=out,
        tag="_gauze",
        exact_black=True,
        facts={"medium": "additive: black is transparent", "floor": floor, "cut": cut},
        check=lambda _: (
            "Gauze adds light: what is dark is not there. Keep large white areas out, they turn blotchy; "
            "film it in full range or as numbered .png, for a lifted black is a grey sheet.",
        ),
    )
