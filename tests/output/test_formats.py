"""The extension decides."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.output.codecs.encoders import CODECS
from renderer.output.film import open_film
from renderer.output.film_limits import check_film, check_rate
from renderer.output.formats import FORMATS, choose, format_of, listed, transparent


@pytest.mark.parametrize(
    ("name", "depth", "dtype"),
    [
        ("a.png", None, "uint8"),
        ("a.PNG", 16, "uint16"),
        ("a.tif", None, "uint16"),
        ("a.tif", 32, "float32"),
        ("a.exr", None, "float32"),
        ("a.exr", 16, "float32"),
        ("a.mp4", None, "uint8"),
        ("a.mov", None, "uint16"),
        ("a-%05d.exr", None, "float32"),
    ],
)
def test_what_the_engine_must_deliver(name, depth, dtype):
    assert choose(Path(name), depth).dtype == dtype


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("wall.pgn", {}, r"'\.pgn'; did you mean 'png'\?"),
        ("wall", {}, "no extension"),
        ("wall.xyz", {}, r"\.png, \.jpg"),
        ("wall.jpg", {"depth": 16}, "holds 8 bits"),
        ("wall.png", {"depth": 32}, "holds 8 or 16 bits"),
        ("a.mp4", {"codec": "h256"}, "did you mean 'h265'"),
        ("a.mp4", {"codec": "prores"}, "holds h264, h265, av1"),
        ("a.png", {"codec": "h264"}, "codecs are for films"),
        ("a.mp4", {"depth": 10}, "h264 in .mp4 holds 8 bits"),
        ("a.mp4", {"quality": 0}, "outside 1..100"),
        ("a.mp4", {"quality": 101}, "outside 1..100"),
        ("a.png", {"quality": 50}, "no meaning"),
        ("a.mov", {"quality": 50}, "no meaning"),
        ("a-%05d.mp4", {}, "numbers films"),
        ("a-%05d.pdf", {}, "numbers prints; a sequence is of stills: .png"),
        ("a-%05d.dzi", {}, "numbers zooms"),
        ("a-%05d-%d.png", {}, "one number"),
        ("100%-%05d.png", {}, "no other % sign"),
        ("f-%0999999999d.png", {}, "asks for a number of more than 9 digits"),
        ("f-%10d.png", {}, "asks for a number of more than 9 digits"),
    ],
)
def test_what_does_not_fit_is_refused(name, options, words):
    with pytest.raises(UsageError, match=words):
        choose(Path(name), **options)


def test_every_codec_of_every_film_is_known_and_encodes_its_depths():
    for form in FORMATS.values():
        for codec in form.codecs:
            assert set(CODECS[codec].pixels) & set(form.depths)
            assert set(CODECS[codec].with_alpha) <= set(CODECS[codec].pixels)


def test_another_spelling_is_the_same_format_and_is_not_listed():
    for other, name in (("jpeg", "jpg"), ("tiff", "tif")):
        assert replace(FORMATS[other], name=name) == FORMATS[name]
        assert f".{other}" not in listed("still")
    assert listed("film", "still") == listed("still", "film") != listed("still")


def test_what_holds_transparency_is_what_its_default_codec_does():
    named = re.findall(r"\.\w+", transparent("still", "film"))

    assert named == [name for name in listed("still", "film") if choose(Path(f"a{name}")).alpha]
    assert transparent("film") == ".mov, .webm or .mkv"


def test_a_still_can_be_written_and_says_inside_how_it_was_made():
    stills = [form for form in FORMATS.values() if form.kind == "still"]
    assert all(form.write and form.read for form in stills)
    assert {form.kind for form in FORMATS.values() if form.write} == {"still"}
    assert format_of(Path("f-%d.tif")).write is FORMATS["tif"].write


@pytest.mark.parametrize(("name", "quality", "alpha", "black"), [
    ("a.png", None, True, True), ("a.jpg", None, False, False), ("a.jpg", 100, False, False),
    ("a.webp", None, True, True), ("a.webp", 90, True, False), ("a.mp4", None, False, False),
    ("a.mov", None, True, True), ("a.webm", None, True, False), ("a.gif", None, False, False),
])  # fmt: skip
def test_what_comes_back_as_it_was(name, quality, alpha, black):
    choice = choose(Path(name), quality=quality)
    assert (choice.alpha, choice.black) == (alpha, black)


def test_a_sequence_is_of_stills():
    assert format_of(Path("x/%d.jpg")).kind == "sequence"
    assert format_of(Path("50%.jpg")).kind == "still"


def test_a_film_of_fewer_px_than_its_codec_takes_is_refused_with_what_works():
    choice = choose(Path("a.mov"), codec="dnxhr")
    check_film(choice, (256, 120))
    words = "DNxHR 444 takes 256x120 px and more, and a.mov would have 320x100"
    with pytest.raises(UsageError, match=f"^{words}: take --size 320x120, or --codec prores$"):
        check_film(choice, (320, 100))
    check_film(choose(Path("a.png")), (1, 1))


@pytest.mark.parametrize(("name", "codec", "size", "words"), [
    ("a.mov", "cineform", (854, 480), "widths that are multiples of 16, {}: take --size 848x480, or --codec prores"),
    ("a.mov", "cineform", (65, 37), "widths that are multiples of 16, {}: take --size 64x37, or --codec prores"),
    ("a.mov", "cineform", (16, 16), "32x32 px and more, {}: take --size 32x32, or --codec prores"),
    ("a.mov", "cineform", (65_530, 64), "widths that are multiples of 16, {}: take --size 65520x64, or --codec prores"),
    ("a.mov", "dnxhr", (400, 9000), "65535x8192 px at most, {}: take --size 364x8192, or --codec prores"),
    ("a.mov", "hap", (70_000, 70), "65535x65535 px at most, {}: take --size 65532x65"),
    ("a.mp4", "h264", (32_768, 4096), "16384x16384 px at most, {}: take --size 16384x2048, or --codec h265"),
    ("a.mp4", "h265", (9, 9), "16x16 px and more, {}: take --size 16x16, or --codec h264"),
    ("a.webm", "av1", (20_000, 9000), "16384x8704 px at most, {}: take --size 16384x7372, or --codec vp9"),
    ("a.webm", "av1", (1, 2), "4x4 px and more, {}: take --size 4x4, or --codec vp9"),
    ("a.mkv", "ffv1", (1, 9), "2x2 px and more, {}: take --size 2x9"),
])  # fmt: skip
def test_what_a_codec_cannot_hold_is_refused_with_the_nearest_that_it_does(name, codec, size, words):
    choice = choose(Path(name), codec=codec)
    words = words.format("and {} would have {}x{}".format(name, *size))
    with pytest.raises(UsageError, match=f"^{CODECS[codec].label} takes {words}$") as told:
        check_film(choice, size)
    fits = told.value.args[0].split("--size ")[1].split(",")[0]
    check_film(choice, tuple(map(int, fits.split("x"))))


SMALLEST = [(name, codec) for name, form in FORMATS.items() for codec in form.codecs]


@pytest.mark.parametrize(("name", "codec"), SMALLEST)
def test_the_smallest_film_that_is_promised_can_be_written(tmp_path, name, codec):
    choice = choose(tmp_path / f"a.{name}", codec=codec)
    width, height = CODECS[codec].smallest
    with open_film(choice.path, (width, height), Fraction(30), choice=choice) as film:
        for _ in range(2):
            film.write(np.zeros((height, width, 3), choice.dtype))
    assert choice.path.is_file()


@pytest.mark.parametrize("fps", ["0", "1000"])
def test_a_rate_that_nothing_plays_is_refused(fps):
    with pytest.raises(UsageError, match=f"--fps {fps} does not fit a.mp4: at most 240 are played"):
        check_rate(choose(Path("a.mp4")), Fraction(fps))
    check_rate(choose(Path("a.png")), Fraction(fps))
