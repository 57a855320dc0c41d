"""Blends, rotations and one-dimensional shapes against their definitions."""

import numpy as np
import pytest

RNG = np.random.default_rng(4)
PAIRS = RNG.uniform(-1, 1, (3000, 2)).astype(np.float32)
A, B = PAIRS.T.astype(np.float64)
K = 0.3


def blend(a, b, k=K):
    """Return the parabola that touches a and b where they are k apart: the smooth minimum."""
    share = np.clip((b - a + k) / (2 * k), 0, 1)
    return b + (a - b) * share - k * share * (1 - share)


OPS = {
    "smooth_union": (lambda a, b: blend(a, b), lambda a, b: np.minimum(a, b), -1),
    "smooth_intersection": (lambda a, b: -blend(-a, -b), lambda a, b: np.maximum(a, b), 1),
    "smooth_subtraction": (lambda a, b: -blend(-a, b), lambda a, b: np.maximum(a, -b), 1),
}


@pytest.mark.parametrize("name", OPS)
def test_blend_is_the_touching_parabola(call, name):
    smooth, sharp, side = OPS[name]
    found = call(f"lib/op/{name}.glsl", f"{name}(x.x, x.y, {K})", PAIRS)[:, 0]

    np.testing.assert_allclose(found, smooth(A, B), atol=1e-6)
    off = (found - sharp(A, B)) * side
    assert off.min() > -1e-6
    assert 0.98 * K / 4 < off.max() < K / 4 + 1e-6, "the greatest error that the head states"


@pytest.mark.parametrize("name", OPS)
def test_no_width_is_the_sharp_operation(call, name):
    found = call(f"lib/op/{name}.glsl", f"{name}(x.x, x.y, 0.0)", PAIRS)[:, 0]

    np.testing.assert_allclose(found, OPS[name][1](A, B), atol=1e-7)


@pytest.mark.parametrize("name", OPS)
def test_blend_is_no_steeper_than_its_shapes(call, name):
    step = RNG.uniform(-1e-2, 1e-2, PAIRS.shape)
    before, after = (call(f"lib/op/{name}.glsl", f"{name}(x.x, x.y, {K})", p)[:, 0] for p in (PAIRS, PAIRS + step))

    assert (abs(after - before) <= abs(step).max(axis=1) + 1e-6).all()


def test_a_plane_turns_counter_clockwise(call):
    angles = RNG.uniform(-7, 7, 2000)
    rows = np.column_stack([RNG.normal(size=(2000, 2)), angles])
    found = call("lib/transform/rotate.glsl", "rotate(x.xy, x.z)", rows)[:, :2]
    expected = (rows[:, 0] + 1j * rows[:, 1]) * np.exp(1j * angles)

    np.testing.assert_allclose(found[:, 0] + 1j * found[:, 1], expected, atol=5e-6)


@pytest.mark.parametrize("axis", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (2 / 3, -1 / 3, 2 / 3)])
def test_space_turns_about_its_axis(call, axis):
    axis = np.array(axis, float)
    rows = np.column_stack([RNG.normal(size=(1000, 3)), RNG.uniform(-7, 7, 1000)])
    written = ", ".join(f"{a:.9f}" for a in axis)
    found = call("lib/transform/rotate.glsl", f"rotate(x.xyz, vec3({written}), x.w)", rows)[:, :3]
    # The rotation matrix as the exponential of the cross product with the axis, by its eigenvectors.
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    values, vectors = np.linalg.eig(cross)
    for row, turned in zip(rows[:200], found, strict=False):
        matrix = (vectors * np.exp(values * row[3])) @ np.linalg.inv(vectors)
        np.testing.assert_allclose(turned, (matrix @ row[:3]).real, atol=5e-6)


LINE = np.linspace(-2, 2, 801)


def test_remap_carries_and_holds_the_ends(call):
    found = call("lib/math/remap.glsl", "remap(x.x, -1.0, 0.5, 3.0, 1.0)", LINE)[:, 0]
    reverse = call("lib/math/remap.glsl", "remap(x.x, 0.5, -1.0, 1.0, 3.0)", LINE)[:, 0]

    np.testing.assert_allclose(found, np.interp(LINE, [-1, 0.5], [3, 1]), atol=1e-6)
    np.testing.assert_allclose(reverse, found, atol=1e-6)


def test_pulse_is_a_bump_with_flat_top_and_feet(call):
    found = call("lib/math/pulse.glsl", "pulse(x.x, 0.4, 0.8)", LINE)[:, 0]
    at = dict(zip(LINE.round(6), found, strict=True))

    assert at[0.4] == pytest.approx(1, abs=1e-6)
    assert at[0.0] == pytest.approx(0.5, abs=1e-6)
    assert at[0.2] == pytest.approx(1 - 3 / 16 + 2 / 64, abs=1e-6)
    assert found[abs(LINE - 0.4) >= 0.8].max() < 1e-6
    np.testing.assert_allclose(found[LINE <= 0.4 + 1e-9][-100:], found[LINE >= 0.4 - 1e-9][:100][::-1], atol=1e-6)
    # The slope jumps nowhere by more than the curvature allows: no corners.
    assert abs(np.diff(found, 2)).max() < 6 / 0.8**2 * (LINE[1] - LINE[0]) ** 2 * 1.1


def test_breath_loops_without_a_seam(call):
    found = call("lib/math/breath.glsl", "breath(x.x)", LINE)[:, 0]

    np.testing.assert_allclose(found, np.sin(np.pi * LINE) ** 2, atol=1e-6)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_fade_is_flat_and_straight_at_both_ends(call, width):
    t = np.linspace(0, 1, 401)
    argument = f"x.{'xyz'[:width]}"
    found = call("lib/math/fade.glsl", f"fade({argument})", np.stack([t] * width, axis=1))[:, :width]
    # The integral of t^2 (1 - t)^2, scaled to end at 1: the only quintic with flat, straight ends.
    bump = np.polynomial.Polynomial([0, 0, 1, -2, 1]).integ()

    np.testing.assert_allclose(found, np.stack([bump(t) / bump(1)] * width, axis=1), atol=2e-6)


def test_coverage_is_the_share_of_the_pixel_inside(call):
    found = call("lib/math/coverage.glsl", "coverage(x.x, 0.25)", LINE)[:, 0]
    samples = LINE[:, None] + 0.25 * (np.arange(1000) / 999 - 0.5)

    np.testing.assert_allclose(found, (samples < 0).mean(axis=1), atol=2e-3)
