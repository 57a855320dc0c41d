"""The flash guard of exports: a strobe is held back, judged, told and remade; a calm film is left alone."""

import hashlib
import json

import av
import numpy as np
import pytest
from PIL import Image

from renderer.flash.limits import Geometry
from renderer.output.flash_check import judge
from renderer.output.sequence import Sequence

SCENE = '''
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    strobe: float = param(0.0, 0.0, 15.0, unit="Hz", help="Flashes a second.")

SCENE = Scene("Lamp", Params, (Pass("image", "image.frag"),), seconds=1.2)
'''
SHADER = """
void main() {
    vec2 at = pixel() / u_resolution;
    float on = fract(u_strobe_phase) < 0.5 ? 1.0 : 0.0;
    bool lamp = at.x < 0.6 && u_strobe > 0.0;
    o = vec4(vec3(lamp ? on : 0.2 + 0.03 * sin(1.5 * u_time + 3.0 * at.x)), 1.0);
}
"""


@pytest.fixture
def lamp(tmp_path):
    """Return the folder of a scene that can strobe."""
    folder = tmp_path / "lamp"
    folder.mkdir()
    (folder / "scene.py").write_text(SCENE)
    (folder / "image.frag").write_text(SHADER)
    return folder


def frames(path):
    with av.open(str(path)) as film:
        return np.stack([frame.to_ndarray(format="gray") for frame in film.decode(video=0)])


def test_a_strobe_is_held_back_and_the_film_passes(chorus, lamp, tmp_path):
    said = chorus("export", lamp / "scene.py", tmp_path / "s.mp4", "--size", "160x90", "-p", "strobe=10")
    assert said.code == 0, said.err
    assert "flash guard: passes" in said.out
    assert "pictures were held back" in said.out
    verdict = json.loads((tmp_path / "s.mp4.flash.json").read_text())
    assert verdict["passes"]
    assert "no medical certificate" in verdict["note"]
    assert judge(tmp_path / "s.mp4", Geometry(0.53, 0.98))[0].passes  # as written, through the codec
    assert chorus("flash", tmp_path / "s.mp4").code == 0
    with Image.open(tmp_path / "s.mp4.flash.png") as plot:
        assert plot.size[0] > 600


def test_what_nobody_guards_fails_and_says_who_decided(chorus, lamp, tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    said = chorus("export", lamp / "scene.py", tmp_path / "s.mp4", "--size", "160x90", "-p", "strobe=10",
                  "--unguarded", "Ada", "--because", "a measurement")  # fmt: skip
    assert "flash guard: fails" in said.out
    assert "set aside by Ada (a measurement)" in said.out
    assert json.loads((tmp_path / "s.mp4.flash.json").read_text())["override"]["name"] == "Ada"
    assert json.loads((tmp_path / "s.mp4.json").read_text())["setup"]["safety"]["override"]["reason"] == "a measurement"
    (log,) = (tmp_path / "state").rglob("flash-overrides.jsonl")
    assert json.loads(log.read_text())["what"] == ["s.mp4"]
    again = chorus("flash", tmp_path / "s.mp4")
    assert again.code == 1
    assert "shown all the same by Ada: a measurement" in again.out
    assert json.loads((tmp_path / "s.mp4.flash.json").read_text())["override"]["name"] == "Ada"


def test_a_decision_is_logged_each_time_a_film_is_made_unguarded_and_never_else(chorus, lamp, tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    scene, film = lamp / "scene.py", tmp_path / "s.mp4"
    typed = ("export", scene, film, "--size", "32x18", "--frames", "0..3", "--unguarded", "Ada", "--because", "a test")
    chorus(*typed, "--dry-run")
    chorus(*typed, "--preflight")
    assert not list((tmp_path / "state").rglob("flash-overrides.jsonl"))
    chorus(*typed)
    assert chorus("remake", film, "--scene", scene).code == 0
    (log,) = (tmp_path / "state").rglob("flash-overrides.jsonl")
    assert [json.loads(line)["what"] for line in log.read_text().splitlines()] == [["s.mp4"], ["s-remade.mp4"]]


def test_a_calm_film_is_the_same_bit_for_bit_with_and_without_the_guard(chorus, lamp, tmp_path, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    chorus("export", lamp / "scene.py", tmp_path / "a-%02d.png", "--size", "80x45", "--frames", "0..29")
    chorus("export", lamp / "scene.py", tmp_path / "b-%02d.png", "--size", "80x45", "--frames", "0..29",
           "--unguarded", "Ada", "--because", "to compare")  # fmt: skip
    for index in range(30):
        one, other = (np.asarray(Image.open(tmp_path / f"{name}-{index:02d}.png")) for name in "ab")
        np.testing.assert_array_equal(one, other)


def test_only_the_lamp_is_held(chorus, lamp, tmp_path):
    chorus("export", lamp / "scene.py", tmp_path / "s-%02d.png", "--size", "160x90", "-p", "strobe=10",
           "--frames", "0..40")  # fmt: skip
    chorus("export", lamp / "scene.py", tmp_path / "c-%02d.png", "--size", "160x90", "--frames", "0..40")
    for index in (20, 33, 40):
        held, calm = (np.asarray(Image.open(tmp_path / f"{name}-{index:02d}.png")) for name in "sc")
        np.testing.assert_array_equal(held[:, 125:], calm[:, 125:])


@pytest.mark.parametrize("more", [("--unguarded", "Ada"), ("--because", "x"), ("--screen-width", "4")])
def test_half_a_decision_and_half_a_place_are_refused(chorus, lamp, tmp_path, more):
    said = chorus("export", lamp / "scene.py", tmp_path / "s.mp4", *more)
    assert said.code == 2
    assert "--unguarded NAME --because REASON" in said.err or "belong together" in said.err


def test_the_guarded_film_is_remade(chorus, lamp, tmp_path):
    chorus("export", lamp / "scene.py", tmp_path / "s.mp4", "--size", "96x54", "-p", "strobe=10",
           "--screen-width", "4", "--viewer-distance", "2")  # fmt: skip
    said = chorus("remake", tmp_path / "s.mp4", "--scene", lamp / "scene.py")
    assert said.code == 0, said.err
    assert (tmp_path / "s-remade.mp4").read_bytes() == (tmp_path / "s.mp4").read_bytes()
    assert len(frames(tmp_path / "s.mp4")) == 36


def test_a_piece_out_of_the_middle_is_judged_by_its_own_clock(chorus, lamp, tmp_path):
    said = chorus("export", lamp / "scene.py", tmp_path / "late.mp4", "--size", "80x46", "--frames", "300..308")
    assert "passes: 9 frames, 0.30 s" in said.out
    assert json.loads((tmp_path / "late.mp4.flash.json").read_text())["seconds"] == pytest.approx(0.3)


FRAMES = ("--size", "96x54", "--frames", "0..21")


def stopped(chorus, monkeypatch, at, *typed):
    """Export, and stop before frame ``at`` is written, as Ctrl-C does."""
    write = Sequence.write

    def broken(self, index, pixels):
        if index == at:
            raise KeyboardInterrupt
        return write(self, index, pixels)

    monkeypatch.setattr(Sequence, "write", broken)
    assert chorus("export", *typed).code == 130
    monkeypatch.setattr(Sequence, "write", write)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(("name", "more", "lost"), [
    ("s-%02d.png", ("--depth", "16"), False), ("s-%02d.tif", ("--alpha",), True), ("s-%02d.jpg", (), False),
    ("s-%02d.webp", ("--unguarded", "Ada", "--because", "a test"), False),
])  # fmt: skip
def test_a_sequence_that_is_resumed_is_the_unbroken_one(chorus, lamp, tmp_path, monkeypatch, name, more, lost):
    """Frame for frame, verdict, plot and manifest too; ``lost``: even where the list of held frames is gone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    typed = (lamp / "scene.py", *FRAMES, "-p", "strobe=10", *more)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    said = chorus("export", *typed[:1], tmp_path / "one" / name, *typed[1:])
    stopped(chorus, monkeypatch, 17, *typed[:1], tmp_path / "two" / name, *typed[1:])
    assert not list((tmp_path / "two").glob("*flash*"))
    assert len(list((tmp_path / "two").glob(".*.held"))) == 1
    if lost:
        (tmp_path / "two" / f".{name}.held").unlink()
    again = chorus("export", *typed[:1], tmp_path / "two" / name, *typed[1:])

    assert again.code == 0, again.err
    assert contents(tmp_path / "two") == contents(tmp_path / "one")
    assert [line for line in again.out.splitlines() if "guard" in line] == [
        line for line in said.out.splitlines() if "guard" in line]  # fmt: skip
    if "--unguarded" not in more:
        assert "pictures were held back" in said.out
        assert "flash guard: passes: 22 frames" in said.out


def test_a_frame_taken_out_of_a_complete_sequence_comes_back_the_same(chorus, lamp, tmp_path):
    typed = ("export", lamp / "scene.py", tmp_path / "s-%02d.png", *FRAMES, "-p", "strobe=10")
    chorus(*typed)
    before = contents(tmp_path)
    (tmp_path / "s-17.png").unlink()
    chorus(*typed)
    assert contents(tmp_path) == before
    said = chorus(*typed)
    assert contents(tmp_path) == before
    assert "flash guard: passes: 22 frames" in said.out


def test_other_pictures_under_the_names_of_frames_are_not_taken_for_the_run_s(chorus, lamp, tmp_path):
    """No verdict of this run is written on what it did not draw, and nothing is overwritten."""
    typed = ("export", lamp / "scene.py", tmp_path / "s-%02d.png", *FRAMES)
    assert "flash guard: passes" in chorus(*typed).out
    for index in range(22):
        Image.new("RGB", (96, 54), "white" if index // 2 % 2 else "black").save(tmp_path / f"s-{index:02d}.png")
    before = contents(tmp_path)
    said = chorus(*typed)
    assert (said.code, "s-00.png stands there, and is not as this sequence drew it" in said.err) == (1, True)
    assert contents(tmp_path) == before


def test_a_damaged_frame_is_named_with_what_to_do(chorus, lamp, tmp_path):
    typed = ("export", lamp / "scene.py", tmp_path / "s-%02d.png", "--size", "96x54", "--frames", "0..3")
    chorus(*typed)
    (tmp_path / "s-02.png").write_bytes(b"no picture")
    said = chorus(*typed)
    assert said.code == 1
    assert "s-02.png stands there, and is not as this sequence drew it: move it, or remove it" in said.err


def test_what_flashes_by_its_transparency_is_held(chorus, lamp, tmp_path):
    shader = SHADER.replace(", 1.0);", ", lamp ? on : 1.0);").replace("lamp ? on : 0.2", "lamp ? 1.0 : 0.2")
    (lamp / "image.frag").write_text(shader)
    said = chorus("export", lamp / "scene.py", tmp_path / "s.mov", *FRAMES, "-p", "strobe=10")
    assert "flash guard: passes" in said.out
    assert "pictures were held back" in said.out
    assert chorus("flash", tmp_path / "s.mov").code == 0
    loose = chorus("export", lamp / "scene.py", tmp_path / "u.mov", *FRAMES, "-p", "strobe=10",
                   "--unguarded", "Ada", "--because", "a test")  # fmt: skip
    assert "flash guard: fails" in loose.out
    assert chorus("flash", tmp_path / "u.mov").code == 1


def test_a_film_that_knows_no_room_is_held_for_the_front_row_and_says_for_which_it_passes(chorus, lamp, tmp_path):
    """A small lamp: a desk allows it, a wall does not."""
    (lamp / "image.frag").write_text(SHADER.replace("at.x < 0.6", "abs(at.x - 0.5) < 0.07 && abs(at.y - 0.5) < 0.07"))
    typed = ("export", lamp / "scene.py")
    how = ("--size", "160x90", "--frames", "0..23", "-p", "strobe=10")
    desk = chorus(*typed, tmp_path / "d.mp4", *how, "--screen-width", "0.53", "--viewer-distance", "0.98")
    anywhere = chorus(*typed, tmp_path / "w.mp4", *how)
    assert "held back" not in desk.out
    assert "passes for rooms: 1 m wide from 1.85 m on" in desk.out
    assert "held back" in anywhere.out
    assert "passes for rooms: 1 m wide from 0.75 m on" in anywhere.out
    assert "4 m wide, seen from 3 m and 0.53 m wide, seen from 0.98 m" in anywhere.out
    verdict = json.loads((tmp_path / "w.mp4.flash.json").read_text())
    assert [place["passes"] for place in verdict["places"]] == [True, True]
    assert verdict["passes_from"]["widths"] == 0.75
    assert json.loads((tmp_path / "w.mp4.json").read_text())["setup"]["safety"] == {"geometry": None, "override": None}
    assert chorus("remake", tmp_path / "w.mp4", "--scene", lamp / "scene.py").code == 0
    assert (tmp_path / "w-remade.mp4").read_bytes() == (tmp_path / "w.mp4").read_bytes()


def test_a_film_and_its_companions_name_each_other(chorus, lamp, tmp_path):
    chorus("export", lamp / "scene.py", tmp_path / "s.mp4", "--size", "96x54", "--frames", "0..9")
    digest = hashlib.sha256((tmp_path / "s.mp4").read_bytes()).hexdigest()
    for name in ("s.mp4.json", "s.mp4.flash.json"):
        assert json.loads((tmp_path / name).read_text())["sha256"] == digest
    assert not chorus("flash", tmp_path / "s.mp4").err
