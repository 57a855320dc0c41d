"""What a film must know to go on in the middle: what feeds back into its next frame, and what the flash guard saw.

Frame n from a checkpoint is frame n from the beginning, bit for bit, and the verdict is that of the whole film.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from renderer.core.errors import RendererError
from renderer.core.object_state import packed, unpacked
from renderer.frames.drawn import Drawn
from renderer.gpu.feedback import LastFrame, read_next

if TYPE_CHECKING:
    from renderer.frames.engine import Engine

    from .flash_gate import FlashGate

__all__ = ["Checkpoints"]

ROOM = 1 << 28  # bytes of what the flash guard remembers besides pictures: some megabytes, whatever is filmed
_EACH = 1024  # ... and of what it notes of a frame, at several places, over two grounds


class Checkpoints:
    """
    Takes and restores the states of a run.

    turn : makes the engine ready for a frame as it is drawn at that moment: a take may have changed its effects
    """

    def __init__(
        self, engine: "Engine", gate: "FlashGate | None", drawn: Drawn, turn: Callable[[int], object]
    ) -> None:
        """``drawn`` : the count of pixels so far, which goes on."""
        self._engine, self._gate, self._drawn, self._turn = engine, gate, drawn, turn

    def take(self) -> bytes:
        """Return what is remembered behind the frame that was drawn last."""
        from renderer.flash.kept_state import REMEMBERED  # only what moves needs it

        passes = {name: (last.held, last.outputs) for name, last in read_next(self._engine.pipeline.targets).items()}
        gate = None if self._gate is None else self._gate.state()
        return packed([passes, gate, (self._drawn.pixels, self._drawn.of)], REMEMBERED)

    def restore(self, content: bytes, index: int) -> bool:
        """Go on with frame ``index``; False, and nothing is changed, where ``content`` is not the state before it."""
        from renderer.flash.kept_state import REMEMBERED

        before = None if self._gate is None else self._gate.state()
        try:
            passes, gate, (pixels, of) = unpacked(content, REMEMBERED, self._most(index))
            frames = {str(name): LastFrame(bool(held), outputs) for name, (held, outputs) in passes.items()}
            if self._gate is not None:
                self._gate.go_on(gate)
            if frames:
                self._turn(index - 1)
                self._engine.go_on(frames, index)
            self._drawn.pixels, self._drawn.of = int(pixels), int(of)
        except (RendererError, ValueError, TypeError, AttributeError):
            if self._gate is not None and before is not None:
                self._gate.go_on(before)
            return False
        return True

    def _most(self, frames: int) -> int:
        """Return how many bytes the state behind so many ``frames`` may come to: nobody's file says that."""
        width, height = self._engine.size
        held = sum(one.size[0] * one.size[1] * 16 * len(one.textures[0])
                   for one in self._engine.pipeline.targets.values() if one.double)  # fmt: skip
        return ROOM + held + 8 * width * height + _EACH * frames
