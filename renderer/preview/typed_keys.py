"""Whose a key is: the window's, or a field's of the panel, which may not know yet that it was clicked.

The panel hears of a click in its next frame, one event a frame. On a slow machine whole numbers are typed before
that, and each of their digits is a preset of the window.
"""

from collections.abc import Callable

from imgui_bundle import imgui

from renderer.show.window import Window

from .panel.panel import width

__all__ = ["TypedKeys"]

NEXT_FIELD = 3  # frames in which the field that a Tab leaves is closed and the next one opens


class TypedKeys:
    """Lets keys act on the window, unless they are typed into the panel; ``shown`` says whether there is one."""

    def __init__(self, window: Window, shown: Callable[[], bool]) -> None:
        """Wait for nothing."""
        self._window, self._shown = window, shown
        self._frames = 0  # of the panel, until it knows of every click
        self._waiting: list[Callable[[], None]] = []
        self._unheard: list[tuple[Callable[[], None], bool]] = []  # what the panel is told later
        self._tabbed = False  # whether it is between two fields

    def handlers(self) -> dict[str, Callable[..., None]]:
        """Return handlers for the window's events."""
        return {"on_mouse_press": self._touched, "on_mouse_release": self._touched}

    @property
    def typing(self) -> bool:
        """Whether keys go into a field, or may."""
        return self._shown() and (self._frames > 0 or bool(imgui.get_io().want_text_input))

    def let(self, do: Callable[[], None]) -> None:
        """Call ``do`` for a key, unless it is typed; as soon as that is known."""
        if self._frames > 0 and self._shown():
            self._waiting.append(do)
        elif not self.typing:
            do()

    def hear(self, tell: Callable[[], None], tab: bool) -> None:
        """
        Call ``tell``, which tells the panel of a key or a letter; a Tab, and what follows it, once a field is known.

        The panel takes a Tab only while a field is open: one that came before would be lost, or open one by chance.
        What is typed before the next field is open would be lost, too.
        """
        if not self._shown():
            self._unheard, self._tabbed = [], False
        if self._unheard or (self._frames > 0 and (tab or self._tabbed)):
            self._unheard.append((tell, tab))
        else:
            self._tell(tell, tab)

    def drawn(self) -> None:
        """Note that the panel was drawn: it knows of one event more, or of all."""
        # What it has not heard yet it goes on with in its next frame; of a Tab that may be long after.
        if not self._tabbed or not len(imgui.get_current_context().input_events_queue):
            self._frames = max(0, self._frames - 1)
        if self._frames == 0 and self._waiting:
            waiting, self._waiting = self._waiting, []
            for do in () if self.typing else waiting:
                do()
        while self._frames == 0 and self._unheard:
            self._tell(*self._unheard.pop(0))

    def _tell(self, tell: Callable[[], None], tab: bool) -> None:
        """Tell the panel, and after a Tab from a field wait until the next one is open."""
        self._tabbed = tab and self.typing
        tell()
        if self._tabbed:
            self._frames = NEXT_FIELD

    def _touched(self, x: float, *_: object) -> None:
        """Wait a frame for a button that went down or up over the panel, and one more for what it says of it then."""
        window = self._window
        across = window.size[0] / window.unit
        if self._shown() and x / window.scale >= across - width(across):
            self._frames = max(1, self._frames) + 1
