"""All passes of a scene as one: their order, what is not drawn again, memory, blending, compute; against numpy."""

import numpy as np
import pytest

from renderer.core.frame import Frame
from renderer.gpu.bands import Parts
from renderer.params.param import assign

SIZE = (16, 8)
CHAIN = """passes=(Pass('a', 'a.frag', format='f4'), Pass('b', 'b.frag', reads=('a',), format='f4'),
    Pass('image', 'image.frag', reads=('b', 'a')))"""
A = "void main() { o = vec4(u_level); }"
B = "void main() { o = 2.0 * texelFetch(t_a, texel(), 0) + 1.0; }"
BOTH = "void main() { o = vec4(texelFetch(t_a, texel(), 0).r, texelFetch(t_b, texel(), 0).r, 0.0, 1.0); }"
SHOW = "void main() { o = texelFetch(t_a, texel(), 0); }"
READ = "Pass('image', 'image.frag', reads=('a',)))"
# Squares of 4 x 4 px at columns 2 instance, in the depth and colour of their number.
SQUARES = """
out vec4 paint;
void main() {
    vec2 at = (vec2(2 * gl_InstanceID, 2) + 4.0 * vec2(gl_VertexID & 1, gl_VertexID >> 1)) / vec2(8, 4) - 1.0;
    gl_Position = vec4(at, DEPTH, 1.0);
    paint = vec4[](vec4(0.5, 0, 0, 0.5), vec4(0, 0.25, 0, 0.25), vec4(0, 0, 1, 1), vec4(0.125))[gl_InstanceID];
}"""
PAINT = "in vec4 paint; void main() { o = paint; }"
COLOURS = np.float32([[0.5, 0, 0, 0.5], [0, 0.25, 0, 0.25], [0, 0, 1, 1], [0.125] * 4])


def drawn(engine, index=0, **values):
    engine.draw(Frame(index, size=SIZE), assign(engine.loaded.scene.params(), **values))
    return engine.read(4)


def triangles(engine, index=0, **values):
    """Return how many triangles a frame draws: one for each pass that covers its target."""
    query = engine.gl.query(primitives=True)
    with query:
        drawn(engine, index, **values)
    return query.primitives


def test_passes_are_drawn_in_order_and_read_what_was_drawn_before_them(engine):
    made = engine(CHAIN, a_frag=A, b_frag=B, image_frag=BOTH, depth=32)
    for level in (0.5, 2.0):
        np.testing.assert_array_equal(drawn(made, level=level)[..., :2], np.full((8, 16, 2), [level, 2 * level + 1]))


def test_only_what_changed_is_drawn_again_and_what_reads_it(engine):
    made = engine(CHAIN.replace("reads=('a',), ", ""), a_frag=A, b_frag="void main() { o = vec4(u_rate); }",
                  image_frag=BOTH, depth=32)  # fmt: skip
    assert triangles(made) == 3
    assert triangles(made) == 1  # the picture itself
    assert triangles(made, 1) == 1  # no pass asks for the time
    assert triangles(made, 1, rate=2.0) == 2
    assert triangles(made, 1, rate=2.0, level=1.0) == 2
    assert triangles(made, 1, rate=2.0, level=1.0) == 1


def test_a_pass_of_time_is_drawn_in_every_frame_and_carries_along_what_reads_it(engine):
    made = engine(CHAIN, a_frag="void main() { o = vec4(u_frame); }", b_frag=B, image_frag=BOTH, depth=32)
    assert [triangles(made, index) for index in (0, 1, 2)] == [3, 3, 3]
    assert drawn(made, 2)[0, 0, 1] == 5.0


def test_forgetting_draws_everything_anew(engine):
    made = engine(CHAIN, a_frag=A, b_frag=B, image_frag=BOTH, depth=32)
    drawn(made)
    made.pipeline.forget()
    assert triangles(made) == 3


def test_a_ping_pong_reads_its_last_frame_and_its_wrap_decides_what_is_beyond_the_edge(engine):
    """Each frame moves the picture a column to the right and puts the frame's number into column 0."""
    move = """void main() {
        vec2 last = (vec2(texel()) + 0.5 - vec2(1, 0)) / u_resolution;
        o = texture(t_a, last) + vec4(texel().x == 0 ? float(u_frame + 1) : 0.0);
    }"""
    for wrap in (False, True):
        passes = f"passes=(Pass('a', 'a.frag', reads=('a',), format='f4', filter='nearest', wrap={wrap}), {READ}"
        made = engine(passes, a_frag=move, image_frag=SHOW, depth=32)
        row = np.zeros(16)
        for index in range(20):
            row = np.concatenate([[(row[-1] if wrap else row[0]) + index + 1], row[:-1]])
        np.testing.assert_array_equal(drawn(made, 19)[..., 0], np.tile(row, (8, 1)))


@pytest.mark.parametrize("depth", ["0.0", "0.1 * gl_InstanceID", "0.1 * (3 - gl_InstanceID)"])
@pytest.mark.parametrize("blend", ["none", "over", "add"])
def test_geometry_meets_what_is_there_as_its_blend_says(engine, blend, depth):
    passes = f"""passes=(Pass('a', 'a.vert', instances='4', vertices='4', mode='triangle_strip', blend='{blend}',
        format='f4'), {READ}"""
    made = engine(passes, a_vert=SQUARES.replace("DEPTH", depth), a_frag=PAINT, image_frag=SHOW, depth=32)
    expected, far = np.zeros((8, 16, 4), np.float32), np.ones((8, 16))
    for number, paint in enumerate(COLOURS):
        own = (slice(2, 6), slice(2 * number, 2 * number + 4))
        if blend == "add":
            expected[own] += paint
        elif blend == "over":
            expected[own] = paint + (1 - paint[3]) * expected[own]
        else:
            z = eval(depth.replace("gl_InstanceID", str(number)))
            nearer = z < far[own]
            expected[own][nearer], far[own][nearer] = paint, z
    np.testing.assert_allclose(drawn(made), expected, atol=1e-6)
    np.testing.assert_allclose(drawn(made, 1), expected, atol=1e-6)  # nothing is left of the frame before


def test_as_many_are_drawn_as_the_sums_of_the_scene_say(engine):
    passes = f"passes=(Pass('a', 'a.vert', instances='count', vertices='3 * count', format='f4'), {READ}"
    made = engine(passes, a_vert="void main() { gl_Position = vec4(2, 2, 2, 1); }", a_frag=A, image_frag=SHOW)
    for count in (1, 4):
        query = made.gl.query(primitives=True)
        with query:
            drawn(made, count=count)
        assert query.primitives == count * count + 1  # instances of ``count`` triangles, and the picture


@pytest.mark.parametrize("local", [(8, 8), (5, 3), (1, 1), (32, 1)])
def test_compute_covers_its_target_whatever_its_groups(engine, local):
    passes = f"passes=(Pass('a', 'a.comp', local={local}, format='f4'), {READ}"
    text = """void main() {
        ivec2 at = ivec2(gl_GlobalInvocationID.xy);
        if (all(lessThan(vec2(at), u_resolution))) imageStore(i_a, at, vec4(at, gl_WorkGroupSize.xy));
    }"""
    made = engine(passes, a_comp=text, image_frag=SHOW, depth=32)
    x, y = np.meshgrid(np.arange(16), np.arange(8))
    np.testing.assert_array_equal(drawn(made), np.stack([x, y, *(np.full_like(x, n) for n in local)], -1))


GROUPS = """void main() {
    uvec2 own = gl_WorkGroupID.xy * gl_WorkGroupSize.xy + gl_LocalInvocationID.xy;
    if (inside() && own == gl_GlobalInvocationID.xy)
        imageStore(i_a, texel(), vec4(target_texel(), gl_WorkGroupID.y, gl_NumWorkGroups.y));
}"""
ROW = """out vec4 paint;
void main() {
    int corner = gl_VertexID % 3;
    gl_Position = vec4(float(gl_VertexID / 3) / 4.0 - 1.0 + 0.5 * float(corner & 1), float(corner) - 1.0, 0.0, 1.0);
    paint = vec4(float(gl_VertexID / 3 + 1), 0.5, 0.25, 0.5);
}"""


@pytest.mark.parametrize(("passes", "shaders", "count"), [
    ("Pass('a', 'a.comp', local=(4, 2), format='f4')", {"a_comp": GROUPS}, 4),
    ("Pass('a', 'a.vert', instances='4', vertices='4', mode='triangle_strip', blend='over', format='f4')",
     {"a_vert": "SQUARES", "a_frag": "PAINT"}, 4),
    ("Pass('a', 'a.vert', vertices='24', blend='add', format='f4')", {"a_vert": ROW, "a_frag": "PAINT"}, 8),
    ("Pass('a', 'a.vert', vertices='2', format='f4')", {"a_vert": ROW, "a_frag": "PAINT"}, 1),
    ("Pass('a', 'a.vert', vertices='5', mode='triangle_strip', format='f4')", {"a_vert": ROW, "a_frag": "PAINT"}, 1),
])  # fmt: skip
def test_groups_and_what_is_drawn_piece_by_piece_are_the_same_picture_and_somebody_is_heard_between(
    engine, passes, shaders, count
):
    heard = []
    known = {"SQUARES": SQUARES.replace("DEPTH", "0.1 * (3 - gl_InstanceID)"), "PAINT": PAINT}
    shaders = {name: known.get(text, text) for name, text in shaders.items()}
    other, made = (engine(f"passes=({passes}, {READ}", **shaders, image_frag=SHOW, depth=32) for _ in range(2))
    whole = drawn(other).copy()
    window = made.gl.framebuffer([texture := made.gl.texture((5, 5), 4)])

    def hear():
        window.use()  # as whoever shows a picture meanwhile
        window.clear(1.0)
        heard.append(1)

    made.draw(Frame(0, size=SIZE), parts=Parts(1e-9, hear))
    np.testing.assert_array_equal(made.read(4), whole)
    made.gl.detect_framebuffer(0).use()
    window.release()
    texture.release()
    assert len(heard) == count + 1  # and the picture


def test_targets_have_the_size_and_exactness_that_was_asked_for(engine):
    small = f"passes=(Pass('a', 'a.frag', size=('width / 4', 'height - 5'), FORMAT), {READ}"
    show = "void main() { o = vec4(textureSize(t_a, 0), texelFetch(t_a, ivec2(0), 0).rg); }"
    exact = np.float32(0.1)
    for form, value in (("f4", exact), ("f2", np.float16(exact)), ("u1", np.float32(26 / 255))):
        made = engine(small.replace("FORMAT", f"format='{form}'"), a_frag="void main() { o = vec4(0.1); }",
                      image_frag=show, depth=32)  # fmt: skip
        np.testing.assert_allclose(drawn(made)[0, 0], [4, 3, value, value], rtol=1e-6)
        made.resize((32, 12))
        made.draw(Frame(0, size=(32, 12)))
        np.testing.assert_array_equal(made.read()[0, 0, :2], [8, 7])


def test_filter_decides_what_lies_between_texels(engine):
    step = "void main() { o = vec4(texel().x < 8 ? 0.0 : 1.0); }"
    between = "void main() { o = texture(t_a, vec2(8.0 / 16.0 + 0.25 / 16.0, 0.5)); }"
    for kind, value in (("linear", 0.75), ("nearest", 1.0)):
        made = engine(f"passes=(Pass('a', 'a.frag', format='f4', filter='{kind}'), {READ}", a_frag=step,
                      image_frag=between, depth=32)  # fmt: skip
        assert drawn(made)[0, 0, 0] == pytest.approx(value, abs=0.01)


def test_a_picture_that_feeds_back_or_is_geometry_comes_out_upright(engine):
    half = "void main() { o = vec4(texel().y >= int(u_resolution.y) / 2 ? 1.0 : 0.25); }"
    last = "passes=(Pass('image', 'image.frag', reads=('image',)),)"
    made = engine(last, image_frag=half, depth=32)
    np.testing.assert_array_equal(drawn(made)[:, 3, 0], [1.0] * 4 + [0.25] * 4)


@pytest.mark.usefixtures("gl")
def test_no_pass_leaves_blending_or_depth_switched_on_for_the_next(engine):
    passes = """passes=(Pass('g', 'g.vert', instances='4', vertices='4', mode='triangle_strip', blend='BLEND'),
        Pass('a', 'a.frag', reads=('g',), format='f4'), Pass('image', 'image.frag', reads=('a',)))"""
    for blend in ("none", "over", "add"):
        made = engine(passes.replace("BLEND", blend), g_vert=SQUARES.replace("DEPTH", "-1.0"), g_frag=PAINT,
                      a_frag="void main() { o = vec4(0.25, 0, 0, 0.5) * float(u_frame + 1); }", image_frag=SHOW,
                      depth=32)  # fmt: skip
        for index in (0, 1):
            assert (drawn(made, index) == np.float32([0.25, 0, 0, 0.5]) * (index + 1)).all()
