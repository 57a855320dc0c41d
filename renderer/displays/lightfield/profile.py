"""What is known of each light-field display: data files with their source and what contradicts it."""

import tomllib
from dataclasses import dataclass

from renderer.core.errors import UsageError
from renderer.core.paths import ASSETS
from renderer.core.suggest import nearest

__all__ = ["FOLDER", "Cell", "LightFieldDevice", "device", "devices"]

Cell = tuple[float, float, float, float, float, float]  # px: red x, y, green x, y, blue x, y

FOLDER = ASSETS / "devices" / "looking_glass"


@dataclass(frozen=True, slots=True)
class LightFieldDevice:
    """
    A light-field display.

    name : of its file; ``serial`` : how the serial numbers of such devices begin
    panel : px; ``grid`` : columns and rows of its quilt; ``quilt`` : px
    aspect : width / height of the display, not of a tile
    cone : degrees in which the views lie
    pitch, slope, center, dpi, cell_mode, cells : of a typical panel, to simulate one; a device's own
        differ, and only its calibration file makes a sharp picture
    source, conflicts : where the numbers come from, and who says otherwise
    """

    name: str
    title: str
    serial: str
    panel: tuple[int, int]
    grid: tuple[int, int]
    quilt: tuple[int, int]
    aspect: float
    cone: float
    pitch: float
    slope: float
    center: float
    dpi: float
    cell_mode: int
    source: str
    cells: tuple[Cell, ...] = ()
    conflicts: tuple[str, ...] = ()


def devices() -> tuple[str, ...]:
    """Return the names of all known displays."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def device(name: str, family: str = "quilt") -> LightFieldDevice:
    """Return the display called ``name``; raises UsageError with the nearest one and the list."""
    names = devices()
    if name not in names:
        known = f"there are {', '.join(names)}"
        if not name:
            raise UsageError(f"{family} needs a display, such as {family}:portrait; {known}")
        raise UsageError(f"no light-field display '{name}'{nearest(name, names, known)}")
    with (FOLDER / f"{name}.toml").open("rb") as file:
        read = tomllib.load(file)
    listed = {key: tuple(value) for key, value in read.items() if isinstance(value, list)}
    listed["cells"] = tuple(tuple(map(float, cell)) for cell in read.get("cells", ()))
    return LightFieldDevice(name=name, **{**read, **listed})
