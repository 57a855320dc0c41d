"""The projector of a performance: what is shown lies on the wall as its alignment says, and F6 changes that."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import RendererError
from renderer.displays.projector.alignment_marks import marks
from renderer.displays.projector.homography import CORNERS, SQUARE, applied
from renderer.displays.projector.test_card import CARDS, test_card

from .alignment_editor import AlignmentEditor
from .alignment_file import alignment_path, load_alignment, save_alignment
from .alignment_keys import HELP, AlignmentKeys
from .monitors import Display
from .overlay import Overlay
from .stage import Stage
from .window import Handlers, Window

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["STEADY", "Projector"]

STEADY = 0.4  # s between two cards, and two blackouts: an operator's finger must not flash the wall
_BLACK = (0.0, 0.0, 0.0)


class Projector:
    """
    Shows ``stage`` through the alignment of the display that it ``follow``s.

    editor : while hands are at it; None else
    """

    def __init__(self, window: Window, stage: Stage, say: Callable[[str], None]) -> None:
        """Take over what the pictures of ``stage`` go through."""
        self.window, self.stage, self._say = window, stage, say
        self._through = stage.presenter.through
        self.display: Display | None = None
        self._around: tuple[Display, ...] = ()
        self._path: Path | None = None  # of its alignment
        self.editor: AlignmentEditor | None = None
        self._keys: AlignmentKeys | None = None
        self._overlay: Overlay | None = None
        self._marked: tuple[Any, ...] = ()
        self._words, self._letters = True, dict[str, str]()
        self._card, self._carded = 0, float("-inf")  # 0 is none
        self._unkept = ""  # the display whose alignment could not be written
        self._texture: Any = None
        self._carries: tuple[Any, ...] = ()  # what the texture of the card shows

    def follow(self, display: Display, around: Sequence[Display]) -> None:
        """Show on ``display`` now; hands at another one's alignment leave it as it was."""
        before, self._path = self._path, alignment_path(display, around)
        self.display, self._around = display, tuple(around)
        if before == self._path:
            return
        self._leave()
        if self._unkept:
            self._say(f"{self._unkept} has lost the alignment that could not be kept: the show has left that display")
            self._unkept = ""
        self._through.alignment, told = load_alignment(display, around)
        if told:
            self._say(told)
        if not self._through.alignment.plain:
            count = len(self._through.alignment.masks)
            masks = f" and {count} mask{'s' * (count > 1)}" if count else ""
            self._say(f"{display.name} has a corner pin{masks}: {self._path}; F6 changes it")
            if (device := self.stage.output) is not None and not device.simulate:
                self._say(f"{device.name} is resampled so, which interlaced pictures and light modulators do not bear")

    def open(self, *, card: bool = False) -> None:
        """Give hands the alignment; ``card`` shows the first test card at once."""
        if self.display is None or self.editor is not None:
            return
        self.editor = AlignmentEditor(self._through.alignment)
        self._keys = AlignmentKeys(self.editor, self._through.turn)
        self._letters = {letter: self.window.keys.command(letter) for letter in "tmnizrelgh"}  # asks the X server
        self._card = 1 if card else 0
        self.window.native.set_mouse_visible(True)

    def present(self, level: float) -> None:
        """Put the picture, or a test card, on the wall, and marks where hands are at it. ``level`` 0 is blackout."""
        canvas = self._through.turn.canvas(self.window.size)
        if self.editor is None or self._keys is None:
            self.stage.present((0, 0, *canvas), _BLACK, level)
            return
        self.window.native.set_mouse_visible(True)  # whatever covers a lost display again has hidden it
        self._keys.work(self.window.size)
        self._through.alignment = self.editor.alignment
        if self._card and level > 0.0:
            presenter = self.stage.presenter
            presenter.clear(self.window.size)
            presenter.show(self._card_texture(canvas), (0, 0, *canvas), level)
        else:
            self.stage.present((0, 0, *canvas), _BLACK, level)
        if level > 0.0:
            self._mark()

    def handlers(self) -> Handlers:
        """Return what a pyglet window calls; to be asked before all that plays."""
        return {"on_key_press": self._press, "on_key_release": self._release, "on_mouse_press": self._grasp,
                "on_mouse_drag": self._drag, "on_mouse_release": self._drop, "on_deactivate": self._drop}  # fmt: skip

    def release(self) -> None:
        """Free the GL objects."""
        for item in (self._overlay, self._texture):
            if item is not None:
                item.release()

    def _press(self, symbol: int, held: int) -> bool | None:
        from pyglet.window import key

        if self.editor is None or self._keys is None:
            if symbol == key.F6:
                self.open()
            return True if symbol == key.F6 else None
        if symbol in (key.F6, key.RETURN, key.ENTER):
            self._keep(self.editor)
        elif symbol == key.ESCAPE:
            self._leave()
        elif symbol == key.T:
            if (now := time.perf_counter()) - self._carded > STEADY:
                self._card, self._carded = (self._card + (-1 if held & key.MOD_SHIFT else 1)) % (len(CARDS) + 1), now
        elif symbol == key.H:
            self._words = not self._words
        elif symbol in (key.B, key.F):  # blackout and freeze are the operator's at any time
            return None
        else:
            self._keys.press(symbol, held, self.window.size)
        return True

    def _release(self, symbol: int, _held: int) -> None:
        if self._keys is not None:
            self._keys.release(symbol)

    def _grasp(self, x: int, y: int, button: int, _held: int) -> bool | None:
        if self._keys is None:
            return None
        self._keys.grasp(*self._px(x, y), button, self.window.size)
        return True

    def _drag(self, x: int, y: int, _dx: int, _dy: int, _buttons: int, _held: int) -> bool | None:  # noqa: PLR0917, RUF100
        if self._keys is None:
            return None
        self._keys.drag(*self._px(x, y), self.window.size)
        return True

    def _drop(self, *_: object) -> None:
        if self._keys is not None:
            self._keys.rest()

    def _px(self, x: int, y: int) -> tuple[float, float]:
        """Return a place of the mouse, px from the upper left."""
        ratio = self.window.ratio
        return x * ratio, self.window.size[1] - y * ratio

    def _keep(self, editor: AlignmentEditor) -> None:
        """Keep what hands did, and close; where it cannot be kept it holds for now, and that is told."""
        assert self.display is not None
        try:
            if editor.alignment != editor.began or self._unkept:
                self._path = save_alignment(editor.alignment, self.display, self._around)
                self._say(f"the alignment of {self.display.name} is kept in {self._path}")
                self._unkept = ""
        except (RendererError, OSError) as error:
            why = (isinstance(error, OSError) and error.strerror) or error
            self._say(f"the alignment of {self.display.name} holds only until the show ends, begins anew or leaves "
                      f"this display, and is not kept: {self._path}: {why}. Mend that, and press F6 twice, or set "
                      "CHORUS_STATE to a folder of yours")  # fmt: skip
            self._unkept = self.display.name
        self._through.alignment = editor.alignment  # keys that came within one frame were drawn by none
        self._close()

    def _leave(self) -> None:
        """Leave it as it was before hands were at it."""
        if self.editor is not None:
            self._through.alignment = self.editor.began
        self._close()

    def _close(self) -> None:
        if self.editor is not None:
            self.window.native.set_mouse_visible(False)
        self.editor = self._keys = None

    def _card_texture(self, canvas: tuple[int, int]) -> Any:  # noqa: ANN401
        """Return the card that is on, drawn once."""
        assert self.display is not None
        wanted = CARDS[self._card - 1], self.display.name, canvas
        if wanted != self._carries:
            if self._texture is not None:
                self._texture.release()
            codes = test_card(*wanted)
            self._texture = self.window.gl.texture(canvas, 3, np.ascontiguousarray(codes), alignment=1)
            self._carries = wanted
        return self._texture

    def _mark(self) -> None:
        """Draw the marks over what is shown."""
        assert self.editor is not None
        editor, display = self.editor, self.window.size
        words = self._said(editor, display) if self._words else ()
        wanted = editor.alignment, editor.chosen, display, self._through.turn, words, editor.warning
        if self._overlay is None:
            self._overlay = Overlay(self.window.gl)
        if wanted != self._marked:
            self._overlay.give(marks(*wanted))
            self._marked = wanted
        self._overlay.draw()

    def _said(self, editor: AlignmentEditor, display: tuple[int, int]) -> tuple[str, ...]:
        """Return the words beside the marks: which point, where it is as the audience sees it, and what keys do."""
        assert self.display is not None
        number, index = editor.chosen
        turned = np.linalg.inv(self._through.turn.matrix())  # the audience's upper left is where px are counted from
        if number == 0:
            seen = applied(turned, SQUARE[index])
            what = f"{CORNERS[int(np.abs(np.subtract(SQUARE, seen)).sum(axis=1).argmin())]} corner"
        else:
            mask = editor.alignment.masks[number - 1]
            hides = "outside dark" if mask.inverted else "inside dark"
            what = (f"mask {number}, point {index + 1} of {len(mask.points)}, {hides}, "
                    f"edge over {mask.feather * display[1]:.0f} px")  # fmt: skip
        x, y = applied(turned, editor.point) * self._through.turn.canvas(display)
        told = f"light {100 * editor.alignment.brightness:.0f} %, gamma {editor.alignment.gamma:.2f}"
        where = f"{self.display.name}, {what}: {x:.1f}, {y:.1f} px   ({told})"
        return (where, *(line.format(**self._letters) for line in HELP))
