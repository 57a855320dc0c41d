"""What a pass holds under a place of the picture, whether it is drawn whole or in part."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.region import Region
from renderer.core.view import View, ray
from renderer.data.places.ground import Ground
from renderer.data.places.ground_texture import place_numbers
from renderer.data.table import Area
from renderer.gpu.target import Target

__all__ = ["bare_of", "channel_in", "name_at", "place_in", "row_in", "row_on", "texel_at"]


def texel_at(target: Target, x: int, y: int, size: tuple[int, int]) -> tuple[tuple[int, int], NDArray[np.float32]]:
    """
    Return the texel under column ``x``, row ``y`` of a picture of ``size`` px, and its 4 channels.

    x, y : px from the picture's top left; beyond its edge the nearest ones. The texel counts likewise, in the
    whole picture of its pass. Raises UsageError where that part of the picture is not drawn.
    """
    whole, (left, top) = target.place.whole, _corner(target)
    across, down = (min(max(0, p * own // all_), own - 1) for p, own, all_ in zip((x, y), whole, size, strict=True))
    inside = 0 <= across - left < target.size[0] and 0 <= down - top < target.size[1]
    if not inside:
        raise UsageError(
            f"column {x}, row {y} of the picture is not drawn here, only {target.size[0]}x{target.size[1]} px from "
            f"{left}, {top} on; ask the engine that draws that part"
        )
    return (across, down), target.texel(across - left, down - top)


def channel_in(target: Target, index: int, size: tuple[int, int], region: Region) -> NDArray[np.float32]:
    """
    Return channel ``index`` of ``region`` of a picture of ``size`` px, [height, width], top row first.

    Of a whole picture it has the pass' own size. Raises UsageError for a part where that is not the picture's.
    """
    channel = target.channel(index)
    if region.size == size:
        return channel
    if target.place.whole != size:
        raise UsageError(
            f"a pass of {target.place.whole[0]}x{target.place.whole[1]} px has no part of a picture of "
            f"{size[0]}x{size[1]} px; ask for it where the whole picture is drawn"
        )
    left, top = _corner(target)
    return channel[region.y - top :, region.x - left :][: region.height, : region.width]


def row_in(target: Target, index: int, at: tuple[int, int], size: tuple[int, int], rows: int) -> int | None:
    """Return which of ``rows`` channel ``index`` names at ``at`` of a picture of ``size`` px, None where none is."""
    row = float(texel_at(target, *at, size)[1][index])
    return round(row) if np.isfinite(row) and -0.5 < row < rows - 0.5 else None


def row_on(ground: Ground | None, at: tuple[int, int], size: tuple[int, int], rows: int) -> int | None:
    """
    Return the row of the area that lies at ``at`` of a picture of ``size`` px, as place_at of GLSL has it.

    rows : of the table; areas of the map that it has not follow them
    """
    if ground is None:
        return None
    column, line = ((p * 2 + 1) * ground.size[1] // (2 * size[1]) for p in at)
    if not (0 <= column < ground.size[0] and 0 <= line < ground.size[1]):
        return None
    area = int(ground.rows[line, column])
    return int(place_numbers(ground, rows)[area]) if area >= 0 else None


def bare_of(ground: Ground | None) -> int:
    """Return how many areas of the map a table that was joined with it has not."""
    return 0 if ground is None else int(np.count_nonzero(ground.table_row < 0))


def name_at(row: int, areas: Sequence[Area], ground: Ground | None) -> str:
    """Return the name of the area in ``row``, of one that only the map has, too; "" where there is none any more."""
    if row < len(areas):
        return areas[row].name
    if ground is None:
        return ""
    found = np.flatnonzero(place_numbers(ground, len(areas)) == row)
    return ground.names[int(found[0])] if len(found) else ""


def place_in(
    target: Target, index: int, at: tuple[int, int], size: tuple[int, int], view: View
) -> tuple[float, float, float] | None:
    """Return the point in mm that lies as far from the eye of ``view`` as a channel says, None where none is."""
    (x, y), texel = texel_at(target, *at, size)
    far, (width, height) = float(texel[index]), target.place.whole
    if not (np.isfinite(far) and far > 0.0):
        return None
    a, b, c = np.array(view.eye) + far * ray(view, (x + 0.5) / width, 1 - (y + 0.5) / height)
    return float(a), float(b), float(c)


def _corner(target: Target) -> tuple[int, int]:
    """Return column and row of what is drawn of a pass, from the top left of its whole picture."""
    size, origin, whole = target.place
    return origin[0], whole[1] - origin[1] - size[1]
