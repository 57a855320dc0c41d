"""What stands around each shader: names from the scene, rays and projection against numpy, the sample's place."""

from collections import deque
from dataclasses import dataclass

import numpy as np
import pytest

from renderer import Pass, Scene, param
from renderer.core.frame import Frame
from renderer.core.view import equirect, head, matrix, rays
from renderer.core.volume import Volume
from renderer.gpu.declare import declarations, ending, uniform_names
from renderer.scene.built_in import BUILT_IN, column_constant
from renderer.scene.scene import EffectPass
from renderer.signals.fault.kinds import KINDS

VOLUME = Volume((1.0, -2.0, 3.0), 80.0, 60.0, 20.0, 40.0, 280.0)
SIZE = (12, 9)
VIEWS = f"views={VOLUME!r}, "
SHOW = "Pass('image', 'image.frag', reads=('a',)))"
UPRIGHT = "void main() { o = texture(t_a, pixel() / u_output); }"
EYES = {
    "before": head(VOLUME, 4 / 3, (0.0, 0.0, 280.0)),
    "aside": head(VOLUME, 4 / 3, (-60.0, 25.0, 200.0)),
    "around": equirect(VOLUME, (-1.2, 1.0, -0.7, 0.8)),
}


@dataclass(frozen=True, slots=True)
class Params:
    glow: float = param(1.0, 0.0, 4.0)
    turns: float = param(1.0, 0.0, 4.0, unit="Hz")
    count: int = param(3, 1, 9)
    veil: bool = param(True)
    pull: bool = param(False, trigger=True)
    ground: str = param("#204060")
    focus: tuple = param((0.5, 0.25), 0.0, 1.0)
    mode: str = param("b c", choices=("a", "b c"))


STEP = Pass("image", "image.frag", reads=("a", "b"))
SCENE = Scene("T", Params, (STEP,), columns=("visits", "visits@race=black"))


def lines(scene=SCENE, step=STEP, stage="frag", derived=(), **how):
    return declarations(scene, step, stage, derived, **{"final": False} | how).splitlines()


def test_each_parameter_is_declared_in_the_type_of_its_kind():
    found = lines(derived=("part",))
    for line in ("float u_glow", "float u_turns", "float u_turns_phase", "int u_count", "bool u_veil", "bool u_pull",
                 "vec3 u_ground", "vec2 u_focus", "int u_mode", "float u_part", *BUILT_IN):  # fmt: skip
        assert found.count(f"uniform {line};") == 1
    assert not any("u_glow_phase" in line for line in found)
    assert [line for line in found if "MODE_" in line] == ["const int MODE_A = 0;", "const int MODE_B_C = 1;"]


def test_reads_and_columns_have_their_names_and_numbers():
    found = lines()
    assert {"uniform sampler2D t_a;", "uniform sampler2D t_b;", "uniform sampler2DArray t_table;",
            "uniform sampler2D t_seats;", "const int COL_VISITS = 0;",
            "const int COL_VISITS_RACE_BLACK = 1;"} <= {*found}  # fmt: skip
    assert column_constant("Visits@race=a-b") == "COL_VISITS_RACE_A_B"


def test_a_scene_gets_only_what_it_asked_for():
    bare = Scene("T", Params, (STEP,))
    found = "\n".join(lines(bare))
    for name in ("t_table", "t_strokes", "t_faults", "u_eye", "view_ray", "chorus_display"):
        assert name not in found
    for scene, name in ((Scene("T", Params, (STEP,), sculpt=True), "uniform int u_strokes;"),
                        (Scene("T", Params, (STEP,), views=VOLUME), "vec3 view_ray()"),
                        (Scene("T", Params, (STEP,), feed="weekly"), "uniform sampler2D t_faults;")):  # fmt: skip
        assert name in "\n".join(lines(scene))
    assert "vec4 chorus_display(vec4 light)" in "\n".join(lines(bare, final=True))
    assert "vec4 project(vec3 p)" in "\n".join(lines(Scene("T", Params, (STEP,), views=VOLUME), stage="vert"))


def test_families_of_faults_are_numbered_as_their_texture_has_them():
    found = lines(Scene("T", Params, (STEP,), feed="weekly"))
    assert [line for line in found if "FAULT_" in line] == [
        f"const int FAULT_{kind.upper()} = {n};" for n, kind in enumerate(KINDS)
    ]


@pytest.mark.parametrize(("stage", "version"), [("frag", "410"), ("vert", "410"), ("comp", "430")])
def test_the_version_stands_first(stage, version):
    assert lines(stage=stage)[0] == f"#version {version} core"


def test_compute_writes_an_image_of_its_format_in_its_groups():
    step = Pass("sums", "sums.comp", format="u1", local=(5, 3))
    found = "\n".join(lines(step=step, stage="comp"))
    assert "local_size_x = 5, local_size_y = 3" in found
    assert "rgba8" in found
    assert "image2D i_sums" in found


def test_an_effect_means_its_own_names_and_mixes_at_its_end():
    step = EffectPass("fx", "fx.frag", ("image",), key="fx", source="image", aliases=(("u_amount", "u_fx_amount"),),
                      leads=True)  # fmt: skip
    assert "#define u_amount u_fx_amount" in lines(step=step)
    assert "u_wet" in ending(step, "frag", final=False)
    assert ending(STEP, "frag", final=False) == ""


def test_the_names_in_a_text_are_its_uniforms():
    found = uniform_names("\n".join(lines()))
    assert {"u_glow", "u_turns_phase", "u_seed", "t_a", "t_table"} <= {*found}


@pytest.mark.parametrize("eye", EYES)
def test_a_ray_goes_where_the_view_says(engine, eye):
    made = engine(f"{VIEWS}passes=(Pass('a', 'a.frag', format='f4', filter='nearest'), {SHOW}",
                  a_frag="void main() { o = vec4(view_ray(), 1.0); }", size=SIZE, depth=32,
                  image_frag=UPRIGHT)  # fmt: skip
    made.draw(Frame(size=SIZE), view=EYES[eye])
    np.testing.assert_allclose(made.read(), rays(EYES[eye], *SIZE), atol=2e-6)


POINTS = ((2.3, -1.1, 3.0), (30.0, 15.0, 3.0), (-25.0, -20.0, -30.0), (10.0, 20.0, 20.0), (-38.2, 27.0, 3.0))


@pytest.mark.parametrize("eye", EYES)
def test_a_point_is_projected_to_the_pixel_of_its_ray(engine, eye):
    """Each point is drawn in the colour of its number; the ray through that pixel must pass close to it."""
    size, view = (120, 90), EYES[eye]
    places = ", ".join(f"vec3{point}" for point in POINTS)
    made = engine(f"{VIEWS}passes=(Pass('a', 'a.vert', mode='points', vertices='1', instances='5', format='f4', "
                  f"blend='add', filter='nearest'), {SHOW}", size=size, depth=32,
                  a_vert=f"flat out float n; void main() {{ n = float(gl_InstanceID + 1);"
                         f" gl_Position = project(vec3[]({places})[gl_InstanceID]); }}",
                  a_frag="flat in float n; void main() { o = vec4(n); }", image_frag=UPRIGHT)  # fmt: skip
    made.draw(Frame(size=size), view=view)
    found, ways = made.read()[..., 0], rays(view, *size)
    for number, point in enumerate(POINTS, 1):
        rows, columns = np.nonzero(found == number)
        assert len(rows) == 1
        if view.bounds is None:
            x, y, _, w = matrix(view, 10.0, 4000.0) @ [*point, 1.0]
            assert (columns[0], rows[0]) == (int((1 + x / w) * 60), int((1 - y / w) * 45))
        way = np.array(point) - view.eye
        off = np.linalg.norm(np.cross(ways[rows[0], columns[0]], way))  # mm between ray and point
        assert off < 1.5 * np.linalg.norm(way) * 2.3 / 90


@pytest.mark.parametrize(("shift", "column"), [(0.0, 8), (0.6, 7), (-0.6, 9)])
def test_geometry_moves_against_the_sample(engine, shift, column):
    """A point in the middle of column 8 falls, for a sample 0.6 px to the right, on the pixel to its left."""
    made = engine("passes=(Pass('a', 'a.vert', mode='points', vertices='1', format='f4', filter='nearest'), "
                  f"{SHOW}", depth=32, image_frag="void main() { o = texelFetch(t_a, texel(), 0); }",
                  a_vert="void main() { gl_Position = vec4(2.0 * 8.5 / 16.0 - 1.0, 0.1, 0.0, 1.0); }",
                  a_frag="void main() { o = vec4(1.0); }")  # fmt: skip
    made.draw(Frame())
    values = made._values(Frame(), made.loaded.scene.params(), frozenset(), None)
    deque(made.pipeline.draw({**values, "u_jitter": (shift, 0.0)}, made.picture.codes), 0)
    assert np.flatnonzero(made.read()[..., 0].any(0)).tolist() == [column]
