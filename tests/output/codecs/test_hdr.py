"""White of an HDR film is the light of paper; its signal is ST 2084's or BT.2100's, and it says so."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.output.codecs.hdr import SIGNALS, hlg_of, mapped, pq_of
from renderer.output.film import open_film
from renderer.output.formats import choose

GREYS = np.linspace(0, 65535, 16).astype(np.uint16)
RED = np.array([[0.6274], [0.0691], [0.0164]])


def light(signal):
    """Return the cd/m2 of a PQ signal: the inverse, as ST 2084 writes it."""
    power = signal ** (1 / 78.84375)
    return 10_000 * (np.maximum(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)) ** (1 / 0.1593017578125)


def test_signals_are_those_of_the_standards():
    nits = np.array([0.005, 1.0, 100.0, 203.0, 1000.0, 10_000.0])
    np.testing.assert_allclose(light(pq_of(nits)), nits, rtol=1e-6)
    assert pq_of(np.array([203.0])) == pytest.approx(0.58, abs=0.002)  # BT.2408, table 1
    scene = np.array([0.0, 0.02, 1 / 12, 0.5, 1.0])
    signal = hlg_of(scene)
    back = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12)
    np.testing.assert_allclose(back, scene, atol=1e-7)


def test_colours_keep_their_light_in_the_wider_primaries():
    red = mapped("pq")(np.array([[[65535, 0, 0]]], np.uint16))[0, 0] / 65535
    np.testing.assert_allclose(light(red)[:, None], 203 * RED, rtol=2e-3)
    code = mapped("hlg")(np.full((1, 1, 3), 65535, np.uint16))[0, 0] / 65535
    np.testing.assert_allclose(code, 0.75, atol=1e-3)  # white at 75 %, BT.2408
    scene = (np.exp((mapped("hlg")(np.full((1, 1, 3), 52000, np.uint16)) / 65535 - 0.55991073) / 0.17883277)
             + 0.28466892) / 12  # fmt: skip
    shown = 1000 * scene**1.2
    np.testing.assert_allclose(shown, 203 * ((52000 / 65535 + 0.055) / 1.055) ** 2.4, rtol=2e-3)
    assert mapped("") is None


@pytest.mark.parametrize(("name", "codec", "hdr"), [
    ("a.mp4", None, "pq"), ("a.mp4", "av1", "pq"), ("a.mov", "h265", "hlg"), ("a.webm", None, "hlg"),
])  # fmt: skip
def test_a_film_holds_that_signal_and_says_what_it_is(tmp_path, name, codec, hdr):
    path = tmp_path / name
    picture = np.tile(np.repeat(GREYS, 8)[None, :, None], (64, 1, 3))
    with open_film(path, (128, 64), Fraction(30), choice=choose(path, None, codec, 90, hdr)) as film:
        for _ in range(3):
            film.write(picture)
    with av.open(str(path)) as made:
        (stream,) = made.streams.video
        frame = next(made.decode(stream))
        luma = np.frombuffer(frame.planes[0], "<u2").reshape(64, -1)[32, 4:128:8]
    assert (frame.format.name, int(frame.color_range)) == ("yuv420p10le", 1)
    assert (int(frame.color_primaries), int(frame.color_trc), int(frame.colorspace)) == SIGNALS[hdr].tags
    linear = np.linspace(0, 1, 16)
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    scene = (linear * 0.203) ** (1 / 1.2)
    expected = 64 + 876 * (pq_of(linear * 203) if hdr == "pq" else hlg_of(scene))
    assert abs(luma - expected).max() <= 1.5
    said = [one.type.name for one in frame.side_data]
    wanted = ["MASTERING_DISPLAY_METADATA", "CONTENT_LIGHT_LEVEL"]
    assert [one for one in said if one in wanted] == (wanted if hdr == "pq" else [])


@pytest.mark.parametrize(("name", "codec"), [("a.mov", "prores"), ("a.mp4", "h265"), ("a.mov", "dnxhr")])
def test_white_of_ten_bits_is_940(tmp_path, name, codec):
    path = tmp_path / name
    with open_film(path, (256, 128), Fraction(30), choice=choose(path, 10, codec, None)) as film:
        film.write(np.full((128, 256, 3), 65535, np.uint16))
    with av.open(str(path)) as made:
        frame = next(made.decode(video=0))
    top = np.frombuffer(frame.planes[0], "<u2").reshape(frame.height, -1)[:, :256].astype(int)
    whole = 940 if frame.format.name.endswith("10le") else 940 * 4
    assert abs(top - whole).max() <= 1


@pytest.mark.parametrize(("name", "codec", "depth", "words"), [
    ("a.mp4", "h264", None, "h264 in .mp4 holds none. Take an .mp4 or .mov of h265, or an .mp4 or .webm of av1"),
    ("a.exr", None, None, "an .exr has all light; leave --hdr out"),
    ("a.stl", None, None, "a.stl: .stl holds none"),
    ("a.mkv", None, None, r"--hdr pq does not fit a.mkv: .mkv holds none"),
    ("a.png", None, None, "does not fit a.png: an HDR still tells how far"),
    ("a.mp4", None, 8, "--depth 8 does not fit --hdr pq: it is stepped so"),
])  # fmt: skip
def test_what_cannot_hold_it_is_refused_with_what_can(name, codec, depth, words):
    with pytest.raises(UsageError, match=words):
        choose(Path(name), depth, codec, None, "pq")
    with pytest.raises(UsageError, match="--hdr dolby: write pq"):
        choose(Path("a.mp4"), hdr="dolby")


def test_it_chooses_what_can_hold_it():
    found = [choose(Path(name), hdr="pq") for name in ("a.mp4", "a.mov", "a.webm")]
    assert [(one.codec, one.depth, one.dtype) for one in found] == [("h265", 10, "uint16"), ("h265", 10, "uint16"),
                                                                    ("av1", 10, "uint16")]  # fmt: skip
