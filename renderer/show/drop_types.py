"""Files dropped by programs that offer few types of them: under X11 pyglet stumbles over these.

The announcement of a drop names up to three types itself, and lists more elsewhere. pyglet 2.1 adds a number to the
array of the former, which raises in the middle of the frame loop.
"""

from typing import Any

__all__ = ["few_types"]

_MORE = 1  # of the announcement's second word: there is a list


def few_types(native: Any) -> None:  # noqa: ANN401
    """Let ``native``, a pyglet window, read announcements of up to three types; elsewhere nothing is to be done."""
    original = getattr(native, "_event_drag_enter", None)
    atoms = getattr(native, "_xdnd_atoms", None)
    if original is None or not isinstance(atoms, dict):
        return

    def entered(event: Any) -> None:  # noqa: ANN401
        words = event.xclient.data.l
        if words[1] & _MORE:
            original(event)
            return
        wanted = atoms.get("text/uri-list")
        native._xdnd_source, native._xdnd_version = words[0], words[1] >> 24
        native._xdnd_format = wanted if wanted in words[2:5] else None

    native._event_drag_enter = entered
