"""``--as lenticular:portrait`` or ``lenticular:visual.json``: the panel's own picture, without the vendor's Bridge.

With a profile it suits a typical panel, to try things out; a sharp picture on a real one takes the
calibration file of that very device.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.volume import Volume
from renderer.displays.options import Options
from renderer.displays.profiles import titles
from renderer.displays.recipe import Recipe, Shot

from .calibration import Calibration, load, typical
from .check import warnings
from .interlace import interlace, weave
from .native import WovenPanel
from .profile import FOLDER, LightFieldDevice, device, devices
from .quilt import LAYOUT, facts_of, layout
from .simulate import glimpsed, seen, swing

__all__ = ["OPTIONS", "profiles", "recipe"]

OPTIONS = {
    **LAYOUT,
    "sample": "`centre` of a pixel, as the vendor's shaders do, or `corner`, as older tools.",
    "filter": "`nearest` view, or `mix` of the two nearest.",
    "device": "The display whose quilt a calibration file is made from; found by its serial without.",
}


def profiles() -> dict[str, str]:
    """Return the displays and what they are, and how a device of one's own is named."""
    return {**titles(FOLDER), "FILE.json": "The calibration file of a device of your own."}


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return the interlaced picture for the display ``profile``, or for the device whose calibration file it names.

    options : of ``OPTIONS``

    Raises UsageError, DataError.
    """
    chosen = Options("lenticular", options, OPTIONS)
    own = profile.lower().endswith(".json")
    calibration = load(Path(profile)) if own else None
    kind = _kind(calibration, profile, options.get("device")) if calibration else device(profile, "lenticular")
    calibration = calibration or typical(kind)
    if size not in (None, calibration.screen):
        width, height = calibration.screen
        raise UsageError(f"an interlaced picture has the panel's own {width}x{height} px: leave --size out")
    grid, views, cone = layout(kind, volume, None, chosen)
    corner = chosen.choice("sample", "centre", "corner") == "corner"
    smooth = chosen.choice("filter", "nearest", "mix") == "mix"

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        quilt = grid.pack([shot.picture[..., :3] for shot in shots])
        return interlace(quilt, grid, calibration, corner=corner, smooth=smooth)

    def glimpse(shots: Sequence[Shot], angle: float) -> NDArray[np.uint8]:
        quilt = grid.pack([shot.picture[..., :3] for shot in shots])
        return glimpsed(quilt, grid, calibration, angle, corner=corner, smooth=smooth)

    def simulate(picture: NDArray[Any], angle: float) -> NDArray[np.uint8]:
        return seen(picture, calibration, angle, corner=corner)

    def check(volume: Volume) -> tuple[str, ...]:
        lines = [line for line in warnings(grid, views, volume) if "divide" not in line]
        return (*lines, *_doubts(own, profile, calibration))

    return Recipe(
        name=f"lenticular:{profile}",
        views=views,
        size=grid.tile,
        pack=pack,
        out=calibration.screen,
        smaller="",
        simulate=simulate,
        glimpse=glimpse,
        native=lambda gl: WovenPanel(gl, weave(grid, calibration, corner=corner, smooth=smooth)),
        sweep=swing(calibration),
        check=check,
        facts={**facts_of(kind, grid, views, cone, calibration), **_facts(calibration, corner, smooth)},
    )


def _kind(calibration: Calibration, profile: str, chosen: str | None) -> LightFieldDevice:
    """Return the display that a calibration belongs to, its cone and aspect those of the file."""
    if chosen is None:
        kinds = [device(name) for name in devices()]
        fitting = [kind for kind in kinds if calibration.serial.upper().startswith(kind.serial)]
        fitting = fitting or [kind for kind in kinds if kind.panel == calibration.screen]
        if not fitting:
            width, height = calibration.screen
            raise UsageError(
                f"{profile}: no known display has the serial '{calibration.serial}' or {width}x{height} px; "
                f"name the nearest one, --with device=portrait; there are {', '.join(devices())}"
            )
        kind = max(fitting, key=lambda kind: len(kind.serial))
    else:
        kind = device(chosen, "lenticular")
    width, height = calibration.screen
    aspect = kind.aspect if kind.panel == calibration.screen else width / height
    return replace(kind, cone=calibration.cone, aspect=aspect)


def _doubts(own: bool, profile: str, calibration: Calibration) -> tuple[str, ...]:
    """Return what may be wrong with the lenses themselves."""
    width, height = calibration.screen
    lines = [f"An interlaced picture stands only at {width}x{height} px, unscaled: write .png, show it full-screen."]
    if not own:
        lines.append(
            f"{profile} is a typical panel, and each panel's lenses differ: for a sharp picture take the file of "
            "yours, --as lenticular:visual.json."
        )
    across = calibration.screen[0] / calibration.lenses
    if not math.isfinite(across) or across < 2.0:
        lines.append(f"A lens spans {across:.1f} px, too few to hold views: check pitch and DPI of {profile}.")
    return tuple(lines)


def _facts(calibration: Calibration, corner: bool, smooth: bool) -> dict[str, object]:
    """Return what the manifest says of the lenses."""
    return {
        "serial": calibration.serial,
        "lenses": calibration.lenses,
        "tilt": calibration.tilt,
        "center": calibration.center,
        "cell_mode": calibration.mode,
        "sample": "corner" if corner else "centre",
        "filter": "mix" if smooth else "nearest",
    }
