"""Last frames against a twin in plain numbers: of passes drawn later and earlier, of outputs, over idle effects."""

import numpy as np
import pytest

from renderer.core.frame import Frame
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.params.param import assign
from renderer.scene import effect as effects_module
from renderer.scene.catalogue import load
from renderer.scene.scene import Effect

# Two passes that read each other: the one drawn first knows the other's last frame only.
PAIR = """passes=(
    Pass('early', 'early.frag', reads=(last('late'),), format='f4'),
    Pass('late', 'late.frag', reads=('early',), format='f4'),
    Pass('image', 'image.frag', reads=('early', 'late', last('early'), last('late'))))"""
PAIR_FILES = {
    "early_frag": "void main() { o = vec4(0.5 * fetch_last_late(texel()).r + 1.0); }",
    "late_frag": "void main() { o = vec4(1.5 * fetch_early(texel()).r - float(u_frame)); }",
    "image_frag": """void main() {
        ivec2 at = target_texel();
        o = vec4(fetch_early(at).r, fetch_late(at).r, fetch_last_early(at).r, fetch_last_late(at).r); }""",
}


def pair(count):
    """Return what PAIR shows in frames 0 .. count - 1, [count, 4]."""
    rows, early, late = [], 0.0, 0.0
    for index in range(count):
        before = (early, late)
        early = 0.5 * late + 1.0
        late = 1.5 * early - index
        rows.append((early, late, *before))
    return np.array(rows)


def walked(made, indices, **values):
    """Return what each frame of ``indices`` shows at one pixel, [n, 4]."""
    params = assign(made.loaded.scene.params(), **values)
    rows = []
    for index in indices:
        made.draw(Frame(index, size=made.size), params)
        picture = made.read(4)
        assert (picture == picture[0, 0]).all()
        rows.append(picture[0, 0])
    return np.array(rows)


@pytest.mark.parametrize("samples", [1, 4])
def test_passes_read_each_others_last_frame_once_a_frame(engine, samples):
    made = engine(PAIR, **PAIR_FILES, depth=32, samples=samples)

    np.testing.assert_allclose(walked(made, range(5)), pair(5), rtol=1e-6)
    assert [made.pipeline.targets[name].drawn for name in ("early", "late")] == [5, 5]


def test_frame_n_alone_is_frame_n_in_sequence(engine):
    made = engine(PAIR, **PAIR_FILES, depth=32)

    np.testing.assert_allclose(walked(made, (4, 2, 3)), pair(5)[[4, 2, 3]], rtol=1e-6)


def test_its_own_last_frame_by_both_names(engine):
    passes = """passes=(Pass('sum', 'sum.frag', reads=('sum', last('sum')), format='f4'),
        Pass('image', 'image.frag', reads=('sum',)))"""
    made = engine(passes, sum_frag="void main() { o = fetch_sum(texel()) + 2.0 * fetch_last_sum(texel()) + 1.0; }",
                  image_frag="void main() { o = fetch_sum(target_texel()); }", depth=32)  # fmt: skip

    np.testing.assert_array_equal(walked(made, range(4))[:, 0], [1, 4, 13, 40])


def test_the_last_frame_of_the_picture_itself(engine):
    passes = """passes=(Pass('early', 'early.frag', reads=(last('image'),), format='f4'),
        Pass('image', 'image.frag', reads=('early',), format='f4'))"""
    made = engine(passes, early_frag="void main() { o = 2.0 * fetch_last_image(texel()); }",
                  image_frag="void main() { o = fetch_early(target_texel()) + 1.0; }", depth=32)  # fmt: skip

    np.testing.assert_array_equal(walked(made, range(4))[:, 0], [1, 3, 7, 15])


def test_the_first_frame_after_a_state_was_lost_is_fresh_for_every_reader(engine):
    passes = """passes=(Pass('sum', 'sum.frag', reads=('sum',), format='f4'),
        Pass('image', 'image.frag', reads=('sum', last('sum'))))"""
    made = engine(passes, sum_frag="void main() { o = vec4(u_fresh ? 10.0 : fetch_sum(texel()).r + 1.0); }",
                  image_frag="void main() { o = vec4(fetch_sum(target_texel()).r, float(u_fresh), 0, 1); }",
                  depth=32)  # fmt: skip

    np.testing.assert_array_equal(walked(made, range(3))[:, :2], [[10, 1], [11, 0], [12, 0]])
    made.restart()
    np.testing.assert_array_equal(walked(made, (0,))[:, :2], [[10, 1]])
    made.resize((8, 8))  # resampled: the state is not lost
    np.testing.assert_array_equal(walked(made, (1,))[:, :2], [[11, 0]])


def test_last_frames_of_outputs(engine):
    passes = """passes=(
        Pass('early', 'early.frag', reads=(last('late'), last('late.age')), format='f4'),
        Pass('late', 'late.frag', reads=('early', last('late.age')), outputs=('age',), format='f4'),
        Pass('image', 'image.frag', reads=('early', 'late', 'late.age')))"""
    made = engine(
        passes,
        early_frag="void main() { o = vec4(fetch_last_late(texel()).r, fetch_last_late_age(texel()).r, 0, 1); }",
        late_frag="""void main() {
            o = vec4(3.0 + float(u_frame));
            o_age = vec4(fetch_last_late_age(texel()).r + 0.5); }""",
        image_frag="""void main() {
            ivec2 at = target_texel();
            o = vec4(fetch_early(at).xy, fetch_late(at).r, fetch_late_age(at).r); }""",
        depth=32,
    )

    np.testing.assert_array_equal(walked(made, range(3)), [[0, 0, 3, 0.5], [3, 0.5, 4, 1.0], [4, 1.0, 5, 1.5]])


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
LIFT = HEAD.format(more="") + "void main() { o = fetch_source(texel()) + u_amount; }"
DELAY = HEAD.format(more='reads = ["source", "last source"]') + (
    "void main() { o = u_amount > 0.0 ? fetch_last_source(texel()) : fetch_source(texel()); }"
)
# Two outputs of a pass of its own, one of its last pass, and the last frames of both.
AGES = HEAD.format(more="""reads = ["source", "seen", "seen.count", "last ages.out"]
draw = {outputs = ["out"], format = "f4"}
[[passes]]
name = "seen"
shader = "ages/seen.frag"
reads = ["source", "last seen.count"]
outputs = ["count"]
format = "f4"
""") + """void main() {
    o = vec4(fetch_seen(texel()).r, fetch_seen_count(texel()).r, fetch_last_ages_out(texel()).r, 1.0);
    if (u_amount == 0.0) o = fetch_source(texel());
    o_out = vec4(fetch_seen_count(texel()).r * 10.0);
}"""
SEEN = "void main() { o = fetch_source(texel()) * 2.0; o_count = fetch_last_seen_count(texel()) + 1.0; }"


@pytest.fixture
def chained(gl, scene, tmp_path, monkeypatch):
    """Return ``chained(*chain, samples=)``: an engine of a scene that counts frames, under effects of our own."""
    folder = tmp_path / "effects"
    (folder / "ages").mkdir(parents=True)
    for name, text in (("lift", LIFT), ("delay", DELAY), ("ages", AGES), ("ages/seen", SEEN)):
        (folder / f"{name}.frag").write_text(text)
    monkeypatch.setattr(effects_module, "EFFECTS", folder)
    made = []

    def make(*chain, samples=1):
        module = scene("passes=(Pass('image', 'image.frag', format='f4'),)",
                       image_frag="void main() { o = vec4(float(u_frame) + 1.0); }").module  # fmt: skip
        loaded = load(module, tuple(Effect(name) for name in chain))
        made.append(Engine(gl, loaded, load_table("us_oral_health", ()), (8, 4), Exposure(samples, depth=32)))
        return made[-1]

    yield make
    for engine in made:
        engine.release()


@pytest.mark.parametrize("samples", [1, 4])
def test_an_effect_reads_the_last_frame_of_the_picture_before_it(chained, samples):
    made = chained("delay", samples=samples)

    np.testing.assert_array_equal(walked(made, range(4), delay_amount=1.0)[:, 0], [0, 1, 2, 3])
    np.testing.assert_array_equal(walked(made, range(4))[:, 0], [1, 2, 3, 4])  # at 0 it is the identity


def test_an_effect_reads_the_last_frame_over_one_that_does_nothing(chained):
    made = chained("lift", "delay")
    np.testing.assert_array_equal(walked(made, range(4), delay_amount=1.0)[:, 0], [0, 1, 2, 3])

    # The one before it may come and go: what it showed a frame ago is what was there a frame ago.
    made.restart()
    shown = [walked(made, (index,), delay_amount=1.0, lift_amount=amount)[0, 0]
             for index, amount in enumerate((0.0, 0.5, 0.0, 0.0, 0.5))]  # fmt: skip
    np.testing.assert_array_equal(shown, [0, 1, 2.5, 3, 4])


def test_frame_n_alone_under_such_effects(chained):
    made = chained("lift", "delay", "ages")
    on = {"delay_amount": 1.0, "ages_amount": 1.0}
    sequence = walked(made, range(5), **on)

    np.testing.assert_array_equal(walked(made, (4,), **on)[0], sequence[4])


def test_an_effect_has_outputs_and_reads_their_last_frames(chained):
    made = chained("ages")

    shown = walked(made, range(4), ages_amount=1.0)[:, :3]

    np.testing.assert_array_equal(shown, [[2, 1, 0], [4, 2, 10], [6, 3, 20], [8, 4, 30]])
    np.testing.assert_array_equal(walked(made, range(3))[:, 0], [1, 2, 3])


def test_twice_in_a_chain_such_an_effect_keeps_two_states(chained):
    made = chained("ages", "delay", "ages")

    shown = walked(made, range(4), ages_amount=1.0, ages2_amount=1.0, delay_amount=1.0)[:, :3]

    np.testing.assert_array_equal(shown, [[0, 1, 0], [4, 2, 10], [8, 3, 20], [12, 4, 30]])
