"""What an export will stumble over is told before it begins, with the number that helps."""

from dataclasses import replace
from math import isqrt
from pathlib import Path

import moderngl
import pytest

from renderer.core.errors import RendererError
from renderer.core.units import Size
from renderer.displays.recipe import recipe_of
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.preflight import _codec, preflight, room
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Output, Setup

BALL = Setup(str(Path(__file__).parent / "old" / "ball"))


def said(name, output, **how):
    setup = replace(BALL, output=output)
    return preflight(Job(setup, loaded_of(setup), choose(Path(name)), Size(96, 64), **how))


@pytest.mark.parametrize("out", [(3360, 3360), (4096, 4096), (8192, 1200), (2000, 5001), (8192, 8192)])
def test_what_is_smaller_for_h264_is_the_largest_multiple_of_16_that_fits(out):
    recipe = replace(recipe_of(Output("quilt:portrait"), loaded_of(BALL).scene.views), out=out, smaller="SIDE {}")
    (line,) = _codec(recipe, "h264")
    side = int(line.rpartition("SIDE ")[2].split()[0])
    longest, area = max(out), out[0] * out[1]
    exact = isqrt(longest * longest * 4096 * 2304 // area)  # px a side of as many pixels as level 5.2 has

    assert side == exact - exact % 16
    assert f"A film of {out[0]}x{out[1]} px" in line


def test_the_limits_themselves_are_within():
    recipe = recipe_of(Output("quilt:portrait"), loaded_of(BALL).scene.views)
    for codec, out, told in (("h264", (4096, 2304), False), ("h264", (4096, 2305), True), ("h265", (8192, 8192), False),
                             ("h265", (8193, 16), True), ("h265", (16, 8193), True), ("prores", (9000, 9000), False),
                             (None, (9000, 9000), False)):  # fmt: skip
        assert bool([*_codec(replace(recipe, out=out), codec)]) is told
        assert not [*_codec(replace(recipe, out=out, smaller=""), codec)]


@pytest.mark.parametrize(("name", "words"), [
    ("a.jpg", ["lift black"]), ("a.png", []), ("a-%05d.png", []), ("a.mp4", ["lift black"]), ("a.mov", []),
])  # fmt: skip
def test_gauze_is_told_of_codecs_that_lift_its_black(name, words):
    lines = said(name, Output("gauze", {}, (64, 64)), frames=range(2))
    assert [part for part in ("lift black",) if any(part in line for line in lines)] == words


@pytest.mark.parametrize(("output", "name", "part"), [
    (Output("hologram:gs"), "a.jpg", "each of these is a phase"),
    (Output("hologram:gs"), "a.webp", "each of these is a phase"),
    (Output("hologram:gs"), "a.mp4", "each of these is a phase"),
    (Output("stereo:sequential"), "a.png", "A still holds the first of 2 pictures"),
    (Output("vr:180"), "a.mov", "name a.mov so"),
])  # fmt: skip
def test_a_file_that_cannot_hold_what_is_drawn_is_told_of(output, name, part):
    assert any(part in line for line in said(name, output))


@pytest.mark.parametrize(("output", "name", "part"), [
    (Output("hologram:gs"), "a.png", "phase"), (Output("hologram:gs"), "a.tif", "phase"),
    (Output("stereo:sequential"), "a-%05d.png", "first of"), (Output("stereo:sbs"), "a.png", "first of"),
    (Output("vr:180"), "a.mp4", "headset that it is"), (Output("vr:180"), "a.png", "headset that it is"),
])  # fmt: skip
def test_and_one_that_can_is_not(output, name, part):
    assert not any(part in line for line in said(name, output))


def test_views_that_fill_the_memory_are_told_of_with_their_size():
    big = Output("quilt:portrait", {"fit": "8192"}, (8192, 8192))
    recipe = recipe_of(big, loaded_of(BALL).scene.views)
    held = len(recipe.views) * recipe.size[0] * recipe.size[1] * 8 / 1e9
    lines = said("a.png", big)
    assert any("of views at once" in line for line in lines) is (held > 8.0)
    assert not any("of views at once" in line for line in said("a.png", Output("quilt:portrait")))


def test_what_an_hdr_film_is_and_what_the_wall_must_take():
    (line,) = preflight(Job(BALL, loaded_of(BALL), choose(Path("a.mp4"), hdr="pq"), Size(96, 64)))
    assert line.startswith("a.mp4 is an SDR picture in PQ: a scene ends with its tone curve, so nothing is brighter")


def sized(width, height, name="a.png"):
    return Job(BALL, loaded_of(BALL), choose(Path(name)), Size(width, height))


@pytest.mark.parametrize(("made", "words"), [
    (sized(64, 48), "has room for it: 64x48 px, drawn in one piece."),
    (sized(40_000, 32, "a.tif"), "has room for it: 40000x32 px, drawn in tiles of 1024x32 px."),
])  # fmt: skip
def test_what_this_gpu_has_room_for_is_said_with_how_it_is_drawn(made, words):
    assert room(made).endswith(words)


def test_what_this_gpu_refuses_is_refused_as_the_export_itself_would_be(monkeypatch):
    with pytest.raises(RendererError, match="40000x32 px is more than this GPU draws in one piece"):
        room(sized(40_000, 32, "a.jpg"))
    monkeypatch.setattr(moderngl.Context, "framebuffer", no_room)
    with pytest.raises(RendererError, match="this GPU has no room for 64x48 px of f4"):
        room(sized(64, 48))


def test_room_is_asked_for_what_samples_are_gathered_in_too(monkeypatch):
    real = moderngl.Context.texture

    def texture(self, size, components, *more, dtype="f1"):
        if dtype == "f4" and components == 4 and size == (64, 48) and len(made) > 2:
            raise moderngl.Error("cannot create texture")
        made.append(size) if size == (64, 48) else None
        return real(self, size, components, *more, dtype=dtype)

    made = []
    assert room(replace(sized(64, 48), samples=4)).endswith("drawn in one piece.")
    monkeypatch.setattr(moderngl.Context, "texture", texture)
    made.clear()
    with pytest.raises(RendererError, match="no room for a picture of 64x48 px in 32 bit, in which samples are"):
        room(replace(sized(64, 48), samples=4))


def no_room(*_):
    """Stand for a driver that has no memory left."""
    raise moderngl.Error("the framebuffer is not complete")
