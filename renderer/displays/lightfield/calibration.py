"""What one lenticular panel says of its lenses: the calibration file that comes with each device.

Fields stand bare or as ``{"value": x}``, in either case (Looking Glass Bridge, webxr); null is a field that was left
out. Nothing read is ever divided in place: cells stay in pixels.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.core.small_file import load_json, read_bytes
from renderer.core.suggest import nearest

from .bridge import unwrapped
from .profile import Cell, LightFieldDevice

__all__ = ["Calibration", "load", "parsed", "typical"]

_CHANNELS = tuple(f"{channel}Offset{axis}" for channel in "RGB" for axis in "XY")
_MODES = (0, 1, 2, 3, 4)
_MOST = 4  # kinds of cells that the modes tell apart
_LONGEST, _MOST_KEYS = 64, 1000  # of a name, and of the names among which a misspelt one is looked for


@dataclass(frozen=True, slots=True)
class Calibration:
    """
    The lenses of a panel of ``screen`` px.

    pitch : lenses an inch along the panel's edge; ``slope`` : rise over run of a lens; ``center`` : phase
        in lenses; ``dpi`` : px an inch
    cone : degrees over which the views lie; ``inverted`` : views run against the phase
    mirrored : the panel is seen through a mirror (flipImageX): tilt and subpixels run the other way
    swapped : blue stands left of red (flipSubp)
    mode : which pixel has which cell: 0 all the first, 1 checkerboard, 2 by column, 3 by four rows that
        odd columns shift by two, 4 by row; ``cells`` : where its subpixels are, px; stripes without
    """

    serial: str
    screen: tuple[int, int]
    pitch: float
    slope: float
    center: float
    dpi: float
    cone: float = 40.0
    inverted: bool = True
    mirrored: bool = False
    swapped: bool = False
    mode: int = 0
    cells: tuple[Cell, ...] = ()

    @property
    def lenses(self) -> float:
        """Lenses across the panel's width, along a row: pitch' of the vendor's shaders."""
        return self.pitch * self.screen[0] / self.dpi * math.cos(math.atan(1.0 / self.slope))

    @property
    def tilt(self) -> float:
        """How far the lenses lean over the panel's height, in panel widths."""
        return self.screen[1] / (self.screen[0] * self.slope) * (-1 if self.mirrored else 1)

    @property
    def places(self) -> tuple[Cell, ...]:
        """Where the subpixels of each kind of pixel are, px; a plain panel has one kind, of stripes."""
        if self.cells:
            return self.cells
        step = (-1 if self.mirrored else 1) / 3
        red, blue = (2 * step, 0.0) if self.swapped else (0.0, 2 * step)
        return ((red, 0.0, step, 0.0, blue, 0.0),)


def load(path: Path) -> Calibration:
    """Return the calibration in ``path`` (``visual.json``); raises DataError naming the field."""
    try:
        text = read_bytes(path, 1 << 20).decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path} cannot be read as a calibration: {error.strerror}; name the file of yours") from None
    except UnicodeDecodeError:
        raise DataError(f"{path} cannot be read as a calibration: it is no UTF-8 text") from None
    except ValueError as error:
        raise DataError(f"{path} cannot be read as a calibration: {error}") from None
    twice: list[str] = []
    try:
        read = load_json(text, twice)
    except ValueError as error:
        raise DataError(f"{path} is not JSON ({error}); copy visual.json from the display once more") from None
    read = unwrapped(read, str(path), twice)
    if twice:
        raise DataError(f"{path}: {twice[0]}; keep the one that the display has")
    return parsed(read, str(path))


def parsed(read: Mapping[str, Any], where: str) -> Calibration:
    """Return what the fields ``read`` say; ``where`` they come from, for messages. Raises DataError."""
    fields = _said(read)
    known = [key for key in read if key.lower() in fields and len(key) <= _LONGEST][:_MOST_KEYS]

    def number(name: str, low: float, high: float, default: float | None = None) -> float:
        value = fields.get(name.lower(), default)
        if value is None:
            raise DataError(f"{where} has no '{name}'{nearest(name, known, 'take the file from the display again')}")
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise DataError(f"{where}: {name} must be a number, not {json.dumps(value)[:_LONGEST]}")
        if not low <= value <= high:
            raise DataError(f"{where}: {name} = {value} is outside {low:g} .. {high:g}")
        return float(value)

    slope = number("slope", -1e4, 1e4)
    if slope == 0.0:
        raise DataError(f"{where}: slope = 0 would lay the lenses flat; it is rise over run, such as -7")
    screen = (round(number("screenW", 16, 32768)), round(number("screenH", 16, 32768)))
    mode = number("CellPatternMode", 0, max(_MODES), 0)
    if mode not in _MODES:
        raise DataError(f"{where}: CellPatternMode = {mode:g} is none of {', '.join(map(str, _MODES))}")
    return Calibration(
        serial=_serial(fields.get("serial", ""), where),
        screen=screen,
        pitch=number("pitch", 1e-3, 1e4),
        slope=slope,
        center=number("center", -1e4, 1e4),
        dpi=number("DPI", 1.0, 1e4),
        cone=number("viewCone", 0.1, 180.0, 40.0),
        inverted=number("invView", 0, 1, 1) >= 0.5,
        mirrored=number("flipImageX", 0, 1, 0) >= 0.5,
        swapped=number("flipSubp", 0, 1, 0) >= 0.5,
        mode=int(mode),
        cells=_cells(fields.get("subpixelcells", ()), where),
    )


def _said(read: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of ``read`` by their names in lower case, without ``{"value": ...}`` around them, nor null."""
    fields = {}
    for key, value in read.items():
        if isinstance(value, dict):
            value = {name.lower(): inner for name, inner in value.items()}.get("value", value)
        if value is not None:
            fields[key.lower()] = value
    return fields


def _serial(read: Any, where: str) -> str:  # noqa: ANN401
    """Return what the device is called."""
    if isinstance(read, bool) or not isinstance(read, (str, int)):
        raise DataError(f"{where}: serial must be a text, not {json.dumps(read)[:_LONGEST]}")
    return str(read)


def _cells(read: Any, where: str) -> tuple[Cell, ...]:  # noqa: ANN401
    """Return the offsets of each kind of pixel, px."""
    if not isinstance(read, (list, tuple)) or len(read) > _MOST:
        raise DataError(f"{where}: subpixelCells must be a list of at most {_MOST} cells")
    return tuple(_cell(cell, f"{where}: cell {index} of subpixelCells") for index, cell in enumerate(read))


def _cell(cell: Any, where: str) -> Cell:  # noqa: ANN401
    """Return red x, y, green x, y, blue x, y of one cell, px."""
    if not isinstance(cell, dict):
        raise DataError(f"{where} is no object with ROffsetX, ROffsetY and so on")
    fields = _said(cell)
    offsets = []
    for name in _CHANNELS:
        value = fields.get(name.lower())
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= 16:
            raise DataError(f"{where}: {name} must be a number of px, not {json.dumps(value)[:_LONGEST]}")
        offsets.append(float(value))
    red_x, red_y, green_x, green_y, blue_x, blue_y = offsets
    return red_x, red_y, green_x, green_y, blue_x, blue_y


def typical(kind: LightFieldDevice) -> Calibration:
    """Return the calibration of a panel as its maker's table describes it: right for simulation, no device's own."""
    return Calibration(
        serial=f"{kind.serial} (typical)",
        screen=kind.panel,
        pitch=kind.pitch,
        slope=kind.slope,
        center=kind.center,
        dpi=kind.dpi,
        cone=kind.cone,
        mode=kind.cell_mode,
        cells=kind.cells,
    )
