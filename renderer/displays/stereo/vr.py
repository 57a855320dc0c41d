"""``--as vr:180``: a panorama for a headset, one for each eye, and an MP4 that says so itself.

The eyes of 180 degrees stand still beside each other: right ahead, less so at the sides, as in every VR180
camera. 360 degrees are drawn for one eye: two still eyes would be wrong behind, and nobody is told of it.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.view import View, equirect
from renderer.core.volume import Volume
from renderer.displays.options import Options
from renderer.displays.recipe import Recipe, Shot

from .boxes import spherical, write_boxes

__all__ = ["OPTIONS", "profiles", "recipe"]

KINDS = {"180": "Half a turn for each eye.", "360": "A whole turn, the same for both eyes."}
OPTIONS = {
    "layout": "Of the two eyes of 180: `sbs`, side by side, or `tb`, above each other.",
    "separation": "Of the eyes of 180, mm of the scene; 6 % of the distance without.",
    "distance": "To the middle of the form, mm of the scene; near enough to stand before it without.",
}


def profiles() -> dict[str, str]:
    """Return the panoramas and what they are."""
    return KINDS


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return a panorama of 180 (without) or 360 degrees.

    size : px of one eye; 180 is square, 360 twice as wide as high
    options : of ``OPTIONS``
    """
    kind = profile or "180"
    if kind not in KINDS:
        raise UsageError(f"no panorama '{kind}'; there are vr:180 and vr:360")
    half = kind == "180"
    chosen = Options("vr", options, OPTIONS if half else ("distance",))
    eye = size or ((2048, 2048) if half else (4096, 2048))
    if eye[0] != eye[1] * (1 if half else 2):
        raise UsageError(f"vr:{kind} of {eye[0]}x{eye[1]} px is not {'square' if half else 'twice as wide as high'}")
    layout = chosen.choice("layout", "sbs", "tb") if half else "mono"
    distance = chosen.number("distance", 1.1 * volume.width, 1.0, 1e5)
    apart = chosen.number("separation", 0.06 * distance, 0.0, 1e4) if half else 0.0
    side = math.pi / 2 if half else math.pi
    bounds = (-side, side, -math.pi / 2, math.pi / 2)

    def one(x: float) -> View:
        return equirect(volume, bounds, (x, 0.0, distance - volume.distance))

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        pictures = [shot.picture for shot in shots]
        return pictures[0] if len(pictures) == 1 else np.concatenate(pictures, axis=1 if layout == "sbs" else 0)

    def after(path: Path) -> None:
        if path.suffix.lower() == ".mp4":
            write_boxes(path, spherical(layout, half=half))

    out = {"sbs": (2 * eye[0], eye[1]), "tb": (eye[0], 2 * eye[1]), "mono": eye}[layout]
    across = volume.width / (2 * math.tan(side / 2) * distance) if half else volume.width / distance
    return Recipe(
        name=f"vr:{kind}",
        views=(one(-apart / 2), one(apart / 2)) if half else (one(0.0),),
        size=eye,
        pack=pack,
        out=out,
        tag=f"_{kind}_{layout}",
        after=after,
        facts={"layout": layout, "degrees": int(kind), "source": "Google, Spherical Video V2 RFC: st3d, sv3d"},
        check=lambda _: _check(eye, across, half),
    )


def _check(eye: tuple[int, int], across: float, half: bool) -> tuple[str, ...]:
    """Tell how fine the form will be in a headset."""
    said = []
    degrees = math.degrees(math.atan(across))
    fine = eye[0] / (180 if half else 360)
    if fine < 10:
        said.append(f"{fine:.0f} px a degree look coarse in a headset: ask for a larger --size.")
    if degrees < 20:
        said.append(f"The form is {degrees:.0f} degrees wide there: come nearer, --with distance=, to stand before it.")
    if not half:
        said.append("360 degrees are drawn for one eye, without depth: take vr:180 for a form to stand before.")
    return tuple(said)
