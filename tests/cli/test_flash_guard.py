"""The flash guard of exports: a strobe is held back, judged, told and remade; a calm film is left alone."""

import json

import av
import numpy as np
import pytest
from PIL import Image

from renderer.flash.limits import Geometry
from renderer.output.flash_check import judge

SCENE = '''
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    strobe: float = param(0.0, 0.0, 15.0, unit="Hz", help="Flashes a second.")

SCENE = Scene("Lamp", Params, (Pass("image", "image.frag"),), seconds=2.0)
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
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
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
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
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
    assert len(frames(tmp_path / "s.mp4")) == 60


def test_a_piece_out_of_the_middle_is_judged_by_its_own_clock(chorus, lamp, tmp_path):
    said = chorus("export", lamp / "scene.py", tmp_path / "late.mp4", "--size", "80x46", "--frames", "300..308")
    assert "passes: 9 frames, 0.30 s" in said.out
    assert json.loads((tmp_path / "late.mp4.flash.json").read_text())["seconds"] == pytest.approx(0.3)
