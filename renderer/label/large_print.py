"""A label as large print: a PDF of 18 pt, in a typeface made for readers of low vision."""

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from PIL import Image

from renderer.core.errors import EncodeError

from .label import Label
from .qr_code import qr_pixels
from .typeface import FAMILY, lacking, typed
from .unbroken import unbroken

__all__ = ["large_print"]

_TEXT, _HEAD, _TITLE = 18.0, 22.0, 32.0  # pt; large print begins at 18
_LEADING = 1.35
_MARGIN = 20.0  # mm
_CODE = 42.0  # mm a side of a QR code: read from half a metre


def large_print(label: Label, made: str = "") -> bytes:
    """
    Return what ``label`` says as the bytes of a PDF (A4), its table left out.

    made : the id of the picture's manifest, which stands under the plate as a QR code; none without

    Raises EncodeError where its typeface lacks letters of it.
    """
    with typed(_document(label)) as pdf:
        _check(pdf, label)
        pdf.add_page()
        _write(pdf, label.title, _TITLE, bold=True)
        _write(pdf, label.plate, _TEXT)
        if made:
            _code(pdf, made)
        for head, sentences in label.told:
            _write(pdf, head, _HEAD, bold=True)
            for sentence in sentences:
                _write(pdf, sentence, _TEXT)
        return bytes(pdf.output())


def _document(label: Label) -> FPDF:
    """Return an empty document."""
    pdf = FPDF(format="A4")
    pdf.set_title(label.title)
    pdf.set_lang("en")
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN)
    return pdf


def _check(pdf: FPDF, label: Label) -> None:
    """Raise EncodeError where a letter has no glyph: an empty box in a name is no name."""
    if letters := lacking(pdf, f"{label.title}{label.plate}{label.long}"):
        some = " ".join(letters[:8])
        raise EncodeError(f"The large print has no letters for {some}: write a page instead, .html, and print that; it "
                          "prints large, too.")  # fmt: skip


def _code(pdf: FPDF, made: str) -> None:
    """Draw the QR code of ``made``, and beside it what it is."""
    if pdf.will_page_break(_CODE):
        pdf.add_page()
    top = pdf.get_y()
    pdf.image(Image.fromarray(qr_pixels(made)), _MARGIN, top, _CODE, _CODE, alt_text=made)
    pdf.set_left_margin(_MARGIN + _CODE + 4)
    pdf.set_xy(_MARGIN + _CODE + 4, top + 4)
    _write(pdf, "How this picture was made: the name of its manifest.", _TEXT)
    pdf.set_left_margin(_MARGIN)
    pdf.set_xy(_MARGIN, max(pdf.get_y(), top + _CODE + 4))


def _write(pdf: FPDF, text: str, size: float, *, bold: bool = False) -> None:
    """Write one paragraph, with room above a heading; a heading stays with what follows."""
    pdf.set_font(FAMILY, "B" if bold else "", size)
    height = size * _LEADING * 25.4 / 72
    if bold:
        if pdf.will_page_break(height * 3):
            pdf.add_page()
        elif pdf.get_y() > _MARGIN:
            pdf.ln(height / 2)
    pdf.multi_cell(0, height, unbroken(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(height / 4)
