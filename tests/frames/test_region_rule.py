"""The rule of parts lets an honest footprint pass and names the pass that reads further than it says."""

from functools import partial

import numpy as np
import pytest

from renderer.core.region import Region, parts
from renderer.data.load import load_table
from renderer.frames.probe import Probe
from renderer.frames.region_rule import in_parts, regions
from renderer.scene.catalogue import load

SIZE = (96, 54)
# Detail at every pixel, so that one read wrongly is seen.
DOTS = """
#include "lib/hash/pcg.glsl"
void main() {
    uvec3 h = pcg3d(uvec3(target_texel(), uint(u_frame)));
    o = vec4(unit(h.x), unit(h.y), u_level * unit(h.z), 1.0);
}
"""
SHOW = "void main() { o = vec4(fetch_seen(target_texel()).rgb, 1.0); }"
BLUR = """
void main() {
    o = vec4(0.0);
    for (int x = -8; x <= 8; x++) o += fetch_dots(clamp(target_texel() + ivec2(x, 0), ivec2(0), ivec2(u_resolution) - 1)) / 17.0;
}
"""  # noqa: E501
FREE = "void main() { o = texture(t_dots, fract(pixel() / u_resolution * 3.0)); }"
TRAIL = """
void main() {
    ivec2 from = clamp(target_texel() - ivec2(3, 0), ivec2(0), ivec2(u_resolution) - 1);
    o = mix(fetch_dots(target_texel()), fetch_seen(from), 0.8);
}
"""
SLOPE = "void main() { vec4 dots = fetch_dots(target_texel()); o = abs(dFdx(dots)) + abs(dFdy(dots)); }"
SLOPE_OF_BLUR = """
void main() {
    vec4 sum = vec4(0.0);
    for (int x = -3; x <= 3; x++) sum += fetch_dots(clamp(target_texel() + ivec2(x, 0), ivec2(0), ivec2(u_resolution) - 1));
    o = abs(dFdx(sum));
}
"""  # noqa: E501


@pytest.fixture
def probe(gl, scene):
    """Return ``probe(shader, footprint, reads=, size=)``: dots, a pass over them with that footprint, a picture."""
    made = []

    def make(shader, footprint="", reads=("dots",), size=SIZE, **files):
        seen = f"Pass('seen', 'seen.frag', reads={reads}, footprint=Footprint({footprint}))"
        declaration = f"passes=(Pass('dots', 'dots.frag'), {seen}, Pass('image', 'image.frag', reads=('seen',)))"
        loaded = scene(declaration, **{"dots_frag": DOTS, "seen_frag": shader, "image_frag": SHOW, **files})
        made.append(Probe(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), size))
        return made[-1]

    yield make
    for one in made:
        one.release()


@pytest.mark.parametrize(
    ("shader", "reads", "honest", "lie"),
    [
        (BLUR, ("dots",), "8", "4"),
        (FREE, ("dots",), "whole=True", ""),
        (FREE, ("dots",), "whole=('dots',)", "20"),
        (TRAIL, ("dots", "seen"), "displacement=3.0", "displacement=0.0"),
        (SLOPE_OF_BLUR, ("dots",), "4", "3"),
    ],
)
def test_a_footprint_that_lies_is_caught_and_its_pass_named(probe, shader, reads, honest, lie):
    assert regions(probe(shader, honest, reads)) == ""
    found = regions(probe(shader, lie, reads))

    assert "pixels differ from the whole picture, the first at column" in found
    assert "pass 'seen' probably reads further than its footprint" in found


def test_what_is_right_only_where_the_part_before_still_stands_is_caught(probe):
    """Of parts of a row the last stays in the target of the one before it: what that had drawn lies there yet."""
    far = "void main() { o = fetch_dots(target_texel() - ivec2(target_texel().x >= 66 ? 40 : 0, 0)); }"
    made = probe(far, "31")
    engine = made.engine()
    draw = partial(engine.draw, made.frame(0), made.params())
    draw()
    whole = engine.read(4)
    np.testing.assert_array_equal(in_parts(engine, (33, 19), draw), whole, "row by row it is not seen")

    assert regions(probe(far, "40")) == ""
    assert "pass 'seen' probably reads further than its footprint (radius 31 px)" in regions(made)


@pytest.mark.parametrize("size", [SIZE, (97, 55), (96, 55), (97, 54)])
def test_derivatives_are_the_whole_picture_s(probe, size):
    assert regions(probe(SLOPE, size=size)) == ""


def test_the_pass_named_is_the_first_that_lies(probe):
    passes = ("passes=(Pass('dots', 'dots.frag'), Pass('seen', 'seen.frag', reads=('dots',), footprint=Footprint(8)), "
              "Pass('image', 'image.frag', reads=('seen',), footprint=Footprint(1)))")  # fmt: skip
    shifted = "void main() { o = fetch_seen(min(target_texel() + ivec2(9, 0), ivec2(u_resolution) - 1)); }"
    made = probe(BLUR, "8")
    made.loaded = _with(made, passes, image_frag=shifted)

    assert "pass 'image' probably reads further than its footprint (radius 1 px)" in regions(made)


@pytest.mark.parametrize(("declared", "wide"), [
    ("bool = param(False, help='w')", "u_way"),
    ("str = param('near', choices=('near', 'mid', 'far'), help='w')", "u_way == WAY_FAR"),
])  # fmt: skip
def test_a_lie_that_only_a_switch_or_a_choice_tells_is_caught(probe, declared, wide):
    made = probe(f"void main() {{ o = fetch_dots({wide} ? ivec2(0) : target_texel()); }}")
    text = (made.loaded.folder / "scene.py").read_text()
    level = next(line for line in text.splitlines() if line.strip().startswith("level:"))
    (made.loaded.folder / "scene.py").write_text(text.replace(level, f"{level}\n    way: {declared}"))
    made.loaded = load(made.loaded.folder)

    assert "pass 'seen' probably reads further than its footprint (radius 0 px)" in regions(made)


FADE = "void main() { o = mix(fetch_dots(target_texel()), fetch_seen(target_texel()), 0.8); }"
FAR = "void main() { o = texture(t_seen, fract(pixel() / u_resolution * 3.0)); }"


def test_a_last_frame_that_is_read_too_far_is_not_blamed_on_it(probe):
    found = regions(probe(FADE, reads=("dots", "seen"), image_frag=FAR))

    assert "pass 'image' probably reads further than its footprint (radius 0 px)" in found
    assert "write fetch_seen(target_texel()) in place of texture(t_seen, ...), or declare Footprint(radius=" in found


def test_an_earlier_honest_reader_of_a_last_frame_is_not_blamed(probe):
    made = probe(TRAIL, reads=("dots", "seen"), early_frag="void main() { o = fetch_last_seen(target_texel()); }",
                 image_frag="void main() { o = fetch_seen(target_texel()) + fetch_early(target_texel()); }")
    made.loaded = _with(made, "passes=(Pass('dots', 'dots.frag'), "
                              "Pass('early', 'early.frag', reads=(last('seen'),)), "
                              "Pass('seen', 'seen.frag', reads=('dots', 'seen')), "
                              "Pass('image', 'image.frag', reads=('seen', 'early')))")  # fmt: skip
    found = regions(made)

    assert "pass 'seen' probably reads further than its footprint (radius 0 px)" in found
    assert "Footprint(radius=...) with the px that it looks around itself" in found


def test_it_says_how_many_pixels_and_where(probe):
    one = """
    void main() {
        o = fetch_dots(target_texel() == ivec2(40, 50) ? ivec2(0) : target_texel());
    }
    """
    found = regions(probe(one))

    assert "frame 0 drawn in parts of 33x19 px: 1 of 5184 pixels differ" in found
    assert "the first at column 40, row 3;" in found


@pytest.mark.parametrize(("place", "word"), [("vec2(texel())", "texel()"), ("gl_FragCoord.xy", "gl_FragCoord")])
def test_a_shader_that_knows_only_its_part_is_told_what_to_write(probe, place, word):
    local = f"void main() {{ o = vec4({place} / u_resolution, 0.0, 1.0); }}"

    assert f"pass 'seen' uses {word}, which counts in the part drawn" in regions(probe(local))
    assert "texel() where pixel() or target_texel() is meant" in regions(probe(BLUR, "8", image_frag=local))


def test_geometry_in_a_part_is_told_to_be_whole(probe):
    geometry = """
    out vec2 place;
    void main() {
        uint n = uint(gl_VertexID) * 747796405u + 3u;
        place = vec2(n >> 8u & 4095u, n >> 20u) / 2048.0 - 1.0;
        gl_Position = vec4(place, 0.0, 1.0);
    }
    """
    declaration = ("passes=(Pass('seen', 'form.vert', vertices='300', blend='add', footprint=Footprint({})), "
                   "Pass('image', 'image.frag', reads=('seen',)))")  # fmt: skip
    fragment = "in vec2 place; void main() { o = vec4(fract(place * 9.0), 0.1, 1.0); }"
    files = {"form_vert": geometry, "form_frag": fragment}
    made = probe(BLUR, "8", **files)
    made.loaded = _with(made, declaration.format(""))
    found = regions(made)
    made.release()
    made.loaded = _with(made, declaration.format("whole=True"))

    assert "pass 'seen' draws geometry" in found
    assert regions(made) == ""


def test_parts_cover_a_picture_once():
    for size, part in (((96, 54), (31, 19)), ((10, 10), (3, 4)), ((5, 5), (9, 9)), ((1, 7), (1, 2))):
        hits = np.zeros(size[::-1], int)
        for region in parts(size, part):
            hits[region.y : region.y + region.height, region.x : region.x + region.width] += 1
        assert (hits == 1).all()


def test_afterwards_the_engine_draws_what_it_drew_before(probe):
    engine = probe(BLUR, "8").engine()
    engine.resize(SIZE, Region(5, 7, 20, 10))
    in_parts(engine, (31, 19), lambda: engine.draw(engine.loaded.scene.frame(0, size=SIZE)))

    assert engine.region == Region(5, 7, 20, 10)


def _with(probe, declaration, **files):
    """Return the probe's scene declared otherwise, in its own folder."""
    folder = probe.loaded.folder
    text = (folder / "scene.py").read_text()
    (folder / "scene.py").write_text(text[: text.index("SCENE =")] + f"SCENE = Scene('Small', Params, {declaration})\n")
    for name, shader in files.items():
        (folder / name.replace("_", ".")).write_text(shader)
    return load(folder / "scene.py")
