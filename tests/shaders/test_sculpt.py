"""The strokes on the GPU against their numpy twin."""

import numpy as np
import pytest

from renderer.sculpture.stroke import KINDS, Stroke, displaced, packed

RNG = np.random.default_rng(8)
POINTS = RNG.uniform(-14, 14, (4000, 3)).astype(np.float32)
FILE, SCULPT = "lib/sculpt/deform.glsl", "sculpt(x.xyz)"


def strokes(kind, symmetric, count=5):
    return [
        Stroke(kind, tuple(RNG.uniform(-8, 8, 3)), tuple(RNG.normal(size=3)), radius,
               0.8 if kind == "smooth" else radius * RNG.uniform(0.1, 2), symmetric)
        for radius in RNG.uniform(2, 9, count)
    ]  # fmt: skip


@pytest.mark.parametrize("symmetric", [False, True], ids=["one side", "symmetric"])
@pytest.mark.parametrize("kind", KINDS)
def test_strokes_move_a_point_as_their_twin_does(call, kind, symmetric):
    made = strokes("pull", False, 2) + strokes(kind, symmetric)
    rows = packed(made)
    expected = displaced(POINTS, rows)

    found = call(FILE, SCULPT, POINTS, strokes=rows)[:, :3]

    np.testing.assert_allclose(found, expected, atol=2e-5)
    assert (abs(displaced(POINTS, packed(made[:2])) - expected).max(1) > 0.1).sum() > 40, "these strokes matter"


def test_without_strokes_nothing_moves(call):
    np.testing.assert_array_equal(call(FILE, SCULPT, POINTS)[:, :3], POINTS)


def test_the_weight_ends_smoothly_at_its_radius(call):
    r = np.linspace(0, 4, 500).astype(np.float32)
    found = call(FILE, "sculpt_weight(vec3(x.x, 0.0, 0.0), 3.0)", r)[:, 0]
    np.testing.assert_allclose(found, np.maximum(0, 1 - (r / 3) ** 2) ** 3, atol=1e-6)


def test_dabs_of_one_place_are_passed_over_together_without_a_trace(call):
    made = [
        Stroke("pull", tuple(start + 0.9 * step * way), (0.0, 0.2, 1.0), 3.0, 1.4, symmetric=bool(gesture % 2))
        for gesture, (start, way) in enumerate(RNG.uniform((-12, -1), (12, 1), (12, 3, 2)).transpose(0, 2, 1))
        for step in range(7)
    ]
    rows = packed(made)
    assert (rows[:, 2, 2] > 3).sum() > 10, "there are groups"
    assert rows[:, 2, 2].sum() == len(rows), "every step is in one"

    found = call(FILE, SCULPT, POINTS, strokes=rows)[:, :3]

    np.testing.assert_allclose(found, displaced(POINTS, rows), atol=3e-5)
