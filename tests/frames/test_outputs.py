"""Four outputs of one pass against numpy: fragment, geometry with each blend, compute; now and as last frames."""

from types import SimpleNamespace

import numpy as np
import pytest

from renderer.core.errors import SceneError
from renderer.core.frame import Frame
from renderer.gpu.program import compile_pass

SIZE = (16, 8)
OUTPUTS = ("", ".normal", ".age", ".id")
# Which output is shown is the choice of a parameter: 0 .. 3 this frame's, 4 .. 7 those of the last one.
PICK = """void main() {
    ivec2 at = target_texel();
    vec4 all[8] = vec4[](fetch_relief(at), fetch_relief_normal(at), fetch_relief_age(at), fetch_relief_id(at),
        fetch_last_relief(at), fetch_last_relief_normal(at), fetch_last_relief_age(at), fetch_last_relief_id(at));
    o = all[int(u_level * 4.0 + 0.5)];
}"""


def passes(shader, *options):
    """Return a scene whose pass ``relief`` has four outputs, and whose picture shows one of them."""
    reads = [f"'relief{name}'" for name in OUTPUTS] + [f"last('relief{name}')" for name in OUTPUTS]
    return f"""passes=(
        Pass('relief', '{shader}', outputs=('normal', 'age', 'id'), {", ".join(("format='f4'", *options))}),
        Pass('image', 'image.frag', reads=({", ".join(reads)})))"""


def shown(made, index):
    """Return the eight pictures of frame ``index``, [8, height, width, 4], top row first."""
    found = []
    for which in range(8):
        made.draw(Frame(index, size=SIZE), type(made.loaded.scene.params())(level=which / 4))
        found.append(made.read(4))
    return np.stack(found)


def ramps(index):
    """Return what the fragment and the compute shader below write in frame ``index``, [4, 8, 16, 4]."""
    y, x = np.mgrid[7:-1:-1, 0:16].astype(np.float32)
    one, zero = np.ones_like(x), np.zeros_like(x)
    written = ((x, y, one, one), (y, x, zero, one), (one * index, x + y, one, zero), (x * y, one, x, y))
    return np.stack([np.stack(each, -1) for each in written])


FRAGMENT = """void main() {
    vec2 at = vec2(texel());
    o = vec4(at, 1, 1); o_normal = vec4(at.yx, 0, 1); o_age = vec4(u_frame, at.x + at.y, 1, 0);
    o_id = vec4(at.x * at.y, 1, at);
}"""
COMPUTE = """void main() {
    if (!inside()) return;
    vec2 at = vec2(texel());
    imageStore(i_relief, texel(), vec4(at, 1, 1)); imageStore(i_relief_normal, texel(), vec4(at.yx, 0, 1));
    imageStore(i_relief_age, texel(), vec4(u_frame, at.x + at.y, 1, 0));
    imageStore(i_relief_id, texel(), vec4(at.x * at.y, 1, at));
}"""


@pytest.mark.parametrize(("suffix", "text", "options"), [
    ("frag", FRAGMENT, ()), ("comp", COMPUTE, ()), ("comp", COMPUTE, ("local=(5, 3)",)),
])  # fmt: skip
def test_a_fragment_and_a_compute_pass_write_four(engine, suffix, text, options):
    made = engine(passes(f"relief.{suffix}", *options), **{f"relief_{suffix}": text}, image_frag=PICK, size=SIZE,
                  depth=32)  # fmt: skip

    for index in range(3):
        now = shown(made, index)
        np.testing.assert_array_equal(now[:4], ramps(index))
        np.testing.assert_array_equal(now[4:], ramps(index - 1) if index else np.zeros((4, 8, 16, 4)))


# Two sheets over all of the target, the nearer one drawn first; each output gets its own light.
SHEETS_VERT = """flat out float v_sheet;
void main() {
    v_sheet = float(gl_InstanceID);
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;
    gl_Position = vec4(corner, v_sheet * 0.5, 1.0);
}"""
SHEETS_FRAG = """flat in float v_sheet;
void main() {
    vec4 light = v_sheet < 0.5 ? vec4(0.25, 0.5, 0.0, 0.5) : vec4(0.0, 0.5, 1.0, 1.0);
    o = light; o_normal = light * 0.5; o_age = light * 0.25; o_id = light.bgra;
}"""


@pytest.mark.parametrize(
    ("blend", "meet"),
    [
        ("none", lambda near, _far: near),  # depth tested
        ("over", lambda below, above: above + below * (1 - above[3])),
        ("add", lambda one, other: one + other),
    ],
)
def test_geometry_writes_four_and_blends_each(engine, blend, meet):
    made = engine(passes("relief.vert", f"blend='{blend}'", "instances='2'"), relief_vert=SHEETS_VERT,
                  relief_frag=SHEETS_FRAG, image_frag=PICK, size=SIZE, depth=32)  # fmt: skip
    first, second = np.array([0.25, 0.5, 0.0, 0.5]), np.array([0.0, 0.5, 1.0, 1.0])
    expected = [meet(change(first), change(second)) for change in
                (lambda x: x, lambda x: x * 0.5, lambda x: x * 0.25, lambda x: x[[2, 1, 0, 3]])]  # fmt: skip

    now = shown(made, 0)
    np.testing.assert_allclose(now[:4], np.broadcast_to(np.array(expected)[:, None, None], (4, 8, 16, 4)), rtol=1e-6)
    assert not now[4:].any()
    np.testing.assert_array_equal(shown(made, 1)[4:], now[:4])


def test_a_last_pass_with_outputs_shows_its_first(engine):
    made = engine("passes=(Pass('image', 'image.frag', outputs=('extra',)),)", depth=32, samples=4,
                  image_frag="void main() { o = vec4(0.25); o_extra = vec4(9.0); }")  # fmt: skip
    made.draw(Frame())

    assert (made.read() == 0.25).all()


def test_a_compute_pass_reads_its_own_last_frame(engine):
    made = engine(
        """passes=(Pass('life', 'life.comp', reads=('life',), format='f4'),
            Pass('image', 'image.frag', reads=('life',)))""",
        life_comp="""void main() {
            if (inside()) imageStore(i_life, texel(), fetch_life(texel()) + vec4(texel(), u_extent)); }""",
        image_frag="void main() { o = fetch_life(target_texel()); }",
        size=(19, 7),
        depth=32,
    )
    made.draw(Frame(2, size=(19, 7)))
    y, x = np.mgrid[6:-1:-1, 0:19]

    np.testing.assert_array_equal(made.read(4), 3 * np.stack([x, y, 19 + 0 * x, 7 + 0 * x], -1))


def test_a_compute_group_shares_memory(engine):
    """Each group of 4 x 2 threads sums its own texels by shared memory, and a barrier stands between."""
    made = engine(
        """passes=(Pass('ramp', 'ramp.frag', format='f4'),
            Pass('sums', 'sums.comp', reads=('ramp',), local=(4, 2), format='f4'),
            Pass('image', 'image.frag', reads=('sums',)))""",
        ramp_frag="void main() { o = vec4(texel().x + 10 * texel().y); }",
        sums_comp="""shared float held[8];
            void main() {
                held[gl_LocalInvocationIndex] = inside() ? fetch_ramp(texel()).r : 0.0;
                barrier();
                float sum = 0.0;
                for (int i = 0; i < 8; i++) sum += held[i];
                if (inside()) imageStore(i_sums, texel(), vec4(sum));
            }""",
        image_frag="void main() { o = fetch_sums(target_texel()); }",
        size=(10, 5),
        depth=32,
    )
    made.draw(Frame(size=(10, 5)))
    padded = np.zeros((6, 12))
    padded[:5, :10] = np.arange(10) + 10 * np.arange(5)[:, None]
    sums = padded.reshape(3, 2, 3, 4).sum((1, 3)).repeat(2, 0).repeat(4, 1)[:5, :10]

    np.testing.assert_array_equal(made.read()[::-1, :, 0], sums)


def test_where_opengl_stops_at_4_1_a_compute_pass_is_refused_in_one_sentence(scene):
    loaded = scene("passes=(Pass('sums', 'sums.comp'),)", sums_comp="void main() { }")
    with pytest.raises(SceneError, match=r"pass 'sums' computes, which needs OpenGL 4\.3; this machine has 4\.1"):
        compile_pass(SimpleNamespace(version_code=410), loaded, loaded.scene.passes[0], (), final=False)
