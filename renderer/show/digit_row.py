"""The number row of a keyboard that types digits with Shift, as the French and the Czech do.

Windows and macOS tell these keys by their place; X11 tells what they would type, so that the key with a 1 on it
is an ampersand. What Shift and AltGr type stays, and so does the keypad.
"""

from typing import Any

__all__ = ["digits_by_place"]

_ROW = dict(zip(range(10, 20), "1234567890", strict=True))  # X11's keycodes, the same under Linux and Xwayland
_OTHER = 1 | 128  # Shift and AltGr in the state of an X11 key event: what they type is asked for


def digits_by_place(native: Any) -> None:  # noqa: ANN401
    """Let ``native``, a pyglet window, tell the ten keys of the number row as digits where no other level is held."""
    told = getattr(native, "_event_text_symbol", None)  # pyglet's own, of its X11 windows alone
    if told is None:
        return

    def placed(event: Any) -> tuple[str | None, int]:  # noqa: ANN401
        text, symbol = told(event)
        digit = _ROW.get(event.xkey.keycode) if symbol and not event.xkey.state & _OTHER else None
        return text, symbol if digit is None else ord(digit)  # a digit's symbol is its code, key._1 too

    native._event_text_symbol = placed
