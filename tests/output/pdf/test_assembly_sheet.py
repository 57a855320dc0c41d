"""The sheet of a print: which panel hangs where, in centimetres, and which side lies on top."""

from io import BytesIO

import numpy as np
import pypdf
import pytest
from fpdf import FPDF

from renderer.core.units import Size
from renderer.label.typeface import lacking, typed
from renderer.output.pdf.assembly_sheet import SHEET, draw_sheet
from renderer.output.pdf.panels import layout_of

PICTURE = np.tile(np.arange(200, dtype=np.uint8)[None, :, None], (40, 1, 3))


def sheet(size, **options):
    """Return what a reader of PDFs finds on the sheet."""
    pdf = FPDF(unit="mm", format=SHEET)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    with typed(pdf):
        draw_sheet(pdf, "Tide", layout_of(size, options), PICTURE)
        content = bytes(pdf.output())
    (page,) = pypdf.PdfReader(BytesIO(content)).pages
    return page


@pytest.fixture(scope="module")
def wall():
    """A wall of 20 x 4 m, 100 dpi, in panels of 120 cm that lie over each other by 2."""
    return sheet(Size(78740, 15748, 100.0), panels="120cm", overlap="2cm")


def test_every_panel_is_numbered_and_measured(wall):
    words = wall.extract_text().split()
    assert {str(number) for number in range(1, 18)} <= set(words)
    for column in range(17):  # of the 118 cm that stay of each
        assert any(abs(float(word) - 118 * column) < 0.05 for word in words if word.replace(".", "").isdigit())


def test_it_says_what_lies_on_top_and_how_wide_the_last_is(wall):
    said = " ".join(wall.extract_text().split())
    assert "2000 x 400 cm in 17 panels of 120 x 400 cm, overlap 2 cm" in said
    assert "each panel lies OVER the right edge of the one before it by 2 cm" in said
    assert "The last is 112 cm wide." in said
    assert "panel 2, over" in said
    assert "upper edge" not in said


@pytest.mark.parametrize(("panels", "seen"), [("60cm", "above"), ("200x30cm", "the side")])
def test_one_column_goes_on_upwards_alone_and_is_seen_from_the_side(panels, seen):
    said = " ".join(sheet(Size(2000, 400, 25.4), panels=panels).extract_text().split())
    assert f"Seen from {seen}" in said
    assert ("Go on to the right" in said) == (seen == "above")
    assert ("Then the row above" in said) == (seen != "above")


def test_the_picture_is_on_it_without_its_bleed():
    page = sheet(Size(2000, 400, 25.4), panels="60cm", bleed="100mm")
    (shown,) = page.images
    np.testing.assert_array_equal(np.asarray(shown.image.convert("RGB")), PICTURE[10:-10, 10:-10])


@pytest.mark.parametrize(("size", "panels"), [((600, 9000), "20x50cm"), ((60000, 300), "30cm")])
def test_all_of_it_stays_on_the_paper(size, panels):
    page = sheet(Size(*size, 25.4), panels=panels, overlap="1cm")
    places = []
    page.extract_text(visitor_text=lambda text, _, matrix, *__: places.append(matrix[4:6]) if text.strip() else None)
    assert len(places) > 20
    assert all(0 < x < page.mediabox.width and 0 < y < page.mediabox.height for x, y in places)


def test_letters_that_the_typeface_lacks_are_known():
    with typed(FPDF()) as pdf:
        assert lacking(pdf, "Zähne für 象 und 牙 alle") == ("象", "牙")
