"""Uniforms: parameters as GLSL takes them, cycles of the rates, what a scene derives, and what the figures count."""

from dataclasses import replace

import pytest

from renderer.core.errors import RendererError
from renderer.data.load import load_table
from renderer.frames.uniforms import cycles, derived_names, scene_uniforms
from renderer.params.param import assign
from renderer.params.phase import Phases


@pytest.fixture
def one(scene):
    return scene("passes=(Pass('image', 'image.frag'),)", image_frag="void main() { o = vec4(0.0); }")


def values(loaded, params=None, index=45, phases=None):
    table = load_table("us_oral_health", ("dental_visit",))
    params = loaded.scene.params() if params is None else params
    return scene_uniforms(loaded.scene, table, loaded.scene.frame(index, seed=9), params, phases)


def test_a_parameter_is_what_glsl_takes(one):
    found = values(one, assign(one.scene.params(), level=1.25, tint="#ff8000", mode="hard", count=7))
    assert (found["u_level"], found["u_mode"], found["u_count"]) == (1.25, 1, 7)
    # 0x80 of 255 in linear light, by IEC 61966-2-1
    assert found["u_tint"] == pytest.approx((1.0, ((128 / 255 + 0.055) / 1.055) ** 2.4, 0.0))


def test_time_and_figures(one):
    found = values(one)
    assert (found["u_time"], found["u_frame"], found["u_seed"]) == (1.5, 45, 9)
    assert found["u_dt"] == pytest.approx(1 / 30)
    assert found["u_playhead"] == pytest.approx(1.5 / 12.0)
    assert (found["u_rows"], found["u_columns"], found["u_times"]) == (51, 1, 2)


def test_a_rate_comes_integrated_too_from_where_it_was_turned(one):
    params = assign(one.scene.params(), rate=4.0)
    assert values(one, params)["u_rate_phase"] == pytest.approx(6.0)
    turned = Phases().turned(one.scene.params(), 0.0).turned(params, 1.0)  # 1 Hz for a second, 4 Hz from then on
    assert values(one, params, phases=turned)["u_rate_phase"] == pytest.approx(1.0 + 0.5 * 4.0)
    assert cycles(turned, 2.0) == {"u_rate_phase": pytest.approx(5.0)}


def test_what_a_scene_derives_are_numbers_and_a_mistake_says_where(one):
    halved = lambda frame, params: {"half": frame.index * params.level / 2}  # noqa: E731
    derives = replace(one, scene=replace(one.scene, derive=halved))
    assert derived_names(derives) == ("half",)
    assert derived_names(one) == ()
    assert values(derives)["u_half"] == pytest.approx(45 * 0.5 / 2)
    broken = replace(one, scene=replace(one.scene, derive=lambda _, params: {"half": params.levl}))
    with pytest.raises(RendererError, match=r"scene\.py: derive failed: AttributeError"):
        derived_names(broken)


def test_a_scene_that_would_end_the_program_while_it_plays_is_a_mistake_in_it(one):
    def leave(*_):
        raise SystemExit(0)

    ending = replace(one, scene=replace(one.scene, derive=leave))
    with pytest.raises(RendererError, match="SystemExit: 0"):
        derived_names(ending)
    with pytest.raises(RendererError, match="SystemExit: 0"):
        values(ending)
