"""Inputs against numpy twins: a file's light, filter, wrap, size and moment; what is given, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import RendererError, SceneError, ShaderError
from renderer.core.frame import Frame
from renderer.data.dated_events import DatedEvent, event_texels

RNG = np.random.default_rng(9)
CODES = RNG.integers(0, 256, (3, 5, 4), np.uint8)  # a side that is no multiple of 4, every alpha
FETCH = "void main() { o = fetch_map(target_texel()); }"
SAMPLE = "void main() { o = texture(t_map, pixel() / u_resolution); }"
FACTS = "void main() { o = vec4(textureSize(t_map, 0), u_map_moment, 1.0); }"


def declared(*options, passes="Pass('image', 'image.frag', reads=('map',))"):
    """Return a scene of ``passes`` with the input ``map``."""
    return f"passes=({passes},), inputs=(Input('map', {', '.join(options)}),)"


def light_of(codes):
    """Return premultiplied linear light of sRGB codes with alpha (IEC 61966-2-1), float64."""
    x, alpha = codes[..., :3] / 255, codes[..., 3:] / 255
    light = np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)
    return np.concatenate([light * alpha, alpha], axis=-1)


def sampled(texels, size, *, linear, wrap):
    """Return ``texels`` [h, w, 4] as a sampler gives them at the pixel centres of ``size``, row by row from the top."""
    height, width = texels.shape[:2]
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    x, y = (x + 0.5) / size[0] * width, (y + 0.5) / size[1] * height

    def at(column, row):
        rows, columns = (row % height, column % width) if wrap else (row.clip(0, height - 1), column.clip(0, width - 1))
        return texels[rows, columns]

    if not linear:
        return at(np.floor(x).astype(int), np.floor(y).astype(int))
    left, top = np.floor(x - 0.5).astype(int), np.floor(y - 0.5).astype(int)
    p, q = (x - 0.5 - left)[..., None], (y - 0.5 - top)[..., None]
    above = at(left, top) * (1 - p) + at(left + 1, top) * p
    below = at(left, top + 1) * (1 - p) + at(left + 1, top + 1) * p
    return above * (1 - q) + below * q


@pytest.fixture
def picture(engine, tmp_path):
    """Return ``picture(codes, *options, size=, shader=)``: what a scene shows whose input begins as that file."""

    def make(codes, *options, size=(5, 3), shader=FETCH):
        (tmp_path / "small").mkdir(exist_ok=True)
        Image.fromarray(codes, "RGBA").save(tmp_path / "small" / "map.png")
        made = engine(declared("file='map.png'", *options), image_frag=shader, size=size, depth=32)
        made.draw(Frame(size=size))
        return made.read(4)

    return make


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("f4", light_of(CODES).astype(np.float32)),
        ("f2", light_of(CODES).astype(np.float16)),
        ("u1", CODES / np.float32(255)),  # numbers as they are
    ],
)
def test_a_file_becomes_its_light_top_row_up(picture, kind, expected):
    np.testing.assert_allclose(picture(CODES, f"format='{kind}'"), expected, rtol=1e-3 if kind == "f2" else 1e-6)


@pytest.mark.parametrize("linear", [True, False])
@pytest.mark.parametrize("wrap", [True, False])
@pytest.mark.parametrize("kind", ["f4", "u1"])
def test_filter_and_wrap_are_their_numpy_twins(picture, kind, linear, wrap):
    size = (17, 11)
    options = (f"format='{kind}'", f"filter='{'linear' if linear else 'nearest'}'", f"wrap={wrap}")
    texels = light_of(CODES) if kind == "f4" else CODES / 255

    shown = picture(CODES, *options, size=size, shader=SAMPLE)

    np.testing.assert_allclose(shown, sampled(texels, size, linear=linear, wrap=wrap), atol=4e-3)


def test_an_input_repeats_beyond_its_edge_where_it_wraps_and_not_elsewhere(picture):
    beyond = "void main() { o = texture(t_map, pixel() / u_resolution + vec2(1.0, -2.0)); }"
    light = light_of(CODES)

    wrapped = picture(CODES, "format='f4', filter='nearest', wrap=True", shader=beyond)
    clamped = picture(CODES, "format='f4', filter='nearest'", shader=beyond)

    np.testing.assert_allclose(wrapped, light, rtol=1e-5)
    np.testing.assert_allclose(clamped, np.broadcast_to(light[-1, -1], light.shape), rtol=1e-5)


def test_an_input_never_given_is_one_clear_pixel(engine):
    made = engine(declared(), image_frag=SAMPLE, depth=32)
    made.draw(Frame())
    assert not made.read(4).any()

    sized = engine(declared(), image_frag=FACTS, depth=32)
    sized.draw(Frame())
    np.testing.assert_array_equal(sized.read()[0, 0], [1, 1, 0])


def test_pixels_of_another_size_and_moment_replace_it_while_it_runs(engine):
    given = RNG.uniform(0, 4, (8, 16, 4)).astype(np.float32)
    made = engine(declared("format='f4'"), image_frag=FETCH, depth=32)
    facts = engine(declared("format='f4'"), image_frag=FACTS, depth=32)
    for pixels, moment in ((given[:3, :2], 1.5), (given, 2.25)):
        for one in (made, facts):
            one.input("map", pixels, moment)
            one.draw(Frame())
        np.testing.assert_array_equal(facts.read()[0, 0], [pixels.shape[1], pixels.shape[0], moment])

    np.testing.assert_array_equal(made.read(4), given)


def test_a_pass_that_reads_an_input_is_drawn_again_when_it_is_given_and_not_else(engine):
    passes = "Pass('copy', 'copy.frag', reads=('map',), format='f4'), Pass('image', 'image.frag', reads=('copy',))"
    made = engine(declared("format='f4'", passes=passes), depth=32,
                  copy_frag="void main() { o = fetch_map(ivec2(0)); }",
                  image_frag="void main() { o = fetch_copy(target_texel()); }")  # fmt: skip
    for value in (0.25, 0.5):
        made.input("map", np.full((1, 1, 4), value, np.float32))
        made.draw(Frame(0))
        made.draw(Frame(1))
        assert made.read()[0, 0, 0] == value

    assert made.pipeline.targets["copy"].drawn == 2


def test_light_beyond_half_floats_becomes_the_most_they_hold(engine):
    made = engine(declared(), image_frag=FETCH, depth=32)
    made.input("map", np.full((8, 16, 4), 1e9, np.float32))
    made.draw(Frame())

    assert (made.read() == 65504.0).all()


def test_geometry_and_compute_read_inputs_too(engine):
    passes = """Pass('sums', 'sums.comp', reads=('map',), format='f4'),
        Pass('dots', 'dots.vert', reads=('map',), format='f4', blend='add', mode='points', vertices='1'),
        Pass('image', 'image.frag', reads=('sums', 'dots'))"""
    made = engine(
        declared("format='f4'", passes=passes),
        sums_comp="void main() { if (inside()) imageStore(i_sums, texel(), 2.0 * fetch_map(texel())); }",
        dots_vert="void main() { gl_Position = vec4(fetch_map(ivec2(0)).xy, 0.0, 1.0); }",
        dots_frag="void main() { o = fetch_map(ivec2(1, 0)); }",
        image_frag="void main() { o = fetch_sums(target_texel()) + fetch_dots(target_texel()); }",
        depth=32,
    )
    given = np.zeros((8, 16, 4), np.float32)
    given[0] = RNG.uniform(0, 1, (16, 4))
    given[-1, :2] = [[1 / 16, 1 / 8, 0, 0], [3, 4, 5, 1]]  # where the dot lies, clip space; its light
    made.input("map", given)
    made.draw(Frame())
    expected = 2.0 * given
    expected[3, 8] += given[-1, 1]

    np.testing.assert_allclose(made.read(4), expected, rtol=1e-6)


def test_a_reload_goes_on_with_the_pixels_that_were_given(engine, scene):
    made = engine(declared("format='f4'"), image_frag=FACTS, depth=32)
    made.input("map", np.ones((2, 7, 4), np.float32), 4.0)
    made.adopt(scene(declared("format='f4'"), image_frag=FACTS.replace("1.0)", "0.5)")), made.table)
    made.draw(Frame())
    np.testing.assert_array_equal(made.read(4)[0, 0], [7, 2, 4, 0.5])

    made.adopt(scene(declared("format='u1'"), image_frag=FACTS), made.table)  # declared otherwise: it begins anew
    made.draw(Frame())
    np.testing.assert_array_equal(made.read(4)[0, 0], [1, 1, 0, 1])


def test_a_broken_reload_leaves_the_input_with_the_scene_that_plays(engine, scene):
    made = engine(declared("format='f4'"), image_frag=FETCH, depth=32)
    made.input("map", np.full((8, 16, 4), 0.75, np.float32))
    with pytest.raises(ShaderError):
        made.adopt(scene(declared("format='f4'"), image_frag="void main() { o = mop; }"), made.table)
    made.draw(Frame())

    assert (made.read() == 0.75).all()


@pytest.mark.parametrize(
    ("kind", "pixels", "moment", "words"),
    [
        ("f4", np.ones((4, 4, 3), np.float32), 0.0,
         r"input 'map' takes pixels \[height, width, 4\], RGBA; these are \[4, 4, 3\]"),
        ("f4", np.ones((4, 4), np.float32), 0.0, r"these are \[4, 4\]"),
        ("f4", np.ones((0, 4, 4), np.float32), 0.0, r"these are \[0, 4, 4\]"),
        ("f4", np.ones((4, 4, 4), np.uint8), 0.0, "declared as f4 and takes linear light as floats; these are uint8"),
        ("u1", np.ones((4, 4, 4), np.float32), 0.0, "declared as u1, 8 bit, and takes uint8; these are float32"),
        ("f2", np.full((4, 4, 4), np.nan, np.float32), 0.0, "takes finite light; some of these pixels are NaN"),
        ("f4", np.full((4, 4, 4), -np.inf, np.float64), 0.0, "takes finite light"),
        ("f4", [[1.0]], 0.0, "takes a numpy array .*; this is a list"),
        ("f4", np.ones((4, 4, 4), np.float32), float("nan"), "takes a moment in seconds; this is nan"),
        ("u1", np.ones((1, 99999, 4), np.uint8), 0.0, r"99999x1 px is more than this GPU takes \(\d+ px a side\)"),
    ],
)  # fmt: skip
def test_what_no_input_can_be_is_refused_and_the_old_pixels_stay(engine, kind, pixels, moment, words):
    made = engine(declared(f"format='{kind}'"), image_frag=FETCH, depth=32)
    made.input("map", np.full((8, 16, 4), 1, np.uint8 if kind == "u1" else np.float32))
    with pytest.raises(RendererError, match=words):
        made.input("map", pixels, moment)
    made.draw(Frame())

    np.testing.assert_allclose(made.read(), 1 / 255 if kind == "u1" else 1.0, rtol=1e-6)


def test_an_input_that_the_scene_has_not_names_the_nearest(engine):
    made = engine(declared(), image_frag=FETCH)
    with pytest.raises(SceneError, match="small has no input 'mop'; did you mean 'map'"):
        made.input("mop", np.ones((1, 1, 4), np.float32))


def test_samples_see_one_picture(engine):
    made = engine(declared("format='f4'"), image_frag=SAMPLE, samples=4, depth=32)
    made.input("map", np.full((1, 1, 4), 0.5, np.float32))
    made.draw(Frame())

    np.testing.assert_allclose(made.read(), 0.5, rtol=1e-6)


def test_another_table_brings_its_events_and_a_scene_read_again_keeps_them(engine, scene):
    of_events = "passes=(Pass('image', 'image.frag', reads=('events',)),), inputs=(Input('events', format='f4'),)"
    shader = "void main() { o = fetch_events(ivec2(0)); }"
    made = engine(of_events, image_frag=shader, depth=32)
    table = made.table
    told = replace(table, events=(DatedEvent(table.times[0], "setback", table.areas[3].code, "x"),))

    def shown():
        made.draw(Frame())
        return made.read(4)[0, 0]

    np.testing.assert_allclose(shown(), event_texels(table)[0, 0])
    made.table = told
    np.testing.assert_allclose(shown(), event_texels(told)[0, 0])
    made.adopt(scene(of_events, image_frag=shader.replace("(0)", "(0, 0)")), made.table)
    np.testing.assert_allclose(shown(), event_texels(told)[0, 0])
    made.table = replace(told, events=())
    np.testing.assert_allclose(shown(), event_texels(table)[0, 0])


@pytest.mark.parametrize(("file", "kind"), [("map.png", "f4"), ("", "f2")])
def test_an_input_called_events_that_is_a_picture_goes_on_with_what_it_was_given(engine, scene, tmp_path, file, kind):
    (tmp_path / "small").mkdir(exist_ok=True)
    Image.fromarray(CODES, "RGBA").save(tmp_path / "small" / "map.png")
    of_map = (f"passes=(Pass('image', 'image.frag', reads=('events',)),), "
              f"inputs=(Input('events', {file!r}, format={kind!r}),)")  # fmt: skip
    shader = "void main() { o = fetch_events(ivec2(0)); }"
    made = engine(of_map, image_frag=shader, depth=32)
    made.input("events", np.full((1, 1, 4), 0.5, np.float32))
    made.table = replace(made.table, release="another")
    made.adopt(scene(of_map, image_frag=shader.replace("(0)", "(0, 0)")), made.table)
    made.draw(Frame())

    assert (made.read(4) == 0.5).all()
