"""What stands becomes the export's picture, part by part; whatever moves ends it."""

import time
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from renderer.core.units import Size
from renderer.flash.limits import DESK, Override
from renderer.flash.viewer import Safety
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import run
from renderer.preview.save import save_still
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.show import refine
from renderer.show.refine import REFINED, Refiner

TWO = "passes=(Pass('edge', 'edge.frag', format='f4'), Pass('image', 'image.frag', reads=('edge',)))"
EDGE = """void main() { vec2 q = pixel() / u_resolution - 0.5;
o = vec4(vec3(step(0.3 * q.x, q.y) * u_level, u_playhead, q.x), 1.0); }"""
IMAGE = "void main() { o = vec4(fetch_edge(target_texel()).rgb * step(0.2, fract(pixel().x * 0.37)), 1.0); }"
STILL = EDGE.replace("u_playhead", "0.5")
POOL = "void main() { o = u_fresh ? vec4(0.0) : texelFetch(t_pool, texel(), 0) + 0.02; }"
BACK = """passes=(Pass('pool', 'pool.frag', reads=('pool',), format='f4', size={size}),
Pass('image', 'image.frag', reads=('pool',)))"""
SHOW = "void main() { o = vec4(vec3(step(0.3 * pixel().x, pixel().y)) * texture(t_pool, vec2(0.5)).rgb, 1.0); }"


@pytest.fixture
def playing(stage, monkeypatch):
    """Return a stage drawn at a quarter of 64x32 px, its refiner, which waits for nothing, and its session."""
    monkeypatch.setattr(refine, "REST", 0.0)
    monkeypatch.setattr(refine, "SLICE", 0.0)

    def make(declaration=TWO, last=7, **files):
        files = files or {"edge_frag": EDGE, "image_frag": IMAGE}
        one = stage(declaration, wanted=(64, 32), window=(64, 32), **files)
        one.adaptive = one.adaptive.__class__(step=8)
        session, refiner = begin(one.engine.loaded), Refiner(one)
        for index in range(last + 1):
            one.draw(session, index)
        return one, refiner, session

    return make


def seen(one):
    return np.frombuffer(one._shown.read(), np.uint8).reshape(*one._shown.size[::-1], 4)[..., :3].astype(int)


def finish(one, refiner, session, index, size=(48, 24)):
    """Refine to the end as the loop of a window does; return after how many parts."""
    for count in range(1000):
        one.draw(session, index)
        refiner.work(size, time.perf_counter() + 1e-5)
        if refiner.samples == REFINED.samples:
            return count
    raise AssertionError("it never ends")


def exported(gl, one, size, index, samples=4):
    """Return frame ``index`` as an export draws it: by an engine of its own, from the first frame on."""
    made = Engine(gl, one.engine.loaded, one.engine.table, size, Exposure(samples))
    made.draw(made.loaded.scene.frame(index, Fraction(30), size, 0))
    picture = made.read(3).astype(int)
    made.release()
    return picture


def test_what_stands_becomes_the_picture_of_an_export_and_no_sooner(playing, gl):
    one, refiner, session = playing()
    assert one._shown.size == (16, 16)
    assert finish(one, refiner, session, 7) > 8  # parts of two passes, four times
    assert np.abs(seen(one) - exported(gl, one, (48, 24), 7)).max() <= 1
    assert np.abs(seen(one) - exported(gl, one, (48, 24), 7, samples=1)).max() > 20  # one sample is another picture


def test_what_stands_becomes_the_very_file_that_an_export_writes(playing, gl, tmp_path):
    one, refiner, session = playing()
    finish(one, refiner, session, 7)
    shown, loaded = seen(one), one.engine.loaded
    job = Job(Setup(str(loaded.folder)), loaded, choose(tmp_path / "still.png"), Size(48, 24), range(7, 8), samples=4)
    run(job)
    gl.__enter__()  # the export's own context was current
    with Image.open(tmp_path / "still.png") as file:
        assert np.abs(shown - np.asarray(file.convert("RGB")).astype(int)).max() <= 1


def test_what_moves_ends_it_wherever_it_is_and_is_drawn_as_ever(playing, gl):
    for parts in range(9):
        one, refiner, session = playing()
        for _ in range(parts):
            one.draw(session, 7)
            refiner.work((48, 24), 0.0)
        one.draw(session, 8)
        assert (one.engine.size, refiner.samples) == ((16, 16), 0) or parts == 0
        assert np.abs(seen(one) - exported(gl, one, (16, 16), 8, samples=1)).max() <= 1
        turned = session.turn("level", 0.25, 0.0)
        finish(one, refiner, turned, 8)
        assert refiner.samples == 4


def test_a_pass_left_half_drawn_is_drawn_again_at_the_same_size(playing, gl):
    one, refiner, session = playing(last=0)
    one.adaptive = one.adaptive.__class__()
    one.draw(session, 0)
    for _ in range(3):
        refiner.work((64, 32), 0.0)
    one.redraw()
    one.draw(session, 0)
    assert np.abs(seen(one) - exported(gl, one, (64, 32), 0, samples=1)).max() <= 1


def test_a_scene_in_which_nothing_moves_stands_while_time_runs(playing, gl):
    one, refiner, session = playing(edge_frag=STILL, image_frag=IMAGE)
    for index in range(8, 3000):
        one.draw(session, index)
        refiner.work((48, 24), time.perf_counter() + 1e-3)
        if index >= 299 and refiner.samples == 4 and not one.guard.held:  # a busy machine comes to it later
            break
    assert refiner.samples == 4
    assert np.abs(seen(one) - exported(gl, one, (48, 24), index)).max() <= 2  # each has its own frame's dither
    assert one.last[1] == 299
    one.draw(session.turn("level", 1.5, 0.0), 300)
    assert one.engine.size == (16, 16)


def test_a_scene_that_names_its_frame_does_not_stand(playing):
    one, _, session = playing(edge_frag=STILL.replace("0.5,", "float(u_frame % 2),"), image_frag=IMAGE)
    before = one.engine.draws
    one.draw(session, 8)
    assert one.engine.draws == before + 1


def test_what_feeds_back_is_refined_at_the_size_of_its_state_and_goes_on_from_it(playing):
    for size, drawn in ((("width", "height"), (16, 16)), (("8", "8"), (48, 24))):
        one, refiner, session = playing(BACK.format(size=size), pool_frag=POOL, image_frag=SHOW)
        state = one.engine.last_frames()["pool"]
        finish(one, refiner, session, 7)
        assert one.engine.size == drawn
        again = one.engine.last_frames()["pool"]
        assert all(np.array_equal(a, b) for a, b in zip(state, again, strict=True))
        one.draw(session, 8)
        assert one.error == ""


def test_without_a_guard_what_is_shown_stands_while_the_engine_draws_another_size(playing, gl):
    one, refiner, session = playing()
    one.guard._safety = Safety(DESK, Override("Ada", "a test"))
    one.draw(session, 8)
    before = seen(one)
    one.draw(session, 8)
    refiner.work((48, 24), 0.0)
    assert one.engine.size == (48, 24)
    assert np.array_equal(seen(one), before)
    finish(one, refiner, session, 8)
    assert np.abs(seen(one) - exported(gl, one, (48, 24), 8)).max() <= 1


def test_a_still_that_is_kept_of_what_stands_has_one_sample_and_it_is_refined_again(playing, gl, tmp_path):
    one, refiner, session = playing()
    finish(one, refiner, session, 7)
    save_still(one, Setup("./small"), session, 7, tmp_path)
    assert np.abs(seen(one) - exported(gl, one, (48, 24), 7)).max() <= 1
    finish(one, refiner, session, 7)
    assert np.abs(seen(one) - exported(gl, one, (48, 24), 7)).max() <= 1
