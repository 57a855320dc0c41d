"""The sound of a film: as long as its pictures to the sample, in every container, and joined anew where it changed."""

import json
import re
import shutil
import struct
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from engines import HEAD

from renderer.cli.main import main
from renderer.core.errors import DataError, EncodeError, RendererError, UsageError
from renderer.core.units import Size
from renderer.output import film_run
from renderer.output.codecs import sound_file
from renderer.output.codecs.sound_faults import promised
from renderer.output.codecs.sound_file import RATE, open_sound
from renderer.output.film import Film
from renderer.output.film_parts import FilmParts
from renderer.output.film_sound import fitted_to, samples_of
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.job_check import check_job
from renderer.output.job_file import job_json, job_of
from renderer.output.make import run
from renderer.output.recall import read_manifest
from renderer.output.record import job_of_manifest
from renderer.output.soundtrack import Soundtrack
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup

IMAGE = "void main() { o = vec4(vec3(0.2 + 0.1 * u_playhead), 1.0); }"


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small").mkdir()
    Path("small/scene.py").write_text(f'{HEAD}\nSCENE = Scene("Small", Params, (Pass("image", "image.frag"),))\n')
    Path("small/image.frag").write_text(IMAGE)


def recorded(name="song.wav", seconds=0.5, rate=RATE, channels=1, hertz=440.0):
    """Write a tone and return what was written, float64 [n]."""
    tone = 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    with wave.open(name, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat((tone * 32767).astype("<i2")[:, None], channels, 1).tobytes())
    return tone


SONG = Soundtrack(Path("song.wav"))


def job(name="a.mov", audio=SONG, frames=6, fps=Fraction(30000, 1001), **how):
    codec = {"a.mov": "h264"}.get(name)
    setup = Setup("small/scene.py")
    return Job(setup, loaded_of(setup), choose(Path(name), None, codec), Size(64, 36), range(frames), fps, audio=audio,
               **how)  # fmt: skip


def heard(name):
    """Return the samples of a film's sound [n, channels], and the name of their codec."""
    with av.open(name) as film:
        stream = film.streams.audio[0]
        frames = [frame.to_ndarray() for frame in film.decode(stream)]
        layout, codec = stream.codec_context.layout.nb_channels, stream.codec_context
        samples = np.concatenate([one.T if codec.format.is_planar else one.reshape(-1, layout) for one in frames])
        whole = {"s32": 2.0**31, "s16": 2.0**15}.get(codec.format.name.removesuffix("p"), 1.0)
        return samples / whole, codec.name


@pytest.mark.parametrize(("name", "codec", "alpha", "near"), [
    ("a.mp4", "aac", False, 0.06), ("a.mov", "pcm_s24le", False, 1e-6), ("b.mov", "pcm_s24le", True, 1e-6),
    ("a.webm", "opus", True, 0.1), ("a.mkv", "flac", True, 2e-5),
])  # fmt: skip
def test_a_film_sounds_as_long_as_it_is_shown(name, codec, alpha, near):
    tone = recorded(seconds=0.3)
    said = run(job(name, alpha=alpha))
    assert any(line.startswith("song.wav is cut at the film's end, 0.10 s before its own") for line in said)
    total = round(6 * Fraction(1001, 30000) * RATE)  # not a whole number: 9609.6
    samples, found = heard(name)
    assert found == codec
    with av.open(name) as film:
        (sound,) = film.streams.audio
        assert film.streams.video[0].average_rate == Fraction(30000, 1001)
        if name.endswith(("mp4", "mov")):
            assert sound.duration * sound.time_base * RATE == total
    assert total <= len(samples) < total + (1024 if codec == "aac" else 1)
    middle = slice(2000, total - 2000)
    np.testing.assert_allclose(samples[middle, 0], np.trunc(tone[middle] * 32767) / 32768, atol=near)


@pytest.mark.parametrize("fps", ["24000/1001", "60000/1001", "25"])
def test_a_rate_is_exact_in_the_units_of_the_film(fps):
    run(job("a.mp4", audio=None, fps=Fraction(fps), frames=3))
    with av.open("a.mp4") as film:
        stream = film.streams.video[0]
        times = [packet.pts * packet.time_base for packet in film.demux(stream) if packet.size]
        rate = stream.average_rate  # of a closed film there is none
    assert sorted(times) == [index / Fraction(fps) for index in range(3)]
    assert rate == Fraction(fps)


def shaped(audio, total, name="song.wav"):
    blocks = list(samples_of(audio, open_sound(Path(name)), total))
    return np.concatenate(blocks)


def test_offset_loop_and_fade_are_what_numpy_makes_of_them():
    tone = np.trunc(recorded(seconds=0.02) * 32767) / 32768
    late = shaped(Soundtrack(Path("song.wav"), offset=-0.01), 2000)[:, 0]
    np.testing.assert_allclose(late, np.concatenate([np.zeros(480), tone, np.zeros(560)]), atol=1e-6)
    again = shaped(Soundtrack(Path("song.wav"), offset=0.005, loop=True), 2500)[:, 0]
    np.testing.assert_allclose(again, np.concatenate([tone[240:], tone, tone])[:2500], atol=1e-6)
    faded = shaped(Soundtrack(Path("song.wav"), loop=True, fade=(0.01, 0.02)), 2500)[:, 0]
    gain = np.minimum(1, np.minimum(np.arange(2500) / 480, np.arange(2499, -1, -1) / 960))
    np.testing.assert_allclose(faded, np.tile(tone, 3)[:2500] * gain, atol=1e-6)
    short = shaped(Soundtrack(Path("song.wav"), fade=(0, 0.01)), 2000)[:, 0]  # where the sound ends, not the film
    assert abs(short[480:960]).max() < abs(tone).max()
    assert not short[959:].any()


@pytest.mark.parametrize(("rate", "channels", "layout"), [(44100, 1, "mono"), (22050, 2, "stereo"), (8000, 4, "stereo"),
                                                          (96000, 6, "5.1")])  # fmt: skip
def test_other_rates_and_channels_are_brought_to_one(rate, channels, layout):
    recorded(seconds=0.2, rate=rate, channels=channels, hertz=300.0)
    sound = open_sound(Path("song.wav"))
    assert (sound.samples, sound.layout) == (9600, layout)
    samples = shaped(Soundtrack(Path("song.wav")), 9600)
    waves = np.fft.rfft(samples[2400:7200, 0])
    assert np.argmax(abs(waves)) == 30  # 300 Hz in 0.1 s
    said = fitted_to(Soundtrack(Path("song.wav")), sound, Fraction(1, 5))
    assert said == (("song.wav has 4 channels, mixed to two: films here hold 1, 2, 6 or 8",) if channels == 4 else ())


def test_what_is_shorter_is_silent_behind_and_says_so():
    recorded(seconds=0.05)
    assert "song.wav ends at 0.05 s of 0.20 s, and the rest is silent; --audio-loop repeats it" in run(job())
    samples, _ = heard("a.mov")
    assert samples[:2400].any()
    assert not samples[2400:].any()


def _pictures():
    run(job("song.mp4", audio=None))
    Path("song.mp4").rename("song.wav")


BAD = {
    "no sound, only pictures: name a .wav": _pictures,
    "song.wav cannot be read as sound: Invalid data": lambda: Path("song.wav").write_bytes(b"RIFF" + bytes(99)),
    "song.wav cannot be read as sound: ": lambda: Path("song.wav").write_bytes(b""),
}


@pytest.mark.parametrize("words", BAD)
def test_a_file_that_is_no_sound_is_told_before_anything_is_drawn(monkeypatch, words):
    BAD[words]()
    monkeypatch.setattr("renderer.output.writers.Run.shown", lambda *_: pytest.fail("it was drawn"))
    with pytest.raises(RendererError, match=words):
        run(job())
    assert not list(Path().glob("a.mov*"))


@pytest.mark.parametrize(("name", "audio", "words"), [
    ("a.gif", {}, "a .gif has no sound. Name a film: .mp4, .mov, .webm, .mkv"),
    ("a-%02d.png", {}, "numbered stills have no sound"), ("a.png", {}, "a .png has no sound"),
    ("a.mov", {"path": Path("gone.wav")}, "--audio gone.wav: there is no such file"),
])  # fmt: skip
def test_what_cannot_hold_it_is_refused_with_what_can(name, audio, words):
    recorded()
    with pytest.raises(UsageError, match=words):
        check_job(job(name, Soundtrack(**{"path": Path("song.wav"), **audio}), frames=1))


@pytest.mark.parametrize(("audio", "words"), [
    ({"offset": 0.5}, "--audio-offset 0.5 is behind the end of song.wav, which lasts 0.50 s"),
    ({"offset": 0.49999}, "--audio-offset 0.49999 is behind the end of song.wav, which lasts 0.50 s"),
    ({"offset": -1.0}, "--audio-offset -1 is behind the end of the film, which lasts 0.20 s"),
    ({"fade": (0.1, 0.2)}, "--audio-fade 0.1,0.2 is longer than song.wav is heard, 0.20 s"),
])  # fmt: skip
def test_what_would_not_be_heard_is_refused(audio, words):
    recorded()
    with pytest.raises(UsageError, match=words):
        run(job(audio=Soundtrack(Path("song.wav"), **audio)))
    for wrong in ({"offset": float("nan")}, {"fade": (0.0, -1.0)}):
        with pytest.raises(UsageError, match="is outside"):
            Soundtrack(Path("song.wav"), **wrong)


def test_what_is_refused_is_so_before_there_is_an_engine_and_leaves_nothing(tmp_path):
    recorded()
    before = sorted(tmp_path.iterdir())
    for made, words in (
        (job(audio=Soundtrack(Path("song.wav"), offset=0.5)), "is behind the end of song.wav"),
        (job("b.mp4", audio=None, fps=Fraction(1000)), "--fps 1000 does not fit b.mp4: at most 240 are played"),
    ):
        for refuse in (check_job, run):
            with pytest.raises(UsageError, match=words):
                refuse(made)
        assert sorted(tmp_path.iterdir()) == before


def floats(samples, name="song.wav"):
    """Write samples as they are, float32."""
    data = np.asarray(samples, "<f4").tobytes()
    form = struct.pack("<IHHIIHH", 16, 3, 1, RATE, 4 * RATE, 4, 32)
    Path(name).write_bytes(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + form + b"data"
                           + struct.pack("<I", len(data)) + data)  # fmt: skip


def coded(name, encoder, options=None):
    recorded(seconds=2.0)
    with av.open(name, "w", options=options) as made, av.open("song.wav") as read:
        stream = made.add_stream(encoder, rate=RATE, layout="mono")
        stream.codec_context.open()
        resampler = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=RATE,
                                      frame_size=stream.codec_context.frame_size or None)  # fmt: skip
        for frame in (*read.decode(audio=0), None):
            for one in resampler.resample(frame):
                made.mux(stream.encode(one))
        made.mux(stream.encode(None))


@pytest.mark.parametrize(("name", "encoder"), [("a.wav", "pcm_s16le"), ("a.aiff", "pcm_s16be"),
                                               ("a.mp3", "libmp3lame"), ("a.mka", "flac"), ("a.w64", "pcm_s16le"),
                                               ("a.caf", "pcm_s16le"), ("a.au", "pcm_s16be")])  # fmt: skip
def test_a_sound_that_is_cut_is_told(name, encoder):
    coded(name, encoder)
    assert open_sound(Path(name)).faults == ()
    whole = Path(name).read_bytes()
    Path(name).write_bytes(whole[: len(whole) // 2])
    (said,) = open_sound(Path(name)).faults
    assert said.startswith(f"{name} is cut short: of the 2.0")
    assert f"s that it says it lasts, {float(open_sound(Path(name)).seconds):.2f} s are there" in said
    assert said in fitted_to(Soundtrack(Path(name)), open_sound(Path(name)), Fraction(1))


@pytest.mark.parametrize(("channels", "rate", "said"), [
    (9, 48_000, "has 9 channels, which nothing mixes to 2; save it with 1, 2, 6, 8"),
    (2, 2_147_483_647, "is of 2,147,483,647 Hz; save it at 48000 Hz"), (1, 7, "is of 7 Hz"),
])  # fmt: skip
def test_a_sound_that_nothing_plays_is_refused_before_a_film_is_drawn(channels, rate, said):
    samples = b"\1\0" * 480 * channels
    head = struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * 2 * channels % 2**32, 2 * channels, 16)
    body = b"WAVEfmt " + head + b"data" + struct.pack("<I", len(samples)) + samples
    Path("odd.wav").write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    with pytest.raises(DataError, match=said):
        open_sound(Path("odd.wav"))


def test_an_ogg_that_is_cut_is_told_whether_within_a_page_or_between_two():
    coded("a.ogg", "libopus")
    assert open_sound(Path("a.ogg")).faults == ()
    whole = Path("a.ogg").read_bytes()
    Path("a.ogg").write_bytes(whole[: len(whole) // 2])
    (said,) = open_sound(Path("a.ogg")).faults
    assert re.fullmatch(r"a\.ogg is cut short: its last page should end at byte [\d,]+, and it has [\d,]+", said)
    Path("a.ogg").write_bytes(whole[: whole.rindex(b"OggS")])
    (said,) = open_sound(Path("a.ogg")).faults
    assert said == "a.ogg is cut short, or was never finished: the page that would be its last is missing"


def test_what_was_recorded_into_a_pipe_knows_no_length_and_is_not_called_cut():
    for name, encoder, unknown in (("a.w64", "pcm_s16le", (1 << 63) - 1), ("a.caf", "pcm_s16le", (1 << 64) - 1)):
        coded(name, encoder)
        content = bytearray(Path(name).read_bytes())
        at = content.index(b"data") + 4 if name == "a.caf" else 16
        content[at : at + 8] = unknown.to_bytes(8, "big" if name == "a.caf" else "little")
        Path(name).write_bytes(content)
        assert open_sound(Path(name)).faults == (), name


def test_what_does_not_say_how_long_its_sound_is_is_not_called_cut():
    coded("a.mp3", "libmp3lame", {"write_xing": "0"})
    assert promised(Path("a.mp3")) is None
    coded("b.mp3", "libmp3lame")
    assert promised(Path("b.mp3")) is not None
    with av.open("c.mkv", "w") as made, av.open("song.wav") as read:
        picture, sound = made.add_stream("ffv1", rate=1), made.add_stream("flac", rate=RATE, layout="mono")
        picture.width, picture.height, picture.pix_fmt = 16, 16, "yuv420p"
        for at in range(9):
            frame = av.VideoFrame(16, 16, "yuv420p")
            frame.pts = at
            made.mux(picture.encode(frame))
        for frame in (*read.decode(audio=0), None):
            made.mux(sound.encode(frame))
        made.mux(picture.encode(None))
    assert open_sound(Path("c.mkv")).faults == ()


def test_a_sound_of_what_is_no_number_or_of_nothing_is_told():
    tone = 0.5 * np.sin(np.arange(2400) / 9)
    for samples, said in (
        (tone, ()), (np.zeros(2400), ("song.wav is silent throughout",)),
        (np.full(2400, np.nan), ("song.wav holds what is no number (NaN): all of its samples are silent",)),
        (np.where(np.arange(2400) < 7, np.inf, tone),
         ("song.wav holds what is no number (NaN): 7 of 2,400 of its samples are silent",)),
    ):  # fmt: skip
        floats(samples)
        assert open_sound(Path("song.wav")).faults == said
    assert said[0] in run(job())


def test_a_sound_of_one_sample_is_repeated_without_being_read_again(monkeypatch):
    floats([0.25])
    times = []
    real = sound_file.open_media
    monkeypatch.setattr(sound_file, "open_media", lambda path: (times.append(path), real(path))[1])
    again = shaped(Soundtrack(Path("song.wav"), loop=True), 10 * RATE)
    assert again.shape == (10 * RATE, 1)
    assert (again == 0.25).all()
    assert len(times) <= 2  # once to know it, once to play it


@pytest.mark.parametrize("rate", [RATE, 44100])
def test_what_is_repeated_from_memory_is_what_is_read_again_and_again(monkeypatch, rate):
    recorded(seconds=0.02, rate=rate, channels=2)
    memory = shaped(Soundtrack(Path("song.wav"), loop=True), 5000)
    monkeypatch.setattr(sound_file, "_SHORT", 0)
    np.testing.assert_allclose(memory, shaped(Soundtrack(Path("song.wav"), loop=True), 5000), atol=1e-6)


class Killed(BaseException):
    """What ends a run without a word."""


def _raise(*_):
    raise Killed


def test_other_sound_is_joined_to_the_segments_that_are_there(monkeypatch):
    monkeypatch.setattr(film_run, "segment_length", lambda _: 2)
    recorded()
    run(job())
    whole, manifest = Path("a.mov").read_bytes(), Path("a.mov.json").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(Film, "write", lambda self, frame, number, _real=Film.write, **how: _raise() if number == 5
                        else _real(self, frame, number=number, **how))  # fmt: skip
        patched.setattr(FilmParts, "clear", lambda _: None)
        with pytest.raises(Killed):
            run(job(audio=None))
    assert "2 segments of 2 pictures of 3 were there already, and were kept" in run(job())
    assert (Path("a.mov").read_bytes(), Path("a.mov.json").read_bytes()) == (whole, manifest)
    recorded(hertz=500.0)
    run(job())
    assert Path("a.mov").read_bytes() != whole


@pytest.mark.parametrize(("change", "words"), [
    (lambda: recorded(hertz=500.0), "changed"), (lambda: Path("song.wav").unlink(missing_ok=True), "removed"),
])  # fmt: skip
def test_a_sound_that_is_changed_meanwhile_is_told_and_the_same_command_joins_what_it_is_then(
    monkeypatch, change, words
):
    recorded()
    real = Film.write
    with monkeypatch.context() as patched:
        patched.setattr(Film, "write", lambda self, *given, **how: (change(), real(self, *given, **how)))
        with pytest.raises(EncodeError, match=rf"song.wav was {words} while a.mov was drawn.*1 segment of .* are kept"):
            run(job())
    assert not Path("a.mov").exists()
    recorded(hertz=600.0)
    assert "1 segment of 120 pictures of 1 were there already, and were kept" in run(job())


def test_a_job_and_a_manifest_say_it_and_find_it():
    recorded()
    audio = Soundtrack(Path("song.wav"), 0.1, loop=True, fade=(0.01, 0.05))
    made = job(audio=audio)
    said = json.loads(json.dumps(job_json(made)))
    assert job_of(said, "a.job", (Path(),)).audio == Soundtrack(Path("./song.wav"), 0.1, loop=True, fade=(0.01, 0.05))
    run(made)
    manifest = read_manifest(Path("a.mov"))
    assert manifest["destination"]["audio"] == {"file": "song.wav", "offset": 0.1, "loop": True, "fade": [0.01, 0.05]}
    again = job_of_manifest(manifest, "a.mov", Path("b.mov"), (Path(),), scene="small/scene.py")
    run(again)
    assert Path("b.mov").read_bytes() == Path("a.mov").read_bytes()
    Path("deep").mkdir()
    Path("song.wav").rename("deep/tune.wav")
    with pytest.raises(RendererError, match=r"audio 'song.wav' .* does not lie in the folder of this"):
        job_of_manifest(manifest, "a.mov", Path("b.mov"), (Path(),), scene="small/scene.py")
    found = job_of_manifest(manifest, "a.mov", Path("b.mov"), (Path(),), scene="small/scene.py",
                            audio="deep/tune.wav")  # fmt: skip
    assert found.audio.path == Path("deep/tune.wav")


@pytest.mark.parametrize("value", [[], {"file": 3}, {}, {"file": "song.wav", "loop": 1}, {"file": "a", "fade": [1]},
                                   {"file": "a", "offset": "1"}, {"file": "a", "louder": 1}])  # fmt: skip
def test_a_job_that_says_it_wrong_is_told(value):
    recorded()
    said = job_json(job(audio=None))
    said["destination"]["audio"] = value
    with pytest.raises(RendererError, match=r"audio"):
        job_of(said, "a.job", (Path(),))


def test_made_again_with_another_sound_it_is_said_once_and_of_the_file(capsys):
    recorded()
    recorded("other.wav", hertz=880.0)
    shutil.copy("song.wav", "renamed.wav")
    run(job("a.mp4"))
    for sound, said in (("other.wav", ["the sound has changed since; the file may differ"]), ("renamed.wav", [])):
        assert main(["remake", "a.mp4", "--scene", "small/scene.py", "--audio", sound, "--force"]) == bool(said)
        lines = capsys.readouterr().out.splitlines()
        assert [line for line in lines if "changed since" in line] == said
