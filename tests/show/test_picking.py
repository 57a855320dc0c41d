"""From a pixel to the place seen there, and back: at one ball of clay whose form can be worked out."""

import math

import numpy as np
import pytest

from renderer.core.paths import ROOT
from renderer.core.view import View, Volume, plain
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load
from renderer.sculpture.stroke import Stroke, deform, packed
from renderer.show.picking import footprint, in_plane, normal_at, pixel_of, seen, touched

CLAY = ROOT / "tests/scenes/clay"
RADIUS = 16.0  # mm, of the ball
DAB = Stroke("pull", (0.0, 0.0, RADIUS), (0.0, 0.0, 1.0), 6.0, 3.0)


@pytest.fixture
def ball(gl):
    """Return an engine that has drawn the ball, and frees itself."""
    loaded = load(CLAY / "scene.py")
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (640, 360))
    engine.draw(loaded.scene.frame())
    yield engine
    engine.release()


def spot(view, place):
    at = pixel_of(view, place)
    assert at is not None
    return at


def test_a_pixel_is_the_place_seen_there_and_back(ball):
    for x, y in ((0.5, 0.5), (0.4, 0.6), (0.6, 0.3)):
        place = seen(ball, (x, y))
        assert np.linalg.norm(place) == pytest.approx(RADIUS, abs=0.05)
        assert pixel_of(ball.view, place) == pytest.approx((x, y), abs=1.5 / 360)
    assert seen(ball, (0.05, 0.5)) is None


def test_the_normal_of_a_ball_points_away_from_its_middle(ball):
    for at in ((0.5, 0.5), (0.42, 0.6), (0.6, 0.35)):
        place = np.array(seen(ball, at))
        assert normal_at(ball, at, 4.0) @ place / np.linalg.norm(place) > math.cos(math.radians(1.0))


def test_a_move_of_the_mouse_is_a_move_in_the_plane_of_what_is_held(ball):
    place = seen(ball, (0.45, 0.55))
    at = spot(ball.view, place)
    moved = in_plane(ball.view, (at[0] + 0.1, at[1]), place)
    assert moved[1:] == pytest.approx(place[1:])
    pixel = footprint(ball.view, ball.size, place)
    assert moved[0] - place[0] == pytest.approx(0.1 * ball.size[0] * pixel)
    assert pixel == pytest.approx(80 / 640 * (200 - place[2]) / 200)


def test_a_brush_just_beside_the_form_touches_it_as_deep_as_its_edge_is(ball):
    edge = spot(ball.view, (RADIUS * 0.999, 0.0, 0.0))
    beside = (edge[0] + 0.02, edge[1])  # 1.6 mm
    assert seen(ball, beside) is None
    place = touched(ball, beside, 4.0)
    assert pixel_of(ball.view, place) == pytest.approx(beside)
    assert abs(place[2]) < 6.0
    assert touched(ball, beside, 1.0) is None
    assert touched(ball, (0.5, 0.5), 1.0) == seen(ball, (0.5, 0.5))


def test_what_is_behind_the_eye_is_on_no_pixel():
    view = plain(Volume(), 1.0)
    assert isinstance(view, View)
    assert pixel_of(view, (0.0, 0.0, 1000.0)) is None


def test_strokes_reach_the_picture_and_its_depth(ball):
    ball.strokes = packed([DAB])
    ball.draw(ball.loaded.scene.frame())
    assert seen(ball, (0.5, 0.5))[2] == pytest.approx(deform([DAB.centre], [DAB])[0, 2], abs=0.05)
    ball.strokes = None
    ball.draw(ball.loaded.scene.frame())
    assert seen(ball, (0.5, 0.5))[2] == pytest.approx(RADIUS, abs=0.05)
