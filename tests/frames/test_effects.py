"""Effects in the engine: what does nothing costs nothing, order counts, wet mixes, memory is exact."""

import numpy as np
import pytest

from renderer.core.paths import SHADERS
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.params.param import assign
from renderer.scene import effect as effects_module
from renderer.scene.catalogue import load
from renderer.scene.scene import Effect

HEAD = """/*
title = "T"
says = "T."
{more}
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How much."
*/
"""
HALVE = HEAD.format(more="") + "void main() { o = texelFetch(t_source, texel(), 0); o.rgb *= 1.0 - 0.5 * u_amount; }"
LIFT = HEAD.format(more="") + "void main() { o = texelFetch(t_source, texel(), 0); o.rgb += 0.25 * u_amount; }"
TRAIL = HEAD.format(more='reads = ["source", "trail"]') + (
    "void main() { o = max(texelFetch(t_source, texel(), 0), u_amount * 0.5 * texelFetch(t_trail, texel(), 0)); }"
)
WIPE = "void main() { o = vec4(vec3(u_frame % 4 == texel().x / 4 ? 1.0 : 0.0), 1.0); }"


@pytest.fixture
def picture(gl, scene, tmp_path, monkeypatch):
    """Return ``picture(chain, values, frame)``: linear light of a small scene through effects, and the engine."""
    folder = tmp_path / "effects"
    folder.mkdir()
    for name, text in (("halve", HALVE), ("lift", LIFT), ("trail", TRAIL)):
        (folder / f"{name}.frag").write_text(text)
    monkeypatch.setattr(effects_module, "EFFECTS", folder)
    made = []

    def draw(chain, values, frames=(0,), text="void main() { o = vec4(vec3(u_level), 1.0); }"):
        module = scene("passes=(Pass('image', 'image.frag'),)", image_frag=text).module
        loaded = load(module, tuple(Effect(name) for name in chain))
        engine = Engine(gl, loaded, load_table("us_oral_health", ()), (16, 8), Exposure(depth=32))
        made.append(engine)
        for index in frames:
            engine.draw(loaded.scene.frame(index, size=(16, 8)), assign(loaded.scene.params(), **values))
        return engine.read(3), engine

    yield draw
    for engine in made:
        engine.release()


def test_the_order_of_a_chain_counts(picture):
    on = {"level": 0.5, "halve_amount": 1.0, "lift_amount": 1.0}
    assert picture(("halve", "lift"), on)[0] == pytest.approx(0.5, abs=1e-3)
    assert picture(("lift", "halve"), on)[0] == pytest.approx(0.375, abs=1e-3)


def test_an_effect_at_0_is_not_drawn_and_changes_no_bit(picture):
    plain, _ = picture((), {})
    idle, engine = picture(("halve", "lift"), {"halve_amount": 1.0, "halve_wet": 0.0})
    np.testing.assert_array_equal(idle, plain)
    assert engine.pipeline.targets["fx_halve"].drawn == engine.pipeline.targets["fx_lift"].drawn == 0


def test_wet_mixes(picture):
    on = {"level": 1.0, "halve_amount": 1.0, "halve_wet": 0.5}
    assert picture(("halve",), on)[0] == pytest.approx(0.75, abs=1e-3)


def test_a_frame_drawn_alone_is_the_frame_in_its_sequence(picture):
    on = {"trail_amount": 1.0}
    alone, _ = picture(("trail",), on, (9,), WIPE)
    after, _ = picture(("trail",), on, range(10), WIPE)
    np.testing.assert_array_equal(alone, after)
    columns = alone[0, ::4, 0]
    np.testing.assert_allclose(columns, [0.5, 1.0, 0.125, 0.25], atol=1e-3)  # 9 % 4 is 1: the one before it is half


def test_the_library_shader_folder_is_where_effects_are():
    assert effects_module.EFFECTS == SHADERS / "effects"
