"""Finding and loading: by name and by path, afresh each time, and every error with its file and line."""

import re
import sys

import pytest

from renderer.core.errors import ParamError, SceneError
from renderer.core.paths import INSTALLATIONS
from renderer.params.preset import with_preset
from renderer.scene import catalogue
from renderer.scene.catalogue import find, load


def test_a_scene_is_found_by_name_folder_and_file(scene_folder, monkeypatch):
    module = scene_folder()
    monkeypatch.chdir(module.parent.parent)

    assert find(str(module)) == module
    assert find(str(module.parent)) == module
    assert find("wall").resolve() == module
    assert find("enamel") == INSTALLATIONS / "enamel" / "scene.py"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("enamle", "did you mean 'enamel'"),
        ("nowhere/at/all", "chorus new all"),
        ("gone.py", "no scene at 'gone.py'; make one with `chorus new gone`"),
        ("walls/pearl/scene.py", "chorus new pearl"),
        ("", "no scene"),
    ],
)
def test_what_is_not_there_is_said_with_a_way_on(name, part, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SceneError, match=part):
        find(name)


def test_a_mistyped_name_leads_to_a_scene_that_lies_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pearl").mkdir()
    (tmp_path / "pearl/scene.py").write_text("")

    with pytest.raises(SceneError, match=r"no scene 'pealr'; did you mean 'pearl'\? Scenes: .*enamel, .*, pearl;"):
        find("pealr")


def test_loading_gives_scene_name_and_presets(scene_folder):
    loaded = load(scene_folder(presets={"dusk": 'title = "Dusk"\n[params]\nglow = 0.5\n'}))

    assert (loaded.name, loaded.scene.title) == ("wall", "Good")
    assert [preset.name for preset in loaded.presets] == ["dusk"]
    assert not [name for name in sys.modules if name.startswith("chorus_scene")]


def test_a_second_load_sees_what_was_saved_since(scene_folder):
    load(scene_folder())

    assert load(scene_folder({'title="Good"': 'title="Better"'})).scene.title == "Better"


@pytest.mark.parametrize(
    ("change", "line", "part"),
    [
        ({"SCENE = Scene(": "SCENE = = Scene("}, 11, "invalid syntax"),
        ({"glow: float = param(1.0": "glow: float = param(9.0"}, 7, "outside"),
        ({"glow: float = param(1.0, 0.0, 4.0": "glow: float = param(1.0, 4.0, 0.0"}, 7, "low < high"),
        ({'param("#ffffff"': 'param("white"'}, 9, "no colour"),
        ({"title=": "titel="}, 11, "titel"),
        ({"Bind, Pass": "Bend, Pass"}, 3, "Bend"),
        ({"glow: float = param(": "glow: float = parm("}, 7, "name 'parm' is not defined; did you mean 'param'"),
        ({"SCENE = Scene(": "SCENE = Qqq("}, 11, "name 'Qqq' is not defined\n"),
        ({"SCENE = Scene": "1 / 0\nSCENE = Scene"}, 11, "ZeroDivisionError"),
    ],
)
def test_a_module_that_fails_is_quoted_with_its_line(scene_folder, change, line, part):
    module = scene_folder(change)

    with pytest.raises(SceneError) as caught:
        load(module)

    first, quoted = str(caught.value).split("\n")
    assert first.startswith(f"{module}:{line}: ")
    assert part in str(caught.value)
    assert quoted.startswith("    ")


@pytest.mark.parametrize(
    ("preset", "part"),
    [
        ("glow = 1.0\n", "under \\[params\\]"),
        ("[params\n", "cannot be read"),
        ("params = 3\n", "does not belong"),
        ("[figures]\nlit = 3\n", "stand words"),
        ("[domains]\nlit = 3\n", "two numbers"),
        ("order = 'x'\n", "no whole number"),
    ],
)
def test_a_bad_preset_is_named_and_all_others_play(scene_folder, preset, part):
    loaded = load(scene_folder(presets={"dusk": preset, "noon": "[params]\nglow = 0.5\n"}))
    dusk, noon = loaded.presets

    assert re.match(rf"dusk\.toml:1: .*{part}", dusk.unread)
    assert (noon.params, noon.unread) == ({"glow": 0.5}, "")
    assert loaded.lost() == loaded.lost("noon") == loaded.lost("") == (dusk.unread,)
    assert loaded.lost("dusk") == ()  # it is what is refused
    with pytest.raises(ParamError, match=part):
        with_preset(loaded.scene.params(), loaded.presets, "dusk")
    assert with_preset(loaded.scene.params(), loaded.presets, "noon").glow == 0.5


def test_what_presets_say_and_the_scene_has_not_is_told_of_all_or_of_one(scene_folder):
    presets = {"dusk": "[params]\nglow = 0.5\nglwo = 1.0\n", "noon": "[params]\nred = 1.0\n"}
    loaded = load(scene_folder(presets=presets))

    assert [preset.params for preset in loaded.presets] == [{"glow": 0.5}, {}]
    of = {name: len(loaded.lost(name)) for name in (None, "dusk", "noon", "")}
    assert of == {None: 2, "dusk": 1, "noon": 1, "": 0}
    assert loaded.lost("dusk") == (
        "dusk.toml:3: preset 'dusk': no parameter 'glwo'; did you mean 'glow'? It is left out",)


@pytest.mark.parametrize(("data", "beside", "found"), [
    ("mine.csv", "wall/mine.csv", "wall/mine.csv"),
    ("../mine.csv", "mine.csv", "mine.csv"),
    ("mine.csv", "mine.csv", "mine.csv"),  # as scenes named one before they were looked for in their own folder
    ("mine.csv", "", "wall/mine.csv"),
    ("us_oral_health", "wall/us_oral_health", "us_oral_health"),
    ("us_oral_helth", "", "us_oral_helth"),
])  # fmt: skip
def test_a_table_is_looked_for_in_the_scenes_folder(scene_folder, monkeypatch, tmp_path, data, beside, found):
    scene_folder({'title="Good"': f'title="Good", data="{data}"'})
    if beside:
        (tmp_path / beside).write_text("")
    monkeypatch.chdir(tmp_path)

    assert load("wall").scene.data == found


def test_a_bundled_name_means_what_came_with_chorus_and_a_path_the_folder(scene_folder, monkeypatch, tmp_path):
    scene_folder().parent.rename(tmp_path / "enamel")
    monkeypatch.chdir(tmp_path)

    assert find("enamel") == INSTALLATIONS / "enamel" / "scene.py"
    for own in ("./enamel", "enamel/scene.py", "enamel/"):
        assert find(own).resolve() == (tmp_path / "enamel" / "scene.py").resolve()


@pytest.mark.parametrize("words", [
    "raise SystemExit(3)", "exit()", "raise GeneratorExit", "class E(BaseException): ...\nraise E",
])  # fmt: skip
def test_a_scene_that_would_end_the_program_is_a_mistake_in_it(scene_folder, words):
    with pytest.raises(SceneError, match=r"scene\.py:1[12]: "):
        load(scene_folder({"SCENE = Scene": f"{words}\nSCENE = Scene"}))


def test_a_module_that_never_ends_is_told_with_the_line_that_it_was_at(scene_folder, monkeypatch):
    monkeypatch.setattr(catalogue, "LONGEST", 0.1)
    module = scene_folder()
    module.write_text("def spin():\n    while True:\n        len([])\n\n\nspin()\n")
    with pytest.raises(SceneError, match=r"scene\.py:[23]: it has not come to its end within 0\.1 s of computing"):
        load(module)
