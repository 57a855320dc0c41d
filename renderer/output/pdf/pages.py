"""A print as a PDF: a page for each panel, with its true size, boxes, bleed, marks and colour profile.

Boxes are those of ISO 32000-1, 14.11.2. A page of more than 14,400 units a side (5.08 m) has a UserUnit (8.3.2.3), of
which all its boxes are multiples.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from renderer.output.codecs.icc import profile
from renderer.output.codecs.press_colours import PressColours
from renderer.output.codecs.tile_pixels import TilePixels
from renderer.output.codecs.wanted import Pixels, Wanted
from renderer.output.codecs.xmp import packet
from renderer.output.manifest import id_of, parse
from renderer.output.progress import Progress, silent

from .cut_marks import Box, box_of, cut_marks, overlap_marks, register_marks
from .manifest_in import MANIFEST
from .panels import Layout, PrintPanel
from .print_words import LINE, words_pdf
from .streamed import StreamedPdf

__all__ = ["write_pages"]

_MOST = 14_400.0  # units a side
_BAND = 64  # rows that are held at once
_SMALL = 1600  # px of the picture on the sheet
_NARROW = 10.0  # mm
_LINE = 0.18  # mm, half a point


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the pages have in common: the colour space of the picture, that of register, and the words."""

    picture: Any
    register: Any
    words: Sequence[Any]


def write_pages(
    path: Path, pixels: TilePixels, layout: Layout, wanted: Wanted, progress: Progress = silent,
    colours: PressColours | None = None,
) -> None:  # fmt: skip
    """
    Write the print of ``pixels`` to ``path``; raises OSError. ``progress`` is told the rows of all pages.

    colours : those of the press, None where it takes sRGB
    """
    parts = [layout.image(panel) for panel in layout.panels]
    room = max(_NARROW, min(part.width for part in parts) * layout.mm / 2 - _NARROW)  # up to the mark of register
    made = id_of(parse(wanted.manifest)) if wanted.manifest else ""
    text = words_pdf(wanted.words.title if wanted.words else "", layout, pixels.small(_SMALL), room, made)
    with pikepdf.open(BytesIO(text)) as words, pikepdf.new() as pdf:
        shared = _shared(pdf, list(words.pages), colours)
        images = [pdf.make_indirect(Dictionary(ColorSpace=shared.picture)) for _ in parts]
        for panel, image in zip(layout.panels, images, strict=True):
            pdf.pages.append(_page(pdf, layout, panel, image, shared))
        pdf.pages.extend(list(words.pages)[len(layout.panels) :])
        _tell(pdf, wanted)
        if colours and not colours.proof and colours.printer.space == "CMYK":
            _intend(pdf, shared.picture[1], colours.printer.name)
        done, rows = 0, sum(part.height for part in parts)
        with StreamedPdf(path, pdf) as file:
            for image, part in zip(images, parts, strict=True):
                bands: Iterable[Pixels] = pixels.bands(part, _BAND)
                file.image(image, part.size, wanted.depth, map(colours.convert, bands) if colours else bands)
                progress(done := done + part.height, rows, "rows")
            file.close()


def _shared(pdf: pikepdf.Pdf, words: Sequence[pikepdf.Page], colours: PressColours | None) -> _Shared:
    """Return what the pages of ``pdf`` share."""
    icc = pdf.make_stream(colours.icc if colours else profile())
    icc.N = colours.components if colours else 3
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return _Shared(Array([Name.ICCBased, icc]), Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]),
                   [pdf.copy_foreign(page.as_form_xobject()) for page in words])  # fmt: skip


def _page(pdf: pikepdf.Pdf, layout: Layout, panel: PrintPanel, image: Any, shared: _Shared) -> pikepdf.Page:  # noqa: ANN401
    """Return the page of ``panel``: its image, and around it marks and words."""
    box = box_of(layout, panel)
    points = 72 / 25.4
    unit = -int(-max(box.media) * points // _MOST)
    scale = points / unit
    said = shared.words[panel.number - 1]
    page = Dictionary(
        Type=Name.Page, MediaBox=_scaled(box.media, scale), CropBox=_scaled(box.media, scale),
        BleedBox=_scaled(box.bleed, scale), TrimBox=_scaled(box.trim, scale), UserUnit=unit,
        Resources=Dictionary(XObject={"/Picture": image, "/Words": said}, ColorSpace={"/Register": shared.register}),
        Contents=pdf.make_stream(_content(layout, panel, box, scale).encode("ascii")),
    )  # fmt: skip
    if unit == 1:
        del page["/UserUnit"]
    return pikepdf.Page(pdf.make_indirect(page))


def _content(layout: Layout, panel: PrintPanel, box: Box, scale: float) -> str:
    """Return the operators that draw a page; they count in mm."""
    left, low, right, high = box.bleed
    made = [f"{scale:.8f} 0 0 {scale:.8f} 0 0 cm",
            f"q {right - left:.5f} 0 0 {high - low:.5f} {left:.5f} {low:.5f} cm /Picture Do Q"]  # fmt: skip
    if layout.slug:
        made += [f"/Register CS 1 SCN {_LINE} w", *cut_marks(box), *overlap_marks(layout, panel, box),
                 *register_marks(box)]  # fmt: skip
        point = 25.4 / 72  # a form counts in these
        made.append(f"q {point:.8f} 0 0 {point:.8f} {box.trim[0] + 3:.4f} {(low - LINE) / 2:.4f} cm /Words Do Q")
    return "\n".join(made)


def _tell(pdf: pikepdf.Pdf, wanted: Wanted) -> None:
    """Store the manifest, and the words for those who cannot see it; and no clock, which would make another file."""
    if wanted.words:
        pdf.Root.Metadata = pdf.make_stream(packet(wanted.words), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Title"] = wanted.words.title
    pdf.docinfo["/Producer"] = "Chorus"
    if wanted.manifest:
        pdf.docinfo[MANIFEST] = wanted.manifest
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))


def _intend(pdf: pikepdf.Pdf, icc: Any, name: str) -> None:  # noqa: ANN401
    """Say for which press the colours are (14.11.5), where those who print look first."""
    pdf.Root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name("/GTS_PDFX"), OutputConditionIdentifier="Custom", OutputCondition=name,
        Info=name, DestOutputProfile=icc)])  # fmt: skip


def _scaled(box: tuple[float, ...], scale: float) -> Array:
    return Array([round(value * scale, 4) for value in box])
