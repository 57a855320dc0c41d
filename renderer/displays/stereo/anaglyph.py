"""``--as anaglyph:red-cyan-2009``: two eyes in one picture, for glasses of two colours.

Two Dubois matrices for red and cyan are in use, and mixing them up shows ghosts: each is named by its year.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS
from renderer.core.suggest import nearest
from renderer.core.volume import Volume
from renderer.displays.light import coded, codes_of, light_of, stored
from renderer.displays.options import Options
from renderer.displays.recipe import Recipe, Shot

from .pair import EYES, comfort, eyes_of, full_hd

__all__ = ["OPTIONS", "glasses", "mixed", "profiles", "recipe"]

OPTIONS = {**EYES, "light": "What the matrices are applied to: `gamma`, the codes, or `linear` light; as made without."}
FILE = ASSETS / "devices" / "stereo" / "anaglyph.toml"
# What each glass of a pair lets through, roughly: (left, right), for the simulator.
TINTS = {
    "red-cyan": ((1.0, 0.0, 0.0), (0.0, 1.0, 1.0)),
    "green-magenta": ((0.0, 1.0, 0.0), (1.0, 0.0, 1.0)),
    "amber-blue": ((1.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}


def glasses(name: str) -> dict[str, Any]:
    """Return the entry of ``anaglyph.toml`` called ``name``; raises UsageError."""
    known = tomllib.loads(FILE.read_text("utf-8"))
    if name not in known:
        hint = nearest(name, known, f"there are {', '.join(known)}")
        raise UsageError(f"no anaglyph '{name}'{hint}")
    return dict(known[name])


def mixed(left: NDArray[Any], right: NDArray[Any], kind: Mapping[str, Any], light: str) -> NDArray[Any]:
    """
    Return the anaglyph of two pictures, [h, w, 3], in their dtype.

    light : ``gamma`` applies the matrices to the codes, ``linear`` to light
    """
    read, write = (codes_of, coded) if light == "gamma" else (light_of, stored)
    pair = [read(eye) for eye in (left, right)]
    a, b = np.array(kind["left"]), np.array(kind["right"])
    return write(np.clip(pair[0] @ a.T + pair[1] @ b.T, 0.0, 1.0), left.dtype)


def profiles() -> dict[str, str]:
    """Return the glasses and what they are."""
    return {name: str(kind["title"]) for name, kind in tomllib.loads(FILE.read_text("utf-8")).items()}


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return an anaglyph for the glasses ``profile`` (red-cyan-2009 without).

    options : of ``OPTIONS``
    """
    name = profile or "red-cyan-2009"
    kind = glasses(name)
    chosen = Options("anaglyph", options, OPTIONS)
    light = chosen.choice("light", str(kind["light"]), "linear" if kind["light"] == "gamma" else "gamma")
    wide, high = full_hd(size)
    views = eyes_of(volume, wide / high, chosen)

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        left, right = (shot.picture for shot in shots)
        out = mixed(left, right, kind, light)
        if left.shape[2] == 4:
            out = np.concatenate([out, np.maximum(left[..., 3:], right[..., 3:])], axis=2)
        return out

    def simulate(picture: NDArray[Any], _angle: float) -> NDArray[np.uint8]:
        """Left and right glass side by side: brightness that comes through each."""
        codes = picture[..., :3] if picture.dtype == np.uint8 else picture[..., :3] // 257
        seen = [codes * np.array(tint) for tint in TINTS[name.rsplit("-20", 1)[0]]]
        return np.asarray(np.concatenate(seen, axis=1), np.uint8)

    return Recipe(
        name=f"anaglyph:{name}",
        views=views,
        size=(wide, high),
        pack=pack,
        out=(wide, high),
        tag="_anaglyph",
        simulate=simulate,
        sweep=(0.0, 0.0),
        facts={"device": kind["title"], "source": kind["source"], "light": light},
        check=comfort(views),
    )
