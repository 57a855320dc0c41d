"""What a header of Y4M says, and what is none."""

from fractions import Fraction

import av
import pytest

from renderer.output.codecs.y4m import parse_y4m


@pytest.mark.parametrize(("chroma", "pixels"), [
    ("C420jpeg", "yuv420p"), ("C420mpeg2", "yuv420p"), ("C420paldv", "yuv420p"), ("C420", "yuv420p"), ("", "yuv420p"),
    ("C422", "yuv422p"), ("C444", "yuv444p"), ("C411", "yuv411p"), ("C444alpha", "yuva444p"), ("Cmono", "gray"),
    ("C420p10 XYSCSS=420P10", "yuv420p10le"), ("C444p16", "yuv444p16le"), ("Cmono12", "gray12le"),
    ("XYSCSS=422", "yuv422p"),
])  # fmt: skip
@pytest.mark.parametrize("size", [(64, 36), (5, 3)])
def test_a_frame_has_the_planes_that_ffmpeg_gives_it(chroma, pixels, size):
    found = parse_y4m(f"YUV4MPEG2 W{size[0]} H{size[1]} F30000:1001 Ip A1:1 {chroma}\n".encode())

    assert (found.size, found.fps, found.pixels) == (size, Fraction(30000, 1001), pixels)
    planes = av.VideoFrame(*size, pixels).planes
    assert [shape[::-1] for shape in found.planes] == [(plane.width, plane.height) for plane in planes]
    assert found.length == sum(p.width * p.height for p in planes) * (2 if pixels.endswith("le") else 1)


@pytest.mark.parametrize(("words", "full"), [
    ("XCOLORRANGE=FULL", True), ("XCOLORRANGE=LIMITED", False), ("", False), ("Cmono", True),
    ("Cmono XCOLORRANGE=LIMITED", False),
])  # fmt: skip
def test_the_range_is_what_the_header_says(words, full):
    assert parse_y4m(f"YUV4MPEG2 W4 H2 F25:1 {words}\n".encode()).full is full


@pytest.mark.parametrize(("line", "why"), [
    (b"", "does not begin"), (b"RIFF W4 H2 F25:1\n", "does not begin"), (b"YUV4MPEG2 W4 H2 F25:1", "does not begin"),
    (b"YUV4MPEG2 H2 F25:1\n", "W nowhere"), (b"YUV4MPEG2 W0 H2 F25:1\n", "W0"), (b"YUV4MPEG2 W4 H-2 F25:1\n", "H-2"),
    (b"YUV4MPEG2 W4 H2\n", "F nowhere"), (b"YUV4MPEG2 W4 H2 F25:0\n", "F25:0"), (b"YUV4MPEG2 W4 H2 F25\n", "F25,"),
    (b"YUV4MPEG2 W4 H2 F25:1 C410\n", "C410"), (b"YUV4MPEG2 W4 H2 F25:1 C420p11\n", "C420p11"),
    (b"YUV4MPEG2 W4 H2 F25:1 C422alpha\n", "C422alpha"), (b"YUV4MPEG2 W99999999 H2 F25:1\n", "W99999999"),
    (b"YUV4MPEG2 W4 H000001100000 F25:1\n", "H000001100000"),
    (b"YUV4MPEG2 W4 H2 F25:1 It\n", "interlaced"), (b"YUV4MPEG2 W4 H2 F25:1 Im\n", "interlaced"),
    (b"YUV4MPEG2 W4 H2 F25:1 XCOLORRANGE=SOME\n", "SOME"), (b"YUV4MPEG2 W" + "\u0664".encode() + b" H2 F25:1\n", "W"),
])  # fmt: skip
def test_what_is_no_header_is_refused_with_the_reason(line, why):
    with pytest.raises(ValueError, match=why):
        parse_y4m(line)
