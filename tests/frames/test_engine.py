"""The engine's pictures against numpy: colour, dither, samples, time, feedback, figures."""

import gc
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from renderer.core.colour import hex_to_linear, srgb_encode
from renderer.core.errors import RendererError, ShaderError
from renderer.core.frame import Frame
from renderer.frames.modulation import played
from renderer.params.bind import Bind
from renderer.params.param import assign
from renderer.params.phase import Phases
from renderer.signals.fault.events import CALM

GREY = "void main() { o = vec4(vec3(u_level), 1.0); }"
RAMP = "void main() { o = vec4(vec3(pixel().x / u_resolution.x), 1.0); }"
BACK = "passes=(Pass('sum', 'sum.frag', reads=('sum',), format='f4'), Pass('image', 'image.frag', reads=('sum',)))"
SUM = "void main() { o = texelFetch(t_sum, texel(), 0) * 0.5 + vec4(u_level); }"
SHOW = "void main() { o = vec4(texelFetch(t_sum, texel(), 0).rgb, 1.0); }"


def test_light_becomes_srgb_codes(engine):
    made = engine(image_frag=RAMP, size=(256, 2), depth=16)
    made.draw(Frame(size=(256, 2)))
    expected = srgb_encode((np.arange(256) + 0.5) / 256) * 65535

    np.testing.assert_allclose(made.read()[0, :, 0], expected, atol=2.0)


def test_float_pictures_are_linear_and_untouched(engine):
    made = engine(image_frag="void main() { o = vec4(1.5, 0.25, 1e-6, 1.0); }", depth=32)
    made.draw(Frame())

    np.testing.assert_array_equal(made.read()[3, 3], np.float32([1.5, 0.25, 1e-6]))


def test_dither_keeps_the_mean_and_stays_within_a_step(engine):
    made = engine(image_frag="void main() { o = vec4(vec3(0.2), 1.0); }", size=(256, 256))
    made.draw(Frame())
    codes, exact = made.read().astype(float), srgb_encode(0.2) * 255

    assert abs(codes.mean() - exact) < 0.01
    assert abs(codes - exact).max() <= 1.5
    assert len(np.unique(codes)) >= 2


def test_black_is_nothing(engine):
    made = engine(image_frag="void main() { o = vec4(0.0, 0.0, 0.0, 1.0); }", size=(64, 64))
    made.draw(Frame())

    assert made.read().max() == 0


def test_alpha_comes_out_straight(engine):
    made = engine(image_frag="void main() { o = vec4(0.25, 0.0, 0.0, 0.5); }", depth=16, alpha=True)
    made.draw(Frame())
    red, _, _, alpha = made.read(4)[0, 0]

    assert abs(alpha - 32768) <= 1
    assert abs(red - srgb_encode(0.5) * 65535) <= 2


def test_without_alpha_the_picture_stands_on_black(engine):
    made = engine(image_frag="void main() { o = vec4(0.25, 0.0, 0.0, 0.5); }", depth=16)
    made.draw(Frame())

    assert abs(made.read()[0, 0, 0] - srgb_encode(0.25) * 65535) <= 2


def test_the_first_row_is_the_top(engine):
    made = engine(image_frag="void main() { o = vec4(vec3(pixel().y > 0.5 * u_resolution.y ? 1.0 : 0.0), 1.0); }")
    made.draw(Frame())

    assert made.read()[0].min() == 255
    assert made.read()[-1].max() == 0


@pytest.mark.parametrize("depth", [8, 32])
def test_samples_cover_an_edge_by_area(engine, depth):
    edge = "void main() { o = vec4(vec3(pixel().x < 4.25 ? 1.0 : 0.0), 1.0); }"
    made = engine(image_frag=edge, samples=64, depth=depth)
    made.draw(Frame())
    row = made.read()[2, :, 0] / (255.0 if depth == 8 else 1.0)
    covered = row[4] if depth == 32 else np.interp(row[4], srgb_encode(np.linspace(0, 1, 999)), np.linspace(0, 1, 999))

    assert row[3] == 1.0
    assert row[5] == 0.0
    assert abs(covered - 0.25) < 0.04


def test_the_shutter_gathers_time(engine):
    flash = "void main() { o = vec4(vec3(step(1.0, u_time)), 1.0); }"
    made = engine(image_frag=flash, samples=64, shutter=1.0, depth=32)
    made.draw(Frame(30, Fraction(30)))

    assert abs(made.read()[0, 0, 0] - 0.5) < 0.04  # half of the open shutter lies after t = 1 s


@pytest.mark.parametrize("samples", [1, 4])
def test_a_show_of_more_frames_than_an_int_holds_goes_on(engine, samples):
    made = engine(image_frag="void main() { o = vec4(vec3(u_frame < 9 ? u_level * float(u_frame) : 1.0), 1.0); }",
                  samples=samples)  # fmt: skip
    shown = []
    for index in (2**31 - 1, 2**31, 2**31 + 1, 2**32 + 1, 3 * 2**31 + 1):
        made.draw(Frame(index, seed=2**32 - 1))
        shown.append(made.read().mean())
    assert shown[0] > 200 > shown[2] > 20 > shown[1]  # it begins again at 0
    assert shown[2] == pytest.approx(shown[3], abs=0.5) == pytest.approx(shown[4], abs=0.5)


def test_feedback_runs_through_every_frame(engine):
    made = engine(BACK, sum_frag=SUM, image_frag=SHOW, depth=32)
    made.draw(Frame(5))
    expected = sum(0.5 * 0.5**k for k in range(6))

    np.testing.assert_allclose(made.read()[0, 0, 0], expected, rtol=1e-6)


def test_a_feedback_frame_alone_equals_it_in_sequence(engine):
    made = engine(BACK, sum_frag=SUM, image_frag=SHOW, depth=32)
    for index in range(5):
        made.draw(Frame(index))
    sequence = made.read()
    made.draw(Frame(2))
    made.draw(Frame(4))

    np.testing.assert_array_equal(made.read(), sequence)


def test_feedback_moves_once_a_frame_whatever_the_samples(engine):
    made = engine(BACK, sum_frag=SUM, image_frag=SHOW, depth=32, samples=4)
    made.draw(Frame(0))

    np.testing.assert_allclose(made.read()[0, 0, 0], 0.5, rtol=1e-6)


def test_a_last_pass_may_feed_back(engine):
    made = engine("passes=(Pass('sum', 'sum.frag', reads=('sum',), format='f4'),)", sum_frag=SUM, depth=32)
    made.draw(Frame(1))

    np.testing.assert_allclose(made.read()[0, 0, 0], 0.75, rtol=1e-6)


def test_compute_writes_what_the_next_pass_reads(engine):
    made = engine(
        "passes=(Pass('sums', 'sums.comp', format='f4'), Pass('image', 'image.frag', reads=('sums',)))",
        sums_comp="""
            void main() {
                ivec2 at = ivec2(gl_GlobalInvocationID.xy);
                if (at.x < int(u_resolution.x)) imageStore(i_sums, at, vec4(at, u_count, 1.0));
            }""",
        image_frag="void main() { o = texelFetch(t_sums, texel(), 0); }",
        size=(19, 7),
        depth=32,
    )
    made.draw(Frame())
    picture = made.read()

    np.testing.assert_array_equal(picture[0, :, 0], np.arange(19))
    np.testing.assert_array_equal(picture[:, 0, 1], np.arange(7))  # texels count as the target does
    assert (picture[..., 2] == 3).all()


def test_instances_are_drawn_as_often_as_asked(engine):
    made = engine(
        "passes=(Pass('bars', 'bars.vert', instances='count', vertices='6'), "
        "Pass('image', 'image.frag', reads=('bars',)))",
        bars_vert="""
            void main() {
                vec2 corner = vec2[](vec2(0), vec2(1, 0), vec2(0, 1), vec2(0, 1), vec2(1, 0), vec2(1))[gl_VertexID];
                vec2 at = (vec2(gl_InstanceID * 2, 0) + corner * vec2(1, 8)) / vec2(8, 4) - 1.0;
                gl_Position = vec4(at, 0.0, 1.0);
            }""",
        bars_frag="void main() { o = vec4(1.0); }",
        image_frag="void main() { o = vec4(texelFetch(t_bars, texel(), 0).rgb, 1.0); }",
    )
    made.draw(Frame())
    np.testing.assert_array_equal(made.read()[4, :, 0] > 0, np.isin(np.arange(16), [0, 2, 4]))


def test_parameters_reach_the_shader_in_their_kinds(engine):
    shader = "void main() { o = vec4(u_tint * (u_mode == MODE_HARD ? 1.0 : 0.0), 1.0); }"
    made = engine(image_frag=shader, depth=32)
    made.draw(Frame(), assign(made.loaded.scene.params(), mode="hard"))

    np.testing.assert_allclose(made.read()[0, 0], hex_to_linear("#ff8000"), rtol=1e-6)


def test_a_turned_rate_goes_on_without_a_jump(engine):
    made = engine(image_frag="void main() { o = vec4(u_rate_phase, 0.0, 0.0, 1.0); }", depth=32)
    slow = made.loaded.scene.params()
    fast = assign(slow, rate=3.0)
    phases = Phases().turned(slow, 0.0).turned(fast, 2.0)
    made.draw(Frame(60), fast, phases=phases)
    at_turn = made.read()[0, 0, 0]
    made.draw(Frame(90), fast, phases=phases)

    assert at_turn == pytest.approx(2.0)
    assert made.read()[0, 0, 0] == pytest.approx(5.0)


def test_a_pass_without_news_is_not_drawn_again(engine):
    passes = "passes=(Pass('fixed', 'fixed.frag'), Pass('image', 'image.frag', reads=('fixed',)))"
    made = engine(
        passes,
        fixed_frag="void main() { o = vec4(u_level); }",
        image_frag="void main() { o = texelFetch(t_fixed, texel(), 0) + u_time; }",
        depth=32,
    )
    for index in range(3):
        made.draw(Frame(index))
    assert made.pipeline.targets["fixed"].drawn == 1

    made.draw(Frame(2), assign(made.loaded.scene.params(), level=1.0))
    assert made.pipeline.targets["fixed"].drawn == 2
    np.testing.assert_allclose(made.read()[0, 0, 0], 1.0 + 2 / 30, rtol=1e-6)


def test_binds_move_parameters_and_hands_hold_them(engine):
    declaration = """passes=(Pass('image', 'image.frag'),), columns=('dental_visit',),
        binds=(Bind('mean.dental_visit', to='level', span=(0.0, 100.0)),)"""
    made = engine(declaration, image_frag=GREY, depth=32)
    made.draw(Frame())
    bound = made.read()[0, 0, 0]
    mean = made.table.value[-1, :, 0].mean()
    made.draw(Frame(), held=frozenset({"level"}))

    assert bound == pytest.approx(2.0 * mean / 100, rel=1e-5)
    assert made.read()[0, 0, 0] == pytest.approx(0.5)


def test_what_follows_in_seconds_is_the_same_alone_and_in_a_film(engine):
    declaration = """passes=(Pass('image', 'image.frag'),), columns=('dental_visit',), seconds=4.0,
        binds=(Bind('median.dental_visit', to='level', span=(66.0, 67.0), rise=0.5, fall=2.0),)"""
    film, alone = (engine(declaration, image_frag=GREY, depth=32) for _ in range(2))
    scene, table = film.loaded.scene, film.table
    at_once = replace(scene, binds=(Bind("median.dental_visit", to="level", span=(66.0, 67.0)),))
    levels, without = [], []
    for index in range(0, 250, 2):
        frame = scene.frame(index)
        film.draw(frame)
        levels.append(film.read()[0, 0, 0])
        without.append(played(at_once, table, CALM, frame, scene.params()).level)
        if index in (0, 2, 60, 118, 240):
            alone.draw(frame)
            assert np.array_equal(film.read(), alone.read())
    assert levels[:5] == levels[60:65]  # a loop of 120 frames
    steps = np.diff(levels) * 15  # a second
    assert np.diff(without).min() * 15 < -1.0  # it falls faster than it may be followed
    assert np.ptp(levels) > 0.5
    assert steps.max() <= 2.0 / 0.5 + 1e-4
    assert steps.min() == pytest.approx(-2.0 / 2.0, rel=1e-3)


def test_figures_reach_the_shader_as_the_table_has_them(engine):
    shader = """
        #include "lib/data/cell.glsl"
        void main() {
            ivec2 at = texel();
            Cell c = data_cell(at.x, COL_DENTAL_VISIT, at.y);
            o = vec4(c.value, c.low, float(c.state), 1.0);
        }"""
    declaration = """passes=(Pass('a', 'a.frag', format='f4'), Pass('image', 'image.frag', reads=('a',))),
        columns=('dental_visit',)"""
    show = "void main() { o = texelFetch(t_a, texel(), 0); }"
    made = engine(declaration, a_frag=shader, image_frag=show, size=(51, 2), depth=32)
    made.draw(Frame(size=(51, 2)))
    picture = made.read()

    np.testing.assert_allclose(picture[..., 0], made.table.value[..., 0], rtol=1e-6)
    np.testing.assert_allclose(picture[..., 1], made.table.low[..., 0], rtol=1e-6)
    np.testing.assert_array_equal(picture[..., 2], made.table.state[..., 0])


def test_the_row_under_a_point(engine):
    declaration = """passes=(Pass('rows', 'rows.frag', format='f4'), Pass('image', 'image.frag', reads=('rows',))),
        columns=('dental_visit',), pick=('rows', 0)"""
    rows = "void main() { o = vec4(pixel().y < 4.0 ? -1.0 : floor(pixel().x), 0.0, 0.0, 0.0); }"
    made = engine(declaration, rows_frag=rows, image_frag="void main() { o = vec4(1.0); }")
    made.draw(Frame())

    assert made.row_at(5, 0) == 5  # from the top left
    assert made.row_at(5, 7) is None


def test_what_only_picking_needs_is_drawn_when_somebody_asks(engine):
    declaration = """passes=(Pass('rows', 'rows.frag', format='f4'), Pass('image', 'image.frag')),
        columns=('dental_visit',), pick=('rows', 0)"""
    rows = "void main() { o = vec4(floor(pixel().x) + float(u_frame), 0.0, 0.0, 0.0); }"
    made = engine(declaration, rows_frag=rows, image_frag="void main() { o = vec4(1.0); }")
    for index in range(3):
        made.draw(Frame(index=index))
    target, before = made.pipeline.targets["rows"], made.gl.fbo

    assert target.drawn == 0
    assert [made.row_at(x, 0) for x in (5, 6)] == [7, 8]
    assert target.drawn == 1
    assert made.gl.fbo is before


def test_a_broken_shader_names_its_line_and_the_old_scene_goes_on(engine, scene):
    made = engine(image_frag=GREY)
    broken = scene("passes=(Pass('image', 'image.frag'),)", image_frag="void main() {\n    o = vec4(u_levl);\n}")
    with pytest.raises(ShaderError, match=r"image\.frag:2:\d+: .*u_levl.*did you mean u_level\?"):
        made.adopt(broken, made.table)
    made.draw(Frame())

    assert made.read()[0, 0, 0] == pytest.approx(srgb_encode(0.5) * 255, abs=2)


def test_a_picture_beyond_the_gpu_is_refused_in_words(engine):
    with pytest.raises(RendererError, match="is more than this GPU draws"):
        engine(image_frag=GREY, size=(200_000, 8))


def test_nothing_is_left_behind(gl, scene):
    from renderer.data.load import load_table
    from renderer.frames.engine import Engine
    from renderer.frames.exposure import Exposure

    loaded = scene(BACK, sum_frag=SUM, image_frag=SHOW)
    before, gl.gc_mode = gl.gc_mode, "context_gc"
    gl._objects.clear()
    made = Engine(gl, loaded, load_table("us_oral_health", ()), (16, 8), Exposure(samples=2))
    made.draw(Frame(1))
    made.resize((32, 8))
    made.draw(Frame(2))
    made.adopt(loaded, made.table)
    made.release()
    del made
    gc.collect()
    # moderngl queues whatever dies; what we released ourselves arrives as an InvalidObject.
    forgotten = [one for one in gl._objects if type(one).__name__ != "InvalidObject"]
    gl._objects.clear()
    gl.gc_mode = before

    assert forgotten == []
