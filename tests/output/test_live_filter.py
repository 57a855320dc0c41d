"""The filter on a pipe: byte for byte where nothing offends, inside the limits where something does."""

import io
import os
import subprocess
import sys
from contextlib import suppress
from fractions import Fraction

import av
import flash_clips
import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.core.paths import ROOT
from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK
from renderer.flash.viewer import Safety
from renderer.output.frame_stream import Y4mFrames
from renderer.output.live_filter import filter_frames

HEAD = "YUV4MPEG2 W{} H{} F25:1 Ip A1:1 {}\n"
KINDS = ["C420jpeg", "C420mpeg2 XCOLORRANGE=FULL", "C422", "C444", "C411", "Cmono", "Cmono XCOLORRANGE=LIMITED",
         "C420p10", "C444p12 XCOLORRANGE=FULL", "C444alpha"]  # fmt: skip
FIRST = HEAD.format(4, 2, "C444").encode() + b"FRAME\n" + bytes(24)
SIZE = (50, 35)  # odd, so that planes have a rest


def stream(kind, clip, count=20, size=SIZE):
    """Return a Y4M stream of ``clip``, with words in the lines of its frames that nobody knows."""
    head = HEAD.format(*size, kind).encode()
    frames = Y4mFrames(head)
    out = [head]
    for index in range(count):
        codes = clip(index / 25)
        if frames.alpha and codes.shape[2] == 3:
            codes = np.concatenate([codes, np.full_like(codes[..., :1], 255)], 2)
        planes = frames._coded(codes)
        out.append(b"FRAME Ip Xnote%d\n" % index)
        out += [np.asarray(plane).astype(frames._dtype).tobytes() for plane in planes]
    return b"".join(out)


def lamp(t, hz=10, size=SIZE):
    """The left half strobes, the right one stands."""
    out = np.full((size[1], size[0], 3), (60, 90, 120), np.uint8)
    out[:, : size[0] // 2] = 235 if flash_clips.wave(t, hz) else 20
    return out


def passed(content, safety=None, **raw):
    sink = io.BytesIO()
    return filter_frames(io.BytesIO(content), sink, safety or Safety(DESK), **raw), sink.getvalue()


def shown(content):
    """Return head, lines and codes of a stream."""
    source = io.BytesIO(content)
    frames = Y4mFrames(source.readline())
    found = []
    while line := frames.line(source):
        found.append((line, frames.codes(source.read(frames.length))))
    return frames.head, [line for line, _ in found], [codes for _, codes in found]


def fails(pictures):
    analyser = Analyser(25, DESK)
    return any(not analyser.feed(np.ascontiguousarray(codes[..., :3])).passes for codes in pictures)


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_offend_passes_byte_for_byte(kind):
    content = stream(kind, lambda t: lamp(t, 1.0))
    said, out = passed(content)

    assert out == content
    assert (said.frames, said.held, said.spans) == (20, 0, ())


@pytest.mark.parametrize("kind", ["C420jpeg", *KINDS[4:8:2], "C420p10", "C444alpha"])
def test_what_offends_is_held_where_it_does(kind):
    content = stream(kind, lamp)
    said, out = passed(content)
    (head, lines, before), (head_out, lines_out, after) = shown(content), shown(out)

    assert fails(before)
    assert not fails(after)
    assert said.held > 3
    assert said.spans == ()
    assert (head_out, lines_out) == (head, lines)
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one[:, 44:], other[:, 44:])


@pytest.mark.parametrize(("kind", "low", "high"), [
    ("Cmono", 0, 255), ("Cmono XCOLORRANGE=LIMITED", 16, 235), ("C444", 16, 235), ("C444 XCOLORRANGE=FULL", 0, 255),
    ("C444p10", 64, 940), ("Cmono10 XCOLORRANGE=LIMITED", 64, 940), ("Cmono16", 0, 65535),
])  # fmt: skip
def test_black_and_white_are_where_the_range_has_them(kind, low, high):
    frames = Y4mFrames(HEAD.format(8, 4, kind).encode())
    rows, columns = frames.format.planes[0]
    for luma, code in ((low, 0), (high, 255)):
        planes = [np.full((rows, columns), luma, frames._dtype)]
        middle = 1 << (9 if frames.format.deep else 7)
        planes += [np.full(shape, middle, frames._dtype) for shape in frames.format.planes[1:]]
        found = frames.codes(b"".join(plane.tobytes() for plane in planes))
        assert int(np.ptp(found)) <= 1
        assert abs(int(found[0, 0, 0]) - code) <= 1


@pytest.mark.parametrize(("size", "luma"), [((320, 180), 76), ((1280, 720), 54)])
def test_red_is_red_by_the_matrix_of_its_size(size, luma):
    """BT.601 below 720 px, BT.709 from there on: R weighs 0.299 or 0.2126."""
    frames = Y4mFrames(HEAD.format(*size, "C444 XCOLORRANGE=FULL").encode())
    red = np.zeros((size[1], size[0], 3), np.uint8)
    red[..., 0] = 255
    assert frames._coded(red)[0][0, 0] == pytest.approx(luma, abs=1)


def test_ffmpeg_reads_what_was_held(ffmpeg, tmp_path):
    made = ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x36:r=25:d=0.8", "-vf", "negate=enable='lt(mod(n,4),2)'",
                  "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "-")  # fmt: skip
    said, out = passed(made)
    assert said.held
    (tmp_path / "out.y4m").write_bytes(out)
    with av.open(str(tmp_path / "out.y4m")) as film:
        assert sum(1 for _ in film.decode(video=0)) == 20


def test_raw_frames_are_held_too_and_calm_ones_pass():
    content = b"".join(lamp(index / 25).tobytes() for index in range(20))
    said, out = passed(content, size=SIZE, fps=Fraction(25))
    pictures = np.frombuffer(out, np.uint8).reshape(-1, SIZE[1], SIZE[0], 3)
    assert said.held > 3
    assert not fails(pictures)
    calm = b"".join(lamp(index / 25, 1.0).tobytes() for index in range(20))
    assert passed(calm, size=SIZE, fps=Fraction(25))[1] == calm


def test_what_knows_no_room_is_held_for_the_front_row():
    def small(t):
        out = lamp(0)
        out[15:19, 28:32] = 235 if flash_clips.wave(t, 10) else 20
        return out

    content = stream("C444", small)
    assert passed(content)[0].held == 0
    assert passed(content, Safety())[0].held > 3


@pytest.mark.parametrize(("cut", "raw", "why"), [
    (b"", {}, "nothing came"),
    (b"\x89PNG\r\n", {}, "no Y4M"),
    (b"YUV4MPEG2 W4 H2 C420\n", {}, "F nowhere"),
    (HEAD.format(4, 2, "C444").encode(), {}, "no frame"),
    (FIRST + b"FRAME\n" + bytes(5), {}, "middle of frame 2: 5 of"),
    (FIRST + b"junk", {}, "damaged behind frame 1"),
    (bytes(25), {"size": (4, 2), "fps": Fraction(25)}, "middle of frame 2: 1 of its 24 bytes"),
    (b"", {"size": (4, 2), "fps": Fraction(25)}, "no frame"),
])  # fmt: skip
def test_what_cannot_be_read_to_its_end_is_told(cut, raw, why):
    with pytest.raises(UsageError, match=why) as caught:
        passed(cut, **raw)
    assert caught.value.exit_code == 2


def chorus(*words, **how):
    code = "import sys; from renderer.cli.main import main; sys.exit(main())"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", code, "flash", *words], env=environment,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)  # fmt: skip


def test_the_command_passes_frames_at_once_and_ends_with_0_or_2():
    content = stream("C420jpeg", lambda t: lamp(t, 1.0), 4)
    with chorus("--live") as child:
        first = len(content) - 3 * (len(content) - len(HEAD.format(*SIZE, "C420jpeg"))) // 4
        child.stdin.write(content[:first])
        child.stdin.flush()
        assert child.stdout.read(first) == content[:first]  # before the next one came
        rest, said = child.communicate(content[first:])
    assert (child.returncode, rest) == (0, content[first:])
    assert said.decode().splitlines() == ["0 of 4 frames were held back where they flashed or repeated like stripes"]


def test_a_pipe_that_is_closed_ends_with_2_and_a_sentence():
    with chorus("--live", "--size", "320x180", "--fps", "25") as child:
        child.stdout.close()
        with suppress(BrokenPipeError):  # as soon as it has noticed
            child.stdin.write(bytes(320 * 180 * 3 * 3))
            child.stdin.close()
        said = child.stderr.read().decode()
        assert child.wait() == 2
    assert len(said.splitlines()) == 1
    assert "closed the pipe" in said
