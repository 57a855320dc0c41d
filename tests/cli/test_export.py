"""``chorus export`` and ``remake`` as an artist types them, on a small scene of their own."""

import hashlib
import json
import re
from pathlib import Path

import av
import click
import numpy as np
import pytest
import tifffile
from PIL import Image

from renderer.cli import export as commands
from renderer.cli.main import main
from renderer.output.formats import FORMATS, listed

SCENE = '''
"""Small: a scene for tests."""
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    level: float = param(0.5, 0.0, 1.0, help="Light.")
    count: int = param(1, 1, 4, help="How many.")

SCENE = Scene("Small", Params, (Pass("image", "image.frag"),), seconds=0.2)
'''
SHADER = """
void main() {
    float light = u_level * (0.5 + 0.5 * pixel().x / u_resolution.x);
    o = vec4(vec3(light * (u_seed == 9u ? 0.5 : 1.0)), 1.0);
}
"""

OLD_BALL = Path(__file__).parent.parent / "output" / "old" / "ball"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return a folder with the scene in it, as the current one."""
    (tmp_path / "small" / "presets").mkdir(parents=True)
    (tmp_path / "small" / "scene.py").write_text(SCENE)
    (tmp_path / "small" / "image.frag").write_text(SHADER)
    (tmp_path / "small" / "presets" / "bright.toml").write_text("[params]\nlevel = 1.0\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def export(*words):
    return main(["export", "./small", *words])


def seen(name):
    with Image.open(name) as picture:
        return np.asarray(picture).astype(int)


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def test_a_preset_of_names_that_are_gone_is_drawn_without_them_and_says_so(here, capsys):
    (here / "small" / "presets" / "bright.toml").write_text("[params]\nlevel = 1.0\nlevels = 0.5\n")
    lost = "bright.toml:3: preset 'bright': no parameter 'levels'; did you mean 'level'? It is left out\n"
    assert export("a.png", "--size", "48x32", "--preset", "bright") == 0
    assert capsys.readouterr().err.endswith(lost)
    assert json.loads((here / "a.png.json").read_text())["setup"]["params"]["level"] == 1.0
    assert export("b.png", "--size", "48x32") == 0
    assert "bright" not in capsys.readouterr().err


def test_a_still_says_how_it_was_made_and_is_remade_byte_for_byte(here, capsys):
    assert export("a.png", "--size", "48x32", "--preset", "bright", "--seed", "9", "--samples", "4") == 0
    manifest = json.loads((here / "a.png.json").read_text())
    assert tuple(manifest["setup"][name] for name in ("scene", "preset", "seed")) == ("small", "bright", 9)
    assert manifest["setup"]["params"] == {"level": 1.0, "count": 1}
    assert str(here) not in json.dumps(manifest)
    assert main(["remake", "a.png", "--scene", "./small"]) == 0
    assert digest("a.png") == digest("a-remade.png")

    assert main(["remake", "a.png.json", "--scene", "./small", "--out", "b.png"]) == 0
    assert digest("a.png") == digest("b.png")
    said = capsys.readouterr().out
    assert "changed" not in said
    assert said.count("\nthe same as a.png, byte for byte\n") == 2
    assert main(["remake", "a.png", "--scene", "./small", "--out", "a.png"]) == 0
    assert "byte for byte" not in capsys.readouterr().out  # there is nothing left to compare it with


def test_remake_says_what_has_changed(here, capsys):
    export("a.png", "--size", "48x32")
    (here / "small" / "image.frag").write_text(SHADER + "\n")
    assert main(["remake", "a.png", "--scene", "./small"]) == 0

    said = capsys.readouterr().out
    assert "image.frag has changed since" in said
    assert "\nthe same picture as a.png; its record differs in files\n" in said
    (here / "small" / "image.frag").write_text(SHADER.replace("u_level", "0.5 * u_level"))
    assert main(["remake", "a.png", "--scene", "./small", "--force"]) == 1
    said = capsys.readouterr()
    assert "image.frag has changed since" in said.out
    assert said.err.startswith("a-remade.png is written, and is not the same as a.png, byte for byte: ")
    assert Path("a-remade.png").is_file()


@pytest.mark.parametrize(("name", "words"), [
    ("a.png", ()), ("a.tif", ("--depth", "16")), ("a.exr", ()), ("a.jpg", ()), ("a-%d.png", ("--frames", "0..1")),
    ("a.mp4", ("--frames", "0..1")),
])  # fmt: skip
def test_a_scene_that_is_called_otherwise_draws_the_same_picture(here, capsys, name, words):
    export(name, "--size", "48x32", *words)
    (here / "small").rename(here / "renamed")
    assert main(["remake", name, "--scene", "./renamed"]) == 0
    what = "film" if name.endswith("mp4") else "picture"
    assert f"\nthe same {what} as {name}; its record names the scene renamed\n" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_frames_are_remade_and_compared_each(capsys):
    export("w-%02d.png", "--size", "32x16", "--frames", "0..2")
    assert main(["remake", "w-%02d.png", "--scene", "./small"]) == 0
    assert "\nthe same as w-%02d.png, byte for byte\n" in capsys.readouterr().out
    Path("w-02.png").write_bytes(b"another")
    assert main(["remake", "w-%02d.png", "--scene", "./small", "--out", "v-%02d.png"]) == 1
    assert "is not the same as w-%02d.png" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_film_is_one_loop_and_is_remade_byte_for_byte():
    assert export("loop.mp4", "--size", "64x48") == 0
    with av.open("loop.mp4") as film:
        assert film.streams.video[0].frames == 6  # 0.2 s at 30 frames a second
    assert main(["remake", "loop.mp4", "--scene", "./small"]) == 0

    assert digest("loop.mp4") == digest("loop-remade.mp4")


@pytest.mark.usefixtures("here")
def test_a_film_has_the_sound_that_was_named(capsys):
    with av.open("tone.wav", "w") as made:
        stream = made.add_stream("pcm_s16le", rate=48000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.full((1, 4800), 9000, np.int16), layout="mono")
        frame.sample_rate = 48000
        made.mux([*stream.encode(frame), *stream.encode(None)])
    film = ["loop.mp4", "--size", "64x48", "--audio", "tone.wav"]
    assert export(*film, "--audio-offset", "-0.02", "--audio-loop", "--audio-fade", "0.01,0.02") == 0
    said = json.loads(Path("loop.mp4.json").read_text())["destination"]["audio"]
    assert said == {"file": "tone.wav", "offset": -0.02, "loop": True, "fade": [0.01, 0.02]}
    Path("other").mkdir()
    Path("tone.wav").rename("other/note.wav")
    assert main(["remake", "loop.mp4", "--scene", "./small", "--audio", "other/note.wav"]) == 0
    capsys.readouterr()
    assert export("loop.mp4", "--audio-fade", "2") == 2
    assert "--audio-fade is of a sound: name one with --audio FILE" in capsys.readouterr().err
    assert export(*film[:-1], "other/note.wav", "--audio-fade", "1,x") == 2
    assert "--audio-fade '1,x': write seconds, such as 2, or 0.5,3" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_frames_of_a_range_are_those_of_the_whole():
    export("all-%02d.png", "--size", "32x16", "--frames", "0..3")
    export("one.png", "--size", "32x16", "--frames", "2")

    np.testing.assert_array_equal(seen("all-02.png"), seen("one.png"))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("name", "words", "dtype"), [
    ("a.tif", [], np.uint16),
    ("a.tif", ["--depth", "8"], np.uint8),
    ("a.tif", ["--depth", "32"], np.float32),
])
def test_a_print_has_its_depth_and_its_size(name, words, dtype):
    assert export(name, "--size", "5x2.5cm", "--dpi", "100", *words) == 0
    with tifffile.TiffFile(name) as file:
        pixels, page = file.asarray(), file.pages[0]
        assert (pixels.dtype, pixels.shape) == (dtype, (98, 197, 3))
        assert page.tags["XResolution"].value[0] / page.tags["XResolution"].value[1] == pytest.approx(100)


def test_a_sweep_makes_every_combination_and_a_sheet(here, capsys):
    assert export("try.png", "--size", "32x16", "-p", "level=0..1..0.5", "--seed", "1,9") == 0
    made = sorted(path.name for path in here.glob("try-*.png"))

    expected = [f"try-level_{level}-seed_{seed}.png" for level in ("0", "0.5", "1") for seed in (1, 9)]
    assert made == sorted([*expected, "try-sheet.png"])
    assert seen("try-level_1-seed_1.png").mean() > seen("try-level_0.5-seed_1.png").mean() > 0
    assert seen("try-level_0-seed_1.png").mean() == 0
    assert json.loads((here / "try-level_0.5-seed_9.png.json").read_text())["setup"]["params"]["level"] == 0.5
    assert "6 files" in capsys.readouterr().out


def test_transparency_is_kept_where_asked(here):
    (here / "small" / "image.frag").write_text("void main() { o = vec4(0.5, 0.0, 0.0, 0.5); }")
    assert export("a.png", "--size", "8x8", "--alpha") == 0

    assert abs(seen("a.png")[0, 0] - [255, 0, 0, 128]).max() <= 1


@pytest.mark.parametrize(("words", "code", "says"), [
    (["a.png", "-p", "levl=1"], 2, "did you mean 'level'"),
    (["a.png", "-p", "level=2"], 2, "outside 0..1"),
    (["a.png", "-p", "level=nan"], 2, "outside 0..1"),
    (["a.png", "-p", "level"], 2, "name=value"),
    (["a.png", "-p", "count=1.5"], 2, "no number"),
    (["a.png", "--preset", "brigt"], 2, "did you mean 'bright'"),
    (["a.pgn"], 2, "did you mean 'png'"),
    (["a.png", "--frames", "9..3"], 2, "ends before it begins"),
    (["a.png", "--frames", "0..3"], 2, "one still"),
    (["a.jpg", "--alpha"], 2, "transparency"),
    (["a.png", "--depth", "32"], 2, "--depth 32"),
    (["a.png", "--size", "0x3"], 2, "0x3"),
    (["a.jpg", "--size", "40000x40000"], 1, "more than this GPU draws"),
    (["none/a.png"], 1, "folder does not exist"),
    (["a.png", "--data", "no_such"], 1, "no_such"),
    (["a.png", "-p", "level=0..1..0.00001"], 2, "at most"),
])
def test_bad_words_get_one_sentence_and_leave_nothing(here, capsys, words, code, says):
    before = {path.name for path in here.iterdir()}
    assert export(*words) == code
    said = capsys.readouterr().err

    assert says in said
    assert "Traceback" not in said
    assert {path.name for path in here.iterdir()} == before


def test_a_broken_shader_costs_no_finished_work(here, capsys):
    export("a.png", "--size", "16x16")
    finished = digest("a.png")
    (here / "small" / "image.frag").write_text("void main() {\n    o = vec4(u_levl);\n}\n")
    assert export("a.png", "--size", "16x16") == 1
    said = capsys.readouterr().err

    assert "image.frag:2:" in said
    assert "did you mean u_level" in said
    assert digest("a.png") == finished


@pytest.mark.usefixtures("gl")
def test_a_still_kept_after_a_rate_was_turned_live_is_remade_byte_for_byte(here):
    from dataclasses import replace

    from renderer.core.units import Size
    from renderer.output.formats import choose
    from renderer.output.job import Job
    from renderer.output.make import run
    from renderer.session.open_setup import loaded_of
    from renderer.session.setup import Setup

    text = SCENE.replace('count: int', 'turn: float = param(1.0, 0.0, 5.0, unit="Hz", help="Rate.")\n    count: int')
    (here / "small" / "scene.py").write_text(text)
    (here / "small" / "image.frag").write_text("void main() { o = vec4(vec3(fract(u_turn_phase)), 1.0); }")
    setup = Setup("./small", {"turn": 2.0}, offsets={"turn": 0.3})
    job = Job(setup, loaded_of(setup), choose(Path("a.png")), Size(8, 8), range(7, 8))
    run(job)
    run(replace(job, choice=choose(Path("b.png")), setup=replace(setup, offsets={})))
    assert main(["remake", "a.png", "--scene", "./small"]) == 0

    assert digest("a.png") == digest("a-remade.png")
    assert (seen("a.png") != seen("b.png")).any()


def test_the_help_names_every_format_and_every_codec():
    """It is typed, not made of the formats: asking those would start every command's help with numpy."""
    command = commands.export
    said = command.help.partition("How it was made")[0]
    for kind, word in (("still", "stills"), ("film", "films"), ("object", "objects")):
        (names,) = re.findall(rf"((?:\.\w+\s+)+){word}", said)
        assert names.split() == list(listed(kind))
    (typed,) = [option.help for option in command.params if isinstance(option, click.Option) and option.name == "codec"]
    assert {*typed.rstrip(".").split(", "), "gif"} == {name for form in FORMATS.values() for name in form.codecs}


def test_a_film_is_typed_with_what_only_films_have(chorus):
    """A time lapse of a loop, for an HDR screen, is told what it costs, made, and says in its manifest what it is."""
    words = ("export", OLD_BALL, "a.mp4", "--size", "64x64", "--frames", "0..39", "--every", "10", "--hdr", "pq")
    found = chorus(*words, "--preflight")
    assert (found.code, list(Path().iterdir())) == (0, [])
    assert "is an SDR picture in PQ" in found.out
    dry = chorus(*words, "--dry-run", "--preflight")
    assert json.loads(dry.out)["destination"]["every"] == 10
    assert "is an SDR picture in PQ" in dry.err
    found = chorus(*words)
    assert found.code == 0, found.err
    said = json.loads(Path("a.mp4.json").read_text())["destination"]
    assert (said["frames"], said["every"], said["hdr"], said["codec"]) == ([0, 30], 10, "pq", "h265")
    assert "loop" not in said

    cost = chorus("export", OLD_BALL, "b.mp4", "--size", "64x64", "--frames", "0..19", "--preflight", "--dry-run")
    assert json.loads(cost.out)["destination"]["frames"] == [0, 19]
    assert "20 frames will take about" in cost.err
    looped = chorus("export", OLD_BALL, "b.mp4", "--size", "64x64", "--frames", "0..5", "--loop")
    assert (looped.code, "b.mp4 does not close as a loop" in looped.err) == (1, True)


@pytest.mark.parametrize("name", ["a.png", "a.pdf", "a.stl"])
def test_one_still_leaves_no_frames_out(chorus, name):
    found = chorus("export", OLD_BALL, name, "--size", "64x64", "--every", "5")
    assert (found.code, found.out) == (2, "")
    assert f"--every 5 is for films and numbered stills, and {name} is neither" in found.err


def test_that_a_file_is_there_is_said_before_anything_is_tried(chorus, monkeypatch):
    Path("a.mp4").write_bytes(b"mine")
    monkeypatch.setattr("renderer.output.cost.cost_of", lambda _: pytest.fail("it was drawn"))
    found = chorus("export", OLD_BALL, "a.mp4", "--size", "64x64", "--frames", "0..1999")
    assert (found.code, found.out) == (2, "")
    assert "a.mp4 is there already" in found.err
