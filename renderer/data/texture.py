"""A table as the texels that GLSL reads."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.table import Table

__all__ = ["table_texture"]


def table_texture(table: "Table") -> "NDArray[np.float32]":
    """
    Return the texels of ``table``.

    Returns float32, [times, areas, columns, 4]: value, low, high (the column's unit), state code.
    Value, low and high are 0 where there is no figure: NaN through a sampler is undefined on some
    drivers, so the state alone says whether a zero is a zero. A figure without an interval has low =
    high = value: what draws from low to high then draws a point, not a bar from zero.
    """
    ends = (np.where(np.isnan(end), table.value, end) for end in (table.low, table.high))
    figures = np.stack([table.value, *ends], axis=-1)
    texels = np.concatenate([np.nan_to_num(figures, nan=0.0), table.state[..., None]], axis=-1)
    return np.ascontiguousarray(texels, dtype=np.float32)
