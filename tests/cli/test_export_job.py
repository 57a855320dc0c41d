"""``chorus export --dry-run`` and ``--job``: a job that was written down gives, byte for byte, what was typed."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from renderer.output.job_file import job_json, read_job

OLD = Path(__file__).parent.parent / "output" / "old"
PICTURE = ("--size", "96x64", "--preset", "warm", "-p", "place=0.3:0.8", "--seed", "7", "--effects", "palette,tear",
           "-p", "tear_amount=0.6", "--feed", "rehearsal", "--frames", "45", "--samples", "2",
           "--shutter", "0.5")  # fmt: skip
WAYS = {
    "still": ("a.png", *PICTURE),
    "print": ("a.tif", "--size", "5x2.5cm", "--dpi", "100", "--depth", "32"),
    "film": ("a.mp4", "--size", "64x48", "--fps", "30000/1001", "--frames", "2..7", "--quality", "80",
             "--screen-width", "3", "--viewer-distance", "2"),
    "alpha": ("a.mov", "--size", "32x16", "--frames", "0..2"),
    "sequence": ("a-%02d.png", "--size", "32x16", "--frames", "3..5"),
    "quilt": ("a.png", "--as", "quilt:portrait", "--size", "192x144", "--with", "depthiness=0.5"),
    "anaglyph": ("a.png", "--as", "anaglyph", "--size", "96x64", "--exact", "--sculpture", "hand.sculpture"),
    "simulated": ("a.png", "--as", "pyramid:4", "--size", "96x96", "--simulate", "--angle", "20"),
    "take": ("a.png", "--size", "96x64", "--take", "night.take", "--frames", "54"),
    "take film": ("a.mp4", "--size", "96x64", "--take", "night.take"),
}  # fmt: skip


@pytest.fixture
def here(tmp_path):
    shutil.copytree(OLD / "ball", tmp_path / "ball")
    for name in ("night.take", "hand.sculpture"):
        shutil.copy(OLD / name, tmp_path)
    return tmp_path


def made(folder):
    """Return what stands in ``folder``, but for scene and inputs."""
    return {path.name: path.read_bytes() for path in folder.iterdir()
            if path.is_file() and path.name not in ("night.take", "hand.sculpture", "night.job")}  # fmt: skip


@pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)
def test_a_job_gives_byte_for_byte_what_the_command_gives(chorus, here, words):
    printed = chorus("export", "./ball", *words, "--dry-run")
    assert printed.code == 0, printed.err
    assert made(here) == {}
    typed = chorus("export", "./ball", *words)
    assert typed.code == 0, typed.err
    first = made(here)
    assert len(first) >= 2
    for name in first:
        (here / name).unlink()
    (here / "night.job").write_text(printed.out)
    ran = chorus("export", "--job", "night.job")
    assert ran.code == 0, ran.err
    assert made(here) == first
    assert ran.out == typed.out


def test_it_is_one_document_that_reads_back_as_itself(chorus, here):
    text = chorus("export", "./ball", *WAYS["still"], "--dry-run").out
    assert json.loads(text) == job_json(read_job(text, "night.job", (Path(),)))
    (here / "night.job").write_text(text)
    assert chorus("export", "--job", "night.job", "--dry-run").out == text


def test_an_edit_of_preset_or_scene_changes_nothing_in_a_job_that_stands(chorus, here):
    (here / "night.job").write_text(chorus("export", "./ball", *WAYS["still"], "--dry-run").out)
    chorus("export", "--job", "night.job")
    before = (here / "a.png").read_bytes()
    (here / "ball" / "presets" / "warm.toml").unlink()
    assert chorus("export", "--job", "night.job").code == 0
    assert (here / "a.png").read_bytes() == before


@pytest.mark.usefixtures("here")
def test_a_take_s_values_are_those_of_its_first_frame_that_is_drawn(chorus):
    job = json.loads(chorus("export", "./ball", "a.mp4", "--take", "night.take", "--frames", "42..51", "--dry-run").out)
    assert (job["setup"]["params"]["turn"], job["setup"]["seed"]) == (0.6, 4)
    assert job["setup"]["effects"] == [["palette", {}], ["echo", {}], ["tear", {}]]
    assert job["destination"]["frames"] == [42, 51]


@pytest.mark.parametrize(("fps", "code"), [("1/100", 0), ("1000", 0), ("1001", 1), ("-1", 1)])
def test_a_job_has_a_rate_that_a_command_could_have(chorus, here, fps, code):
    job = json.loads(chorus("export", "./ball", *WAYS["still"], "--dry-run").out)
    (here / "night.job").write_text(json.dumps(edited(job, "destination.fps", fps)))
    assert chorus("export", "--job", "night.job", "--dry-run").code == code


def test_it_is_heard_from_a_pipe(chorus, here, monkeypatch):
    text = chorus("export", "./ball", *WAYS["print"], "--dry-run").out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert chorus("export", "--job", "-").code == 0
    assert (here / "a.tif").is_file()


def test_paths_are_meant_from_the_job_s_folder_and_others_are_let_in_by_name(chorus, here):
    text = chorus("export", "./ball", *WAYS["print"], "--dry-run").out
    (here / "later").mkdir()
    (here / "later" / "night.job").write_text(text.replace("./ball", "../ball"))
    done = chorus("export", "--job", "later/night.job")
    assert done.code == 1
    assert done.err.startswith("later/night.job: scene '../ball' lies outside the folder of this file; --allow ")
    assert chorus("export", "--job", "later/night.job", "--allow", here).code == 0
    assert (here / "later" / "a.tif").is_file()
    assert not (here / "a.tif").exists()


def test_who_set_the_flash_guard_aside_is_logged_when_the_job_runs(chorus, here, monkeypatch):
    monkeypatch.setenv("CHORUS_STATE", str(here / "state"))
    words = ("a.mp4", "--size", "32x16", "--frames", "0..2", "--unguarded", "Ada", "--because", "a measurement")
    (here / "night.job").write_text(chorus("export", "./ball", *words, "--dry-run").out)
    done = chorus("export", "--job", "night.job")
    assert "The flash guard is set aside by Ada" in done.err
    assert "set aside by Ada (a measurement)" in done.out
    assert len((here / "state" / "flash-overrides.jsonl").read_text().splitlines()) == 1


def test_what_an_output_needs_is_said_beside_the_document_not_in_it(chorus, here):
    words = ("a.mp4", "--as", "quilt:portrait", "--size", "8192x6144", "--frames", "0..2")
    said = chorus("export", "./ball", *words, "--dry-run")
    json.loads(said.out)
    assert "H.264" in said.err
    (here / "night.job").write_text(said.out)
    assert "H.264" in chorus("export", "--job", "night.job", "--preflight").out


def test_no_gpu_is_needed_to_write_one_down(here):
    code = """
import sys
from renderer.cli.main import main
assert main(["export", "./ball", "a.png", "--as", "anaglyph", "--size", "96x64", "--dry-run"]) == 0
assert not any(name in sys.modules for name in ("moderngl", "pyglet", "av")), sorted(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=here, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout)["setup"]["output"]["name"] == "anaglyph"


@pytest.mark.parametrize(("words", "says"), [
    (("./ball", "a.png", "--job", "night.job"), "a job says everything itself: leave SCENE out"),
    (("--job", "night.job", "--size", "32x16"), "a job says everything itself: leave --size out"),
    (("./ball",), "OUT is missing: name a scene and the file to make"),
    (("./ball", "a.png", "-p", "radius=3,4", "--dry-run"), "this sweep is 2 jobs, and --dry-run prints one"),
    (("./ball", "a.png", "-p", "radius=99", "--dry-run"), "radius = 99.0 is outside 1..20 mm"),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused(chorus, here, words, says):
    (here / "night.job").write_text("{}")
    done = chorus("export", *words)
    assert done.code == 2
    assert says in done.err


def edited(job, place, value):
    """Return ``job`` with one thing changed, or left out where ``value`` is None."""
    *way, last = place.split(".")
    inner = job
    for name in way:
        inner = inner[name]
    if value is None:
        inner.pop(last)
    else:
        inner[last] = value
    return job


@pytest.mark.parametrize(("place", "value", "code", "says"), [
    ("chorus_job", 2, 1, "night.job: this job is of version 2; this Chorus reads version 1"),
    ("chorus_job", None, 1, 'night.job: this job does not say "chorus_job": 1'),
    ("destnation", {}, 1, "night.job: a job has no 'destnation'; did you mean 'destination'?"),
    ("setup", None, 1, "night.job: a setup is a JSON object"),
    ("setup.chorus_setup", 2, 1, "night.job: this setup is of version 2"),
    ("setup.sedd", 3, 1, "night.job: a setup has no 'sedd'; did you mean 'seed'?"),
    ("setup.scene", "./gone", 2, "no scene './gone'"),
    ("setup.scene", "ball2", 1, "night.job: scene 'ball2' is no name that comes with Chorus and does not lie in"),
    ("destination.path", "a\0.png", 1, "night.job: path 'a\\x00.png' is no path that a file can have"),
    ("destination.path", "\ud800.png", 1, "night.job: path '\\ud800.png' is no path that a file can have"),
    ("setup.scene", "../../etc", 1, "night.job: scene '../../etc' lies outside the folder of this file"),
    ("setup.params.radius", 99.0, 2, "radius = 99.0 is outside 1..20 mm"),
    ("setup.params." + "r" * 5000, 9.0, 2, "no parameter 'rrrrrrrrrrrr...rrrrrrrrrrrrr'"),
    ("setup.params.radios", 9.0, 2, "no parameter 'radios'; did you mean 'radius'?"),
    ("setup.effects", [["teer", {}]], 2, "no effect 'teer'; did you mean 'tear'?"),
    ("setup.output", {"name": "quilt:portrat"}, 1, "did you mean 'portrait'"),
    ("setup.figures", "us_oral_helth", 1, "did you mean 'us_oral_health'"),
    ("destination", None, 1, "night.job: this job says not where to"),
    ("destination.path", "../a.png", 1, "night.job: path '../a.png' lies outside the folder of this file"),
    ("destination.path", "/a.png", 1, "night.job: path '/a.png' lies outside"),
    ("destination.path", "a.jpg", 1, "night.job: its destination says 'png', and a.jpg is a jpg"),
    ("destination.size", [0, 8], 1, "night.job: its destination is incomplete or damaged"),
    ("destination.size", None, 1, "night.job: its destination is incomplete or damaged: no 'size'"),
    ("destination.size", [8, 8, 8], 1, "damaged: size = [8, 8, 8] is not width and height in px, [1920, 1080]"),
    ("destination.size", 8, 1, "damaged: size = 8 is not width and height in px"),
    ("destination.frames", [3], 1, "damaged: frames = [3] is not the first and the last frame, [0, 359]"),
    ("destination.options", 3, 1, "damaged: options = 3 is not texts by their name"),
    ("destination.options", ["x"], 1, "damaged: options = ['x'] is not texts by their name"),
    ("destination.codec", "h" * 5000, 1, "damaged: codec = 'hhhhhhhhhhhh...hhhhhhhhhhhhh' is not the name of a codec"),
    ("destination.sizes", [8, 8], 1, "night.job: a destination has no 'sizes'; did you mean 'size'?"),
    ("destination.frames", [3, 2], 1, "night.job: its destination is incomplete or damaged"),
    ("destination.frames", [0, 10**12], 1, "night.job: its destination is incomplete or damaged"),
    ("destination.fps", "0", 1, "night.job: 0 frames per second is outside 0.01..1000"),
    ("destination.fps", "1/0", 1, "night.job: '1/0' is no frame rate"),
    ("destination.fps", "1e30000000", 1, "night.job: '1e30000000' is no frame rate"),
    ("destination.fps", "1e-400", 1, "night.job: '1e-400' is no frame rate"),
    ("destination.fps", "9" * 20 + "/" + "9" * 20, 1, "is no frame rate"),
    ("destination.fps", "0.001", 1, "night.job: 0.001 frames per second is outside 0.01..1000"),
    ("destination.dpi", -1, 1, "night.job: --dpi -1 is no resolution"),
    ("destination.dpi", 0, 1, "night.job: --dpi 0 is no resolution"),
    ("destination.dpi", 1e308, 1, "night.job: --dpi 1e+308 is no resolution"),
    ("destination.dpi", 1e-308, 1, "night.job: --dpi 1e-308 is no resolution"),
    ("destination.dpi", 2**63, 1, "night.job: --dpi 9.22337e+18 is no resolution"),
    ("destination.dpi", 10**400, 1, "night.job: its destination is incomplete or damaged"),
    ("destination.path", "f-%0999999999d.png", 1, "asks for a number of more than 9 digits"),
    ("setup.effects", [["tear", {}]] * 33, 2, "a chain of 33 effects is too long: at most 32"),
    ("destination.samples", 0, 1, "night.job: its destination is incomplete or damaged"),
    ("destination.shutter", 2.0, 1, "night.job: its destination is incomplete or damaged: shutter = 2.0 is not a"),
    ("destination.depth", 9, 1, "night.job: --depth 9 does not fit a.png"),
    ("destination.alpha", 1, 1, "night.job: its destination is incomplete or damaged: alpha = 1 is not true or"),
])  # fmt: skip
def test_a_job_that_is_none_is_one_sentence_and_leaves_nothing(chorus, here, place, value, code, says):
    job = json.loads(chorus("export", "./ball", *WAYS["still"], "--dry-run").out)
    (here / "night.job").write_text(json.dumps(edited(job, place, value)))
    done = chorus("export", "--job", "night.job")
    assert (done.code, says in done.err) == (code, True), done.err
    assert done.err.count("\n") == 1
    assert made(here) == {}


@pytest.mark.parametrize(("way", "changes", "says"), [
    ("still", {"destination.frames": [0, 3]}, "a.png is one still; for 4 frames name a film"),
    ("film", {"destination.alpha": True}, "a.mp4 cannot hold transparency; use .png"),
    ("still", {"destination.options": {"levels": "3"}},
     "option 'levels' belongs to an object or a print, and a.png is a still"),
    ("film", {"destination.options": {"levels": "3"}},
     "option 'levels' belongs to an object or a print, and a.mp4 is a film"),
    ("print", {"setup.output": {"name": "hologram"}}, "numbers of 8 bits, and a.tif holds 32"),
])  # fmt: skip
def test_a_job_is_refused_what_the_command_refuses(chorus, here, way, changes, says):
    job = json.loads(chorus("export", "./ball", *WAYS[way], "--dry-run").out)
    for place, value in changes.items():
        edited(job, place, value)
    (here / "night.job").write_text(json.dumps(job))
    done = chorus("export", "--job", "night.job", "--dry-run")
    assert (done.code, done.err.startswith("night.job: "), says in done.err) == (1, True, True), done.err


def test_strokes_are_for_scenes_that_can_be_sculpted(chorus, here):
    job = json.loads(chorus("export", "./ball", *WAYS["anaglyph"], "--dry-run").out)
    assert job["setup"]["strokes"]
    scene = here / "ball" / "scene.py"
    scene.write_text(scene.read_text().replace("sculpt=True", "sculpt=False"))
    (here / "night.job").write_text(json.dumps(job))
    done = chorus("export", "--job", "night.job", "--dry-run")
    assert (done.code, done.err) == (1, "night.job: ball cannot be sculpted: its scene does not say sculpt=True\n")


def test_a_job_says_which_lines_of_its_take_it_skips_and_refuses_another_scene_s(chorus, here):
    job = json.loads(chorus("export", "./ball", *WAYS["take"], "--dry-run").out)
    job["setup"]["take"].append('{"frame": 10000, "name": "radios", "value": 3.0}')
    (here / "night.job").write_text(json.dumps(job))
    done = chorus("export", "--job", "night.job", "--dry-run")
    assert done.code == 0
    assert "no parameter 'radios'" in done.err
    job["setup"]["take"][0] = job["setup"]["take"][0].replace('"scene": "ball"', '"scene": "smile"')
    (here / "night.job").write_text(json.dumps(job))
    done = chorus("export", "--job", "night.job", "--dry-run")
    assert (done.code, "night.job: the take is a take of smile, not of ball" in done.err) == (1, True), done.err


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"chorus_job": 1, "setup": NaN}', "\x00"])
def test_a_file_that_is_no_json_is_one_sentence(chorus, here, text):
    (here / "night.job").write_text(text)
    done = chorus("export", "--job", "night.job")
    assert done.code == 1
    assert done.err.startswith("night.job cannot be read: ")
    assert done.err.count("\n") == 1


def test_a_nan_is_refused_wherever_it_stands(chorus, here):
    text = chorus("export", "./ball", *WAYS["still"], "--dry-run").out
    for old, new in (('"tear_amount": 0.6', '"tear_amount": NaN'), ('"shutter": 0.5', '"shutter": Infinity')):
        assert old in text
        (here / "night.job").write_text(text.replace(old, new))
        done = chorus("export", "--job", "night.job")
        assert done.code == 1
        assert "is no number" in done.err
    assert chorus("export", "--job", "none.job").err == "none.job: No such file or directory.\n"


def test_a_file_without_an_end_is_no_job(chorus, monkeypatch):
    monkeypatch.setattr("renderer.output.job_file.LIMIT", 1000)
    done = chorus("export", "--job", "/dev/zero")
    assert (done.code, done.err) == (1, "/dev/zero is too long for a job; name another file\n")
