"""A square that a telephone reads: a QR code (ISO/IEC 18004), as pixels for print and as SVG for a page."""

import numpy as np
import segno
from numpy.typing import NDArray

__all__ = ["qr_pixels", "qr_svg"]

_QUIET = 4  # modules of white around it, as the standard asks
_CORRECTED = "m"  # up to 15 % of it may be scratched


def qr_pixels(text: str, scale: int = 8) -> NDArray[np.uint8]:
    """Return the code of ``text`` as pixels, [side, side], 0 or 255, ``scale`` px a module, white around it."""
    dark = np.array(list(_code(text).matrix_iter(border=_QUIET))) != 0
    return np.where(dark.repeat(scale, axis=0).repeat(scale, axis=1), np.uint8(0), np.uint8(255))


def qr_svg(text: str, label: str) -> str:
    """Return the code of ``text`` as SVG to stand in a page, black on white in any light; ``label`` : for the ear."""
    made: str = _code(text).svg_inline(scale=4, border=_QUIET, dark="#000", light="#fff", title=label, omitsize=True)
    return made


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error=_CORRECTED, micro=False, boost_error=False)
