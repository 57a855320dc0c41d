"""Views warped from their neighbours: against geometry in numpy, and against the views truly drawn."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from renderer.core.view import equirect, head, light_field, orbit, rays
from renderer.core.volume import Volume
from renderer.data.load import load_table
from renderer.frames.drawn import Drawn
from renderer.frames.engine import Engine
from renderer.frames.exposure import Exposure
from renderer.frames.reproject import between, key, parallel
from renderer.frames.view_synthesis import draw_views, keys, pays
from renderer.gpu.mask import Mask, sees
from renderer.scene.catalogue import load
from renderer.scene.scene import Footprint

SCENES = Path(__file__).parent.parent / "scenes"
SIZE = (105, 140)
BOX = Volume(width=80.0, height=60.0, front=20.0, back=40.0, distance=200.0)
WIDTH, HEIGHT = 160, 120
BACK = 40.0
BEFORE = ((15.0, -9.0, 9.0, -25.0, 25.0),)  # z, left, right, bottom, top, mm
BEHIND = ((-8.0, -30.0, 0.0, -9.0, 9.0),)


@pytest.fixture
def engine(gl):
    """Return ``engine(name, ...)`` of a scene under tests/scenes, released after the test."""
    made = []

    def make(name, size=SIZE, **how):
        loaded = load(SCENES / name / "scene.py")
        made.append(Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), size, Exposure(**how)))
        return made[-1]

    yield make
    for one in made:
        one.release()


def field(engine, count=14, cone=14.0):
    return light_field(engine.loaded.scene.views, engine.size[0] / engine.size[1], count, cone)


def drawn(engine, views, **how):
    frame = engine.loaded.scene.frame(0, size=engine.size)
    return [seen.picture.copy() for seen in draw_views(engine, frame, None, views, shots_with_depth=False, **how)]


def psnr(a, b):
    return 10 * np.log10(255**2 / max(((a.astype(float) - b) ** 2).mean(), 1e-9))


def painted(view, boxes, back=True):
    """Return picture and depth of upright rectangles [z, left, right, bottom, top] before a wall, near ones last."""
    way = rays(view, WIDTH, HEIGHT)
    picture, depth = np.zeros((HEIGHT, WIDTH, 3), np.float32), np.zeros((HEIGHT, WIDTH), np.float32)
    walls = [(-30.0, -1e3, 1e3, -1e3, 1e3)] if back else []
    for z, left, right, bottom, top in (*walls, *boxes):
        far = (z - view.eye[2]) / way[..., 2]
        x, y = view.eye[0] + far * way[..., 0], view.eye[1] + far * way[..., 1]
        inside = (x > left) & (x < right) & (y > bottom) & (y < top)
        colour = np.stack([128 + x, 128 + y, np.full_like(x, 100 + 2 * z)], axis=-1)
        picture[inside], depth[inside] = colour[inside], far[inside]
    return picture, depth


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("boxes", [(), BEFORE, BEHIND + BEFORE])
def test_what_is_warped_is_what_geometry_says(boxes, at):
    left, right = (head(BOX, WIDTH / HEIGHT, (x, 0.0, 200.0)) for x in (-14.0, 14.0))
    view = head(BOX, WIDTH / HEIGHT, (28.0 * at - 14.0, 0.0, 200.0))
    ends = [key(end, *painted(end, boxes), BACK) for end in (left, right)]
    picture, holes = between(*ends, view, 255.0)
    expected, _ = painted(view, boxes)

    assert holes.mean() < 0.12
    assert abs(picture - expected)[~holes].max() < 0.02


def test_what_both_keys_hide_is_a_hole():
    left, right = (head(BOX, WIDTH / HEIGHT, (x, 0.0, 200.0)) for x in (-14.0, 14.0))
    slit = ((14.0, -60.0, -2.0, -50.0, 50.0), (14.0, 2.0, 60.0, -50.0, 50.0))  # a gap that shows another part to each
    view = head(BOX, WIDTH / HEIGHT, (0.0, 0.0, 200.0))
    picture, holes = between(*(key(end, *painted(end, slit), BACK) for end in (left, right)), view, 255.0)
    expected, depth = painted(view, slit)
    seen = depth > 205.0  # the wall through the gap

    assert seen.any()
    assert (holes | (abs(picture - expected).max(axis=2) < 0.02))[seen].all()
    assert holes[seen].mean() > 0.3


def test_what_shines_from_one_side_only_is_drawn_again():
    views = [head(BOX, WIDTH / HEIGHT, (x, 0.0, 200.0)) for x in (-5.0, 0.0, 5.0)]
    (one, far), (other, away) = painted(views[0], ()), painted(views[2], ())
    one[50:60, 70:80] += 30.0
    _, holes = between(key(views[0], one, far, BACK), key(views[2], other, away, BACK), views[1], 255.0)

    assert holes[50:60, 60:90].any()
    assert not holes[:50, 5:-5].any()


@pytest.mark.parametrize("full", [255.0, 65535.0])
def test_light_that_changes_slowly_is_mixed_by_nearness(full):
    views = [head(BOX, WIDTH / HEIGHT, (x, 0.0, 200.0)) for x in (-4.0, -2.0, 4.0)]
    ends = [(0 * picture + level * full / 255.0, depth) for level, (picture, depth) in
            ((100.0, painted(views[0], ())), (108.0, painted(views[2], ())))]  # fmt: skip
    picture, holes = between(key(views[0], *ends[0], BACK), key(views[2], *ends[1], BACK), views[1], full)

    assert not holes[:, 5:-5].any()
    np.testing.assert_allclose(picture[:, 5:-5], 102.0 * full / 255.0, rtol=1e-5)


def test_emptiness_is_known_to_be_empty():
    views = [head(BOX, WIDTH / HEIGHT, (x, 0.0, 200.0)) for x in (-5.0, 0.0, 5.0)]
    ball = ((0.0, -10.0, 10.0, -10.0, 10.0),)
    ends = [key(view, *painted(view, ball, back=False), BACK) for view in (views[0], views[2])]
    picture, holes = between(*ends, views[1], 255.0)

    assert holes.mean() < 0.03
    assert abs(picture - painted(views[1], ball, back=False)[0])[~holes].max() < 0.02


def test_eyes_must_stand_in_a_row_before_one_screen():
    row = light_field(BOX, 1.0, 8, 30.0)

    assert parallel(row)
    assert not parallel((*row, orbit(BOX, 1.0, 10.0)))
    assert not parallel((*row, head(BOX, 1.0, (0.0, 5.0, 200.0))))
    assert not parallel((*row, head(BOX, 1.0, (0.0, 0.0, 150.0))))
    assert not parallel((equirect(BOX, (-1.0, 1.0, -1.0, 1.0)),) * 6)


def test_every_view_of_a_march_is_near_the_true_one_and_most_pixels_are_not_drawn(engine):
    made, counted, all_of_them = engine("marched"), Drawn(), Drawn()
    views = field(made)
    assert pays(made, views)
    true = drawn(made, views, exact=True, drawn=all_of_them)
    warped = drawn(made, views, drawn=counted)
    near = [psnr(a, b) for a, b in zip(true, warped, strict=True)]

    assert min(near) >= 40.0
    assert [i for i, value in enumerate(near) if value > 90] == keys(made, views)
    assert counted.share < 0.35
    assert (all_of_them.share, counted.of) == (1.0, all_of_them.of)


def test_warped_views_are_the_same_bytes_again_and_keep_their_depth_of_codes(engine):
    made = engine("marched", depth=16)
    first, again = (drawn(made, field(made), components=4) for _ in range(2))

    assert first[3].dtype == np.uint16
    assert first[3].shape == (140, 105, 4)
    np.testing.assert_array_equal(first, again)
    (true,) = drawn(made, field(made)[3:4], exact=True, components=4)
    assert psnr(first[3] / 257, true / 257) >= 40.0


def test_a_scene_of_geometry_is_truly_drawn(engine):
    made, counted = engine("clay"), Drawn()
    views = field(made, 8)

    assert not pays(made, views)
    np.testing.assert_array_equal(drawn(made, views, drawn=counted), drawn(made, views, exact=True))
    assert counted.share == 1.0


@pytest.mark.parametrize("how", ["few", "crooked", "samples", "float", "whole"])
def test_where_warping_cannot_hold_every_view_is_drawn(engine, how):
    made = engine("marched", samples=4 if how == "samples" else 1, depth=32 if how == "float" else 8)
    views = field(made, 3 if how == "few" else 8)
    if how == "whole":
        scene = made.loaded.scene
        passes = (scene.passes[0], replace(scene.passes[1], footprint=Footprint(whole=True)))
        made.loaded = replace(made.loaded, scene=replace(scene, passes=passes))
    if how == "crooked":
        views = (*views[:-1], replace(views[-1], eye=(0.0, 9.0, 280.0)))

    assert not pays(made, views)


def test_depth_is_given_where_asked_for_and_then_true(engine):
    made = engine("marched")
    views = field(made, 6)
    frame = made.loaded.scene.frame(0, size=SIZE)
    for seen, view in zip(draw_views(made, frame, None, views, shots_with_depth=True), views, strict=True):
        made.draw(frame, view=view)
        np.testing.assert_array_equal(seen.depth, made.depth())


def test_a_mask_leaves_the_other_pixels_alone_and_nothing_behind(engine, gl):
    made = engine("marched")
    one, other = field(made, 2)
    frame = made.loaded.scene.frame(0, size=SIZE)
    pictures = []
    for view in (one, other):
        made.draw(frame, view=view)
        pictures.append(made.read())
    made.draw(frame, view=one)
    wanted = np.random.default_rng(1).random(SIZE[::-1]) < 0.3
    mask = Mask(gl, made.pipeline, made.picture)
    mask.set(wanted)
    with mask:
        made.draw(frame, view=other)
    mask.release()

    np.testing.assert_array_equal(made.read(), np.where(wanted[..., None], pictures[1], pictures[0]))
    made.draw(frame, view=other)
    np.testing.assert_array_equal(made.read(), pictures[1])


def test_passes_that_read_what_the_eye_sees_see_it_too(engine):
    assert sees(engine("marched").pipeline) == {"form", "image"}
    assert sees(engine("clay").pipeline) == {"form", "image"}
