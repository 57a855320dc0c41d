"""Each rule fails the scene that breaks it: a rule that cannot fail protects nobody."""

import pytest

from renderer.core.errors import ShaderError
from renderer.data.load import load_table
from renderer.frames.checks import CONTRACT, check_all
from renderer.frames.probe import Probe, across, differ
from renderer.frames.rules import PARAMETERS, RULES
from renderer.scene.catalogue import load

SCENE = '''"""A wall."""
from dataclasses import dataclass
from renderer import Pass, Scene, param

@dataclass(frozen=True)
class Params:
    glow: float = param(0.5, 0.1, 1.0, help="Light.")

SCENE = Scene(title="Wall", params=Params, columns=("dental_visit",), passes=(Pass("image", "image.frag"),))
'''
# Each state is a grey of its own; the value, the parameter, the seed and the time brighten it.
GOOD = """
#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
void main() {
    Cell cell = data_cell(0, COL_DENTAL_VISIT, 0);
    float grey = 0.1 + 0.1 * float(cell.state) + 0.003 * cell.value + 0.01 * u_time;
    o = vec4(vec3(grey) * (0.5 + u_glow), 1.0);
}
"""
EACH = "the five states look different"
BREAKS = [
    ("light is finite", "grey = ", "grey = 0.0 / (u_time - u_time) + "),
    ("light is finite", "grey = ", "grey = (data_cell(1, 0, 0).state == MISSING ? log(-u_glow) : 0.0) + "),
    ("every parameter changes the picture", "(0.5 + u_glow)", "1.0"),
    ("every parameter changes the picture", "u_glow)", "min(u_glow, 0.5))"),
    ("figures change the picture", "0.003 * cell.value", "0.0"),
    ("missing draws, and not as zero", "float(cell.state)", "float(cell.state == MISSING ? ZERO : cell.state)"),
    (EACH, "float(cell.state)", "float(cell.state == HELD ? SUPPRESSED : cell.state)"),
    (EACH, "float(cell.state)", "float(cell.state == HELD ? MISSING : cell.state)"),
    ("noise comes from integer hashes", "grey = ", "grey = 0.001 * fract(sin(u_time) * 43758.5) + "),
]


@pytest.fixture
def probe(gl, tmp_path):
    """Return ``make(old, new)``: a probe for the good scene with one thing changed in its shader."""
    made = []

    def make(old="", new="", scene=SCENE):
        folder = tmp_path / "wall"
        (folder / "presets").mkdir(parents=True)
        (folder / "scene.py").write_text(scene)
        assert old in GOOD
        (folder / "image.frag").write_text(GOOD.replace(old, new) if old else GOOD)
        for name, glow in (("dusk", 0.2), ("noon", 0.9)):
            (folder / f"presets/{name}.toml").write_text(f"[params]\nglow = {glow}\n")
        loaded = load(folder)
        made.append(Probe(gl, loaded, load_table("us_oral_health", ("dental_visit",)), (32, 18)))
        return made[-1]

    yield make
    for one in made:
        one.release()


@pytest.mark.parametrize("rule", RULES)
def test_the_good_scene_keeps_every_rule(probe, rule):
    assert RULES[rule](probe()) == ""


@pytest.mark.parametrize(("rule", "old", "new"), BREAKS)
def test_a_broken_scene_is_found_out(probe, rule, old, new):
    assert RULES[rule](probe(old, new)) != ""


def test_a_lamp_over_all_marks_tells_no_state_from_another(probe):
    """Zero lowers the mean, and with it the light of the whole picture: its marks were those of nothing known."""
    lamp = SCENE.replace("Pass, Scene", "Bind, Pass, Scene").replace(
        "passes=", 'binds=(Bind("median.dental_visit", to="glow", span=(0.0, 90.0)),), passes=')

    assert RULES[EACH](probe("float(cell.state)", "float(cell.state == MISSING ? ZERO : cell.state)", lamp)) != ""


def test_a_shader_that_does_not_compile_says_where(probe):
    with pytest.raises(ShaderError, match="did you mean u_glow"):
        RULES["compiles"](probe("u_glow", "u_glwo"))


def test_two_presets_of_one_look_are_found_out(probe):
    made = probe()
    (made.loaded.folder / "presets/noon.toml").write_text("[params]\nglow = 0.2\n")

    made.loaded = load(made.loaded.folder)

    assert "preset 'dusk' looks like preset 'noon'" in RULES["presets load, each a look of its own"](made)


def test_presets_of_one_look_that_bring_other_binds_are_told_apart_by_these(probe):
    made = probe()
    text = "[params]\nglow = 0.2\n\n[[binds]]\nsignal = 'mean.dental_visit'\nto = 'glow'\nspan = [0, {}]\n"
    for name, end in (("noon", 50), ("dusk", 80), ("late", 80)):
        (made.loaded.folder / f"presets/{name}.toml").write_text(text.format(end))

    made.loaded = load(made.loaded.folder)

    assert RULES["presets load, each a look of its own"](made) == "preset 'dusk' looks like preset 'late'"


def test_a_frame_that_remembers_the_last_is_found_out(probe, monkeypatch):
    made = probe()
    engine = type(made.engine())
    read, drawn = engine.read, []

    def remembers(self, components=3):
        drawn.append(self)
        return read(self, components) // (1 + drawn.count(self) % 2)

    monkeypatch.setattr(engine, "read", remembers)

    assert "is not frame 5 after" in RULES["a frame alone equals it in sequence"](made)


def test_unseeded_chance_is_found_out(probe, monkeypatch):
    made = probe()
    engine = type(made.engine())
    read, calls = engine.read, []
    monkeypatch.setattr(engine, "read", lambda self, n=3: calls.append(0) or read(self, n) // len(calls))

    assert "seed 7" in RULES["same seed, same bytes"](made)


def test_a_gl_error_is_found_out(probe):
    class Faulty:
        error = "GL_INVALID_OPERATION"

    made = probe()
    made.gl = Faulty()

    assert "GL error" in RULES["no GL error is left"](made)


def test_a_scene_without_figures_is_not_asked_about_them(probe):
    plain = SCENE.replace('columns=("dental_visit",), ', "")
    made = probe(scene=plain)
    (made.loaded.folder / "image.frag").write_text("void main() { o = vec4(u_glow, u_time, 0.0, 1.0); }\n")

    assert not [fault for rule in RULES if (fault := RULES[rule](made))]


def test_an_angle_whose_ends_are_one_is_alive(probe):
    made = probe("(0.5 + u_glow)", "(1.5 + cos((u_glow - 0.1) / 0.9 * 6.2831853))")

    assert RULES["every parameter changes the picture"](made) == ""


def test_a_dead_parameter_is_told_with_its_values_and_the_frame(probe):
    made = probe("u_glow)", "min(u_glow, 0.5))")

    assert RULES["every parameter changes the picture"](made) == "glow: 0.55 and 1 look the same at frame 81"


@pytest.mark.parametrize(
    ("starts", "fault"), [(30, ""), (60, "glow: 0.1 and 0.55 look the same at frame 12 and at frame 45")]
)
def test_a_parameter_of_a_feedback_scene_may_take_its_time(probe, starts, fault):
    made = probe(scene=SCENE.replace('"image.frag")', '"image.frag", reads=("image",))'))
    (made.loaded.folder / "image.frag").write_text(
        f"void main() {{ float late = u_frame < {starts} ? 0.0 : u_glow;\n"
        "o = vec4(vec3(0.5 * fetch_image(target_texel()).r + 0.4 * late), 1.0); }\n"
    )

    assert RULES["every parameter changes the picture"](made) == fault


def test_findings_come_one_by_one_and_stop_where_nothing_compiles(gl, probe):
    steps = []
    found = list(check_all(gl, probe().loaded.folder, (32, 18), progress=lambda *step: steps.append(step)))
    good = [one.rule for one in found]

    assert good == [CONTRACT, *RULES]
    assert list(dict.fromkeys(rule for rule, *_ in steps)) == [
        "light is finite", PARAMETERS, "presets load, each a look of its own"]  # fmt: skip
    assert [step for step in steps if step[0] == PARAMETERS] == [(PARAMETERS, 0, 1, "parameters")]


def test_a_scene_that_does_not_load_is_one_finding(gl, tmp_path):
    (found,) = check_all(gl, tmp_path / "nowhere")

    assert found.rule == CONTRACT
    assert "no scene at" in found.fault


def test_a_scene_that_does_not_compile_is_asked_no_more(gl, probe):
    folder = probe("u_glow", "u_glwo").loaded.folder

    *_, last = check_all(gl, folder, (32, 18))

    assert last.rule == "compiles"
    assert "image.frag:" in last.fault


def test_pictures_differ_where_an_eye_would_see_it():
    import numpy as np

    black = np.zeros((50, 100, 4), np.uint8)
    speck, veil = black.copy(), black + np.uint8(2)
    speck[10, 10] = 9

    assert differ(black, speck)
    assert not differ(black, veil)


def test_a_scene_that_asks_for_more_than_its_figures_move_is_found_out(probe):
    made = probe(scene=SCENE.replace('columns=', 'least_change=0.5, columns='))

    assert "least_change asks for 50.0%" in RULES["figures that change places change the picture"](made)


def test_each_kind_is_tried_across_its_range():
    from renderer.params.param import Spec

    assert across(Spec("number", 1, 0, 2)) == (0, 1, 2)
    assert across(Spec("whole", 1, 1, 2)) == (1, 2)
    assert across(Spec("switch", True)) == (False, True)
    assert across(Spec("choice", "a", choices=("a", "b"))) == ("a", "b")
    assert across(Spec("point", (0, 0), 0, 1)) == ((0, 0), (0.5, 0.5), (1, 1))
    assert across(Spec("colour", "#123456")) == ("#000000", "#ffffff")
