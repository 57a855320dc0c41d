"""A manifest is written without a GPU, is the job that it tells of, and those of older versions are read for ever."""

import json
import shutil
import struct
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderer.cli.main import main
from renderer.core.errors import DataError
from renderer.core.units import Size
from renderer.data.load import find_source, load_table
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import drawn_manifest, opened, run
from renderer.output.recall import read_manifest
from renderer.output.record import job_of_manifest, manifest_of
from renderer.output.remake import changes
from renderer.output.still import write_still
from renderer.params.param import specs
from renderer.scene.effect import parse_chain
from renderer.session.open_setup import complete, loaded_of
from renderer.session.setup import Output, Setup
from renderer.session.setup_history import head_from_1
from renderer.signals import moment

OLD = Path(__file__).parent / "old"  # drawn by the version before manifests of schema 2, see README.md there
BALL = OLD / "ball"


@pytest.fixture
def here(tmp_path, monkeypatch, gl):
    """Return a folder with what an older version left, as the current one; llvmpipe drew it."""
    if "llvmpipe" not in gl.info["GL_RENDERER"]:
        pytest.skip(f"llvmpipe drew them, this is {gl.info['GL_RENDERER']}")
    shutil.copytree(OLD, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def job(path="a.png", setup=None, **how):
    setup = setup or Setup(str(BALL), {"radius": 12.0}, "warm", seed=5, effects=parse_chain("tear"), feed="rehearsal")
    return Job(setup, loaded_of(setup), choose(Path(path)), Size(48, 32, 100.0), range(3, 4), Fraction(25), **how)


def chunks(path):
    """Return the chunks of a PNG but for its note."""
    content, at, found = Path(path).read_bytes(), 8, []
    while at < len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        if name != b"iTXt":
            found.append(content[at : at + 12 + length])
        at += 12 + length
    return found


def test_the_job_comes_back_from_its_manifest():
    made = job(samples=4, shutter=0.5)
    manifest = json.loads(json.dumps(manifest_of(made)))
    again = job_of_manifest(manifest, "a.json", Path("a.png"), (Path(),), scene=str(BALL))
    assert again == replace(made, setup=complete(made.setup, made.loaded), loaded=again.loaded)
    assert manifest_of(again) == manifest_of(made)


@pytest.mark.parametrize(("path", "end"), [
    ("a.glb", "BRFSS survey."), ("a.stl", "hold them."), ("a.png", "BRFSS survey."),
])  # fmt: skip
def test_words_of_an_object_are_its_own(path, end):
    """An object of smile has neither its light nor the marks of its pictures."""
    manifest = manifest_of(job(path, Setup("smile")))
    assert manifest["caption"].endswith(end)
    assert ("A light comes round" in manifest["description"]) == (path == "a.png")
    for name in ("caption", "alt", "description"):
        assert ("blue glass" in manifest[name]) == (path != "a.png")


def test_the_form_of_an_object_is_among_its_files():
    setup = Setup("smile")
    made = Job(setup, loaded_of(setup), choose(Path("smile.glb")), Size(64, 64))
    assert loaded_of(setup).scene.solid.shader in manifest_of(made)["files"]


def test_it_names_the_files_that_the_driver_compiles_and_the_figures_that_are_drawn():
    made = job()
    manifest = manifest_of(made)
    with opened(made) as engine:
        compiled = {path.name for one in engine.pipeline.compiled for path in one.files} | {"scene.py"}
        drawn = drawn_manifest(made, engine)
    assert {name.rpartition("/")[2] for name in manifest["files"]} == compiled
    assert {"deform.glsl", "tear.frag"} <= compiled
    assert manifest["data"]["release"] == load_table("us_oral_health", ()).release
    assert drawn == {**manifest, "gpu": drawn["gpu"]}
    assert set(drawn["gpu"]) == {"vendor", "renderer", "version"}


def test_no_gpu_is_asked():
    code = f"""
import sys
from pathlib import Path
from renderer.core.units import Size
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Output, Setup
setup = Setup({str(BALL)!r}, output=Output("anaglyph"))
from renderer.output.record import manifest_of
assert manifest_of(Job(setup, loaded_of(setup), choose(Path("a.png")), Size(48, 32)))["device"]
assert not any(name in sys.modules for name in ("moderngl", "pyglet", "av", "imageio"))
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_it_says_is_said_by_names_alone(tmp_path):
    figures = tmp_path / "mine.csv"
    shutil.copy(find_source("us_oral_health"), figures)
    made = job(setup=Setup(str(BALL), figures=str(figures), output=Output("anaglyph")))
    text = json.dumps(manifest_of(made))
    assert str(tmp_path) not in text
    assert str(OLD) not in text
    assert manifest_of(made)["setup"]["figures"] == "mine.csv"


@pytest.mark.parametrize("kept", ["mine.csv", "mine"])  # a manifest of before has the name without its suffix
def test_a_table_that_lies_beside_the_picture_is_found_again(tmp_path, kept):
    shutil.copy(find_source("us_oral_health"), tmp_path / "mine.csv")
    made = job(setup=Setup("enamel", figures=str(tmp_path / "mine.csv")))
    manifest = json.loads(json.dumps(manifest_of(made)))
    manifest["setup"]["figures"] = kept
    again = job_of_manifest(manifest, "a.json", Path("a.png"), (tmp_path,))
    assert Path(again.setup.figures) == tmp_path / "mine.csv"


def test_a_take_in_it_names_no_folder_either(tmp_path):
    shutil.copy(OLD / "night.take", tmp_path / "old.take")
    first, *others = (tmp_path / "old.take").read_text().splitlines()
    old = json.loads(first) | {"data": f"{tmp_path}/mine.csv", "feed": f"{tmp_path}/releases"}
    now = head_from_1(old)
    now["setup"]["output"] = {"name": f"lenticular:{tmp_path}/visual.json", "options": {"map": f"{tmp_path}/a.txt"}}
    for head in (old, now):
        made = job(setup=Setup(str(BALL), take=(json.dumps(head), *others)))
        kept = manifest_of(made)["setup"]["take"]
        assert str(tmp_path) not in json.dumps(kept)
        assert "mine" in kept[0]
        assert kept[1:] == others
        part = {**now, "part": 2, "of": "2026-11-28T04:42:23+00:00"}  # of a take that grew
        later = manifest_of(job(setup=Setup(str(BALL), take=(json.dumps(head), json.dumps(part)))))["setup"]["take"]
        assert str(tmp_path) not in later[1]
        assert json.loads(later[1])["part"] == 2
        again = replace(made, setup=replace(made.setup, take=tuple(kept)), take=None)
        assert manifest_of(again)["setup"]["take"] == kept, "so that what is remade holds the same bytes"
        assert again.at(3) == made.at(3)


def test_files_that_only_the_setup_names_are_watched_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("releases/2024-01-01.csv", "visual.json", "map.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("then")
    feed, device = Setup("lagoon", feed="releases"), Output("lenticular:visual.json", {"map": "map.txt", "cone": "40"})
    monkeypatch.setattr(Job, "recipe", None)  # neither is one that a device would take
    made = [job(setup=feed), job(setup=Setup("lagoon", output=device))]
    then = [manifest_of(one) for one in made]
    for path in (Path("releases/2024-01-01.csv"), Path("visual.json"), Path("map.txt")):
        path.write_text("now")
    now = [{**manifest_of(one), "gpu": None} for one in made]
    said = [[*changes(old | {"gpu": None}, new)] for old, new in zip(then, now, strict=True)]
    assert said == [["feed:2024-01-01.csv has changed since; the picture may differ"],
                    ["output:map.txt has changed since; the picture may differ",
                     "output:visual.json has changed since; the picture may differ"]]  # fmt: skip


@pytest.mark.parametrize(("feed", "kept"), [
    ("rehearsal", "rehearsal"), ("mine/releases", "releases"), ("./releases", "releases"),
    ("releases", "releases"), ("/somewhere/releases", "releases"),
])  # fmt: skip
def test_a_feed_is_kept_by_its_name_alone_however_it_was_spelled(feed, kept):
    assert manifest_of(job(setup=Setup(str(BALL), feed=feed)))["setup"]["feed"] == kept


@pytest.mark.parametrize("file", ["still.png", "form_anaglyph.png", "live.png", "take-49.png", "take-54.png"])
@pytest.mark.usefixtures("here")
def test_an_old_still_is_remade_byte_for_byte_but_for_its_note(file, capsys):
    assert main(["remake", file, "--scene", "./ball", "--out", "again.png"]) == 0
    assert chunks("again.png") == chunks(file)
    said = capsys.readouterr().out
    assert "the form of the manifest has changed since: chorus-manifest/1 -> chorus-manifest/2" in said
    assert main(["remake", "again.png", "--scene", "./ball", "--out", "third.png"]) == 0
    assert Path("third.png").read_bytes() == Path("again.png").read_bytes()


@pytest.mark.usefixtures("here")
def test_an_old_film_is_remade_picture_for_picture_and_judged_from_the_same_place():
    import av

    assert main(["remake", "loop.mp4", "--scene", "./ball", "--out", "again.mp4"]) == 0

    def packets(path):
        with av.open(path) as film:
            return [bytes(packet) for packet in film.demux(video=0)]

    assert packets("again.mp4") == packets("loop.mp4")
    place = json.loads(Path("again.mp4.json").read_text())["setup"]["safety"]["geometry"]
    assert (place["width_m"], place["distance_m"]) == (3.0, 2.0)


@pytest.mark.usefixtures("here")
def test_an_old_take_is_drawn_as_it_was():
    for frame in (49, 54):
        assert main(["export", "./ball", "again.png", "--size", "96x64", "--take", "night.take",
                     "--frames", str(frame)]) == 0  # fmt: skip
        old, new = (np.asarray(Image.open(name)) for name in (f"take-{frame}.png", "again.png"))
        np.testing.assert_array_equal(new, old)


@pytest.mark.parametrize(("change", "words"), [
    (lambda m: m.pop("destination"), "says nothing of a destination"),
    (lambda m: m["destination"].pop("size"), "incomplete or damaged: no 'size'"),
    (lambda m: m["destination"].update(frames=[3, 1]), "incomplete or damaged"),
    (lambda m: m["destination"].update(sizes=[3, 1]), "has no 'sizes'; did you mean 'size'?"),
    (lambda m: m["destination"].update(size=[3]), "size = [3] is not width and height in px"),
    (lambda m: m["destination"].update(frames=[0, 3]), "a.png is one still; for 4 frames name a film"),
    (lambda m: m["destination"].update(options={"levels": "3"}), "option 'levels' belongs to an object"),
    (lambda m: m["destination"].update(depth=9), "--depth 9 does not fit"),
    (lambda m: m["setup"].update(sed=3), "has no 'sed'; did you mean 'seed'?"),
    (lambda m: m["setup"].update(chorus_setup=2), "is of version 2"),
    (lambda m: m["setup"].update(figures="../../etc"), "lies outside"),
    (lambda m: m["setup"].update(figures="gone"), "name it with --data"),
])
def test_a_damaged_manifest_is_one_sentence(change, words):
    manifest = json.loads(json.dumps(manifest_of(job())))
    change(manifest)
    with pytest.raises(DataError, match=r"a\.json") as told:
        job_of_manifest(manifest, "a.json", Path("a.png"), (Path(),), scene=str(BALL))
    assert words in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.usefixtures("here")
def test_a_take_of_another_scene_in_a_manifest_is_refused_and_its_odd_lines_told(capsys):
    assert main(["export", "./ball", "again.png", "--size", "96x64", "--take", "night.take", "--frames", "49"]) == 0
    manifest = json.loads(Path("again.png.json").read_text())
    head, *others = manifest["setup"]["take"]
    manifest["setup"] |= {"take": [head, "not a line", *others], "scene": "./ball"}
    Path("again.png").unlink()
    Path("again.png.json").write_text(json.dumps(manifest))
    assert main(["remake", "again.png", "--scene", "./ball"]) == 0
    assert "it is no line of a take (1 line skipped)" in capsys.readouterr().err
    manifest["setup"]["take"][0] = head.replace('"scene": "ball"', '"scene": "bell"')
    Path("again.png.json").write_text(json.dumps(manifest))
    assert main(["remake", "again.png", "--scene", "./ball", "--force"]) == 0, "who says where it lies knows its name"
    manifest["setup"] |= {"scene": "enamel", "params": {}}
    Path("again.png.json").write_text(json.dumps(manifest))
    assert main(["remake", "again.png", "--force"]) != 0
    assert "the take is a take of bell, not of enamel" in capsys.readouterr().err


def test_a_damaged_old_manifest_is_one_sentence(tmp_path):
    for content in ('{"schema": "chorus-manifest/1"}', '{"schema": "chorus-manifest/1", "store": 3}',
                    '{"schema": "chorus-manifest/1", "store": {}, "scene": "x", "data": []}'):  # fmt: skip
        (tmp_path / "a.json").write_text(content)
        with pytest.raises(DataError, match="incomplete or damaged"):
            read_manifest(tmp_path / "a.json")


def hostile(tmp_path, suffix, word):
    """Return a file of that kind whose manifest names the scene ``word``, which leaves a mark where it is run."""
    scene = tmp_path / "evil"
    scene.mkdir(exist_ok=True)
    (scene / "scene.py").write_text(f"from pathlib import Path\nPath({str(tmp_path / 'RAN')!r}).touch()\n")
    manifest = json.loads(json.dumps(manifest_of(job())))
    manifest["setup"]["scene"] = word.format(tmp=tmp_path)
    path = tmp_path / f"a{suffix}"
    if suffix == ".mp4":
        from renderer.output.film import open_film

        with open_film(path, (64, 36), Fraction(30), manifest=manifest) as film:
            film.write(np.zeros((36, 64, 3), np.uint8))
    elif suffix == ".json":
        path.write_text(json.dumps(manifest))
    else:
        write_still(path, np.zeros((8, 8, 3), np.uint8), manifest=manifest, sidecar=False)
    return path


@pytest.mark.parametrize("suffix", [".json", ".png", ".jpg", ".tif", ".mp4"])
@pytest.mark.parametrize("word", ["{tmp}/evil/scene.py", "./evil", "evil", "evil/scene.py"])
def test_no_python_is_run_that_a_file_names(tmp_path, monkeypatch, capsys, suffix, word):
    monkeypatch.chdir(tmp_path)
    path = hostile(tmp_path, suffix, word)

    assert main(["remake", path.name]) == 1
    assert main(["remake", path.name, "--allow", str(tmp_path)]) == 1
    words = "did not come with Chorus, and a scene is code: say where yours lies, --scene FOLDER"
    assert words in capsys.readouterr().err
    assert not (tmp_path / "RAN").exists()
    assert main(["remake", path.name, "--scene", "./evil"]) == 2  # said by the artist: that one is run
    assert (tmp_path / "RAN").exists()


def test_a_scene_of_ones_own_is_not_taken_for_a_bundled_one_that_was_mistyped(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["remake", hostile(tmp_path, ".json", "pearl").name]) == 1  # near to 'enamel', and not it
    assert "did you mean" not in capsys.readouterr().err


@pytest.mark.parametrize(("where", "words"), [
    ({"frames": [0, 10**12]}, "10,000,000"), ({"samples": 10**9}, "damaged"), ({"fps": "1e9"}, "frame rate"),
    ({"size": [10**9, 32]}, "at most 500,000"), ({"size": [48, 500001]}, "at most 500,000"),
    ({"shutter": 2.0}, "shutter"), ({"dpi": -1.0}, "dpi"),
    ({"quality": 10**6}, "quality"), ({"frames": [0, 10**12], "samples": 10**9}, ""),
])
def test_the_limits_of_the_command_line_hold_for_manifests_too(where, words):
    manifest = json.loads(json.dumps(manifest_of(job(path="a.mp4", samples=2))))
    manifest["destination"].update(where)
    with pytest.raises(DataError, match=r"a\.json") as told:
        job_of_manifest(manifest, "a.json", Path("a.mp4"), (Path(),), scene=str(BALL))
    assert words in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.usefixtures("here")
def test_a_still_between_two_releases_says_so():
    for index, when in ((0, "2014"), (90, "between 2012 and 2014 (not measured)")):
        path = Path(f"still-{index}.png")
        assert main(["export", "enamel", str(path), "--size", "96x54", "--frames", f"{index}..{index}"]) == 0
        manifest = read_manifest(path)
        assert manifest["when"] == when
        assert manifest["caption"].endswith(f"Figures: {when}.")


def test_an_export_says_of_when_its_figures_are_and_a_picture_of_all_times_of_no_one_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    size, setup = Size(32, 18), Setup("smile")
    made = Job(setup, loaded_of(setup), choose(Path("a.png")), size)
    each = Job(replace(setup, params={"each": "time"}), made.loaded, choose(Path("b.png")), size)

    assert run(made)[-1] == "figures: 2014"
    assert not any(line.startswith("figures") for line in run(each))
    assert "when" not in read_manifest(Path("b.png"))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("beside", ["race=black,race=white", "none"])
def test_groups_that_were_chosen_stand_in_the_manifest_and_make_the_same_picture_again(beside):
    assert main(["export", "smile", "groups.png", "--size", "64x36", "--beside", beside]) == 0
    assert read_manifest(Path("groups.png"))["setup"]["roles"]["beside"] == beside
    assert main(["remake", "groups.png", "--out", "again.png"]) == 0
    assert Path("again.png").read_bytes() == Path("groups.png").read_bytes()


def test_two_effects_files_of_one_name_are_two_in_the_manifest():
    files = manifest_of(job(setup=Setup(str(BALL), effects=parse_chain("freeze,tear,stutter"))))["files"]
    held = [name for name in files if name.endswith("/held.frag")]
    assert held == ["lib:effects/freeze/held.frag", "lib:effects/stutter/held.frag"]


@pytest.fixture
def former_loop(monkeypatch):
    """Let the loop be as it was when those pictures were made: it did not stand at its times."""
    moment._stands.cache_clear()
    monkeypatch.setattr(moment, "_REST", 0.0)
    yield
    moment._stands.cache_clear()


def left_alone(scene, values):
    """Return the values that the scene still has and no figure moves: what is typed would hold those still."""
    made = loaded_of(Setup(scene)).scene
    moved = {bind.to for bind in made.binds}
    return [(name, value) for name, value in values.items() if name not in moved and name in specs(made.params)]


@pytest.mark.usefixtures("here", "former_loop")
def test_a_still_whose_scene_lost_a_parameter_since_is_made_without_and_says_so(capsys):
    """It was refused: a wall that was shown could not be printed again, because of one knob."""
    asked = read_manifest(Path("groups/enamel.png"))["setup"]["params"]
    gone = sorted(name for name in asked if name not in (*specs(loaded_of(Setup("enamel")).scene.params), "group"))
    assert "prisms" in gone
    assert main(["remake", "groups/enamel.png", "--out", "again.png"]) == 1  # the scene is drawn otherwise now
    said = capsys.readouterr().err
    for name in gone:
        assert f"{name} is gone from the scene; its value {asked[name]} was dropped" in said
    assert not set(gone) & read_manifest(Path("again.png"))["setup"]["params"].keys()


@pytest.mark.parametrize("scene", ["signal_loss"])
@pytest.mark.usefixtures("here", "former_loop")
def test_a_still_of_a_group_is_that_of_the_stratum_now_that_groups_are_strata(scene):
    """Scenes are drawn otherwise than then: what an old note asks for is held against what is asked for today."""
    asked = read_manifest(Path(f"groups/{scene}.png"))["setup"]["params"]
    group = asked.pop("group")
    params = tuple(word for name, value in left_alone(scene, asked) for word in ("-p", f"{name}={value}"))
    assert main(["remake", f"groups/{scene}.png", "--out", "again.png"]) == 1
    drawn = ["--size", "96x54", "--frames", "40", *params]
    assert main(["export", scene, "asked.png", *drawn, "--stratum", f"race={group}"]) == 0
    assert main(["export", scene, "everybody.png", *drawn]) == 0

    files = ("again.png", "asked.png", "everybody.png")
    again, asked, everybody = (np.asarray(Image.open(name).convert("RGB"), int) for name in files)
    assert np.abs(again - asked).max() <= 1 < np.abs(again - everybody).max()
    manifest = read_manifest(Path("again.png"))
    assert "group" not in manifest["setup"]["params"]
    assert "race or ethnicity" in manifest["caption"]


@pytest.mark.usefixtures("here", "former_loop")
def test_a_take_that_went_from_group_to_group_does_so_between_strata():
    size = ["--size", "96x54"]
    assert main(["export", "enamel", "again-%d.png", *size, "--take", "groups/enamel.take", "--frames", "42..43"]) == 0
    setup = json.loads(Path("groups/enamel.take").read_text().splitlines()[0])["setup"]
    params = [word for name, value in left_alone("enamel", setup["params"]) if name != "group"
              for word in ("-p", f"{name}={value}")]  # fmt: skip
    for group in ("white", "black"):
        drawn = ["--frames", "42..43", "--seed", str(setup["seed"]), *params, "--stratum", f"race={group}"]
        assert main(["export", "enamel", f"{group}-%d.png", *size, *drawn]) == 0

    def picture(name, frame):
        return np.asarray(Image.open(f"{name}-{frame}.png").convert("RGB"), int)

    for frame, group, other in ((42, "white", "black"), (43, "black", "white")):
        assert np.abs(picture("again", frame) - picture(group, frame)).max() <= 1
        assert np.abs(picture("again", frame) - picture(other, frame)).max() > 1
