"""``chorus export --as`` as an artist types it: devices, objects and sculptures of a small form of their own."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.displays.stereo.boxes import read_boxes
from renderer.sculpture.file import Journal
from renderer.sculpture.stroke import Stroke
from tests.displays.lightfield.test_calibration import FILE

pytestmark = pytest.mark.usefixtures("here")

SCENE = '''
"""Ball: a form for tests."""
from dataclasses import dataclass
from renderer import Pass, Scene, Solid, Volume, param

@dataclass(frozen=True)
class Params:
    radius: float = param(15.0, 1.0, 20.0, unit="mm", help="Radius.")

SCENE = Scene("Ball", Params,
    (Pass("march", "march.frag", format="f4"), Pass("clay", "clay.frag"),
     Pass("image", "image.frag", reads=("march", "clay"))),
    views=Volume(width=60.0, height=40.0, front=15.0, back=15.0, distance=200.0), depth=DEPTH, sculpt=True, seconds=0.2,
    solid=Solid("solid.frag", low=(-20.0, -20.0, -20.0), high=(20.0, 20.0, 20.0)))
'''
MARCH = """
void main() {
    vec3 way = view_ray();
    float b = dot(u_eye, way), h = b * b - dot(u_eye, u_eye) + u_radius * u_radius, t = h > 0.0 ? -b - sqrt(h) : 0.0;
    o = vec4(normalize(u_eye + t * way), t);
}
"""
CLAY = """#include "lib/sculpt/deform.glsl"
void main() { o = vec4(sculpt(vec3(0.0, 0.0, 15.0)).zzz - 14.0, 1.0); }
"""
IMAGE = """
void main() {
    vec4 seen = texelFetch(t_march, ivec2(pixel() - u_jitter), 0);
    float shade = texelFetch(t_clay, ivec2(0), 0).x;
    o = seen.w > 0.0 ? vec4(shade * (0.2 + 0.8 * max(seen.xyz, 0.0)), 1.0) : vec4(0.0);
}
"""
SOLID = "void main() { o = vec4(length(point()) - u_radius, vec3(0.5)); }"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return a folder with the scene in it, as the current one."""
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, depth='("march", 3)'):
    (folder / "ball").mkdir(exist_ok=True)
    files = {"scene.py": SCENE.replace("DEPTH", depth), "march.frag": MARCH, "clay.frag": CLAY, "image.frag": IMAGE,
             "solid.frag": SOLID}  # fmt: skip
    for name, text in files.items():
        (folder / "ball" / name).write_text(text)


def export(*words):
    return main(["export", "ball/scene.py", *words])


def pixels(name):
    return np.asarray(Image.open(name))


def test_a_quilt_is_named_noted_and_made_again():
    assert export("q.png", "--as", "quilt:portrait", "--size", "192x144") == 0
    note = json.loads(Path("q_qs8x6a0.75.png.json").read_text())
    first = Path("q_qs8x6a0.75.png").read_bytes()

    assert pixels("q_qs8x6a0.75.png").shape[:2] == (144, 192)
    assert note["setup"]["output"]["name"] == "quilt:portrait"
    assert "source" in note["device"]
    assert main(["remake", "q_qs8x6a0.75.png", "--scene", "ball/scene.py", "--out", "again.png"]) == 0
    assert Path("again.png").read_bytes() == first


def test_a_sweep_shows_each_packed_picture_small():
    assert export("s.png", "--as", "pyramid:4", "--size", "96x96", "-p", "radius=8,18") == 0
    sheet = pixels("s_pyramid4-sheet.png").astype(int)
    made = [pixels(f"s_pyramid4-radius_{radius}.png").astype(int) for radius in (8, 18)]

    def shown(picture):
        high, wide = picture.shape[:2]
        return any((sheet[y : y + high, x : x + wide] == picture[..., :3]).all()
                   for y in range(sheet.shape[0] - high + 1) for x in range(sheet.shape[1] - wide + 1)
                   if (sheet[y, x] == picture[0, 0, :3]).all()
                   and (sheet[y + high // 2, x : x + wide] == picture[high // 2, :, :3]).all())  # fmt: skip

    assert all(map(shown, made))


def test_sharing_is_told_and_close_to_exact(capsys):
    for name, more in (("a", []), ("b", ["--exact"])):
        assert export(f"{name}.png", "--as", "quilt:portrait", "--size", "768x576", *more) == 0
    shared, exact = (pixels(f"{name}_qs8x6a0.75.png").astype(float) for name in "ab")

    assert 10 * np.log10(255**2 / np.square(shared - exact).mean()) > 38
    said = capsys.readouterr().out
    assert "truly drawn" in said
    drawn = [json.loads(Path(f"{name}_qs8x6a0.75.png.json").read_text())["drawn"] for name in "ab"]
    assert drawn[0]["of"] == drawn[1]["of"] == drawn[1]["pixels"] == 48 * 96 * 96
    assert f"{drawn[0]['share']:.0%} of the views" in said
    assert 0.05 < drawn[0]["share"] < 0.7
    assert drawn[0]["pixels"] / drawn[0]["of"] == pytest.approx(drawn[0]["share"], abs=1e-4)
    assert drawn[1]["share"] == 1.0


def test_numbered_quilts_go_on_where_they_stopped_and_keep_what_was_drawn(here):
    words = ("q-%02d.png", "--as", "quilt:portrait", "--size", "192x144", "--frames", "0..2")
    assert export(*words) == 0
    found = [path for path in here.glob("q*") if path.suffix == ".png"]
    assert len(found) == 3
    first = {path: path.stat().st_mtime_ns for path in found}
    found[1].unlink()
    assert export(*words) == 0
    assert [path.stat().st_mtime_ns == first[path] for path in found] == [True, False, True]


@pytest.mark.parametrize(("words", "code", "said"), [
    (["q.png", "--as", "quilts:portrait"], 2, "did you mean 'quilt'"),
    (["q.png", "--as", "quilt:portrai"], 2, "did you mean 'portrait'"),
    (["q.png", "--with", "count=4"], 2, "--as"),
    (["q.png", "--simulate"], 2, "--as"),
    (["q.png", "--as", "gauze", "--with", "floor"], 2, "NAME=VALUE"),
    (["q.png", "--as", "hld", "--simulate"], 2, "no simulator"),
    (["q.png", "--as", "hologram:gs", "--with", "wavelength=0"], 2, "wavelength"),
    (["q.png", "--as", "hologram:gs", "--depth", "16"], 2, "8 bits"),
    (["q.mov", "--as", "hologram:gs"], 2, "numbered"),
    (["q.glb", "--as", "gauze"], 2, "object"),
    (["q.glb", "--with", "cels=4"], 2, "did you mean 'cells'"),
    (["q.png", "--sculpture", "nowhere.jsonl"], 1, "nowhere"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(here, capsys, words, code, said):
    assert export(*words) == code
    assert said in capsys.readouterr().err
    assert not list(here.glob("q*"))


def test_a_flat_scene_is_told_so(capsys):
    assert main(["export", "enamel", "q.png", "--as", "anaglyph"]) == 2
    assert "flat picture" in capsys.readouterr().err


def test_a_scene_without_depth_is_told_what_to_name(here, capsys):
    write(here, depth="None")
    assert export("q.png", "--as", "rgbd:portrait", "--size", "64x64") == 2
    assert "gives no depth" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "said", "unsaid"), [
    (["q.mp4", "--as", "quilt:portrait"], "--codec h265, or --with fit=", ""),
    (["q.mp4", "--as", "quilt:portrait", "--codec", "h265"], "", "film of"),
    (["q.png", "--as", "quilt:portrait"], "", "film of"),
    (["q-%03d.png", "--as", "quilt:portrait"], "", "film of"),
    (["q.mp4", "--as", "quilt:portrait", "--with", "fit=3072"], "", "film of"),
    (["q.mp4", "--as", "stereo:sbs", "--size", "4800x2700"], "8192 px a side); ask for a smaller --size", "fit="),
    (["q.mp4", "--as", "lenticular:gen1-8k"], "unscaled", "film of"),
    (["q.mp4", "--as", "vr:180", "--size", "64x64"], "", "Only an .mp4"),
    (["q.mov", "--as", "vr:180", "--size", "64x64"], "Only an .mp4", "film of"),
    (["q.png", "--as", "stereo:sequential"], "the first of 2 pictures", ""),
    (["q-%03d.png", "--as", "stereo:sequential"], "", "the first of"),
    (["q.mp4", "--as", "hologram:gs"], "each of these is a phase", ""),
    (["q.jpg", "--as", "hologram:gs"], "each of these is a phase", ""),
    (["q.png", "--as", "hologram:gs"], "Calibrate", "each of these"),
    (["q.mp4", "--as", "gauze"], "may lift black", ""),
    (["q.png", "--as", "gauze"], "", "may lift black"),
    (["q.mp4", "--as", "anaglyph", "--size", "64x48"], "", "may lift black"),
    (["q.png", "--as", "stereo:sbs", "--size", "40000x20000"], "13 GB of views at once", "film of"),
    (["q.png", "--as", "pyramid:4", "--simulate"], "", "mirrored"),
    (["q.png", "--as", "pyramid:4"], "mirrored", ""),
])  # fmt: skip
def test_preflight_says_what_this_file_must_know(capsys, words, said, unsaid):
    refused = "40000x20000" in words  # more than the tests' GPU draws: the export would be refused, and so it is told
    assert export(*words, "--preflight") == refused
    lines, wrong = capsys.readouterr()
    assert ("px is more than this GPU draws in one piece" in wrong) is refused
    assert said in lines
    assert not unsaid or unsaid not in lines


@pytest.mark.parametrize("out", ["gone/q.png", "gone/q-%05d.png", "gone/q.mp4", "a.txt/q.tif"])
def test_preflight_refuses_a_folder_that_is_not_there_as_the_export_does(here, capsys, out):
    (here / "a.txt").write_text("")
    typed = out, "--size", "32x32", "--frames", "0..1" if out.endswith(("4", "d.png")) else "0"
    assert export(*typed, "--preflight") == 1
    before = capsys.readouterr().err.splitlines()[-1]
    assert export(*typed) == 1
    assert before == capsys.readouterr().err.splitlines()[-1]
    assert before.startswith(f"Could not write {out}: ")
    assert not (here / "gone").exists()


def test_preflight_draws_nothing(here, capsys):
    assert export("q.mp4", "--as", "quilt:portrait", "--preflight") == 0
    assert "px" in capsys.readouterr().out
    assert not list(here.glob("q*"))


def test_the_simulator_shows_what_an_eye_sees():
    assert export("left.png", "--as", "pyramid:4", "--size", "200x200", "--simulate", "--angle", "90") == 0
    seen = pixels("left.png")

    assert seen.max() > 60
    assert seen.shape[1] < 200


@pytest.mark.parametrize("words", [
    ["s.png", "--as", "pyramid:4", "--size", "64x64", "--simulate", "--depth", "16"],
    ["s.exr", "--as", "anaglyph", "--size", "64x48", "--simulate"],
    ["s.mov", "--as", "fan:generic", "--size", "64x64", "--simulate", "--frames", "0..1"],
    ["s.mov", "--as", "rgbd:portrait", "--size", "64x48", "--frames", "0..1"],
    ["s.mov", "--as", "lenticular:visual.json", "--with", "fit=128", "--frames", "0..1"],
])  # fmt: skip
def test_every_file_takes_every_output(here, words):
    (here / "visual.json").write_text(json.dumps({**FILE, "screenW": 192, "screenH": 256}))
    assert export(*words) == 0
    assert len([path for path in here.glob("s*") if ".json" not in path.name and ".flash" not in path.name]) == 1


def test_two_eyes_in_turn_are_numbered_one_after_the_other(here):
    assert export("t-%02d.png", "--as", "stereo:sequential", "--size", "64x48", "--frames", "1..2") == 0
    found = sorted(path.name for path in here.glob("t*.png"))

    assert [name[2:4] for name in found] == ["02", "03", "04", "05"]
    first, other, again = (pixels(name).astype(int) for name in found[:3])
    assert np.abs(first - other).max() > 5
    assert np.abs(first - again).max() <= 2  # nothing moves but the eyes, and the dither


def test_a_window_follows_the_head_frame_by_frame(here):
    (here / "walk.csv").write_text("time,x,y,z\n0,-40,0,200\n0.1,40,0,200\n")
    assert export("w-%02d.png", "--as", "head:walk.csv", "--size", "64x48", "--frames", "0..3") == 0
    first, *_, last = (pixels(path).astype(int) for path in sorted(here.glob("w*.png")))

    assert (first != last).any()
    np.testing.assert_allclose(first[:, ::-1].max(axis=2) > 0, last.max(axis=2) > 0)  # from the left, from the right


def test_a_panorama_film_says_what_it_is():
    assert export("v.mp4", "--as", "vr:180", "--size", "64x64", "--frames", "0..1") == 0
    assert read_boxes(Path("v_180_sbs.mp4"))["layout"] == "sbs"


def test_two_eyes_in_turn_double_the_rate_of_a_film():
    import av

    assert export("turn.mp4", "--as", "stereo:sequential", "--size", "64x48", "--frames", "0..3", "--fps", "24") == 0
    with av.open("turn_sequential.mp4") as container:
        assert container.streams.video[0].average_rate == 48
        assert sum(1 for _ in container.decode(video=0)) == 8


def test_an_object_keeps_its_manifest(capsys):
    assert export("b.glb", "--with", "cells=40") == 0
    assert "30.0 x 30.0 x 30.0 mm" in capsys.readouterr().out
    assert json.loads(Path("b.glb.json").read_text())["destination"]["options"] == {"cells": "40"}


def test_a_sculpture_changes_the_picture_and_stands_in_the_manifest(capsys):
    made = Stroke("pull", (0.0, 0.0, 15.0), (0.0, 0.0, -1.0), 8.0, 0.8, False)
    Journal(Path("hands.jsonl")).append([made])
    with Path("hands.jsonl").open("a") as file:
        file.write('{"stroke": "pull", "centre": [NaN, 0, 0]}\n')
    assert export("plain.png", "--size", "64x48") == 0
    assert export("made.png", "--size", "64x48", "--sculpture", "hands.jsonl") == 0

    assert "hands.jsonl:3" in capsys.readouterr().err
    assert (pixels("plain.png") != pixels("made.png")).any()
    assert len(json.loads(Path("made.png.json").read_text())["setup"]["strokes"]) == 1
    assert main(["remake", "made.png", "--scene", "ball/scene.py", "--out", "again.png"]) == 0
    assert Path("again.png").read_bytes() == Path("made.png").read_bytes()
