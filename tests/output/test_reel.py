"""A film is read to its end, in every track and over every ground; one that was cut short is none."""

import json
import struct
from fractions import Fraction

import av
import flash_clips
import numpy as np
import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import UsageError
from renderer.output.reel import open_reel, pictures

RATE, SIZE = 25, (64, 36)
CONTAINERS = {
    "faststart.mp4": ("libx264", {"movflags": "+faststart"}),
    "tail.mov": ("libx264", {}),
    "fragments.mp4": ("libx264", {"movflags": "+frag_keyframe+empty_moov"}),
    "a.mkv": ("libx264", {}),
    "a.webm": ("libvpx-vp9", {}),
    "a.avi": ("mpeg4", {}),
    "a.wmv": ("wmv2", {}),
    "a.ogv": ("libvpx", {"page_duration": "100000"}),
    "a.ts": ("libx264", {}),
    "a.y4m": ("rawvideo", {}),
    "a.gif": ("gif", {}),
}


def drawn(t):
    """A calm second, then a strobe: whoever sees the first half only sees nothing that fails."""
    grey = 90 + round(10 * t) if t < 2.0 else 255 * flash_clips.wave(t, 10)
    return np.full((SIZE[1], SIZE[0], 3), grey, np.uint8)


def film(path, seconds=4.0, clip=drawn, codec=None, options=None, pixels="yuv420p", tracks=1, more=None):
    """Write a film of ``clip`` with B-frames, a key frame a second, the last of ``tracks`` being ``more``'s."""
    codec, chosen = (codec, options or {}) if codec else CONTAINERS[path.name]
    with av.open(str(path), "w", options=chosen) as out:
        streams = [out.add_stream(codec, rate=RATE) for _ in range(tracks)]
        for stream in streams:
            stream.width, stream.height, stream.pix_fmt = *SIZE, "rgb8" if codec == "gif" else pixels
            if codec == "libx264":
                stream.options = {"g": "25", "bf": "3", "preset": "ultrafast", "x264-params": "bframes=3"}
        for index in range(round(seconds * RATE)):
            for number, stream in enumerate(streams):
                codes = (more if more and number == tracks - 1 else clip)(index / RATE)
                frame = av.VideoFrame.from_ndarray(codes, format="rgba" if codes.shape[2] == 4 else "rgb24")
                out.mux(stream.encode(frame))
        for stream in streams:
            out.mux(stream.encode())
    return path


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_whole_film_is_read_to_its_end(tmp_path, name):
    assert len(list(pictures(open_reel(film(tmp_path / name)), SIZE))) == 100


def test_a_film_that_fails_in_its_second_half_fails_as_a_whole(tmp_path):
    assert main(["flash", str(film(tmp_path / "faststart.mp4", 3.0)), "--width", "4", "--distance", "3"]) == 1


@pytest.mark.parametrize("share", [0.3, 0.45])
@pytest.mark.parametrize("name", CONTAINERS)
def test_a_film_that_is_cut_short_is_not_judged(tmp_path, name, share, capsys):
    path = film(tmp_path / name)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share) | 1])

    assert main(["flash", str(path)]) == 2
    said = capsys.readouterr()
    assert "passes" not in said.out
    assert f"{name} cannot be read as a film" in said.err
    assert not path.with_name(f"{name}.flash.json").exists()


def test_a_film_whose_index_promises_more_than_its_packets_is_not_judged(tmp_path, capsys):
    """The bytes are all there, and what they hold is not: the number of frames and the time tell."""
    path = film(tmp_path / "faststart.mp4")
    content = bytearray(path.read_bytes())
    data = content.index(b"mdat") + 4
    content[data + (len(content) - data) // 3 :] = b""
    content[data - 8 : data - 4] = (len(content) - data + 8).to_bytes(4)
    path.write_bytes(content)

    assert main(["flash", str(path)]) == 2
    assert "cannot be read as a film" in capsys.readouterr().err


def reads(path):
    return len(list(pictures(open_reel(path), SIZE)))


@pytest.mark.parametrize("promise", ["container", "track"])
def test_a_film_whose_time_promises_more_than_its_packets_is_not_judged(tmp_path, promise):
    """Nothing is missing in the middle of a part: only the length that is written tells."""
    path = film(tmp_path / "a.mkv", 1.0)
    assert reads(path) == 25
    content = path.read_bytes()
    if promise == "track":
        longer = content.replace(b"00:00:01.000000000", b"00:00:03.000000000")
    else:
        at = content.index(b"\x44\x89\x88") + 3  # Info/Duration, a double, ms
        longer = content[:at] + struct.pack(">d", 3000.0) + content[at + 8 :]
    assert longer != content
    path.write_bytes(longer)

    with pytest.raises(UsageError, match=r"ends too soon, after 1\.00 of 3\.00 s"):
        reads(path)


def test_a_part_that_an_edit_list_cuts_out_is_whole(tmp_path, ffmpeg):
    """Cut without coding anew, at no key frame: packets stand in the file that nobody shows, and more are promised."""
    whole, part = film(tmp_path / "tail.mov"), tmp_path / "part.mov"
    ffmpeg("-ss", "0.5", "-t", "1", "-i", whole, "-c", "copy", part)

    reel = open_reel(part)
    shown = list(pictures(reel, (640, 360)))
    assert len(shown) < reel.frames
    assert 0.9 < shown[-1].time < 1.3
    assert main(["flash", str(part)]) == 0


def test_sound_that_goes_on_longer_is_no_end_too_soon(tmp_path, ffmpeg):
    for name in ("a.mkv", "tail.mov"):
        picture, both = film(tmp_path / name, 1.0), tmp_path / f"both-{name}"
        ffmpeg("-i", picture, "-f", "lavfi", "-i", "sine=d=3", "-c:v", "copy", "-c:a", "aac", both)
        assert main(["flash", str(both)]) == 0


def test_what_does_not_say_where_it_ends_is_judged_and_says_so(tmp_path, capsys):
    assert main(["flash", str(film(tmp_path / "a.ts", 1.0))]) == 0
    assert "does not say where it ends" in capsys.readouterr().out
    assert main(["flash", str(film(tmp_path / "a.mkv", 1.0))]) == 0
    assert "does not say where it ends" not in capsys.readouterr().out


def test_every_track_is_judged(tmp_path, capsys):
    calm = film(tmp_path / "calm.mkv", 0.8, codec="libx264", tracks=2)
    path = film(tmp_path / "two.mkv", 0.8, codec="libx264", tracks=2, more=lambda t: drawn(t + 2.0))

    assert main(["flash", str(calm)]) == 0
    assert main(["flash", str(path)]) == 1
    said = capsys.readouterr().out
    assert "(track 2, " in said
    assert "(track 1" not in said


def ghost(level):
    """A picture of one ``level`` that comes and goes by its transparency alone."""

    def clip(t):
        out = np.full((SIZE[1], SIZE[0], 4), level, np.uint8)
        out[..., 3] = 255 * flash_clips.wave(t, 10)
        return out

    return clip


@pytest.mark.parametrize("level", [0, 255])
@pytest.mark.parametrize(("name", "codec", "pixels"), [
    ("a.mov", "prores_ks", "yuva444p10le"), ("a.mov", "qtrle", "argb"), ("a.webm", "libvpx-vp9", "yuva420p"),
    ("a.webm", "libvpx", "yuva420p"), ("a.mkv", "ffv1", "yuva444p"), ("a.png", "apng", "rgba"),
])  # fmt: skip
def test_what_flashes_by_its_transparency_fails(tmp_path, name, codec, pixels, level, ffmpeg, capsys):
    raw, path = film(tmp_path / "raw.mkv", 0.8, ghost(level), "ffv1", pixels="bgra"), tmp_path / name
    ffmpeg("-i", raw, "-c:v", codec, "-pix_fmt", pixels, *(["-f", "apng"] if codec == "apng" else []),
           *(["-auto-alt-ref", "0"] if codec == "libvpx" else []), path)  # fmt: skip

    assert main(["flash", str(path), "--width", "1", "--distance", "2"]) == 1
    assert ("over white" if level == 0 else "over black") in capsys.readouterr().out


def test_what_is_transparent_and_calm_passes(tmp_path):
    def clip(t):
        out = ghost(200)(t)
        out[..., 3] = 100 + round(40 * t)
        return out

    assert main(["flash", str(film(tmp_path / "calm.mkv", 1.0, clip, "ffv1", pixels="bgra"))]) == 0


@pytest.mark.parametrize("hz", [0.4, 10])
def test_a_film_of_changing_size_is_judged_throughout(tmp_path, ffmpeg, hz, capsys):
    def clip(t):
        return np.full((SIZE[1], SIZE[0], 3), 235 if flash_clips.wave(t, hz) else 20, np.uint8)

    parts = []
    for number, size in enumerate(("64x36", "96x96", "32x18")):
        parts.append(tmp_path / f"{number}.ts")
        ffmpeg("-i", film(tmp_path / f"{number}.mkv", 0.6, clip, "ffv1", pixels="bgr0"), "-s", size,
               "-pix_fmt", "yuv420p", "-c:v", "libx264", "-output_ts_offset", str(0.6 * number), parts[-1])  # fmt: skip
    path = tmp_path / "sizes.ts"
    path.write_bytes(b"".join(part.read_bytes() for part in parts))

    assert main(["flash", str(path)]) == (1 if hz == 10 else 0)
    said = capsys.readouterr().out
    assert "45 frames" in said
    spans = json.loads((tmp_path / "sizes.ts.flash.json").read_text())["spans"]
    assert hz != 10 or max(span["end"] for span in spans) > 1.5


def test_a_picture_that_is_damaged_is_not_judged(tmp_path):
    av.logging.set_level(av.logging.ERROR)  # as others may have left it: decoding then waited for ever
    path = film(tmp_path / "faststart.mp4")
    content = bytearray(path.read_bytes())
    at = content.index(b"mdat") + (len(content) - content.index(b"mdat")) // 3
    content[at : at + 400] = b"\xff" * 400
    path.write_bytes(content)

    with pytest.raises(UsageError, match="cannot be read as a film"):
        list(pictures(open_reel(path), (640, 360)))


def test_a_codec_that_nothing_here_knows_is_told_as_that(tmp_path, capsys):
    path = film(tmp_path / "tail.mov")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"avc_"))
    with pytest.raises(UsageError, match="nothing here knows the codec of its picture"):
        open_reel(path)
    assert main(["flash", str(path)]) == 2
    assert "knows the codec" in capsys.readouterr().err


def test_a_picture_that_the_decoder_patches_is_not_judged(tmp_path):
    rng = np.random.default_rng(5)
    noise = rng.integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8)
    path = film(tmp_path / "a.avi", 1.0, lambda t: np.roll(noise, round(25 * t), 1))
    assert reads(path) == 25
    content = bytearray(path.read_bytes())
    at = len(content) // 2
    content[at : at + 300] = rng.integers(0, 256, 300, np.uint8).tobytes()
    path.write_bytes(content)

    with pytest.raises(UsageError, match="is damaged"):
        reads(path)


@pytest.mark.parametrize(("spread", "codes"), [("tv", (0, 255)), ("pc", (16, 235))])
def test_black_and_white_are_where_the_film_says(tmp_path, ffmpeg, spread, codes):
    """Luma of 16 and 235 is black and white in a film of limited range, and two greys in one of full range."""
    path = tmp_path / "a.mkv"
    ffmpeg("-f", "lavfi", "-i", "color=black:s=64x36:r=25:d=0.4", "-vf", "format=yuv420p,geq=lum='if(lt(X,32),16,235)':"
           f"cb=128:cr=128,setparams=range={spread}", "-c:v", "libvpx-vp9", "-lossless", "1", path)  # fmt: skip
    (seen,) = next(pictures(open_reel(path), SIZE)).over
    assert (int(seen[0, 4, 0]), int(seen[0, 60, 0])) == pytest.approx(codes, abs=1)


def test_tracks_know_their_own_size_and_rate(tmp_path):
    reel = open_reel(film(tmp_path / "tail.mov", 0.4))

    assert (reel.size, reel.fps, reel.frames, reel.ends) == (SIZE, Fraction(RATE), 10, True)


def test_an_animation_that_nothing_here_decodes_is_told_as_that(tmp_path):
    frames = [Image.new("RGB", (16, 16), (value, 0, 0)) for value in (0, 255, 0)]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:], duration=100)

    with pytest.raises(UsageError, match="as in animated WebP, which cannot be decoded here"):
        open_reel(tmp_path / "a.webp")
