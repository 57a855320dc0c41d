"""Sizes as artists type them."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import UsageError
from renderer.core.units import DEFAULT_DPI, LIMIT_PX, PAPER, Size, parse_size, scaled_to


@pytest.mark.parametrize(
    ("text", "dpi", "size"),
    [
        ("1920x1080", None, Size(1920, 1080)),
        (" 1920 X 1080 ", 300, Size(1920, 1080, 300.0)),
        ("1920\u00d71080", None, Size(1920, 1080)),
        ("4k", None, Size(3840, 2160)),
        ("120x80cm", 150, Size(7087, 4724, 150.0)),
        ("600x400mm", 100, Size(2362, 1575, 100.0)),
        ("20x30in", 300, Size(6000, 9000, 300.0)),
        ('8.5"x11"', 100, Size(850, 1100, 100.0)),
        ("4m x 2m", 25.4, Size(4000, 2000, 25.4)),
        ("1m x 50cm", 25.4, Size(1000, 500, 25.4)),
        ("a4", 300, Size(2480, 3508, 300.0)),
        ("A4-Landscape", 300, Size(3508, 2480, 300.0)),
        ("letter", 100, Size(850, 1100, 100.0)),
        ("ledger", 100, Size(1700, 1100, 100.0)),
        ("tabloid", 100, Size(1100, 1700, 100.0)),
    ],
)
def test_what_artists_type(text, dpi, size):
    assert parse_size(text, dpi) == size


def test_a_physical_size_without_dpi_takes_the_default():
    assert parse_size("10x10in").dpi == DEFAULT_DPI
    assert parse_size("10x10in").width == 10 * DEFAULT_DPI


def test_each_iso_size_halves_the_one_before():
    for larger, smaller in (("a0", "a1"), ("a3", "a4"), ("b1", "b2")):
        assert PAPER[smaller][1] == PAPER[larger][0]
        assert abs(PAPER[smaller][0] - PAPER[larger][1] / 2) <= 1


@given(st.integers(1, LIMIT_PX), st.integers(1, LIMIT_PX))
def test_pixels_are_taken_as_they_are(width, height):
    assert parse_size(f"{width}x{height}") == Size(width, height)


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from([25.4, 72.0, 150.0, 300.0]))
def test_the_physical_size_comes_back_within_a_pixel(width_mm, height_mm, dpi):
    if max(width_mm, height_mm) / 25.4 * dpi > LIMIT_PX:
        return
    size = parse_size(f"{width_mm}x{height_mm}mm", dpi)
    pixel = 25.4 / dpi
    assert size.mm == pytest.approx((width_mm, height_mm), abs=pixel + 0.01)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0x1080", "larger than 0"),
        ("-5x10", "larger than 0"),
        ("nanx10", "larger than 0"),
        ("infx10", "at most 500000"),
        ("600000x10", "at most 500000"),
        ("400m x 20m", "Lower --dpi"),
        ("10.5x20", "whole numbers"),
        ("a22", "did you mean 'a2'"),
        ("a2-landscap", "a2-landscape"),
        ("leter", "did you mean 'letter'"),
        ("10x20inch", "did you mean 'in'"),
        ("10px x 20cm", "mixes pixels"),
        ("", "is no size"),
        ("1920", "is no size"),
    ],
)
def test_what_is_no_size_is_refused(text, words):
    with pytest.raises(UsageError, match=words):
        parse_size(text)


@pytest.mark.parametrize("dpi", [0, -1, float("nan"), float("inf"), 20_000])
def test_an_absurd_dpi_is_refused(dpi):
    with pytest.raises(UsageError, match="--dpi"):
        parse_size("a4", dpi)


@given(st.text(max_size=30))
def test_any_text_gives_a_size_or_is_refused(text):
    with suppress(UsageError):
        size = parse_size(text)
        assert 1 <= size.width <= LIMIT_PX
        assert 1 <= size.height <= LIMIT_PX


@pytest.mark.parametrize("size", [(40000, 20001), (16384, 10), (10, 65536), (16384, 16384), (99991, 31), (1, 17000)])
def test_what_is_scaled_is_as_large_as_may_be_and_no_other_of_that_side_is_nearer_in_shape(size):
    width, height = scaled_to(size, 16383)
    assert max(width, height) == 16383
    wide = size[0] >= size[1]
    exact = Fraction(min(size) * 16383, max(size))
    shorter = height if wide else width
    assert shorter == max(1, shorter)
    assert all(abs(shorter - exact) <= abs(other - exact) for other in (shorter - 1, shorter + 1) if other > 0)
