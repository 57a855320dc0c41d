"""The typeface of what is printed to be read: one made for readers of low vision, in documents of fpdf2."""

from collections.abc import Iterator
from contextlib import contextmanager

from fpdf import FPDF
from fpdf.fonts import TTFFont

from renderer.core.paths import ASSETS

__all__ = ["FAMILY", "lacking", "typed"]

_FONTS = ASSETS / "label" / "fonts"
FAMILY, _REST = "atkinson-hyperlegible-next-latin", "-ext"


@contextmanager
def typed(pdf: FPDF) -> Iterator[FPDF]:
    """Give ``pdf`` the typeface FAMILY, regular and bold, and close its files afterwards."""
    try:
        for weight, style in (("400", ""), ("700", "B")):
            for part in ("", _REST):
                pdf.add_font(f"{FAMILY}{part}", style, _FONTS / f"{FAMILY}{part}-{weight}.ttf")
        pdf.set_fallback_fonts([f"{FAMILY}{_REST}"], exact_match=True)
        yield pdf
    finally:
        for font in _typefaces(pdf):
            font.ttfont.close()  # which fpdf leaves open


def lacking(pdf: FPDF, text: str) -> tuple[str, ...]:
    """Return the letters of ``text`` that the typefaces of ``pdf`` have no glyph for: an empty box is no letter."""
    known = {code for font in _typefaces(pdf) for code in font.cmap}
    return tuple(dict.fromkeys(letter for letter in text if ord(letter) not in known and not letter.isspace()))


def _typefaces(pdf: FPDF) -> list[TTFFont]:
    """Return the typefaces that were read for ``pdf``."""
    return [font for font in pdf.fonts.values() if isinstance(font, TTFFont)]
