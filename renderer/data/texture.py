"""A table as the texels that GLSL reads."""

from typing import TYPE_CHECKING

import numpy as np

from .gaps import gaps, in_gap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.table import Table

__all__ = ["DRAWN", "table_texture"]

DRAWN = 8.0  # added to the state of what stands in a gap: more than any state's code


def table_texture(table: "Table") -> "NDArray[np.float32]":
    """
    Return the texels of ``table``.

    Returns float32, [times, areas, columns, 4]: value, low, high (the column's unit), state code.
    Value, low and high are 0 where there is no figure: NaN through a sampler is undefined on some
    drivers, so the state alone says whether a zero is a zero. A figure without an interval has low =
    high = value: what draws from low to high then draws a point, not a bar from zero.
    In a gap of a column they are what is drawn there, and the fourth is DRAWN, its state and, as a
    fraction, the part of the way from the release before to the one after.
    """
    texels = _texels(table.value, table.low, table.high, table.state)
    for column in range(len(table.columns)):
        for time, gap in gaps(table, column).items():
            value, low, high, state = in_gap(table, column, gap)
            texels[time, :, column] = _texels(value, low, high, DRAWN + state + gap.part)
    return texels


def _texels(
    value: "NDArray[np.float64]", low: "NDArray[np.float64]", high: "NDArray[np.float64]", code: "NDArray[np.generic]"
) -> "NDArray[np.float32]":
    """Return texels of figures, NaN where unknown, [...] -> [..., 4]."""
    ends = (np.where(np.isnan(end), value, end) for end in (low, high))
    figures = np.stack([value, *ends], axis=-1)
    texels = np.concatenate([np.nan_to_num(figures, nan=0.0), code[..., None]], axis=-1)
    return np.ascontiguousarray(texels, dtype=np.float32)
