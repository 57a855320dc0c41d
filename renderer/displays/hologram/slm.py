"""What is known of a spatial light modulator, and the grey codes that make it show a phase."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DataError, UsageError
from renderer.core.paths import ASSETS
from renderer.core.picture_file import read_grey
from renderer.core.quote import quoted
from renderer.core.small_file import read_bytes, read_toml
from renderer.core.suggest import nearest

__all__ = ["Modulator", "codes", "correction_of", "modulator", "phase_of", "table_of"]

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
    two_pi: float
    sign: int
    flip_x: bool
    flip_y: bool


def modulator(name: str) -> Modulator:
    """Return a modulator by its file's name in ``assets/devices/slm``, or by the path of a .toml."""
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    known = sorted(one.stem for one in FOLDER.glob("*.toml"))
    if not path.is_file():
        hint = nearest(name, known, f"there are {', '.join(known)}, or the path of a .toml of your own")
        raise UsageError(f"no modulator '{name}'{hint}")
    try:
        read = read_toml(path)
    except (OSError, ValueError) as error:
        raise DataError(f"{path.name} is no modulator's profile: {error}") from None
    found = {field: _field(path, read, field, reader) for field, reader in _READERS.items()}
    made = Modulator(
        name,
        found["title"],
        found["pixels"],
        found["pitch_um"] * 1e-6,
        found["wavelengths_nm"],
        found["source"],
        found["two_pi"],
        found["sign"],
        found["flip_x"],
        found["flip_y"],
    )
    if made.sign not in (-1, 1) or not 2 <= made.two_pi <= 4096 or min(made.pixels) < 16:
        raise DataError(f"{path.name}: sign is 1 or -1, two_pi 2 .. 4096 grey steps, pixels at least 16")
    return made


def _field(path: Path, read: Mapping[str, Any], name: str, reader: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """Return the field ``name`` of a profile; raises DataError, naming it, where it is missing or of another kind."""
    if name not in read and name not in _DEFAULTS:
        raise DataError(f"{path.name} is no modulator's profile: it does not say {name}")
    value = read.get(name, _DEFAULTS.get(name))
    try:
        return reader(value)
    except (IndexError, KeyError, TypeError, ValueError, OverflowError):
        raise DataError(f"{path.name} is no modulator's profile: {name} = {quoted(value)} is of another kind") from None


def _waves(value: Any) -> tuple[float, float, float]:  # noqa: ANN401
    """Return the wavelengths of red, green and blue, m."""
    return float(value[0]) * 1e-9, float(value[1]) * 1e-9, float(value[2]) * 1e-9


_DEFAULTS: Mapping[str, Any] = {"two_pi": 256.0, "sign": 1, "flip_x": False, "flip_y": False}
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "title": str,
    "pixels": lambda value: (int(value[0]), int(value[1])),
    "pitch_um": float,
    "wavelengths_nm": _waves,
    "source": str,
    "two_pi": float,
    "sign": int,
    "flip_x": bool,
    "flip_y": bool,
}


def codes(
    phase: NDArray[Any],
    device: Modulator,
    correction: NDArray[np.uint8] | None = None,
    table: NDArray[Any] | None = None,
) -> NDArray[np.uint8]:
    """
    Return the grey that shows ``phase`` (radians, any turn), [height, width], uint8.

    grey = round(phase / 2 pi * two_pi) modulo two_pi: 256 levels, not 255, make a turn of 8 bits. Where a turn
    takes more than 255 steps, what lies beyond goes to the nearer end.
    correction : grey picture of the wavefront to be added, as makers supply it for the panel's own pixels
    table : 256 measured greys for evenly spaced phases, in place of a straight line
    """
    turns = device.sign * _flipped(np.asarray(phase, np.float64), device) / (2.0 * np.pi)
    if correction is not None:
        turns = turns + correction / device.two_pi
    if table is None:
        grey = np.rint(np.mod(turns, 1.0) * device.two_pi)
        grey = np.where(grey > min(device.two_pi - 0.5, (device.two_pi + 255.0) / 2.0), 0.0, grey)
    else:
        grey = np.rint(table)[np.mod(np.rint(turns * 256.0), 256.0).astype(np.intp)]
    return np.clip(grey, 0, 255).astype(np.uint8)


def phase_of(
    grey: NDArray[np.uint8],
    device: Modulator,
    correction: NDArray[np.uint8] | None = None,
    table: NDArray[Any] | None = None,
) -> NDArray[np.float32]:
    """Return the phase, radians, that ``codes`` with the same words gave ``grey`` for: a simulator starts here."""
    if table is None:
        turns = grey / device.two_pi
    else:
        nearest_step = np.abs(np.asarray(table)[None, :] - np.arange(256)[:, None]).argmin(axis=1)
        turns = nearest_step[grey] / 256.0
    if correction is not None:  # it undoes what the panel's own glass does
        turns = turns - correction / device.two_pi
    return np.asarray(_flipped(device.sign * 2.0 * np.pi * turns, device), np.float32)


def _flipped(picture: NDArray[Any], device: Modulator) -> NDArray[Any]:
    """Return ``picture`` as a panel that stands mirrored has it, or back."""
    picture = picture[:, ::-1] if device.flip_x else picture
    return picture[::-1] if device.flip_y else picture


def correction_of(path: str | None, device: Modulator) -> NDArray[np.uint8] | None:
    """Return a wavefront correction, 8 or 16 bit grey of the modulator's size, as 8 bit; raises UsageError."""
    if path is None:
        return None
    try:
        return read_grey(Path(path), device.pixels)
    except OSError as error:
        raise UsageError(f"the correction {path} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise UsageError(f"the correction {path} cannot be used: {error}") from None


def table_of(path: str | None) -> NDArray[np.float64] | None:
    """Return 256 greys, one a line or with commas; raises UsageError."""
    if path is None:
        return None
    try:
        table = np.array(read_bytes(Path(path), 1 << 16).decode("utf-8").replace(",", " ").split(), np.float64)
    except (OSError, ValueError) as error:
        raise UsageError(f"the table {path} cannot be read: {error}") from None
    if table.shape != (256,) or not ((table >= 0) & (table <= 255)).all():
        raise UsageError(f"the table {path} must hold 256 greys from 0 to 255; it holds {table.size} numbers")
    return table
