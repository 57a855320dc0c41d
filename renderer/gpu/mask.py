"""Drawing only some pixels of a picture: the GPU skips the others before their shader runs.

The mask is a depth buffer. Every full-screen pass stands at depth 1/2, so a pixel whose buffer holds 0
fails the test early, and what lies in the targets there is left as it was.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.scene.built_in import IN_SCENES

from .context import Context, unbind
from .picture import Picture
from .pipeline import Pipeline

__all__ = ["Mask", "sees"]

_EYE = IN_SCENES["views"]


def sees(pipeline: Pipeline) -> frozenset[str]:
    """Return the passes whose picture changes with the eye: those that use it, and all that read these."""
    found: set[str] = set()
    for compiled in pipeline.compiled:
        sources = {read.source for read in compiled.step.sampled}
        if any(name in compiled.program for name in _EYE) or found & sources:
            found.add(compiled.step.name)
    return frozenset(found)


class Mask:
    """
    Limits what ``pipeline`` draws to some pixels, inside a ``with`` block.

    Only full-screen passes of the picture's size are limited; others are drawn whole, which is right
    but slower. Afterwards the targets hold a mixture, so the next draw draws them again.
    """

    def __init__(self, gl: Context, pipeline: Pipeline, picture: Picture) -> None:
        """Make the buffers; ``release`` frees them."""
        self.gl, self._pipeline, self._picture = gl, pipeline, picture
        seen = sees(pipeline)
        # Targets have their bottom row first, the finished picture its top row.
        self._masks = [gl.depth_texture(picture.size) for _ in range(2)]
        self._targets = {
            step.name: [gl.framebuffer(side, self._masks[0]) for side in pipeline.targets[step.name].textures]
            for step in pipeline.scene.passes
            if step.kind == "fragment" and step.name in seen and step.name in pipeline.targets
            and pipeline.targets[step.name].size == picture.size
        }  # fmt: skip
        self._codes = gl.framebuffer([picture.texture], self._masks[1])
        self._kept: dict[str, Any] = {}
        for buffer in self._buffers():
            buffer.depth_mask = False

    def set(self, wanted: NDArray[np.bool_]) -> None:
        """Draw only where ``wanted``, [height, width], top row first."""
        depth = wanted.astype(np.float32)
        self._masks[0].write(np.ascontiguousarray(depth[::-1]))
        self._masks[1].write(depth)

    def __enter__(self) -> "Mask":
        """Put the masked buffers in place."""
        for name, buffers in self._targets.items():
            target = self._pipeline.targets[name]
            self._kept[name], target.buffers = target.buffers, buffers
        self._kept[""], self._picture.codes = self._picture.codes, self._codes
        self.gl.enable(self.gl.DEPTH_TEST)
        return self

    def __exit__(self, *_: object) -> None:
        """Put everything back."""
        self.gl.disable(self.gl.DEPTH_TEST)
        self._picture.codes = self._kept.pop("")
        for name, buffers in self._kept.items():
            self._pipeline.targets[name].buffers = buffers
            self._pipeline.targets[name].inputs = None
        self._kept = {}

    def release(self) -> None:
        """Free the GL objects."""
        unbind(self.gl)
        for item in (*self._buffers(), *self._masks):
            item.release()

    def _buffers(self) -> list[Any]:
        return [self._codes, *(buffer for buffers in self._targets.values() for buffer in buffers)]
