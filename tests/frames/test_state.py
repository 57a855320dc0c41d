"""What feeds back lives on: over a change of size, a save of another pass, new figures; and begins anew when told."""

import numpy as np
import pytest

from renderer.core.errors import RendererError
from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.trial_tables import all_of
from renderer.gpu.feedback import LastFrame
from renderer.scene.reads import last

# A count of frames since it began, in every texel; red of the picture says so, green what u_fresh was.
COUNT = """void main() {
    float before = u_fresh ? 0.0 : texelFetch(t_state, ivec2(0), 0).x;
    o = vec4(before + 1.0, u_fresh ? 1.0 : 0.0, 0.0, 1.0);
}"""
IMAGE = "void main() { o = vec4(texelFetch(t_state, ivec2(0), 0).xy, 0.0, 1.0); }"
FIXED = """columns=("dental_visit",), passes=(
    Pass("state", "state.frag", reads=("state",), format="f4", size=("8", "4")),
    Pass("image", "image.frag", reads=("state",)))"""
GROWS = FIXED.replace('size=("8", "4")', 'size=("width", "height")')


@pytest.fixture
def counting(engine):
    """Return ``counting(declaration)``: an engine, and what its picture says after frame n: frames, fresh."""

    def make(declaration=FIXED, **files):
        return engine(declaration, depth=32, **{"state_frag": COUNT, "image_frag": IMAGE, **files})

    return make


def draw(engine, index, **how):
    """Return how many frames fed back into frame ``index``, and whether its state was fresh."""
    engine.draw(engine.loaded.scene.frame(index, size=engine.size), **{"catch_up": 0, **how})
    picture = engine.read(3)
    assert (picture == picture[0, 0]).all()
    return tuple(picture[0, 0, :2].tolist())


@pytest.mark.parametrize("declaration", [FIXED, GROWS])
def test_the_first_frame_is_fresh_and_no_other(counting, declaration):
    made = counting(declaration)
    assert [draw(made, n) for n in range(4)] == [(1, 1), (2, 0), (3, 0), (4, 0)]


@pytest.mark.parametrize("declaration", [FIXED, GROWS])
def test_a_change_of_size_goes_on_and_is_not_fresh(counting, declaration):
    made = counting(declaration)
    draw(made, 0), draw(made, 1)
    for index, size in ((2, (32, 16)), (3, (16, 8)), (4, (7, 5))):
        made.resize(size)
        assert draw(made, index) == (index + 1, 0)
        assert made.read().shape[:2] == size[::-1]


def test_a_state_of_the_picture_s_size_is_resampled(engine):
    place = "void main() { vec2 p = gl_FragCoord.xy / u_resolution; "
    ramp = place + "o = u_fresh ? vec4(p, 0.0, 1.0) : texture(t_state, p); }"
    show = place + "o = texture(t_state, p); }"
    made = engine(GROWS, size=(64, 32), depth=32, state_frag=ramp, image_frag=show)
    draw = lambda n: made.draw(made.loaded.scene.frame(n, size=made.size), catch_up=0)  # noqa: E731
    draw(0)
    made.resize((32, 16))
    draw(1)
    x = (np.arange(32) + 0.5) / 32
    np.testing.assert_allclose(made.read()[8, :, 0], x, atol=0.03)


def test_a_picture_that_does_not_fit_leaves_the_old_one_bit_identical(counting, gl, monkeypatch):
    made = counting(GROWS.replace('"width", "height"', '"width / 2", "height"'))
    draw(made, 0), draw(made, 1)
    picture, states = made.picture, dict(made.pipeline.targets)
    before, held = made.read().tobytes(), states["state"].front.read()
    real = dict(gl.info)
    # The state of 24 px would fit, the picture of 48 px does not.
    monkeypatch.setattr(type(made.gl), "info", {**real, "GL_MAX_TEXTURE_SIZE": 40}, raising=False)
    for size in ((48, 8), (200, 200)):
        with pytest.raises(RendererError, match="more than this GPU draws"):
            made.resize(size)
    monkeypatch.undo()
    assert made.picture is picture
    assert dict(made.pipeline.targets) == states
    assert (made.size, made.read().tobytes(), states["state"].front.read()) == ((16, 8), before, held)
    assert draw(made, 2) == (3, 0)


def test_a_target_that_does_not_fit_leaves_the_old_ones(counting, gl, monkeypatch):
    made = counting(GROWS.replace('"width", "height"', '"3 * width", "height"'))
    draw(made, 0)
    picture, state = made.picture, made.pipeline.targets["state"]
    monkeypatch.setattr(type(made.gl), "info", {**gl.info, "GL_MAX_TEXTURE_SIZE": 60}, raising=False)
    with pytest.raises(RendererError, match="more than this GPU draws"):
        made.resize((24, 8))
    monkeypatch.undo()
    assert (made.picture, made.pipeline.targets["state"], made.size) == (picture, state, (16, 8))
    assert draw(made, 1) == (2, 0)


@pytest.mark.parametrize("declaration", [FIXED, GROWS])
def test_a_save_of_any_shader_goes_on(counting, scene, declaration):
    made = counting(declaration)
    draw(made, 0), draw(made, 1)
    made.adopt(scene(declaration, state_frag=COUNT.replace("+ 1.0", "+ 10.0"),
                     image_frag=IMAGE.replace("0.0, 1.0", "0.5, 1.0")), made.table)  # fmt: skip
    assert draw(made, 2) == (12, 0)
    assert made.read()[0, 0, 2] == 0.5


def test_a_save_that_makes_the_state_another_keeps_what_can_be_kept(counting, scene):
    made = counting(FIXED)
    draw(made, 0), draw(made, 1)
    made.adopt(scene(FIXED.replace('("8", "4")', '("16", "4")')), made.table)
    assert draw(made, 2) == (3, 0)  # resampled
    renamed = FIXED.replace('"state"', '"pool"').replace("state.frag", "pool.frag")
    shaders = {"pool_frag": COUNT.replace("t_state", "t_pool"), "image_frag": IMAGE.replace("t_state", "t_pool")}
    made.adopt(scene(renamed, **shaders), made.table)
    assert draw(made, 3) == (1, 1)
    assert draw(made, 4) == (2, 0)


def test_new_figures_go_on_and_are_drawn(counting):
    look = "#include \"lib/data/cell.glsl\"\n" + IMAGE.replace("0.0, 1.0)", "data_cell(0, 0, 0).value, 1.0)")
    made = counting(FIXED, image_frag=look)
    draw(made, 0), draw(made, 1)
    for index, part in ((2, 0.25), (3, 0.75)):
        made.table = all_of(made.table, State.VALUE, part)
        assert draw(made, index) == (index + 1, 0)
        column = made.table.columns[0]
        assert made.read()[0, 0, 2] == pytest.approx(column.low + part * (column.high - column.low))


def test_figures_of_another_shape_remake_what_they_size(engine):
    rows = """columns=("dental_visit",), passes=(
        Pass("each", "each.frag", format="f4", size=("rows", "times")), Pass("image", "image.frag", reads=("each",)))"""
    made = engine(rows, depth=32, each_frag="void main() { o = vec4(1.0); }",
                  image_frag="void main() { o = vec4(textureSize(t_each, 0), u_rows, 1.0); }")  # fmt: skip
    table = made.table
    for count, times in ((51, 2), (7, 1), (30, 2)):
        fewer = {name: getattr(table, name)[:times, :count] for name in ("value", "low", "high", "sample", "state")}
        made.table = table.__class__(table.areas[:count], table.columns, table.times[:times], **fewer)
        made.draw(made.loaded.scene.frame(0, size=made.size))
        np.testing.assert_allclose(made.read()[0, 0], [count, times, count])
        assert made.pipeline.targets["each"].size == (count, times)


def test_too_many_figures_are_refused_and_those_before_stay(counting, gl, monkeypatch):
    made = counting(FIXED)
    draw(made, 0)
    before = made.table
    monkeypatch.setattr(type(made.gl), "info", {**gl.info, "GL_MAX_TEXTURE_SIZE": 50}, raising=False)
    with pytest.raises(RendererError, match="51 areas, and this GPU takes 50"):
        made.table = all_of(before, State.ZERO)
    monkeypatch.undo()
    assert made.table is before
    assert draw(made, 1) == (2, 0)


def test_figures_whose_targets_do_not_fit_are_refused_and_the_sizes_stay_those_of_the_table(counting, gl, monkeypatch):
    made = counting(GROWS.replace('"width", "height"', '"rows", "2 * rows"'))
    draw(made, 0)
    before = made.table
    few = {name: getattr(before, name)[:, :20] for name in ("value", "low", "high", "sample", "state")}
    made.table = before.__class__(before.areas[:20], before.columns, before.times, **few)
    small = made.table
    monkeypatch.setattr(type(made.gl), "info", {**gl.info, "GL_MAX_TEXTURE_SIZE": 60}, raising=False)
    with pytest.raises(RendererError, match="51x102 px is more than this GPU draws"):
        made.table = before
    monkeypatch.undo()
    assert made.table is small
    made.resize((24, 8))  # it sizes all targets anew
    assert made.pipeline.targets["state"].size == (20, 40)
    assert draw(made, 1) == (2, 0)


def test_a_restart_begins_anew(counting):
    made = counting(FIXED)
    draw(made, 0), draw(made, 1)
    made.restart()
    assert [draw(made, n) for n in (7, 8)] == [(1, 1), (2, 0)]
    made.restart()
    assert draw(made, 3, catch_up=None) == (4, 0)  # an export reaches frame n from 0


def test_the_frame_drawn_last_is_drawn_again_from_what_it_was_drawn_from(counting):
    made = counting(GROWS)
    assert [draw(made, n) for n in (0, 0, 1, 1, 1)] == [(1, 1), (1, 1), (2, 0), (2, 0), (2, 0)]
    made.resize((32, 8))
    assert draw(made, 1) == (2, 0)
    made.adopt(made.loaded, made.table)
    assert [draw(made, n) for n in (1, 2)] == [(2, 0), (3, 0)]
    assert draw(made, 2, catch_up=None) == (3, 0)  # frame 2 alone, from 0


def test_a_pass_that_reads_the_last_frame_of_another_hears_that_it_is_fresh(engine):
    made = engine("""passes=(Pass("state", "state.frag", format="f4", size=("4", "4")),
        Pass("image", "image.frag", reads=("LAST",)))""".replace("LAST", last("state")), depth=32,
        state_frag="void main() { o = vec4(float(u_frame) + 10.0); }",
        image_frag="void main() { o = vec4(texelFetch(t_last_state, ivec2(0), 0).x, u_fresh ? 1.0 : 0.0, 0.0, 1.0); }",
    )  # fmt: skip
    assert [draw(made, n) for n in range(3)] == [(0, 1), (10, 0), (11, 0)]
    made.restart()
    assert draw(made, 5) == (0, 1)


def test_what_fed_back_can_be_taken_out_and_put_into_another_engine(counting):
    made, other = counting(GROWS), counting(GROWS)
    for index in range(5):
        draw(made, index)
    states = made.last_frames()
    assert isinstance(states["state"], LastFrame)
    assert states["state"].held
    assert states["state"].outputs.shape == (1, 8, 16, 4)
    other.go_on(states, 4)
    assert draw(other, 4, catch_up=None) == draw(made, 4) == (5, 0)
    first = counting(GROWS)
    draw(first, 0)
    other.go_on(first.last_frames(), 0)
    assert draw(other, 0) == (1, 1)


def test_states_of_other_passes_are_refused_and_nothing_is_touched(counting):
    made, fixed = counting(GROWS), counting(FIXED)
    draw(made, 0), draw(fixed, 0), draw(fixed, 1)
    with pytest.raises(RendererError, match="16x8 px of float32 then, 1 x 8x4 px of float32 now"):
        fixed.go_on(made.last_frames(), 1)
    with pytest.raises(RendererError, match="no pass 'pool'"):
        fixed.go_on({"pool": made.last_frames()["state"]}, 1)
    assert draw(fixed, 2) == (3, 0)


def test_figures_are_those_of_the_file(counting):
    assert counting().table.value.shape == load_table("us_oral_health", ("dental_visit",)).value.shape
