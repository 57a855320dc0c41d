"""Interlacing on the GPU: a quilt becomes the panel's own picture without leaving the card."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.paths import SHADERS
from renderer.gpu.context import Context
from renderer.gpu.filter import Filter

from .interlace import Weave

__all__ = ["Interlacer", "WovenPanel"]

CELLS = 4


class Interlacer:
    """Draws the panel's picture as ``interlace.interlace`` computes it, pixel for pixel."""

    def __init__(self, gl: Context, plan: Weave) -> None:
        """Compile the shader for ``plan``."""
        self.filter = Filter(gl, SHADERS / "pack" / "lenticular.frag", plan.screen)
        self._values = _uniforms(plan)

    @property
    def texture(self) -> Any:  # noqa: ANN401
        """The panel's picture, top row first, to be shown without a copy."""
        return self.filter.texture

    def draw(self, quilt: Any) -> None:  # noqa: ANN401
        """Interlace ``quilt``: 8 bits, [height, width, 3 or 4], or a texture whose row 0 is the top."""
        if isinstance(quilt, np.ndarray):
            self.filter.upload("t_quilt", quilt)
            self.filter.draw(self._values)
        else:
            self.filter.draw(self._values, {"t_quilt": quilt})

    def again(self) -> None:
        """Interlace once more the array that was given last."""
        self.filter.draw(self._values)

    def read(self) -> NDArray[np.uint8]:
        """Return the panel's picture, [height, width, 3], top row first."""
        return self.filter.read()

    def release(self) -> None:
        """Free the GL objects."""
        self.filter.release()


class WovenPanel:
    """A panel's picture that is kept up to date view by view: what is new alone goes to the card."""

    def __init__(self, gl: Context, plan: Weave) -> None:
        """Compile the shader for ``plan`` and make the quilt's texture."""
        self._grid, self._woven = plan.grid, Interlacer(gl, plan)
        self._quilt = gl.texture(plan.grid.size, 3, alignment=1)
        self._quilt.filter = (gl.NEAREST, gl.NEAREST)

    def show(self, views: Mapping[int, NDArray[np.uint8]]) -> Any:  # noqa: ANN401
        """Return the panel's picture as a texture, top row first, with the new ``views`` [h, w, 3] among the others."""
        for view, picture in views.items():
            rows, columns = self._grid.place(view)
            place = (columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start)
            self._quilt.write(np.ascontiguousarray(picture[..., :3]), viewport=place, alignment=1)
        self._woven.draw(self._quilt)
        return self._woven.texture

    def release(self) -> None:
        """Free the GL objects."""
        self._woven.release()
        self._quilt.release()


def _uniforms(plan: Weave) -> dict[str, Any]:
    """Return the shader's uniforms."""
    grid = plan.grid
    rows, columns = grid.place(0)
    start = [*plan.start, *[(0, 0, 0)] * (CELLS - len(plan.start))]
    return {
        "u_screen": plan.screen,
        "u_mode": plan.mode,
        "u_cells": len(plan.start),
        "u_inverted": int(plan.inverted),
        "u_smooth": int(plan.smooth),
        "u_views": grid.count,
        "u_step": plan.step,
        "u_start": start,
        "u_stride": plan.stride,
        "u_first": plan.first,
        "u_columns": grid.columns,
        "u_tile": (grid.tile[0], grid.tile[1] * (1 if grid.downward else -1), columns.start, rows.start),
    }
