"""The words of a print: a line in the margin of each panel, and the sheet by which the panels are hung."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fpdf import FPDF

from renderer.label.typeface import FAMILY, lacking, typed

from .assembly_sheet import SHEET, draw_sheet
from .hanging import lines

if TYPE_CHECKING:
    from renderer.output.codecs.wanted import Pixels

    from .panels import Layout

__all__ = ["LINE", "words_pdf"]

LINE = 8.0  # mm, height of the line in a panel's margin
_TEXT, _LEAST = 10.0, 6.0  # pt


def words_pdf(title: str, layout: "Layout", picture: "Pixels", width: float, made: str = "") -> bytes:
    """
    Return a PDF: a page of ``width`` mm x LINE for each panel, then the sheet, where there are several.

    picture : all of it, small, uint8; made : the id of its manifest, "" for none
    """
    pdf = FPDF(unit="mm", format=(width, LINE))
    pdf.set_margin(0)
    pdf.set_auto_page_break(auto=False)
    with typed(pdf):
        title = "Print" if lacking(pdf, title) else title
        for panel in layout.panels:
            pdf.add_page(format=(width, LINE))
            _line(pdf, width, [f"{title}, {text}" if at == 0 else text for at, text in enumerate(lines(layout, panel))])
        if len(layout.panels) > 1:
            pdf.add_page(format=SHEET)
            draw_sheet(pdf, title, layout, picture, made)
        return bytes(pdf.output())


def _line(pdf: FPDF, width: float, texts: Sequence[str]) -> None:
    """Write the first of ``texts`` that is legible in ``width`` mm, else the last."""
    pdf.set_font(FAMILY, "", _TEXT)
    for text in texts:
        pdf.set_font_size(_TEXT)
        if (size := min(_TEXT, _TEXT * width / pdf.get_string_width(text))) >= _LEAST:
            break
    pdf.set_font_size(size)
    pdf.text(0, LINE / 2 + 1, text)
