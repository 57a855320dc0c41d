"""How fine a display is under X11, as the desktop says it, and else as the server does."""

import re
from typing import Any

__all__ = ["USUAL", "dpi_of", "x11_dpi"]

USUAL = 96.0  # dpi for which sizes of letters are meant
_SAID = re.compile(rb"^\s*Xft\.dpi\s*:\s*([0-9]+(?:\.[0-9]+)?)", re.MULTILINE)
_INCH = 25.4  # mm


def x11_dpi(display: Any, screen: int) -> float:  # noqa: ANN401
    """Return the dots per inch that are asked for on ``screen`` of ``display``, a connection of Xlib."""
    from pyglet.libs.x11 import xlib

    return dpi_of(xlib.XResourceManagerString(display) or b"", xlib.XDisplayHeight(display, screen),
                  xlib.XDisplayHeightMM(display, screen))  # fmt: skip


def dpi_of(resources: bytes, height: int, millimetres: int) -> float:
    """
    Return the dpi that the desktop's ``resources`` ask for, else those of a server of so many px and mm.

    Most servers say 96 whatever the display is; one that was told (``-dpi``) is believed.

    >>> dpi_of(b"Xft.dpi:\\t144\\n", 720, 190), dpi_of(b"", 1920, 254), dpi_of(b"Xft.antialias: 1", 720, 0)
    (144.0, 192.0, 96.0)
    """
    if said := _SAID.search(resources):
        return float(said[1])
    return _INCH * height / millimetres if millimetres > 0 else USUAL
