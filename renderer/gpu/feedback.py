"""What fed back into a frame, taken out of the targets and put into others: with it one frame can be drawn again."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import RendererError

from .context import unbind
from .target import Target

__all__ = ["LastFrame", "read_last", "read_next", "write_last"]

_NUMBERS = {"f2": np.float16, "f4": np.float32, "f1": np.uint8}


class LastFrame(NamedTuple):
    """
    What a pass held of the frame before.

    held : False where that was lost, or never was
    outputs : [outputs, height, width, 4] of float16, float32 or uint8 as its target has them, bottom row first
    """

    held: bool
    outputs: NDArray[Any]


def read_last(targets: Mapping[str, Target]) -> dict[str, LastFrame]:
    """Return what fed back into the frame just drawn, by pass; a pass that rested in it is left out."""
    turned = {name: target for name, target in targets.items() if target.double and target.turned}
    return {name: LastFrame(not one.fresh, np.stack([_pixels(texture, one) for texture in one.side(last=True)]))
            for name, one in turned.items()}  # fmt: skip


def read_next(targets: Mapping[str, Target]) -> dict[str, LastFrame]:
    """Return what feeds back into the frame after the one just drawn, by pass; of one that rested what it had."""
    return {name: LastFrame(one.held, np.stack([_pixels(texture, one) for texture in one.side(last=False)]))
            for name, one in targets.items() if one.double}  # fmt: skip


def write_last(targets: Mapping[str, Target], frames: Mapping[str, LastFrame]) -> None:
    """Let the next frame go on from ``frames``; where they are of other passes, raise RendererError and write none."""
    for name, frame in frames.items():
        target = targets.get(name)
        if target is None or not target.double:
            raise RendererError(f"there is no pass '{name}' whose last frame is read")
        shape = (len(target.textures[0]), target.size[1], target.size[0], 4)
        if frame.outputs.shape != shape or frame.outputs.dtype != _NUMBERS[target.dtype]:
            then, now = _words(frame.outputs.shape, frame.outputs.dtype), _words(shape, _NUMBERS[target.dtype])
            raise RendererError(f"the pass '{name}' is not as it was: {then} then, {now} now")
    for name, frame in frames.items():
        target = targets[name]
        for texture, pixels in zip(target.side(last=False), frame.outputs, strict=True):
            texture.write(np.ascontiguousarray(pixels), alignment=1)
        target.fill(held=frame.held)


def _pixels(texture: Any, target: Target) -> NDArray[Any]:  # noqa: ANN401
    """Return the texels, [height, width, 4], bottom row first."""
    unbind(texture.ctx)
    flat = np.frombuffer(texture.read(alignment=1), _NUMBERS[target.dtype])
    return flat.reshape(target.size[1], target.size[0], 4)


def _words(shape: tuple[int, ...], kind: Any) -> str:  # noqa: ANN401
    return f"{shape[0]} x {shape[2]}x{shape[1]} px of {np.dtype(kind)}"
