"""``--as fan:generic``: a spinning fan of LEDs: a round picture with a hub, or polar frames for a strip."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS
from renderer.core.suggest import nearest
from renderer.core.view import plain
from renderer.core.volume import Volume
from renderer.displays.options import Options
from renderer.displays.profiles import titles
from renderer.displays.recipe import Recipe, Shot

__all__ = ["OPTIONS", "disc", "polar", "profiles", "recipe", "spun"]

FOLDER = ASSETS / "devices" / "fan"
OPTIONS = {
    "hub": "Share of the radius that stays dark, 0 .. 0.5.",
    "leds": "On a strip of your own, from the hub to the tip; with `angles`.",
    "angles": "Of such a strip, in a turn.",
    "exposure": "In the simulator, the share of a turn for which the eye is open, 0.01 .. 1.",
}


def disc(side: int, hub: float) -> NDArray[np.float64]:
    """Return the share of each pixel that the blades sweep, [side, side], 0 .. 1; hub is a share of the radius."""
    at = np.arange(side) + 0.5 - side / 2
    r = np.hypot(at[:, None], at[None, :])
    return np.asarray(np.clip(side / 2 - r + 0.5, 0, 1) * np.clip(r - hub * side / 2 + 0.5, 0, 1))


def polar(picture: NDArray[Any], angles: int, leds: int, hub: float) -> NDArray[Any]:
    """
    Return ``picture`` [s, s, c] as a strip sees it: [angles, leds, c], bilinear.

    Row 0 points up, rows go clockwise; column 0 is the LED at the hub, the last one the tip.
    """
    from scipy.ndimage import map_coordinates

    side = picture.shape[0]
    turn = 2.0 * np.pi * np.arange(angles) / angles
    radius = side / 2 * (hub + (1.0 - hub) * (np.arange(leds) + 0.5) / leds)
    x = side / 2 - 0.5 + np.sin(turn)[:, None] * radius
    y = side / 2 - 0.5 - np.cos(turn)[:, None] * radius
    channels = [map_coordinates(picture[..., c].astype(float), [y, x], order=1, mode="nearest")
                for c in range(picture.shape[2])]  # fmt: skip
    out = np.stack(channels, axis=2)
    return np.asarray(np.rint(out) if picture.dtype.kind == "u" else out, picture.dtype)


def spun(strip: NDArray[Any], side: int, hub: float, angle: float, exposure: float = 0.5) -> NDArray[np.uint8]:
    """
    Return the fan as an eye or a camera sees it that is open for ``exposure`` of a turn, ending at ``angle`` degrees.

    strip : [angles, leds, 3] uint8. What the blade passed longer ago is fainter.
    """
    at = np.arange(side) + 0.5 - side / 2
    x, y = at[None, :], at[:, None]
    radius = np.hypot(x, y) / (side / 2)
    turn = np.mod(np.arctan2(x, -y) / (2 * np.pi), 1.0)
    led = np.floor((radius - hub) / (1.0 - hub) * strip.shape[1]).astype(int)
    row = np.floor(turn * strip.shape[0]).astype(int) % strip.shape[0]
    seen = strip[row, np.clip(led, 0, strip.shape[1] - 1)].astype(float)
    ago = np.mod(angle / 360.0 - turn, 1.0)
    fresh = np.where(ago <= exposure, 1.0, 0.35 * np.exp(-6.0 * (ago - exposure)))
    seen *= (fresh * ((led >= 0) & (led < strip.shape[1])))[..., None]
    return np.asarray(np.rint(seen), np.uint8)


def profiles() -> dict[str, str]:
    """Return the fans and what they are."""
    return titles(FOLDER)


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return a round picture for the fan ``profile`` (generic without); a strip's profile gives polar frames.

    options : of ``OPTIONS``
    """
    name = profile or "generic"
    known = sorted(path.stem for path in FOLDER.glob("*.toml"))
    if name not in known:
        hint = nearest(name, known, f"there are {', '.join(known)}")
        raise UsageError(f"no fan '{name}'{hint}")
    kind = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    chosen = Options("fan", options, OPTIONS)
    if size and size[0] != size[1]:
        raise UsageError(f"a fan is round: ask for a square --size, not {size[0]}x{size[1]}")
    side = size[0] if size else int(kind["pixels"])
    hub = chosen.number("hub", float(kind["hub"]), 0.0, 0.5)
    leds, angles = (chosen.whole(key, int(kind[key]), 0, 4096) for key in ("leds", "angles"))
    if bool(leds) != bool(angles):
        raise UsageError("fan: a strip has both leds and angles: --with leds=60 --with angles=120")
    exposure = chosen.number("exposure", 0.9, 0.01, 1.0)
    blades = disc(side, hub)[..., None]

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        picture = shots[0].picture
        round_ = picture * blades
        made = np.asarray(np.rint(round_) if picture.dtype.kind == "u" else round_, picture.dtype)
        return polar(made, angles, leds, hub) if leds else made

    def simulate(picture: NDArray[Any], angle: float) -> NDArray[np.uint8]:
        codes = picture[..., :3] if picture.dtype == np.uint8 else np.asarray(picture[..., :3] // 257, np.uint8)
        strip = codes if leds else polar(codes, 720, side // 2, hub)
        return spun(strip, side, hub, angle, exposure)

    return Recipe(
        name=f"fan:{name}",
        views=(plain(volume, 1.0),),
        size=(side, side),
        pack=pack,
        out=(leds, angles) if leds else (side, side),
        tag="_polar" if leds else "_fan",
        simulate=simulate,
        sweep=(0.0, 360.0),
        facts={"device": kind["title"], "source": kind["source"], "hub": hub, "leds": leds, "angles": angles},
        exact_black=True,
        check=lambda _: (
            f"A fan shows a circle: corners are lost, and a hub of {hub:.0%} of the radius stays dark. Keep the form "
            "in the middle; 25 or 30 frames a second, 60 is discouraged.",
        ),
    )
