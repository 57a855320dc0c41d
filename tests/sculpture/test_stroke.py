"""Strokes against what they promise: they end at their radius, mirror exactly, and never fold space over."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.sculpture.stroke import KINDS, MOST_STEPS, Stroke, deform, displaced, packed, steps

RNG = np.random.default_rng(3)
CLOUD = RNG.uniform(-12, 12, (800, 3))
MIRROR = np.array([-1.0, 1.0, 1.0])
PULL = Stroke("pull", (2.0, 1.0, 3.0), (0.0, 0.0, 2.0), radius=4.0, amount=1.5)

near = st.floats(-6, 6)


@st.composite
def strokes(draw, kinds=tuple(KINDS)):
    kind = draw(st.sampled_from(kinds))
    radius = draw(st.floats(0.5, 10))
    way = draw(st.tuples(near, near, near).filter(lambda v: math.hypot(*v) > 0.1))
    amount = draw(st.floats(0, 1 if kind == "smooth" else 3 * radius))
    return Stroke(kind, draw(st.tuples(near, near, near)), way, radius, amount, draw(st.booleans()))


def test_a_pull_moves_its_centre_by_its_amount_along_the_normal_and_a_push_against_it():
    for kind, sign in (("pull", 1), ("push", -1), ("carve", -1), ("drag", 1)):
        moved = deform([PULL.centre], [replace(PULL, kind=kind)])[0]
        np.testing.assert_allclose(moved, np.add(PULL.centre, (0, 0, sign * 1.5)), atol=1e-12)


def test_a_stroke_that_nobody_signed_is_the_first_of_nobody():
    assert (PULL.symmetric, PULL.clock, PULL.author, PULL.number, PULL.gesture) == (False, 0, "", 0, 0)


def test_the_weight_is_the_written_one():
    at = np.add([PULL.centre], (1.0, 2.0, 0.0))
    np.testing.assert_allclose(deform(at, [PULL])[0, 2] - at[0, 2], 1.5 * (1 - 5 / 16) ** 3, rtol=1e-12)


def test_a_long_drag_takes_its_centre_all_the_way():
    drag = replace(PULL, kind="drag", direction=(1.0, 2.0, -2.0), amount=12.0)
    assert len(steps(drag)) > 4
    np.testing.assert_allclose(deform([drag.centre], [drag])[0], np.add(drag.centre, (4, 8, -8)), atol=1e-12)


@given(strokes())
@settings(max_examples=60)
def test_a_stroke_ends_at_its_radius_around_its_path(stroke):
    moved = deform(CLOUD, [stroke])
    path = np.array(stroke.centre) + np.linspace(0, 1, 100)[:, None] * stroke.way
    paths = [path, path * MIRROR] if stroke.symmetric else [path]
    away = np.min([np.linalg.norm(CLOUD[:, None] - p, axis=2).min(1) for p in paths], axis=0)
    still = away > stroke.radius + 0.2  # mm, for the path is seen at 100 points
    np.testing.assert_array_equal(moved[still], CLOUD[still])


@given(strokes(kinds=[kind for kind in KINDS if kind != "smooth"]))
@settings(max_examples=40)
def test_every_point_goes_as_the_weights_of_both_halves_say(stroke):
    count, way = len(steps(stroke)), np.array(stroke.way)
    place = CLOUD.copy()
    for step in range(count):
        centre = np.array(stroke.centre) + way * step / count
        own, other = ((1 - np.minimum(np.linalg.norm(place - side, axis=1) / stroke.radius, 1) ** 2) ** 3
                      for side in (centre, centre * MIRROR))  # fmt: skip
        other = other * stroke.symmetric
        both = np.where(own + other > 0, own + other, 1)
        place = place + (own**2 / both)[:, None] * way / count + (other**2 / both)[:, None] * way * MIRROR / count
    np.testing.assert_allclose(deform(CLOUD, [stroke]), place, atol=1e-9)


@given(st.lists(strokes(), max_size=5))
@settings(max_examples=60)
def test_symmetric_strokes_keep_what_is_symmetric(made):
    made = [replace(one, symmetric=True) for one in made]
    np.testing.assert_allclose(deform(CLOUD * MIRROR, made), deform(CLOUD, made) * MIRROR, atol=1e-9)


@given(st.lists(strokes(), min_size=1, max_size=6))
@settings(max_examples=80)
def test_no_strokes_fold_space_over(made):
    assert (stretch(CLOUD[:300], made) > 0).all()


def stretch(points, made):
    """Return the determinant of the Jacobian at ``points``."""
    h = 1e-5
    columns = [(deform(points + h * e, made) - deform(points - h * e, made)) / (2 * h) for e in np.eye(3)]
    return np.linalg.det(np.stack(columns, -1))


@pytest.mark.parametrize("part", [0.2, 0.4, 0.6])
def test_halves_that_push_against_each_other_over_the_midline_do_not_fold(part):
    most = 0.52 * 4.0
    push = Stroke("drag", (4 * part, 0.0, 0.0), (-1.0, 0.0, 0.0), 4.0, most, symmetric=True)
    assert stretch(CLOUD / 2.4, [push]).min() > 0.02


@pytest.mark.parametrize("radius", [1.0, 2.0, 3.0])
def test_smoothing_hard_what_was_dragged_far_does_not_fold(radius):
    drag = Stroke("drag", (-3.0, 0.0, 0.0), (1.0, 0.0, 0.0), 4.0, 6.0)
    smooth = [Stroke("smooth", (x, 0.0, 0.0), (1.0, 0.0, 0.0), radius, 1.0) for x in (0.0, 3.0)]
    assert stretch(CLOUD / 2.4, [drag, *smooth]).min() > 0.02


def test_a_symmetric_stroke_on_the_midline_moves_it_once():
    line = replace(PULL, centre=(0.0, 1.0, 3.0), symmetric=True)
    np.testing.assert_allclose(deform([line.centre], [line]), deform([line.centre], [replace(line, symmetric=False)]))


def test_smoothing_leads_back_and_leaves_the_unsculpted_alone():
    smooth = Stroke("smooth", (2.0, 1.0, 4.5), (0.0, 0.0, 1.0), 4.0, 1.0)
    np.testing.assert_array_equal(deform(CLOUD, [smooth]), CLOUD)
    before = deform([PULL.centre], [PULL])
    left = [np.linalg.norm(deform([PULL.centre], [PULL, *[smooth] * n])[0] - PULL.centre) for n in range(9)]
    assert left[0] == np.linalg.norm(before - PULL.centre)
    assert all(b < a for a, b in pairwise(left))
    assert left[-1] < 0.1


def test_order_matters_and_is_kept():
    drag = replace(PULL, kind="drag", direction=(1.0, 0.0, 0.0), amount=3.0)
    both = deform(CLOUD, [PULL, drag])
    assert abs(both - deform(CLOUD, [drag, PULL])).max() > 0.05
    np.testing.assert_array_equal(both, deform(deform(CLOUD, [PULL]), [drag]))


def test_what_is_packed_is_what_is_done():
    made = [PULL, replace(PULL, symmetric=True, amount=9.0), replace(PULL, kind="smooth", amount=0.7)]
    rows = packed(made)
    assert rows.shape == (sum(len(steps(one)) for one in made), 3, 4)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(displaced(CLOUD, rows), deform(CLOUD, made), atol=1e-5)
    assert packed([]).shape == (0, 3, 4)


def test_more_strokes_than_a_gpu_takes_are_told():
    with pytest.raises(DataError, match=r"16,385 steps .* undo"):
        packed([replace(PULL, amount=0.1)] * (MOST_STEPS + 1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "puch"}, "did you mean 'push'"),
        ({"radius": -1.0}, "radius = -1.0 is outside 0.01..1000 mm"),
        ({"radius": math.nan}, "radius = nan"),
        ({"amount": math.inf}, "amount = inf"),
        ({"amount": -0.1}, "amount = -0.1"),
        ({"centre": (0.0, math.nan, 0.0)}, "centre y = nan"),
        ({"direction": (0.0, 0.0, 0.0)}, "not where to"),
        ({"direction": (0.0, math.inf, 0.0)}, "direction y = inf"),
        ({"kind": "smooth", "amount": 1.5}, "amount = 1.5 is outside 0..1"),
    ],
)
def test_what_is_no_stroke_is_refused_in_a_sentence(change, said):
    with pytest.raises(DataError, match=said):
        replace(PULL, **change)
