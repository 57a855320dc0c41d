"""A picture drawn in parts is the whole picture: every installation, every effect, every depth; and what is refused."""

import numpy as np
import pytest
from coarse import ROUGH
from grounds import on_ground

from renderer.core.errors import RendererError, UsageError
from renderer.core.paths import INSTALLATIONS
from renderer.core.region import Region
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.frames.region_rule import in_parts
from renderer.gpu import pipeline
from renderer.params.param import assign, specs
from renderer.scene import extent
from renderer.scene.catalogue import load
from renderer.scene.effect import effects
from renderer.scene.scene import Effect

SIZE, PARTS = (109, 67), ((41, 25), (29, 61))
NAMES = sorted(path.name for path in INSTALLATIONS.iterdir() if (path / "scene.py").is_file())
BOLD = {"biome_map": "bold", "enamel": "lacquer", "equity": "bold", "fracture": "rupture", "journey": "gorges",
        "lagoon": "bold",
        "signal_loss": "bold", "smile": "glass"}  # fmt: skip
KINDS = (
    {},
    {"bold": True},
    {"samples": 2, "depth": 16, "alpha": True},
    {"bold": True, "samples": 2, "shutter": 0.5, "depth": 32},
)
SOONER = {"stutter": {"stutter_span": 0.01}}  # what else would begin after frame 5
# Bars and grain that travel, on a soft alpha.
SOURCE = """
#include "lib/hash/pcg.glsl"
void main() {
    vec2 q = pixel() / u_resolution;
    uvec3 h = pcg3d(uvec3(pixel() / 3.0 + vec2(u_frame), u_seed));
    vec3 bars = 0.5 + 0.5 * sin(vec3(41.0, 23.0, 31.0) * q.x + vec3(9.0, 31.0, 17.0) * q.y + 2.0 * u_time);
    o = vec4(bars * vec3(unit(h.x), 0.5 + 0.5 * unit(h.y), 1.0), 1.0) * smoothstep(0.0, 0.2, q.x);
}
"""


@pytest.fixture
def drawn(gl):
    """Return ``drawn(loaded, size=, **engine)``: an engine, released after the test."""
    made = []

    def make(loaded, size=SIZE, region=None, **exposure):
        table = load_table(loaded.scene.data, loaded.scene.wanted)
        made.append(on_ground(Engine(gl, loaded, table, size, Exposure(**exposure), region=region)))
        return made[-1]

    yield make
    for one in made:
        one.release()


def whole_and_parts(engine, index, params):
    """Yield the whole picture of frame ``index``, and the same in parts of two odd sizes."""
    frame = engine.loaded.scene.frame(index, size=engine.size, seed=3)

    def draw():
        engine.draw(frame, params)

    engine.restart()
    draw()
    whole = engine.read(4)
    for part in PARTS:
        yield whole, in_parts(engine, part, draw)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_installation(drawn, request, name, kind):
    rough = name in ROUGH and "samples" in kind  # many draws; maps as they are have been cut without
    loaded = load(request.getfixturevalue(f"coarse_{name}") if rough else name)
    params = loaded.scene.params()
    if kind.get("bold"):
        params = assign(params, **next(one.params for one in loaded.presets if one.name == BOLD[name]))
    if name == "smile":
        params = assign(params, blur=6.0)  # the lens looks around
    engine = drawn(loaded, **{key: value for key, value in kind.items() if key != "bold"})
    index = 1 if loaded.scene.feedback else 7  # what feeds back is run through again for each part

    for whole, parts in whole_and_parts(engine, index, params):
        assert whole.max() > 0
        np.testing.assert_array_equal(parts, whole)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("enamel", {"form": "arch", "elevation": 8.0, "depth": 2.0, "azimuth": 0.0}),
        ("enamel", {"form": "arch", "elevation": 8.0, "depth": 2.0, "azimuth": 270.0}),
        ("smile", {"blur": 12.0, "focus": 24.0}),
    ],
)
def test_where_an_installation_looks_furthest(drawn, name, values):
    engine = drawn(load(name), size=(301, 201))

    for whole, parts in whole_and_parts(engine, 0, assign(engine.loaded.scene.params(), **values)):
        np.testing.assert_array_equal(parts, whole)


@pytest.mark.parametrize("name", effects())
def test_every_effect(drawn, scene, name):
    plain = scene("passes=(Pass('image', 'image.frag'),)", image_frag=SOURCE)
    engine = drawn(load(plain.folder / "scene.py", (Effect(name),)), alpha=True)
    params = assign(engine.loaded.scene.params(), **{f"{name}_amount": 0.8}, **SOONER.get(name, {}))
    known = specs(type(params)).items()
    ends = {at: assign(params, **{key: getattr(spec, at) for key, spec in known if spec.kind in ("number", "whole")
                                  and key not in (f"{name}_amount", f"{name}_wet")})
            for at in ("low", "high")}  # fmt: skip
    frame = engine.loaded.scene.frame(5, size=SIZE, seed=3)
    engine.draw(frame)
    bare, moved = engine.read(4), 0.0

    for look in (params, ends["low"], ends["high"]):
        for whole, parts in whole_and_parts(engine, 5, look):
            np.testing.assert_array_equal(parts, whole)
            moved = max(moved, (whole != bare).any(axis=2).mean())
    assert moved > 0.02, "it does something"


def test_two_effects_over_a_scene_that_looks_around(drawn):
    engine = drawn(load("enamel", (Effect("ghost"), Effect("echo"))))
    params = assign(engine.loaded.scene.params(), ghost_amount=0.7, echo_amount=0.6)

    for whole, parts in whole_and_parts(engine, 4, params):
        np.testing.assert_array_equal(parts, whole)


def test_what_is_whole_is_drawn_once_for_all_parts(drawn):
    engine = drawn(load("smile"))
    frame, targets = engine.loaded.scene.frame(0, size=SIZE), engine.pipeline.targets
    engine.draw(frame)
    before = {name: target.drawn for name, target in targets.items()}
    in_parts(engine, (41, 25), lambda: engine.draw(frame))

    assert {name for name in before if targets[name].drawn > before[name]} == {"near", "lit", "smoothed"}


FAR = {
    "grain_frag": """#include "lib/hash/pcg.glsl"
void main() {
    uvec3 h = pcg3d(uvec3(target_texel(), 5u));
    o = vec4(unit(h.x), unit(h.y), u_level * pixel().x, 1.0);
}""",
    "slope_frag": """void main() {
    vec4 near = fetch_grain(clamp(target_texel() + ivec2(3, 0), ivec2(0), ivec2(u_resolution) - 1));
    o = abs(dFdx(near)) + abs(dFdy(near)) + fetch_grain(target_texel());
}""",
    "image_frag": """void main() {
    o = vec4(0.0);
    for (int x = -9; x <= 9; x += 3)
        o += fetch_slope(clamp(target_texel() + ivec2(x, x / 3), ivec2(0), ivec2(u_resolution) - 1)) / 9.0;
}""",
}  # fmt: skip


@pytest.mark.parametrize("size", [(192, 54), (193, 55)])
@pytest.mark.parametrize("part", [(8, 20), (13, 27), (40, 16), (192, 54)])
def test_what_stands_is_kept_along_a_row_and_new_columns_alone_are_drawn(drawn, scene, monkeypatch, size, part):
    loaded = scene("""passes=(Pass('grain', 'grain.frag', format='f4'),
        Pass('slope', 'slope.frag', reads=('grain',), format='f4', footprint=Footprint(4)),
        Pass('image', 'image.frag', reads=('slope',), footprint=Footprint(9)))""", **FAR)  # fmt: skip
    engine, counted, real = drawn(loaded, size), [], pipeline.cover
    frame = loaded.scene.frame(0, size=size)
    engine.draw(frame)
    whole = engine.read(4)

    def cover(gl, one, into, band, **more):
        counted.append(band[2] * band[3] if band and one.step.name == "grain" else 0)
        real(gl, one, into, band, **more)

    monkeypatch.setattr(pipeline, "cover", cover)
    np.testing.assert_array_equal(in_parts(engine, part, lambda: engine.draw(frame)), whole)
    if part == (8, 20):  # 20 + 2 * 13 px high; those that begin at 13 px and less make a wider target
        assert sum(counted) < 1.6 * size[0] * (20 + 2 * 13) * 3, "drawn anew each time they would be 4 times as many"
    apart = in_parts(engine, part, lambda: engine.draw(frame), along=False)
    np.testing.assert_array_equal(apart, whole)


def test_what_stands_is_drawn_again_where_a_knob_is_turned_between(drawn, scene):
    loaded = scene("""passes=(Pass('grain', 'grain.frag', format='f4'),
        Pass('slope', 'slope.frag', reads=('grain',), format='f4', footprint=Footprint(4)),
        Pass('image', 'image.frag', reads=('slope',), footprint=Footprint(9)))""", **FAR)  # fmt: skip
    size, frame = (192, 54), loaded.scene.frame(0, size=(192, 54))
    part, whole = drawn(loaded, size, Region(60, 10, 16, 20)), drawn(loaded, size)
    for left, level in ((60, 0.001), (68, 0.001), (76, 0.004), (84, 0.004)):
        params = assign(loaded.scene.params(), level=level)
        whole.draw(frame, params)
        part.resize(size, Region(left, 10, 16, 20))
        part.draw(frame, params)
        np.testing.assert_array_equal(part.read(), whole.read()[10:30, left : left + 16])


@pytest.mark.parametrize("region", [Region(-2, 0, 20, 20), Region(100, 0, 10, 10), Region(0, 0, 4, 0)])
def test_a_region_outside_the_picture_is_refused(drawn, region):
    loaded = load("lagoon")
    engine = drawn(loaded)
    sentence = f"the region of {region.width}x{region.height} px at {region.x}, {region.y} does not lie inside"

    with pytest.raises(UsageError, match=sentence):
        drawn(loaded, region=region)
    with pytest.raises(UsageError, match=sentence):
        engine.resize(SIZE, region)
    assert engine.region.size == SIZE


class SmallGpu:
    """A context whose GPU draws at most ``most`` px a side."""

    def __init__(self, gl, most):
        self._gl, self._most = gl, most

    def __getattr__(self, name):
        """Return what the true context has."""
        if name == "info":
            most = self._most
            return {**self._gl.info, "GL_MAX_TEXTURE_SIZE": most, "GL_MAX_VIEWPORT_DIMS": (most, most)}
        return getattr(self._gl, name)


def small_engine(gl, loaded, size, region):
    """Return an engine on a GPU that draws 300 px a side."""
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    return Engine(SmallGpu(gl, 300), loaded, table, size, region=region)


def test_a_picture_larger_than_the_gpu_is_drawn_in_parts(gl):
    loaded, size = load("enamel"), (420, 240)
    engine = small_engine(gl, loaded, size, Region(200, 30, 120, 90))
    engine.draw(loaded.scene.frame(0, size=size))
    part = engine.read(4)
    engine.release()
    whole = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), size)
    whole.draw(loaded.scene.frame(0, size=size))
    expected = whole.read(4)[30:120, 200:320]
    whole.release()

    assert expected.max() > 0
    np.testing.assert_array_equal(part, expected)


def test_a_part_larger_than_the_gpu_is_no_pass_drawn_whole(gl):
    with pytest.raises(RendererError, match=r"^320x30 px is more than this GPU draws in one piece"):
        small_engine(gl, load("enamel"), (420, 240), Region(0, 0, 310, 20))


def test_a_whole_pass_larger_than_the_gpu_is_named(gl, scene, monkeypatch):
    with pytest.raises(RendererError, match=r"pass 'relief' is drawn whole .* 420x240 px, .* 300 px a side: give it"):
        small_engine(gl, load("fracture"), (420, 240), Region(0, 0, 64, 64))
    form = "passes=(Pass('form', 'form.vert'), Pass('image', 'image.frag', reads=('form',)))"
    files = {"form_vert": "void main() { gl_Position = vec4(0.0); }", "form_frag": "void main() { o = vec4(1.0); }"}
    loaded = scene(form, image_frag="void main() { o = fetch_form(target_texel()); }", **files)
    monkeypatch.setattr(extent, "EVERY_GPU", 300)
    small_engine(gl, loaded, (420, 240), Region(0, 0, 64, 64)).release()
    with pytest.raises(RendererError, match=r"'form' draws geometry .* 420x240 px, of which GPUs see 150 px a side"):
        small_engine(gl, loaded, (420, 240), Region(0, 0, 160, 64))


def test_a_part_elsewhere_begins_every_state_anew(drawn, scene):
    still = "void main() { o = fetch_still(target_texel()) + vec4(0.1 * target_texel().x / u_resolution.x); }"
    moving = "void main() { o = fetch_moving(max(target_texel() - ivec2(1, 0), ivec2(0))) + vec4(0.03); }"
    show = "void main() { o = fetch_still(target_texel()) + fetch_moving(target_texel()); }"
    loaded = scene("""passes=(Pass('still', 'still.frag', reads=('still',), format='f4'),
        Pass('moving', 'moving.frag', reads=('moving',), format='f4', footprint=Footprint(displacement=1)),
        Pass('image', 'image.frag', reads=('still', 'moving')))""",
                   still_frag=still, moving_frag=moving, image_frag=show)  # fmt: skip
    frame = loaded.scene.frame(4, size=(48, 32))
    whole, part = drawn(loaded, (48, 32)), drawn(loaded, (48, 32), Region(0, 0, 24, 32))
    whole.draw(frame)
    for region in (Region(0, 0, 24, 32), Region(24, 0, 24, 32)):
        part.resize((48, 32), region)
        part.draw(frame)
        np.testing.assert_array_equal(part.read(), whole.read()[:, region.x : region.x + 24])
