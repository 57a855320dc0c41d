"""What lies under a pixel of a picture that was drawn: the table's row, and the place in space."""

import numpy as np

from renderer.core.view import View, ray
from renderer.gpu.target import Target

__all__ = ["place_under", "row_under"]

Pixel = tuple[int, int]  # column and row from the top left, px


def row_under(target: Target, channel: int, at: Pixel, size: tuple[int, int], rows: int) -> int | None:
    """Return the row that ``channel`` of ``target`` names at ``at`` of a picture of ``size``, None where none is."""
    row = float(target.texel(*_texel(target, at, size))[channel])
    return round(row) if np.isfinite(row) and -0.5 < row < rows - 0.5 else None


def place_under(
    target: Target, channel: int, at: Pixel, size: tuple[int, int], view: View
) -> tuple[float, float, float] | None:
    """Return the point in mm that lies as far from the eye of ``view`` as ``channel`` says, None where none is."""
    width, height = target.size
    x, y = _texel(target, at, size)
    far = float(target.texel(x, y)[channel])
    if not (np.isfinite(far) and far > 0.0):
        return None
    a, b, c = np.array(view.eye) + far * ray(view, (x + 0.5) / width, 1 - (y + 0.5) / height)
    return float(a), float(b), float(c)


def _texel(target: Target, at: Pixel, size: tuple[int, int]) -> Pixel:
    """Return the texel of ``target`` that ``at`` of a picture of ``size`` falls on."""
    x, y = (min(max(0, p * own // whole), own - 1) for p, own, whole in zip(at, target.size, size, strict=True))
    return x, y
