"""The pointer of a fullscreen window under X11 stays the operator's, who has another display to use it on.

pyglet 2.1 takes a fullscreen window for a game on one display: it puts the pointer into its corner and grabs it. No
menu opens elsewhere then, and a display that somebody switched off is lit as by a hand.
"""

from typing import Any

__all__ = ["free_pointer"]


def free_pointer(kind: Any) -> Any:  # noqa: ANN401
    """Return ``kind``, pyglet's class of windows, without that; elsewhere than under X11 it is as it was."""
    if not hasattr(kind, "_update_exclusivity"):
        return kind

    class Window(kind):  # type: ignore[misc]
        """A window that takes the pointer only where it is asked to."""

        def _update_exclusivity(self) -> None:
            if not self._mouse_exclusive:
                self._applied_mouse_exclusive = False  # as it is to be: then pyglet does nothing about it
            super()._update_exclusivity()

    return Window
