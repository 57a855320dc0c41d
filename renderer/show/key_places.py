"""The keys of a window by their place on the keyboard, and what is written on them in the artist's own layout.

What plays is found by its place, as on any instrument: the first letter of the upper row is ``q`` here, whatever is
written on it. What commands is found by its letter; a layout whose letters are no a-z has them where an American
keyboard has. Only X11 tells places; elsewhere a key's letter stands for its place.
"""

import ctypes
import time
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

__all__ = ["LETTERS", "KeyPlaces", "event_time"]

LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # the rows of an American keyboard
# X11's keycodes, the same under Linux and Xwayland.
_ROWS = {first + n: key for first, row in zip((10, 24, 38, 52), ("1234567890", *LETTERS), strict=True)
         for n, key in enumerate(row)}  # fmt: skip
_PAD = dict(zip((90, 87, 88, 89, 83, 84, 85, 79, 80, 81), "0123456789", strict=True))  # NumLock on or off
_CODES = {key: code for code, key in _ROWS.items()}
_TYPING = (*_CODES.values(), 20, 21, 34, 35, 47, 48, 49, 51, *range(59, 62), 94)  # all that have a letter anywhere
_SIGNS = {34: "[", 35: "]"}  # which the keys of some alphabets have letters on
_NUM_0 = 0xFFB0  # pyglet's symbol of the keypad's 0, and so on
_RELEASE = 3  # the type of an X11 event
_SHIFT, _ALT_GR = 1, 128  # in the state of an X11 key event: what they type is asked for
# Letters of older symbols of X11, by the symbol's second byte: where an encoding has them, in the same order.
_LETTERS_OF = {0: "latin-1", 1: "iso8859-2", 2: "iso8859-3", 3: "iso8859-4", 4: "shift_jis", 5: "iso8859-6",
               6: "koi8-u", 7: "iso8859-7", 12: "iso8859-8", 13: "iso8859-11", 18: "iso8859-14",
               19: "iso8859-15"}  # fmt: skip
_CYRILLIC = dict(zip(range(0x6A1, 0x6B0), "ђѓёєѕіїјљњћќґўџ", strict=True))  # not as in KOI8-U
_LATEST = 600.0  # s that an event may have waited to be heard; another clock than ours says more
_UNICODE = 0x1000000  # from here on a symbol is the letter's number


class KeyPlaces:
    """Knows of which key a window tells; to be asked within its ``on_key_press`` and ``on_key_release``."""

    def __init__(self, native: Any) -> None:  # noqa: ANN401
        """Listen to ``native``, a pyglet window; a key is let go as it was pressed, whatever else is held by then."""
        self._native, self._place, self._at = native, "", 0.0
        self._down: dict[int, tuple[str, int]] = {}  # place and symbol of each key that is down, by its code
        self._symbol_of = getattr(native, "_event_text_symbol", None)  # pyglet's own, of its X11 windows alone
        if self._symbol_of is not None:
            native._event_text_symbol = self._told

    def of(self, symbol: int) -> str:
        """Return the place of the key that is told as ``symbol``: ``q``, ``1``, also of the keypad; "" of others."""
        if self._symbol_of is not None:
            return self._place
        if _NUM_0 <= symbol <= _NUM_0 + 9:
            return str(symbol - _NUM_0)
        return chr(symbol) if 0 < symbol < 128 and chr(symbol) in _CODES else ""

    def time(self) -> float:
        """Return when the key that is told now was pressed or let go, s of ``time.perf_counter``."""
        return time.perf_counter() if self._symbol_of is None else self._at

    def written(self, place: str) -> str:
        """Return what is written on the key at ``place``; of a digit the digit, which each such key has on it."""
        letter = "" if place.isdigit() else self._letter(_CODES.get(place, 0))
        return (letter if len(letter.upper()) > 1 else letter.upper()) or place.upper()

    def letter(self, place: str) -> str:
        """Return the letter a-z by which the key at ``place`` commands, or the digit; "" where it has none."""
        typed = place if place.isdigit() else self._letter(_CODES.get(place, 0)) or place
        if typed.isascii() and typed.isalnum():
            return typed.lower()
        return place if _of_other_script(typed) else ""

    def command(self, letter: str) -> str:
        """Return what to press for ``letter``, as it is written: ``B``, or ``И (B)``."""
        if any(self._letter(code) == letter for code in _TYPING):  # beside the 26 places, too
            return letter.upper()
        places = (place for row in LETTERS for place in row)
        written = self.written(next((place for place in places if self.letter(place) == letter), letter))
        return written if written.lower() == letter else f"{written} ({letter.upper()})"

    def layout(self) -> tuple[int, ...]:
        """Return what all letters' places type by themselves now, to be compared; nothing where nobody can tell."""
        if self._symbol_of is None:
            return ()
        with suppress(OSError, AttributeError, ImportError):
            return _keysyms(self._native._x_display, [_CODES[key] for row in LETTERS for key in row])
        return ()

    def forget(self) -> None:
        """Take every key as let go: the window that would hear it is no longer in front."""
        self._down.clear()
        with suppress(AttributeError):  # pyglet's list of what repeats, which else swallows the next press
            self._native.pressed_keys.clear()

    def _told(self, event: Any) -> tuple[str | None, int]:  # noqa: ANN401
        """Return text and symbol of an X11 key event, and note its place."""
        text, symbol = self._symbol_of(event)  # type: ignore[misc]
        code, state = event.xkey.keycode, event.xkey.state
        self._at = event_time(event.xkey.time, time.perf_counter())
        if event.type == _RELEASE and code in self._down:
            self._place, symbol = self._down.pop(code)
            return text, symbol
        self._place = "" if state & _ALT_GR else _ROWS.get(code) or _PAD.get(code, "")
        if symbol and (key := _ROWS.get(code) or _SIGNS.get(code)):
            unknown = symbol >> 32 and not key.isdigit()  # to pyglet
            digit = key.isdigit() and not state & (_SHIFT | _ALT_GR)
            if digit or (unknown and _of_other_script(self._letter(code))):
                symbol = ord(key)  # which is a key's symbol too
        if event.type != _RELEASE:
            self._down[code] = self._place, symbol
        return text, symbol

    def _letter(self, code: int) -> str:
        """Return what the key of ``code`` types by itself in the layout that is on, "" where nobody can tell."""
        if self._symbol_of is None:
            return ""
        with suppress(OSError, AttributeError, ImportError, UnicodeDecodeError, ValueError):
            symbol = _keysym(self._native._x_display, code)
            if symbol >= _UNICODE or symbol in _CYRILLIC:
                return _CYRILLIC.get(symbol) or chr(symbol - _UNICODE)
            letter = bytes([symbol & 255]).decode(_LETTERS_OF.get(symbol >> 8, "ascii"))
            return letter if letter.isprintable() and symbol >> 8 in _LETTERS_OF else ""
        return ""


def event_time(stamp: int, now: float) -> float:
    """
    Return when an X11 event of ``stamp`` happened, on the clock that says ``now`` (s).

    A server of this machine counts the milliseconds of the same clock, in 32 bits; of another one ``now`` is known.

    >>> event_time(5_000, 7.0), event_time(2**32 - 1_000, 1.0), event_time(5_000, 4000.0)
    (5.0, -1.0, 4000.0)
    """
    late = ((int(now * 1000.0) - stamp) % 2**32) / 1000.0
    return now - late if late < _LATEST else now


def _of_other_script(written: str) -> bool:
    """
    Return whether what is ``written`` is of an alphabet without a to z; a Turkish one has them.

    Vowels of Thai and Hindi are no letters, but marks that stand on one.
    """
    letters = bool(written) and all(unicodedata.category(one)[0] in "LM" for one in written)
    return letters and not all(unicodedata.name(one, "").startswith(("LATIN", "COMBINING")) for one in written)


def _keysym(display: Any, code: int) -> int:  # noqa: ANN401
    """Return the symbol that the key of ``code`` has by itself in the group of the layout that is on."""
    return _keysyms(display, [code])[0]


def _keysyms(display: Any, codes: Iterable[int]) -> tuple[int, ...]:  # noqa: ANN401
    """Return the symbols that the keys of ``codes`` have by themselves; the server is asked once."""
    import pyglet

    lib = pyglet.lib.load_library("X11")
    state = (ctypes.c_ubyte * 64)()  # XkbStateRec: its first byte is the group
    lib.XkbGetState(display, 0x100, ctypes.byref(state))  # of the core keyboard
    lib.XkbKeycodeToKeysym.restype = ctypes.c_ulong
    group = int(state[0])
    return tuple(int(lib.XkbKeycodeToKeysym(display, ctypes.c_ubyte(code), group, 0)) for code in codes)
