"""``--as quilt:portrait``: every view of a light-field display in one picture, film or sequence.

Each view is drawn at the display's aspect into tiles of any shape, so their pixels need not be
square. Eyes are moved and never turned (``renderer.core.view.light_field``).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.view import View, light_field
from renderer.core.volume import Volume
from renderer.displays.options import Options
from renderer.displays.profiles import titles
from renderer.displays.recipe import Recipe, Shot

from .calibration import Calibration, typical
from .check import warnings
from .interlace import interlace
from .profile import FOLDER, LightFieldDevice, device
from .simulate import seen, swing
from .tiles import Grid, grid_of

__all__ = ["LAYOUT", "OPTIONS", "facts_of", "layout", "profiles", "recipe"]

LAYOUT = {
    "count": "How many views, 2 .. 255; the display's own number without.",
    "cone": "Degrees in which the views lie, 0.1 .. 120; the display's own without.",
    "depthiness": "Times that cone, 0.05 .. 4: less is flatter.",
    "fit": "No side has more px than this, for codecs.",
}
OPTIONS = {**LAYOUT, "order": "`upward`, as displays read a quilt, or `downward`."}
LIMIT = 16384  # px a side, of the targets a GPU draws


def profiles() -> dict[str, str]:
    """Return the displays and what they are."""
    return titles(FOLDER)


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return the quilt of the display ``profile``.

    size : px of the quilt; the display's own without
    options : of ``OPTIONS``

    Raises UsageError.
    """
    kind = device(profile, "quilt")
    chosen = Options("quilt", options, OPTIONS)
    downward = chosen.choice("order", "upward", "downward") == "downward"
    grid, views, cone = layout(kind, volume, size, chosen, downward=downward)
    calibration = typical(kind)

    def simulate(picture: NDArray[Any], angle: float) -> NDArray[np.uint8]:
        return seen(interlace(picture, grid, calibration), calibration, angle)

    def pack(shots: Sequence[Shot]) -> NDArray[Any]:
        return grid.pack([shot.picture for shot in shots])

    return Recipe(
        name=f"quilt:{profile}",
        views=views,
        size=grid.tile,
        pack=pack,
        out=grid.size,
        smaller="--with fit={}",
        tag="" if grid.downward else grid.tag,
        simulate=simulate,
        sweep=swing(calibration),
        facts=facts_of(kind, grid, views, cone, calibration),
        check=lambda volume: warnings(grid, views, volume),
    )


def layout(
    kind: LightFieldDevice, volume: Volume, size: tuple[int, int] | None, options: Options, *, downward: bool = False
) -> tuple[Grid, tuple[View, ...], float]:
    """Return tiles, views and cone (degrees) of a light field on ``kind``."""
    size = size or kind.quilt
    count = options.whole("count", kind.grid[0] * kind.grid[1], 2, 255)
    columns, rows = kind.grid if count == kind.grid[0] * kind.grid[1] else grid_of(count, size, kind.aspect)
    most = options.whole("fit", LIMIT, 16 * max(columns, rows), LIMIT)
    if max(size) > most:
        across, up = (side * most // max(size) for side in size)
        size = (across // columns * columns, up // rows * rows)
    cone = options.number("cone", kind.cone, 0.1, 120.0) * options.number("depthiness", 1.0, 0.05, 4.0)
    cone = min(cone, 160.0)  # tan grows without end towards 180
    grid = Grid(columns, rows, size, kind.aspect, downward)
    return grid, light_field(volume, kind.aspect, count, cone), cone


def facts_of(
    kind: LightFieldDevice, grid: Grid, views: Sequence[View], cone: float, calibration: Calibration
) -> dict[str, object]:
    """Return what the manifest says of a light field: enough to draw one view of it again."""
    return {
        "device": kind.title,
        "source": kind.source,
        "conflicts": list(kind.conflicts),
        "grid": [grid.columns, grid.rows],
        "tile": list(grid.tile),
        "padding": list(grid.padding),
        "aspect": grid.aspect,
        "cone_degrees": cone,
        "eyes_mm": [list(view.eye) for view in views],
        "screen_mm": [list(views[0].corner), list(views[0].right), list(views[0].up)],
        "simulated_with": calibration.serial,
    }
