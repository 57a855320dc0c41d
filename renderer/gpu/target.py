"""What a pass draws into: float textures, one for each output, twice where its last frame is read."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import moderngl
import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import RendererError
from renderer.scene import extent
from renderer.scene.scene import Pass

from .context import Context, check_size, most_px
from .scroll import Columns, missing

__all__ = ["Place", "Target", "check_whole", "make_target"]

_DTYPES = {"f2": "f2", "f4": "f4", "u1": "f1"}


class Place(NamedTuple):
    """Where a target lies in the picture of its pass: ``origin`` its lower left corner, px; both sizes in px."""

    size: tuple[int, int]
    origin: tuple[int, int]
    whole: tuple[int, int]


@dataclass(slots=True)
class Target:
    """
    ``front`` is drawn into and read by later passes; ``back`` holds the last frame.

    place : where it lies in the picture of its pass; textures : of each side, one an output
    asked, valid : of a part that may move along the picture, the columns that are needed of it, and those of them that
        are drawn, from the same ``inputs``; see ``scroll``
    filled : which sides hold a frame; a state that was lost, or never was, holds none
    turned : whether the last frame drew it, so that its back holds the state before that frame
    """

    place: Place
    textures: list[list[Any]]
    buffers: list[Any]
    depth: Any = None
    dtype: str = "f2"
    asked: Columns | None = None
    valid: Columns | None = None
    filled: list[bool] = field(default_factory=lambda: [False, False])
    turned: bool = False
    drawn: int = 0  # how often
    inputs: Any = None  # of the last draw; see Pipeline
    _front: int = field(default=0)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is drawn of it, px."""
        return self.place.size

    @property
    def double(self) -> bool:
        """Whether it holds its last frame."""
        return len(self.textures) == 2

    @property
    def held(self) -> bool:
        """Whether it holds a frame to go on from."""
        return self.filled[self._front]

    @property
    def fresh(self) -> bool:
        """Whether there is no last frame: the state was lost, or never was; so throughout one frame."""
        return not self.filled[self._back]

    @property
    def _back(self) -> int:
        return len(self.textures) - 1 - self._front

    @property
    def front(self) -> Any:  # noqa: ANN401
        """Texture that this frame draws into: of ``o``."""
        return self.textures[self._front][0]

    @property
    def buffer(self) -> Any:  # noqa: ANN401
        """Framebuffer that this frame draws into."""
        return self.buffers[self._front]

    def side(self, *, last: bool) -> list[Any]:
        """Return the textures of this frame, or of the last one."""
        return self.textures[self._back if last else self._front]

    def holds(self, *, last: bool) -> bool:
        """Return whether that side holds a frame."""
        return self.filled[self._back if last else self._front]

    def fill(self, *, last: bool = False, held: bool = True) -> None:
        """Note that this frame's side, or the last one's, holds a frame."""
        self.filled[self._back if last else self._front] = held

    def swap(self) -> None:
        """Begin a frame: what was drawn so far is the last frame from now on."""
        if self.double:
            self._front = 1 - self._front

    def clear(self) -> None:
        """Set every texel to 0."""
        self.inputs, self.valid, self.filled, self.turned = None, None, [False, False], False
        for buffer in self.buffers:
            buffer.clear(0.0, 0.0, 0.0, 0.0)

    def strips(self, *, same: bool) -> list[Columns] | None:
        """
        Return the columns that are to be drawn, px of the target: none where it stands, None where all of it is drawn.

        same : whether what it is drawn from is what it was drawn from before
        """
        if self.asked is None:
            return [] if same else None
        left = self.place.origin[0]
        return [Columns(one.left - left, one.right - left)
                for one in missing(self.valid if same else None, self.asked)]  # fmt: skip

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
        textures = (texture for side in self.textures for texture in side)
        for item in (*self.buffers, *textures, *([self.depth] if self.depth else [])):
            item.release()


def check_whole(gl: Context, step: Pass, place: Place) -> None:
    """
    Raise RendererError where drawing a part of a picture asks more of ``step`` than this GPU can.

    So it is where a pass drawn whole is too large, or the viewport through which a part of a geometry pass is seen.
    """
    most, (width, height) = most_px(gl), place.whole
    if place.size == place.whole and max(place.size) > most:
        raise RendererError(
            f"pass '{step.name}' is drawn whole for any part of this picture, {width}x{height} px, and this GPU draws "
            f"{most} px a side: give it a fixed size, as size=(\"4096\", \"2048\"), or let those that read it declare "
            "how far they look, Footprint(radius=...), in place of whole"
        )
    part = step.kind == "geometry" and place.size != place.whole
    if part and max(place.whole) > extent.EVERY_GPU and max(place.size) > extent.EVERY_GPU // 2:
        raise RendererError(
            f"pass '{step.name}' draws geometry into a picture of {width}x{height} px, of which GPUs see "
            f"{extent.EVERY_GPU // 2} px a side at once, and the part is {place.size[0]}x{place.size[1]} px: draw "
            "smaller parts"
        )


def make_target(gl: Context, step: Pass, place: Place, *, double: bool) -> Target:
    """Return the cleared target of ``step`` at ``place``; ``double`` keeps its last frame. Raises RendererError."""
    _check_own(gl, step, place)
    target = Target(place, [], [], None, _DTYPES[step.format])
    try:
        if step.kind == "geometry" and step.blend == "none":
            target.depth = gl.depth_renderbuffer(place.size)
        for _ in range(1 + double):
            target.textures.append([_texture(gl, step, place.size) for _ in range(1 + len(step.outputs))])
            target.buffers.append(gl.framebuffer(target.textures[-1], target.depth))
    except moderngl.Error as error:
        target.release()
        raise RendererError(f"pass '{step.name}': this GPU has no room for {place.size[0]}x{place.size[1]} px of "
                            f"{step.format} ({error}); ask for fewer px") from None  # fmt: skip
    target.clear()
    return target


def _check_own(gl: Context, step: Pass, place: Place) -> None:
    """Raise RendererError where a target is too large for this GPU: the pass' own sum is to blame, or the picture."""
    if step.size == ("width", "height"):
        check_size(gl, place.size)
    elif max(place.size) > (most := most_px(gl)):
        raise RendererError(
            f"pass '{step.name}': {place.size[0]}x{place.size[1]} px is more than this GPU draws in one piece "
            f"({most} px a side); a picture of this shape asks for it: choose another --size, or bound the pass' own, "
            'as size=("min(width, 4096)", "360")'
        )


def _texture(gl: Context, step: Pass, size: tuple[int, int]) -> Any:  # noqa: ANN401
    """Return a texture for one output of ``step``, sampled as it says."""
    texture = gl.texture(size, 4, dtype=_DTYPES[step.format])
    smooth = gl.LINEAR if step.filter == "linear" else gl.NEAREST
    texture.filter = (smooth, smooth)
    texture.repeat_x = texture.repeat_y = step.wrap
    return texture
