"""What is known of a spatial light modulator, and the grey codes that make it show a phase."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError, UsageError
from renderer.core.places import ASSETS
from renderer.core.suggest import nearest

__all__ = ["Modulator", "codes", "modulator", "phase_of"]

FOLDER = ASSETS / "devices" / "slm"


@dataclass(frozen=True, slots=True)
class Modulator:
    """
    A phase-only modulator.

    pixels : width, height; ``pitch`` : metres from pixel to pixel
    wavelengths : metres, of red, green and blue
    two_pi : grey steps of a whole turn of phase, 256 where the maker's table fits the lamp
    sign : 1 where more grey is more phase, -1 where less
    flip_x, flip_y : whether the panel stands mirrored
    source : where the numbers come from
    """

    name: str
    title: str
    pixels: tuple[int, int]
    pitch: float
    wavelengths: tuple[float, float, float]
    source: str
    two_pi: float = 256.0
    sign: int = 1
    flip_x: bool = False
    flip_y: bool = False


def modulator(name: str) -> Modulator:
    """Return a modulator by its file's name in ``assets/devices/slm``, or by the path of a .toml."""
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    known = sorted(one.stem for one in FOLDER.glob("*.toml"))
    if not path.is_file():
        hint = nearest(name, known) or f"; there are {', '.join(known)}"
        raise UsageError(f"no modulator '{name}'{hint}, or the path of a .toml of your own")
    try:
        read = tomllib.loads(path.read_text("utf-8"))
        waves = tuple(float(nm) * 1e-9 for nm in read["wavelengths_nm"])
        made = Modulator(
            name,
            str(read["title"]),
            (int(read["pixels"][0]), int(read["pixels"][1])),
            float(read["pitch_um"]) * 1e-6,
            (waves[0], waves[1], waves[2]),
            str(read["source"]),
            float(read.get("two_pi", 256.0)),
            int(read.get("sign", 1)),
            bool(read.get("flip_x", False)),
            bool(read.get("flip_y", False)),
        )
    except (KeyError, IndexError, TypeError, ValueError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path.name} is no modulator's profile ({type(error).__name__}: {error})") from None
    if made.sign not in (-1, 1) or not 2 <= made.two_pi <= 4096 or min(made.pixels) < 16:
        raise DataError(f"{path.name}: sign is 1 or -1, two_pi 2 .. 4096 grey steps, pixels at least 16")
    return made


def codes(
    phase: NDArray[Any],
    device: Modulator,
    correction: NDArray[np.uint8] | None = None,
    table: NDArray[Any] | None = None,
) -> NDArray[np.uint8]:
    """
    Return the grey that shows ``phase`` (radians, any turn), [height, width], uint8.

    grey = round(phase / 2 pi * two_pi) modulo two_pi: 256 levels, not 255, make a turn of 8 bits.
    correction : grey picture of the wavefront to be added, as makers supply it, [height, width]
    table : 256 measured greys for evenly spaced phases, in place of a straight line
    """
    turns = device.sign * np.asarray(phase, np.float64) / (2.0 * np.pi)
    if correction is not None:
        turns = turns + correction / device.two_pi
    if table is None:
        grey = np.mod(np.rint(turns * device.two_pi), device.two_pi)
    else:
        grey = np.asarray(table)[np.mod(np.rint(turns * 256.0), 256.0).astype(np.intp)]
    grey = np.clip(grey, 0, 255).astype(np.uint8)
    if device.flip_x:
        grey = grey[:, ::-1]
    return np.ascontiguousarray(grey[::-1] if device.flip_y else grey)


def phase_of(grey: NDArray[np.uint8], device: Modulator) -> NDArray[np.float32]:
    """Return the phase, radians, that ``device`` shows for ``grey``: what a simulator starts from."""
    grey = grey[:, ::-1] if device.flip_x else grey
    grey = grey[::-1] if device.flip_y else grey
    return np.asarray(device.sign * grey.astype(np.float32) * (2.0 * np.pi / device.two_pi), np.float32)
