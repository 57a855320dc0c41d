"""A QR code is read by another library than the one that made it, whole and scratched."""

import numpy as np
import pytest
import zxingcpp

from renderer.label.qr_code import qr_pixels, qr_svg

ID = "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"  # RFC 6920, 8.1


def read(pixels):
    """Return what ZXing reads in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(np.ascontiguousarray(pixels))]


@pytest.mark.parametrize("text", [ID, "a", "https://example.org/wall?x=0.4&y=0.1"])
def test_another_reader_reads_it_in_any_position(text):
    pixels = qr_pixels(text, 4)
    assert pixels[:16].min() == 255, "white around it, four modules"
    assert read(pixels) == [text]
    assert read(np.rot90(pixels)) == [text]


def test_a_scratch_takes_nothing():
    pixels = qr_pixels(ID)
    side = len(pixels)
    pixels[side // 2 : side // 2 + 24, side // 3 : side // 2] = 255
    assert read(pixels) == [ID]


def test_a_page_has_it_as_lines_that_a_screen_reader_is_told_of():
    svg = qr_svg(ID, "QR code: a & b")
    assert svg.startswith("<svg")
    assert "QR code: a &amp; b" in svg
    assert "width=" not in svg.partition(">")[0], "the page says how large it is"
