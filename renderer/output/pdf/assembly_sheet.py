"""The sheet by which the panels of a print are hung, to be read on a ladder: A3, large, black on white."""

from collections.abc import Sequence

from fpdf import FPDF
from PIL import Image

from renderer.label.qr_code import qr_pixels
from renderer.label.typeface import FAMILY
from renderer.output.codecs.wanted import Pixels

from .hanging import cm, place_of, steps, summary
from .panels import Layout, PrintPanel

__all__ = ["SHEET", "draw_sheet"]

SHEET = (420.0, 297.0)  # mm, A3 across
_MARGIN, _LEFT = 15.0, 28.0  # mm; what stands beside the picture needs more
_TITLE, _TEXT, _FIGURE, _LEAST = 30.0, 20.0, 15.0, 6.0  # pt
_SIDE, _SMALL = 32.0, 11.0  # mm of a QR code, pt of what stands beside it
_TOP, _DEEP = 48.0, 115.0  # mm: where the picture begins, and how high it may be
_OVER = (255, 214, 0)  # yellow: what lies under its neighbour, or over it
_CLEAR = 0.75  # the picture shimmers through it
_THIN = 0.9  # mm: an overlap is drawn no thinner, or nobody sees it

Rect = tuple[float, float, float, float]  # x, y of the upper left, width, height; mm


def draw_sheet(pdf: FPDF, title: str, layout: Layout, picture: Pixels, made: str = "") -> None:
    """
    Draw the sheet on the page of ``pdf`` that was begun.

    picture : all of it, small, uint8; made : the id of its manifest, for a QR code; none without
    """
    _text(pdf, _MARGIN, 25.0, f"{title}: how the panels hang", _TITLE, bold=True)
    _text(pdf, _MARGIN, 36.0, summary(layout), _TEXT)
    if made:
        _code(pdf, made)
    box = _box(layout)
    pdf.image(Image.fromarray(_trimmed(layout, picture)), *box)
    scale = box[2] / layout.trim.width
    for panel in layout.panels:
        _overlaps(pdf, layout, panel, _rect(layout, panel, box, scale), scale)
    for grey, wide in ((255, 0.9), (0, 0.35)):  # seen on black and on white
        pdf.set_draw_color(grey)
        pdf.set_line_width(wide)
        for panel in layout.panels:
            pdf.rect(*_rect(layout, panel, box, scale))
    pdf.set_line_width(0.5)
    _numbers(pdf, layout, [_rect(layout, panel, box, scale) for panel in layout.panels])
    _figures(pdf, layout, box, scale)
    _detail(pdf, layout, box[1] + box[3] + 24.0)
    _steps(pdf, layout, box[1] + box[3] + 24.0)


def _code(pdf: FPDF, made: str) -> None:
    """Draw the QR code of ``made`` in the upper right corner, with what it is."""
    left = SHEET[0] - _MARGIN - _SIDE
    pdf.image(Image.fromarray(qr_pixels(made)), left, 6.0, _SIDE, _SIDE)
    pdf.set_font(FAMILY, "", _SMALL)
    for row, text in enumerate(("how it was made:", "name of the", "manifest")):
        pdf.text(left - 2 - pdf.get_string_width(text), 14.0 + row * _SMALL * 0.45, text)


def _box(layout: Layout) -> Rect:
    """Return where the whole picture stands on the sheet."""
    width = SHEET[0] - _LEFT - _MARGIN
    height = width * layout.trim.height / layout.trim.width
    if height > _DEEP:
        width, height = width * _DEEP / height, _DEEP
    return _LEFT, _TOP, width, height


def _trimmed(layout: Layout, picture: Pixels) -> Pixels:
    """Return ``picture`` without its bleed."""
    rows, columns = picture.shape[:2]
    x, y = (round(layout.bleed * part / whole)
            for part, whole in ((columns, layout.size.width), (rows, layout.size.height)))  # fmt: skip
    return picture[y : rows - y, x : columns - x]


def _rect(layout: Layout, panel: PrintPanel, box: Rect, scale: float) -> Rect:
    """Return where ``panel`` stands on the sheet."""
    own, whole = panel.trim, layout.trim
    return (box[0] + (own.x - whole.x) * scale, box[1] + (own.y - whole.y) * scale,
            own.width * scale, own.height * scale)  # fmt: skip


def _overlaps(pdf: FPDF, layout: Layout, panel: PrintPanel, rect: Rect, scale: float) -> None:
    """Fill what the panel to the right, and the one above, cover of this one."""
    deep = max(layout.overlap * scale, _THIN)
    pdf.set_fill_color(*_OVER)
    x, y, width, height = rect
    with pdf.local_context(fill_opacity=_CLEAR):
        if panel.right:
            pdf.rect(x + width - deep, y, deep, height, style="F")
        if panel.above:
            pdf.rect(x, y, width, deep, style="F")


def _numbers(pdf: FPDF, layout: Layout, rects: Sequence[Rect]) -> None:
    """Write each panel's number in a white disc, as large as its panel takes."""
    pdf.set_fill_color(255)
    most = max(len(str(panel.number)) for panel in layout.panels)
    radius = min(9.0, *(0.42 * min(rect[2], rect[3]) for rect in rects))
    pdf.set_font(FAMILY, "B", max(_LEAST, radius * 72 / 25.4 * (1.3 if most < 3 else 0.95)))
    for panel, (x, y, width, height) in zip(layout.panels, rects, strict=True):
        middle, centre = x + width / 2, y + height / 2
        pdf.ellipse(middle - radius, centre - radius, 2 * radius, 2 * radius, style="DF")
        text = str(panel.number)
        pdf.text(middle - pdf.get_string_width(text) / 2, centre + pdf.font_size * 0.35, text)


def _figures(pdf: FPDF, layout: Layout, box: Rect, scale: float) -> None:
    """Write where the panels begin, cm, under the picture and beside it, with a tick each, and its size."""
    x, y, width, height = box
    low = [panel for panel in layout.panels if not panel.below]
    gap = layout.panels[0].trim.width * scale
    size = max(_LEAST, min(_FIGURE, gap * 72 / 25.4 * 0.9))
    flat = gap > 14.0
    pdf.set_font(FAMILY, "B", size)
    for panel in low:
        at, text = x + place_of(layout, panel)[0] * scale, cm(layout, place_of(layout, panel)[0])
        pdf.line(at, y + height, at, y + height + 3)
        if flat:
            pdf.text(at - (pdf.get_string_width(text) / 2 if panel.left else 0), y + height + 4 + pdf.font_size, text)
        else:
            with pdf.rotation(90, at, y + height + 4):
                pdf.text(at - pdf.get_string_width(text), y + height + 4 + pdf.font_size * 0.35, text)
    if len(low) < len(layout.panels):
        for panel in (panel for panel in layout.panels if not panel.left):
            at, text = y + height - place_of(layout, panel)[1] * scale, cm(layout, place_of(layout, panel)[1])
            pdf.line(x - 3, at, x, at)
            pdf.text(x - 4 - pdf.get_string_width(text), at + pdf.font_size * (0.35 if panel.below else 0.0), text)
    pdf.set_font(FAMILY, "B", _FIGURE)
    total = f"{cm(layout, layout.trim.width)} x {cm(layout, layout.trim.height)} cm"
    pdf.text(x + width - pdf.get_string_width(total), y - 3, total)


def _detail(pdf: FPDF, layout: Layout, top: float) -> None:
    """Draw two panels on the wall as seen from above, or from the side in one column, the second over the first."""
    x, deep, first = _MARGIN, 7.0, layout.panels[0]
    _text(pdf, x, top + 4, "Seen from above" if first.right else "Seen from the side", _FIGURE, bold=True)
    base = top + 36
    pdf.set_fill_color(200)
    pdf.rect(x, base, 110, 8, style="F")
    _text(pdf, x + 2, base + 5.8, "wall", _FIGURE)
    pdf.set_fill_color(255)
    pdf.set_line_width(0.6)
    pdf.rect(x, base - deep, 66, deep, style="DF")
    pdf.rect(x + 50, base - 2 * deep, 60, deep, style="DF")
    pdf.set_fill_color(*_OVER)
    pdf.rect(x + 50, base - deep, 16, deep, style="DF")
    _text(pdf, x + 2, base - 1.8, f"panel {first.number}, under", _FIGURE, bold=True)
    _text(pdf, x + 52, base - deep - 1.8, f"panel {first.right or first.above}, over", _FIGURE, bold=True)
    width = f"{cm(layout, layout.overlap)} cm"
    pdf.line(x + 50, base - 2 * deep - 3, x + 66, base - 2 * deep - 3)
    for at in (x + 50, x + 66):
        pdf.line(at, base - 2 * deep - 5, at, base - 2 * deep - 1)
    _text(pdf, x + 68, base - 2 * deep - 1.5, width, _FIGURE, bold=True)


def _steps(pdf: FPDF, layout: Layout, top: float) -> None:
    """Write what is done first, then, and at last."""
    pdf.set_xy(140.0, top)
    pdf.set_font(FAMILY, "", _TEXT)
    for number, step in enumerate(steps(layout), 1):
        pdf.set_x(140.0)
        pdf.multi_cell(SHEET[0] - 140.0 - _MARGIN, _TEXT * 1.2 * 25.4 / 72, f"{number}.  {step}", align="L",
                       new_x="LMARGIN", new_y="NEXT")  # fmt: skip
        pdf.ln(2)


def _text(pdf: FPDF, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
    pdf.set_font(FAMILY, "B" if bold else "", size)
    pdf.text(x, y, text)
