"""The templates: small enough to read, and a copy that stands on its own, or nothing at all."""

import re
import subprocess
from dataclasses import replace

import numpy as np
import pytest

from renderer.core.errors import RendererError, UsageError
from renderer.core.paths import ASSETS, ROOT
from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.checks import check_all
from renderer.frames.engine import Engine
from renderer.output.objects.mesh import mesh_of, topology
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load
from renderer.scene.starter import DEFAULT, check_name, templates, write_starter

TEMPLATES = ("picture", "points", "sculpture", "simulation")


def test_there_is_one_of_each_kind_and_the_picture_is_the_default():
    assert sorted(templates()) == sorted(TEMPLATES)
    assert next(iter(templates())) == DEFAULT == "picture"


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_copy_loads_under_its_own_title(tmp_path, template):
    loaded = load(write_starter("gold_pearl", tmp_path, template))

    assert loaded.scene.title == "Gold pearl"
    assert loaded.module.read_text().startswith('"""Gold pearl: ')
    assert "Starter" not in loaded.module.read_text()
    assert sorted(preset.name for preset in loaded.presets) == ["bold", "quiet"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_copy_keeps_every_rule(gl, tmp_path, template):
    found = list(check_all(gl, write_starter("own", tmp_path, template), (96, 54)))

    assert len(found) > 10
    assert [(one.rule, one.fault) for one in found if one.fault] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_short_enough_to_be_read(template):
    folder = templates()[template]
    lines = {path.name: path.read_text("utf-8").count("\n") for path in folder.glob("*.*")}

    assert lines.pop("scene.py") <= 60
    assert max(lines.values()) <= 80
    for path in folder.glob("*.*"):
        assert max(map(len, path.read_text("utf-8").splitlines())) <= 120
        assert path.name == "scene.py" or path.read_text("utf-8").startswith("// ")


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_speaks_of_roles_and_of_no_measure_of_one_table(template):
    folder = templates()[template]
    scene = load(folder).scene
    shaders = "".join(path.read_text("utf-8") for path in folder.glob("*.*") if path.name != "scene.py")

    assert scene.roles
    assert not scene.columns
    assert all(f"ROLE_{role.name.upper()}" in shaders for role in scene.roles)
    assert all(f"{{{role.name}" in scene.caption for role in scene.roles)
    assert not re.search(r"COL_|dentist|adults", shaders + scene.caption)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_words_of_a_template_tell_each_state_that_is_seen_and_no_other(template):
    scene = load(templates()[template]).scene
    known = load_table(scene.data, scene.wanted)
    plain, told = caption_of(scene, known), set()
    assert "where nobody asked" not in plain
    for state in (State.ZERO, State.MISSING, State.SUPPRESSED, State.HELD):
        states, values = known.state.copy(), known.value.copy()
        states[:, 0, 0], values[:, 0, 0] = state, 0.0 if state is State.ZERO else np.nan
        words = caption_of(scene, replace(known, state=states, value=values, low=values, high=values))
        told.add(words)
        assert len(words) > len(plain)
    assert len(told) == 4


def test_each_template_shows_what_it_is_named_for():
    scenes = {name: load(folder).scene for name, folder in templates().items()}

    assert scenes["simulation"].feedback
    assert "rows" in scenes["points"].passes[1].instances
    assert scenes["points"].passes[1].kind == "geometry"
    assert scenes["sculpture"].views
    assert scenes["sculpture"].sculpt
    assert scenes["sculpture"].solid
    assert scenes["sculpture"].depth
    assert scenes["picture"].passes[-1].kind == "fragment"
    assert not scenes["picture"].feedback


def test_the_simulation_shows_rings_from_the_first_frame_and_goes_on(gl):
    loaded = load(templates()["simulation"])
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (160, 90))
    heights = []
    for index in (0, 20):
        engine.draw(loaded.scene.frame(index, size=(160, 90)))
        heights.append(engine.pipeline.targets["water"].channel(0).copy())
    engine.release()

    assert all(0.05 < np.abs(height).max() < 3.0 for height in heights)
    assert np.abs(heights[1] - heights[0]).max() > 0.05


def test_no_seed_hangs_a_pearl_out_of_the_picture(gl):
    loaded = load(templates()["picture"] / "scene.py")
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (160, 90))
    edges = []
    for seed in (0, 5, 3004807937, 2**31):
        engine.draw(loaded.scene.frame(0, size=(160, 90), seed=seed))
        edges.append(engine.read(3)[[0, 1, -2, -1]].max())
    engine.release()
    assert max(edges) <= 1.3 * edges[0]  # there are threads, as those of seed 0


def test_the_sculpture_is_one_closed_body_and_takes_a_hand(gl):
    loaded = load(templates()["sculpture"])
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (96, 72))
    frame = loaded.scene.frame(0, size=(96, 72))
    field = engine.field(frame)
    tight, bodies, genus = topology(mesh_of(field, loaded.scene.solid, 96).faces)
    field.release()
    engine.draw(frame)
    before = engine.read().copy()
    x, y = 30, 36
    pushed = np.zeros((1, 3, 4), np.float32)
    pushed[0] = [[*engine.place_at(x, y), 8.0], [0.0, 0.0, -3.0, 0.0], [1.0, 0.0, 0.0, 0.0]]
    engine.strokes = pushed
    engine.draw(frame)
    after = engine.read().copy()
    engine.release()

    assert (tight, bodies, genus) == (True, 1, 0)
    apart = np.abs(after.astype(int) - before.astype(int)).max(axis=-1) > 8
    assert apart[y - 4 : y + 5, x - 4 : x + 5].any()
    assert not apart[:, 80:].any()


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_copy_is_whole_and_nothing_else_is_left(tmp_path, template):
    made = write_starter("pearl", tmp_path, template)
    folder = ASSETS / "starter" / template
    source = {path.relative_to(folder) for path in folder.rglob("*")}

    assert {p.relative_to(made) for p in made.rglob("*")} == {p for p in source if "__pycache__" not in p.parts}
    assert list(tmp_path.iterdir()) == [made]


def test_an_unknown_template_names_the_nearest(tmp_path):
    with pytest.raises(UsageError, match="no template 'sculptur'; did you mean 'sculpture'"):
        write_starter("pearl", tmp_path, "sculptur")
    with pytest.raises(UsageError, match="templates: picture, points, sculpture, simulation"):
        write_starter("pearl", tmp_path, "")
    assert not list(tmp_path.iterdir())


def test_a_copy_that_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("renderer.scene.starter._rename", full)

    with pytest.raises(RendererError, match="No space left"):
        write_starter("pearl", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_broken_link_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "pearl").symlink_to(tmp_path / "nowhere")

    with pytest.raises(UsageError, match="exists already"):
        write_starter("pearl", tmp_path)


def test_every_file_of_a_template_is_in_git():
    said = subprocess.run(["git", "ls-files", "assets/starter"], cwd=ROOT, capture_output=True, text=True, check=False)
    if not said.stdout:
        pytest.skip("this copy has no git")
    there = {str(p.relative_to(ROOT)) for p in (ASSETS / "starter").rglob("*") if p.is_file()}

    assert {name for name in there if "__pycache__" not in name} == set(said.stdout.split())


@pytest.mark.parametrize("name", ["a", "pearl_2", "a" * 40])
def test_good_names_pass(name):
    assert check_name(name) == name
