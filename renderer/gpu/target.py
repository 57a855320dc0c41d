"""What a pass draws into: a float texture, two of them where it reads its own last frame."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.scene.scene import Pass

from .context import Context, check_size

__all__ = ["Target", "make_target"]

_DTYPES = {"f2": "f2", "f4": "f4", "u1": "f1"}


@dataclass(slots=True)
class Target:
    """``front`` is drawn into and read by later passes; ``back`` holds the last frame."""

    size: tuple[int, int]
    textures: list[Any]
    buffers: list[Any]
    depth: Any = None
    dtype: str = "f2"
    drawn: int = 0  # how often
    inputs: Any = None  # of the last draw; see Pipeline
    _front: int = field(default=0)

    @property
    def front(self) -> Any:  # noqa: ANN401
        """Texture that this frame draws into."""
        return self.textures[self._front]

    @property
    def back(self) -> Any:  # noqa: ANN401
        """Texture of the last frame."""
        return self.textures[-1 - self._front]

    @property
    def buffer(self) -> Any:  # noqa: ANN401
        """Framebuffer that this frame draws into."""
        return self.buffers[self._front]

    def swap(self) -> None:
        """Make the last frame's texture the one to draw into."""
        if len(self.textures) == 2:
            self._front = 1 - self._front

    def clear(self) -> None:
        """Set every texel to 0."""
        self.inputs = None
        for buffer in self.buffers:
            buffer.clear(0.0, 0.0, 0.0, 0.0)

    def texel(self, x: int, y: int) -> NDArray[np.float32]:
        """Return the 4 channels at column ``x``, row ``y`` from the top."""
        viewport = (x, self.size[1] - 1 - y, 1, 1)
        return np.frombuffer(self.buffer.read(viewport=viewport, components=4, dtype="f4"), np.float32)

    def channel(self, index: int) -> NDArray[np.float32]:
        """Return one channel of the whole target, [height, width], top row first."""
        whole = np.frombuffer(self.buffer.read(components=4, dtype="f4"), np.float32)
        return np.ascontiguousarray(whole.reshape(self.size[1], self.size[0], 4)[::-1, :, index])

    def release(self) -> None:
        """Free the GL objects."""
        for item in (*self.buffers, *self.textures, *([self.depth] if self.depth else [])):
            item.release()


def make_target(gl: Context, step: Pass, size: tuple[int, int]) -> Target:
    """Return the cleared target of ``step`` at ``size`` px."""
    check_size(gl, size)
    depth = None
    if step.kind == "geometry" and step.blend == "none":
        depth = gl.depth_renderbuffer(size)
    textures = [gl.texture(size, 4, dtype=_DTYPES[step.format]) for _ in range(1 + step.feedback)]
    for texture in textures:
        smooth = gl.LINEAR if step.filter == "linear" else gl.NEAREST
        texture.filter = (smooth, smooth)
        texture.repeat_x = texture.repeat_y = step.wrap
    buffers = [gl.framebuffer([texture], depth) for texture in textures]
    target = Target(size, textures, buffers, depth, _DTYPES[step.format])
    target.clear()
    return target
