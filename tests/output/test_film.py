"""Films, encoded with PyAV and decoded with the ffmpeg binary: colour, tags, frames, alpha, bytes."""

import hashlib
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from time import sleep

import av
import numpy as np
import pytest

from renderer.core.errors import EncodeError, UsageError
from renderer.core.extras import EXTRAS
from renderer.core.units import Size
from renderer.output import film as module
from renderer.output.codecs.av import AvSink
from renderer.output.codecs.encoders import CODECS, Codec
from renderer.output.codecs.ffmpeg import PipeSink
from renderer.output.codecs.worker import plane
from renderer.output.film import open_film
from renderer.output.film_parts import FilmParts
from renderer.output.formats import choose
from renderer.output.recall import read_manifest

NTSC = Fraction(30000, 1001)
MANIFEST = {"schema": "chorus-manifest/2", "scene": "enamel", "seed": 7}
WAYS = [
    ("a.mp4", "h264", 8, False),
    ("a.mp4", "h265", 8, False),
    ("a.mp4", "h265", 10, False),
    ("a.mp4", "av1", 8, False),
    ("a.mp4", "av1", 10, False),
    ("a.mov", "prores", 10, False),
    ("a.mov", "prores", 10, True),
    ("a.mov", "prores-hq", 10, False),
    ("a.mov", "h264", 8, False),
    ("a.webm", "vp9", 8, False),
    ("a.webm", "vp9", 8, True),
    ("a.webm", "av1", 10, False),
]


@pytest.fixture(params=["pyav", "binary"])
def through(request, monkeypatch):
    """Run a test once with each of the two encoders; return its name."""
    if request.param == "binary":
        monkeypatch.setattr(module, "has_encoder", lambda _codec: False)
    return request.param


def write(path, frames, fps=NTSC, **options):
    height, width = frames[0].shape[:2]
    choice = choose(path, **{name: options.pop(name) for name in ("depth", "codec", "quality") if name in options})
    with open_film(path, (width, height), fps, choice=choice, **options) as film:
        for frame in frames:
            film.write(frame)
    return film


def deepened(pixels, depth):
    return pixels if depth == 8 else pixels.astype(np.uint16) * 257


@pytest.mark.parametrize(("name", "codec", "depth", "alpha"), WAYS)
@pytest.mark.usefixtures("through")
def test_colours_tags_and_manifest(tmp_path, decoded, bars, primaries, name, codec, depth, alpha):
    picture = bars()
    if alpha:
        picture = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
    frames = [deepened(picture, depth)] * 8
    path = tmp_path / name
    write(path, frames, codec=codec, depth=depth, alpha=alpha, manifest=MANIFEST)

    found = decoded(path, 128, 64)
    assert len(found) == 8
    middles = found[:, 32, 8::16].astype(int)
    assert np.abs(middles - primaries).max() <= 3

    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frame = next(container.decode(stream))
        assert stream.average_rate == pytest.approx(NTSC, rel=2e-3)
        tags = (frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range)
        assert [int(tag) for tag in tags] == [1, 1, 1, 1]  # BT.709 three times, limited range
        context = stream.codec_context
        tags = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
        assert [int(tag) for tag in tags] == [1, 1, 1, 1]
    (tmp_path / f"{name}.json").unlink()
    assert read_manifest(path) == MANIFEST


@pytest.mark.parametrize(("name", "codec", "depth", "alpha", "off"), [
    ("a.mov", "dnxhr", 10, False, 3), ("a.mov", "cineform", 12, True, 3), ("a.mov", "hap", 8, False, 4),
    ("a.mov", "hap-alpha", 8, True, 4), ("a.mov", "hap-q", 8, False, 10), ("a.mkv", "ffv1", 16, True, 0),
    ("a.mkv", "ffv1", 8, False, 0),
])  # fmt: skip
def test_what_studios_and_media_servers_take(tmp_path, decoded, bars, primaries, name, codec, depth, alpha, off):
    """Decoded by another library: colours, transparency, the manifest, and the same bytes again, in three segments."""
    picture = bars(256, 128)
    if alpha:
        picture = np.dstack([picture, np.full(picture.shape[:2], 102, np.uint8)])
    made = []
    for turn in ("one", "two"):
        (tmp_path / turn).mkdir()
        path, parts = tmp_path / turn / name, FilmParts(tmp_path / turn / name, 2, "a job", 5).open()
        film = write(path, [deepened(picture, depth)] * 5, codec=codec, depth=depth, alpha=alpha, manifest=MANIFEST,
                     parts=parts)  # fmt: skip
        assert (film.notes, len(parts.segments)) == ((), 3)
        path.with_name(f"{name}.json").unlink()
        made.append(path.read_bytes())
    assert made[0] == made[1]
    assert read_manifest(path) == MANIFEST
    found = decoded(path, 256, 128, "rgba" if alpha else "rgb24")
    assert len(found) == 5
    assert np.abs(found[:, 64, 16::32, :3].astype(int) - primaries).max() <= off
    if alpha:
        assert np.abs(found[..., 3].astype(int) - 102).max() <= off


def test_sides_that_no_block_fits_are_continued_and_said(tmp_path, decoded, bars):
    film = write(tmp_path / "a.mov", [bars(128, 64)[:61, :126].copy()] * 2, codec="hap")
    assert film.notes[0] == ("HAP needs sides that are multiples of 4: 126x61 is continued by its last pixels, and the "
                             "film is 128x64.")  # fmt: skip
    assert decoded(tmp_path / "a.mov", 128, 64).shape == (2, 64, 128, 3)


@pytest.mark.usefixtures("through")
def test_pure_red_has_the_codes_of_bt709(tmp_path, ffmpeg):
    red = np.zeros((32, 64, 3), np.uint8)
    red[..., 0] = 255
    write(tmp_path / "a.mp4", [red] * 3)
    raw = ffmpeg("-i", tmp_path / "a.mp4", "-frames:v", 1, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-")
    planes = np.frombuffer(raw, np.uint8)
    y, u, v = planes[: 32 * 64], planes[32 * 64 : 40 * 64], planes[40 * 64 :]
    assert (np.median(y), np.median(u), np.median(v)) == (63, 102, 240)  # BT.601 would be 81, 90, 240


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.webm", "a.gif"])
def test_the_order_and_number_of_frames(tmp_path, decoded, name):
    levels = np.arange(20, 220, 10)
    write(tmp_path / name, [np.full((32, 48, 3), level, np.uint8) for level in levels], Fraction(25))
    found = decoded(tmp_path / name, 48, 32).mean(axis=(1, 2, 3))
    assert np.abs(found - levels).max() <= 3


def test_bottom_up_frames_stand_upright(tmp_path, decoded, swirl):
    frame = swirl(0)
    with open_film(tmp_path / "a.mp4", (160, 96), NTSC) as film:
        film.write(frame[::-1].copy(), bottom_up=True)
    assert np.abs(decoded(tmp_path / "a.mp4", 160, 96)[0].astype(int) - frame).mean() < 3


def test_a_frame_may_be_drawn_over_as_soon_as_it_is_written(tmp_path, decoded):
    buffer = np.zeros((32, 48, 3), np.uint8)
    with open_film(tmp_path / "a.mp4", (48, 32), NTSC) as film:
        for level in range(0, 250, 10):
            buffer[:] = level
            film.write(buffer)
        buffer[:] = 0
    assert (np.diff(decoded(tmp_path / "a.mp4", 48, 32).mean(axis=(1, 2, 3))) > 5).all()


@pytest.mark.parametrize(("name", "codec"), [("a.mov", "prores"), ("a.webm", "vp9")])
@pytest.mark.usefixtures("through")
def test_transparency_survives(tmp_path, decoded, name, codec):
    alpha = np.broadcast_to(np.linspace(0, 255, 128).round().astype(np.uint8), (64, 128))
    picture = np.dstack([np.full((64, 128, 3), 120, np.uint8), alpha])
    picture = deepened(picture, 10 if codec == "prores" else 8)
    write(tmp_path / name, [picture] * 4, codec=codec, alpha=True)
    if codec == "vp9":  # or else players take the film for an opaque one
        with av.open(str(tmp_path / name)) as container:
            assert container.streams.video[0].metadata["ALPHA_MODE"] == "1"
    # The native VP9 decoder hides the second, transparent layer.
    decoder = ("-c:v", "libvpx-vp9") if codec == "vp9" else ()
    found = decoded(tmp_path / name, 128, 64, "rgba", decoder)[0]
    assert np.abs(found[..., 3].astype(int) - alpha).max() <= (1 if codec == "prores" else 6)
    assert np.abs(found[..., :3].astype(int) - 120).max() <= 3


def test_prores_holds_more_than_256_levels(tmp_path, decoded):
    ramp = np.linspace(0, 65535, 1024).round().astype(np.uint16)
    picture = np.broadcast_to(ramp[None, :, None], (64, 1024, 3)).copy()
    write(tmp_path / "a.mov", [picture] * 2)
    found = decoded(tmp_path / "a.mov", 1024, 64, "rgb48le")[0, 32, :, 1]
    assert len(np.unique(found)) > 400
    # ffmpeg's scaler writes 65,280 for white, which is 940 of 10 bits.
    assert np.abs(found * (65535 / 65280) - ramp).max() < 65535 / 255


@pytest.mark.parametrize(("name", "codec", "depth", "alpha"), [*WAYS, ("a.gif", "gif", 8, False)])
def test_the_same_frames_are_the_same_file(tmp_path, swirl, name, codec, depth, alpha):
    hashes = set()
    for turn in ("one", "two"):
        (tmp_path / turn).mkdir()
        frames = [deepened(swirl(i), depth) for i in range(12)]
        if alpha:
            frames = [np.dstack([frame, frame[..., 0]]) for frame in frames]
        path = tmp_path / turn / name
        write(path, frames, Fraction(25), codec=codec, depth=depth, alpha=alpha, manifest=MANIFEST)
        hashes.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(hashes) == 1


@pytest.mark.parametrize("size", [(127, 64), (128, 63), (127, 63), (5, 3)])
def test_odd_sides_are_made_even_and_said(tmp_path, decoded, bars, size):
    width, height = size
    picture = bars()[:height, :width].copy()
    film = write(tmp_path / "a.mp4", [picture] * 3, quality=90)
    (note,) = film.notes
    assert f"{width + width % 2}x{height + height % 2}" in note
    found = decoded(tmp_path / "a.mp4", width + width % 2, height + height % 2)[0].astype(int)
    if width > 100:  # the repeated edge goes on as the picture ends
        assert np.abs(found[height // 2, -1] - picture[height // 2, -1]).max() <= 6


def test_prores_takes_odd_sides_as_they_are(tmp_path, decoded):
    film = write(tmp_path / "a.mov", [np.full((33, 47, 3), 200, np.uint8)] * 2)
    assert film.notes == ()
    assert decoded(tmp_path / "a.mov", 47, 33).shape == (2, 33, 47, 3)


def test_h264_is_what_players_play(tmp_path, swirl):
    write(tmp_path / "a.mp4", [swirl(i) for i in range(5)])
    data = (tmp_path / "a.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")  # plays while it loads
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert container.streams.video[0].codec_context.profile == "High"
        assert not {"creation_time"} & set(container.metadata)
    write(tmp_path / "b.mp4", [swirl(0)], codec="h265")
    with av.open(str(tmp_path / "b.mp4")) as container:
        assert container.streams.video[0].codec_context.codec_tag == "hvc1"


def test_quality_changes_the_size(tmp_path, swirl):
    sizes = []
    for quality in (20, 60, 95):
        write(tmp_path / "a.mp4", [swirl(i) for i in range(6)], quality=quality)
        sizes.append((tmp_path / "a.mp4").stat().st_size)
    assert all(low < high for low, high in pairwise(sizes))


def test_a_long_manifest_fits_quicktime(tmp_path):
    long = {**MANIFEST, "long": "x" * 80_000}
    write(tmp_path / "a.mov", [np.zeros((16, 16, 3), np.uint8)], manifest=long)
    (tmp_path / "a.mov.json").unlink()
    assert read_manifest(tmp_path / "a.mov") == long


def test_a_size_may_carry_its_dpi(tmp_path):
    with open_film(tmp_path / "a.mp4", Size(48, 32, 150.0), NTSC) as film:
        film.write(np.zeros((32, 48, 3), np.uint8))
    assert film.frames == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"alpha": True}, "cannot hold transparency"),
        ({"codec": "vp9"}, "holds h264"),
        ({"fps": Fraction(0)}, "--fps 0"),
        ({"fps": Fraction(1000)}, "at most 240"),
    ],
)
def test_what_no_film_can_be_is_refused(tmp_path, options, words):
    with pytest.raises(UsageError, match=words):
        write(tmp_path / "a.mp4", [np.zeros((16, 16, 3), np.uint8)], **options)
    assert not list(tmp_path.iterdir())


def test_a_film_of_no_frames_is_refused(tmp_path):
    with pytest.raises(EncodeError, match="no frame"), open_film(tmp_path / "a.mp4", (16, 16), NTSC):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("frame", [np.zeros((16, 18, 3), np.uint8), np.zeros((16, 16), np.uint8)])
def test_a_frame_of_another_shape_is_refused(tmp_path, frame):
    with pytest.raises(EncodeError, match="is 16x16 px"), open_film(tmp_path / "a.mp4", (16, 16), NTSC) as film:
        film.write(frame)


@pytest.mark.usefixtures("through")
def test_the_encoder_s_own_words_reach_the_artist(tmp_path, monkeypatch, swirl):
    (tmp_path / "a.mp4").write_bytes(b"old")
    broken = replace(CODECS["h264"], options={"preset": "nope"})
    monkeypatch.setattr(module, "CODECS", {**CODECS, "h264": broken})
    with pytest.raises(EncodeError, match=r"a\.mp4: the encoder .*says: .*preset.* nope"):
        write(tmp_path / "a.mp4", [swirl(i) for i in range(40)])
    assert (tmp_path / "a.mp4").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_an_encoder_that_dies_is_an_error(tmp_path, monkeypatch, swirl):
    monkeypatch.setattr(module, "has_encoder", lambda _codec: False)
    put = PipeSink.put

    def killed(self, frame, index):
        put(self, frame, index)
        if index == 3:
            self._process.kill()
            self._process.wait()

    monkeypatch.setattr(PipeSink, "put", killed)
    with pytest.raises(EncodeError, match="status -9"):
        write(tmp_path / "a.mp4", [swirl(i) for i in range(40)])
    assert not list(tmp_path.iterdir())


def test_a_codec_that_only_the_extra_writes_says_what_to_type(tmp_path, monkeypatch, swirl):
    monkeypatch.setattr(module, "has_encoder", lambda _codec: False)
    monkeypatch.setitem(EXTRAS, "ffmpeg", replace(EXTRAS["ffmpeg"], module="no_such_module"))

    with pytest.raises(EncodeError, match=r"^H\.264, which .* needs imageio-ffmpeg.*install imageio-ffmpeg==\d"):
        write(tmp_path / "a.mp4", [swirl(0)])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.webm", "a.gif"])
def test_an_interrupted_film_leaves_the_older_one(tmp_path, swirl, name):
    (tmp_path / name).write_bytes(b"old")

    def interrupted():
        with open_film(tmp_path / name, (160, 96), Fraction(25)) as film:
            film.write(swirl(0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (tmp_path / name).read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_killed_export_leaves_nothing_under_the_final_name(tmp_path):
    script = textwrap.dedent(f"""
        import time
        from fractions import Fraction
        from pathlib import Path
        import numpy as np
        from renderer.output.film import open_film
        with open_film(Path({str(tmp_path / "a.mp4")!r}), (64, 64), Fraction(30)) as film:
            for _ in range(90):
                film.write(np.zeros((64, 64, 3), np.uint8))
            print("half", flush=True)
            time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"half\n"
        child.send_signal(signal.SIGKILL)
    assert not (tmp_path / "a.mp4").exists()


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.webm", "a.gif"])
@pytest.mark.parametrize("limit", [2_000, 150_000])
@pytest.mark.usefixtures("through")
def test_where_space_ends_the_older_film_stays(tmp_path, capfd, no_file_beyond, name, limit):
    # 2 kB end at the first write, 150 kB in the middle of the frames or when the encoder flushes
    (tmp_path / name).write_bytes(b"old")
    with pytest.raises(EncodeError, match="Could not write"), no_file_beyond(limit):
        write(tmp_path / name, noise(20), Fraction(25))

    assert "Traceback" not in capfd.readouterr().err
    assert (tmp_path / name).read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def noise(count):
    """Return frames of which no encoder makes less than 10 kB each."""
    return list(np.random.default_rng(0).integers(0, 256, (count, 96, 160, 3), np.uint8))


@pytest.fixture
def small_disk(tmp_path):
    """Return a folder on a disk of 128 kB; needs root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.webm", "a.gif"])
@pytest.mark.usefixtures("through")
def test_a_full_disk_is_said(small_disk, name):
    (small_disk / name).write_bytes(b"old")
    with pytest.raises(EncodeError, match="the disk is full"):
        write(small_disk / name, noise(20), Fraction(25))
    assert (small_disk / name).read_bytes() == b"old"
    assert [path.name for path in small_disk.iterdir()] == [name]


@pytest.mark.parametrize("source", ["rgba", "rgb24"])
def test_a_frame_may_be_drawn_into_again_once_it_was_given_whether_it_is_converted_or_not(
    tmp_path, monkeypatch, source
):  # fmt: skip
    encode = AvSink._encode
    monkeypatch.setattr(AvSink, "_encode", lambda *given: (sleep(0.02), encode(*given)))  # which takes its time
    sink = AvSink(tmp_path / "a.mov", (32, 16), NTSC, Codec("raw", "rawvideo", {8: "rgba"}, {}), "rgba", {})
    frame = av.VideoFrame(32, 16, source)
    for index in range(4):
        plane(frame)[...] = 60 * index
        sink.put(frame, index)
    plane(frame)[...] = 255
    sink.finish()
    sink.abort()
    with av.open(str(tmp_path / "a.mov")) as made:
        shown = [int(one.to_ndarray(format="rgb24").mean()) for one in made.decode(video=0)]
    assert shown == [0, 60, 120, 180]


def test_what_goes_wrong_while_the_next_frame_is_converted_is_raised_at_the_next_call(tmp_path, monkeypatch):
    def refuse(*_):
        raise MemoryError

    monkeypatch.setattr(AvSink, "_encode", refuse)
    sink = AvSink(tmp_path / "a.mov", (32, 16), NTSC, Codec("raw", "rawvideo", {8: "rgba"}, {}), "rgba", {})
    frame = av.VideoFrame(32, 16, "rgb24")
    sink.put(frame, 0)
    for call in (lambda: sink.put(frame, 1), sink.finish):
        with pytest.raises(MemoryError):
            call()
    sink.abort()
