"""Uniforms: parameters as GLSL takes them, cycles of the rates, what a scene derives, and what the figures count."""

import re
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from renderer.core.errors import RendererError, SceneError
from renderer.core.paths import ROOT
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.frames.uniforms import cycles, derived_names, scene_uniforms
from renderer.gpu.declare import declarations
from renderer.gpu.program import Compiled
from renderer.params.param import assign, specs
from renderer.params.phase import Phases
from renderer.scene.catalogue import installations, load
from renderer.scene.effect import effects
from renderer.scene.scene import Effect
from renderer.scene.starter import write_starter
from renderer.signals.source import read_figures


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


@pytest.mark.parametrize("given", [
    "'x'", "None", "1j", "10**400", "(1.0, 2.0)", "'1.5'", "b'1.5'", "1e300", "-3.5e38", "np.nan", "np.inf",
    "np.zeros(1)", "np.array('1')", "np.float64(1e39)",
])  # fmt: skip
def test_what_a_scene_derives_that_is_no_number_is_told_as_the_scenes_own(one, given):
    derives = replace(one, scene=replace(one.scene, derive=lambda *_: {"half": eval(given)}))
    with pytest.raises(SceneError, match=r"scene\.py: derive of '.*' gives half = .*, and a float of GLSL holds num"):
        derived_names(derives)


@pytest.mark.parametrize("given", ["1.5", "3", "True", "np.float32(0.25)", "np.int64(7)", "np.array(0.5)",
                                   "Fraction(1, 3)", "np.bool_(True)", "3.4e38", "np.uint8(255)"])  # fmt: skip
def test_a_scene_derives_numbers_of_any_kind(one, given):
    derives = replace(one, scene=replace(one.scene, derive=lambda *_: {"half": eval(given)}))
    found = values(derives)["u_half"]
    assert type(found) is float
    assert found == float(eval(given))


# Given to all passes alike, though only the last one, and those that read an input, declare them.
TO_ALL = {"u_steps", "u_weight", "u_straight"}


@pytest.mark.parametrize("name", [*installations(), "embers", "chain"])
def test_each_uniform_given_is_declared_and_each_that_a_pass_uses_is_given(name, gl, tmp_path, monkeypatch):
    """``embers`` computes, and reads an input; ``chain`` is a scene to be sculpted, with effects and faults."""
    if name == "chain":
        chain = tuple(map(Effect, ("bit_planes", "echo", "tear")))
        loaded = load(write_starter(name, tmp_path, "sculpture"), chain, "rehearsal")
    else:
        loaded = load(ROOT / "tests/scenes/embers" if name == "embers" else name)
    scene, given = loaded.scene, {step.name: set() for step in loaded.scene.passes}
    real = Compiled.set

    def heard(compiled, values):
        given[compiled.step.name] |= set(values)
        real(compiled, values)

    monkeypatch.setattr(Compiled, "set", heard)
    table, faults, *_ = read_figures(scene.data, scene.wanted, scene.feed)
    engine = Engine(gl, loaded, table, (48, 27), faults=faults)
    for index in (0, 1):
        engine.draw(scene.frame(index, size=(48, 27)), _played(scene.params()))
    engine.row_at(0, 0)  # draws what only picking needs
    unread = {f"{kind}_{one.name}{end}" for one in scene.inputs for kind, end in (("u", "_moment"), ("t", ""))}
    try:
        for compiled in engine.pipeline.compiled:
            step = compiled.step
            known = _declared(loaded, step, final=engine.pipeline.direct and step is scene.passes[-1])
            assert given[step.name], f"{step.name} was drawn"
            assert given[step.name] - known <= TO_ALL | unread, f"{step.name} is given what no shader of it declares"
            used = {one for one in compiled.names if one[:3] != "gl_"}
            assert used <= given[step.name], f"{step.name} uses what nobody gives: it is 0"
    finally:
        engine.release()


def _played(params):
    """Return ``params`` with every effect on, so that none is passed over."""
    return assign(params, **{name: 0.5 for name in specs(params) if name.endswith("_amount")})


def _declared(loaded, step, *, final):
    """Return the names of the uniforms that the loader declares in any stage of ``step``."""
    stages = {"geometry": ("vert", "frag"), "compute": ("comp",), "fragment": ("frag",)}[step.kind]
    text = "".join(declarations(loaded.scene, step, stage, derived_names(loaded), final=final) for stage in stages)
    return set(re.findall(r"\buniform (?:writeonly )?\w+ (\w+)", text))


def test_a_scene_that_would_end_the_program_while_it_plays_is_a_mistake_in_it(one):
    def leave(*_):
        raise SystemExit(0)

    ending = replace(one, scene=replace(one.scene, derive=leave))
    with pytest.raises(RendererError, match="SystemExit: 0"):
        derived_names(ending)
    with pytest.raises(RendererError, match="SystemExit: 0"):
        values(ending)


HOURS = [0, 72, 90 * 24]


@pytest.mark.parametrize("hours", HOURS)
@pytest.mark.parametrize("name", [*installations(), "chain"])
def test_every_number_a_scene_is_told_moves_evenly_after_months(name, hours, tmp_path):
    """As floats of GLSL hold them: 32 bits. What moves by less than they tell apart would stand, and jump."""
    chain = tuple(Effect(kind) for kind in effects()) if name == "chain" else ()
    loaded = load(write_starter(name, tmp_path, "points") if name == "chain" else name, chain)
    scene = loaded.scene
    table = read_figures(scene.data, scene.wanted, scene.feed).table
    begin = hours * 3600 * 60
    told = [scene_uniforms(scene, table, scene.frame(begin + n, Fraction(60)), scene.params()) for n in range(9)]
    moving = [key for key, value in told[0].items() if isinstance(value, float) and value != told[1][key]]
    assert "u_time" in moving
    for key in moving:
        exact = np.array([one[key] for one in told])
        held = exact.astype(np.float32).astype(np.float64)
        assert (abs(np.diff(held) - np.diff(exact)) <= 0.06 * abs(np.diff(exact))).all(), key


@pytest.mark.parametrize("hours", HOURS)
def test_a_hand_turns_evenly_whatever_the_hour(engine, hours):
    """The case: a tenth of a turn a second at 30 frames is 1.2 degrees a frame; within a loop of 12 s nothing wraps."""
    made = engine(image_frag="void main() { o = vec4(0.1 * u_time, u_rate_phase, u_rate_beat); }", size=(1, 1),
                  depth=32)  # fmt: skip
    begin, seen = hours * 3600 * 30, []
    for index in range(begin, begin + 10):
        made.draw(made.loaded.scene.frame(index, size=(1, 1)))
        seen.append(made.read(4)[0, 0])
    steps = np.diff(np.array(seen, np.float64), axis=0) % 1024
    np.testing.assert_allclose(360 * steps[:, 0], 1.2, atol=0.02)
    np.testing.assert_allclose(steps[:, 1], made.loaded.scene.params().rate / 30, atol=1e-4)


def test_time_and_the_moments_of_inputs_begin_again_together(engine):
    """A shadow that was given two seconds ago is two seconds old, before and after ``u_time`` begins again."""
    shader = "void main() { o = vec4(u_time - u_map_moment, u_time, 0.0, 1.0) + 0.0 * fetch_map(texel()); }"
    reads = "passes=(Pass('image', 'image.frag', reads=('map',)),), inputs=(Input('map'),)"
    made = engine(reads, size=(1, 1), depth=32, image_frag=shader)
    lap = made.loaded.scene.frame().wrap
    for index in (60, lap - 1, lap, lap + 59, 2160 * lap + 7):
        frame = made.loaded.scene.frame(index, size=(1, 1))
        made.input("map", np.ones((1, 1, 4), np.float32), frame.time - 2.0)
        made.draw(frame)
        assert made.read(4)[0, 0] == pytest.approx([2.0, (index % lap) / 30, 0.0, 1.0], abs=5e-4)
