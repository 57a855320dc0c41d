"""Signed distances against the geometry itself: corners, axes and closest points, in numpy."""

import numpy as np
import pytest

RNG = np.random.default_rng(3)
FLAT = RNG.uniform(-2, 2, (3000, 2)).astype(np.float32)
DEEP = RNG.uniform(-2, 2, (3000, 3)).astype(np.float32)


def regular(sides, radius):
    """Return the corners [sides, 2] of a regular polygon, the first at the top."""
    turn = 2 * np.pi * np.arange(sides) / sides
    return radius * np.stack([np.sin(turn), np.cos(turn)], axis=1)


def to_segment(points, a, b):
    """Return the distance from each point [n, d] to the line from a to b."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    share = ((points - a) @ (b - a) / ((b - a) @ (b - a))).clip(0, 1)
    return np.linalg.norm(points - a - share[:, None] * (b - a), axis=1)


def to_outline(points, corners):
    """Return the signed distance to a closed outline: nearest side, and inside by counting crossings."""
    points, ends = points.astype(float), np.roll(corners, -1, axis=0)
    distance = np.min([to_segment(points, a, b) for a, b in zip(corners, ends, strict=True)], axis=0)
    x, y = points.T
    inside = np.zeros(len(points), bool)
    for (ax, ay), (bx, by) in zip(corners, ends, strict=True):
        if ay != by:
            inside ^= ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return np.where(inside, -distance, distance)


def to_block(points, size):
    """Return the signed distance to an axis-parallel block: closest point outside, nearest face inside."""
    points = points.astype(float)
    outside = np.linalg.norm(points - points.clip(-np.array(size), size), axis=1)
    return np.where(outside > 0, outside, -(np.array(size) - abs(points)).min(axis=1))


def to_arc(points, radius, reach, thickness):
    """Return the distance to 40,001 points along the arc's middle line, less half the stroke."""
    turn = np.linspace(-reach, reach, 40_001)
    line = radius * np.stack([np.sin(turn), np.cos(turn)], axis=1)
    nearest = [np.sqrt(((line - p) ** 2).sum(axis=1).min()) for p in points[:400].astype(float)]
    return np.array(nearest) - thickness / 2


def swept(points, height, flat):
    """Return the distance to a shape of distance ``flat`` in two dimensions, swept ``height`` either way."""
    over = abs(points).astype(float) - height
    return np.where((flat > 0) & (over > 0), np.hypot(flat, over), np.maximum(flat, over))


STAR = np.stack([regular(5, 1.2), regular(10, 0.5)[1::2]], axis=1).reshape(-1, 2)
CORNERS = np.array([[-1.0, -0.7], [1.3, -0.2], [0.1, 1.4]])
FLAT_SHAPES = {
    "sdf_circle(x.xy, 0.8)": ("circle", lambda p: np.hypot(*p.T.astype(float)) - 0.8),
    "sdf_ring(x.xy, 0.9, 0.3)": ("ring", lambda p: abs(np.hypot(*p.T.astype(float)) - 0.9) - 0.15),
    "sdf_arc(x.xy, 0.9, 2.1, 0.3)": ("arc", lambda p: to_arc(p, 0.9, 2.1, 0.3)),
    "sdf_arc(x.xy, 1.1, 0.6, 0.2)": ("arc", lambda p: to_arc(p, 1.1, 0.6, 0.2)),
    "sdf_box(x.xy, vec2(0.7, 0.4))": ("box", lambda p: to_block(p, (0.7, 0.4))),
    "sdf_round_box(x.xy, vec2(0.9, 0.5), 0.2)": ("box", lambda p: to_block(p, (0.7, 0.3)) - 0.2),
    "sdf_segment(x.xy, vec2(-0.5, 0.2), vec2(0.9, -0.4))": (
        "segment",
        lambda p: to_segment(p.astype(float), (-0.5, 0.2), (0.9, -0.4)),
    ),
    "sdf_hexagon(x.xy, 0.5)": ("hexagon", lambda p: to_outline(p, regular(6, 0.5 / np.cos(np.pi / 6)))),
    "sdf_triangle(x.xy, vec2(-1.0, -0.7), vec2(1.3, -0.2), vec2(0.1, 1.4))": (
        "triangle",
        lambda p: to_outline(p, CORNERS),
    ),
    "sdf_triangle(x.xy, vec2(0.1, 1.4), vec2(1.3, -0.2), vec2(-1.0, -0.7))": (
        "triangle",
        lambda p: to_outline(p, CORNERS),
    ),
    "sdf_polygon(x.xy, 3, 0.9)": ("polygon", lambda p: to_outline(p, regular(3, 0.9))),
    "sdf_polygon(x.xy, 7, 1.1)": ("polygon", lambda p: to_outline(p, regular(7, 1.1))),
    "sdf_star(x.xy, 5, 1.2, 0.5)": ("star", lambda p: to_outline(p, STAR)),
}
DEEP_SHAPES = {
    "sdf_sphere(x.xyz, 0.8)": ("sphere", lambda p: np.linalg.norm(p.astype(float), axis=1) - 0.8),
    "sdf_box3(x.xyz, vec3(0.7, 0.4, 0.9))": ("box3", lambda p: to_block(p, (0.7, 0.4, 0.9))),
    "sdf_round_box3(x.xyz, vec3(0.7, 0.4, 0.9), 0.1)": ("box3", lambda p: to_block(p, (0.6, 0.3, 0.8)) - 0.1),
    "sdf_segment(x.xyz, vec3(-0.5, 0.2, 0.1), vec3(0.9, -0.4, 0.6))": (
        "segment",
        lambda p: to_segment(p.astype(float), (-0.5, 0.2, 0.1), (0.9, -0.4, 0.6)),
    ),
    "sdf_capsule(x.xyz, vec3(-0.5, 0.2, 0.1), vec3(0.9, -0.4, 0.6), 0.3)": (
        "capsule",
        lambda p: to_segment(p.astype(float), (-0.5, 0.2, 0.1), (0.9, -0.4, 0.6)) - 0.3,
    ),
    "sdf_torus(x.xyz, 1.0, 0.3)": (
        "torus",
        # The nearest point of the circle lies in the half plane through the axis and the point.
        lambda p: (
            np.linalg.norm(p - np.insert(p[:, [0, 2]] / np.hypot(p[:, 0], p[:, 2])[:, None], 1, 0, 1), axis=1) - 0.3
        ),
    ),
    "sdf_cylinder(x.xyz, 0.6, 0.9)": (
        "cylinder",
        lambda p: swept(p[:, 1], 0.9, np.hypot(p[:, 0], p[:, 2]).astype(float) - 0.6),
    ),
    "sdf_hex_prism(x.xyz, 0.5, 0.8)": (
        "hex_prism",
        lambda p: swept(p[:, 2], 0.8, to_outline(p[:, :2], regular(6, 0.5 / np.cos(np.pi / 6)))),
    ),
}
ALL = {**{k: (*v, FLAT) for k, v in FLAT_SHAPES.items()}, **{k: (*v, DEEP) for k, v in DEEP_SHAPES.items()}}


@pytest.mark.parametrize("shape", ALL)
def test_shape_is_the_distance_to_its_surface(call, shape):
    file, oracle, points = ALL[shape]
    expected = oracle(points)

    found = call(f"lib/sdf/{file}.glsl", shape, points)[:, 0]

    np.testing.assert_allclose(found[: len(expected)], expected, atol=5e-6)
    if file != "segment":
        assert (expected < -0.02).sum() > 5, "some points lie inside"


@pytest.mark.parametrize("shape", ALL)
def test_shape_changes_no_faster_than_the_point_moves(call, shape):
    file, _, points = ALL[shape]
    step = RNG.normal(0, 1e-2, points.shape)

    change = call(f"lib/sdf/{file}.glsl", shape, points + step) - call(f"lib/sdf/{file}.glsl", shape, points)

    assert (abs(change[:, 0]) <= np.linalg.norm(step, axis=1) + 1e-5).all()


@pytest.mark.parametrize("at", [(0.0, 0.0), (3.0, 0.0), (0.0, -3.0), (0.4, 0.3)])
def test_shapes_are_finite_at_special_points_and_degenerate_sizes(call, at):
    row = [[*at, 0.0]]
    expected = np.hypot(*at)
    for file, shape in (
        ("segment", "sdf_segment(x.xy, vec2(0.0), vec2(0.0))"),
        ("capsule", "sdf_capsule(x.xyz, vec3(0.0), vec3(0.0), 0.0)"),
        ("circle", "sdf_circle(x.xy, 0.0)"),
        ("hexagon", "sdf_hexagon(x.xy, 0.0)"),
        ("box", "sdf_box(x.xy, vec2(0.0))"),
        ("polygon", "sdf_polygon(x.xy, 5, 0.0)"),
    ):
        assert call(f"lib/sdf/{file}.glsl", shape, row)[0, 0] == pytest.approx(expected, abs=1e-6), shape


RADII = np.array([0.4, 0.8, 1.2])


@pytest.fixture
def ellipsoid(call):
    return lambda p: call("lib/sdf/ellipsoid.glsl", "sdf_ellipsoid(x.xyz, vec3(0.4, 0.8, 1.2))", p)[:, 0]


def skin(count):
    """Return points [count, 3] on the ellipsoid and the unit normals there."""
    round_ = RNG.normal(size=(count, 3))
    round_ /= np.linalg.norm(round_, axis=1, keepdims=True)
    normal = round_ / RADII
    return round_ * RADII, normal / np.linalg.norm(normal, axis=1, keepdims=True)


def test_ellipsoid_is_exact_near_its_surface(ellipsoid):
    point, normal = skin(2000)

    for off in (-0.004, 0.0, 0.004):
        np.testing.assert_allclose(ellipsoid(point + off * normal), off, atol=4e-4 * (off != 0) + 2e-6)


def test_ellipsoid_has_the_right_sign_and_is_safe_to_march_at_six_tenths(ellipsoid):
    cloud, _ = skin(60_000)
    points = DEEP[:300]
    nearest = np.array([np.sqrt(((cloud - p) ** 2).sum(axis=1).min()) for p in points])
    found = ellipsoid(points)

    np.testing.assert_array_equal(found < 0, ((points / RADII) ** 2).sum(axis=1) < 1)
    assert (0.6 * abs(found) <= nearest + 1e-3).all()
    assert ellipsoid([[0.0, 0.0, 0.0]])[0] == np.float32(-0.4)
