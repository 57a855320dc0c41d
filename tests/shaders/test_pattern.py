"""The honeycomb against all its centres, hatching against finer and finer samples."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

RNG = np.random.default_rng(8)
SPREAD = RNG.uniform(-30, 30, (3000, 2))
# Where three cells meet rounding errs most: corners of cells, and points close about them.
CORNERS = RNG.integers(-20, 20, (1500, 2)) @ [[1, 0], [0.5, 0.75**0.5]] + [0, 1 / 3**0.5]
POINTS = np.concatenate([SPREAD, CORNERS + RNG.normal(0, 0.01, CORNERS.shape)]).astype(np.float32)
Q, R = np.mgrid[-80:81, -50:51].reshape(2, -1)
CENTRES = np.stack([Q + R / 2, R * np.sqrt(0.75)], axis=1)


def nearest(points):
    """Return, for each point, the ids [n, 2] of the two nearest of all centres and the distances [n, 2]."""
    far, ids = cKDTree(CENTRES).query(points.astype(float), k=2)
    return ids, far


@pytest.fixture
def grid(call):
    return lambda part, points=POINTS: call("lib/pattern/hex_grid.glsl", f"hex_grid(x.xy).{part}", points)


def test_a_point_belongs_to_the_nearest_centre_and_its_rim_lies_half_way_to_the_next(grid):
    ids, far = nearest(POINTS)
    # The rim is the bisector of two centres, which are 1 apart.
    rim = (far[:, 1] ** 2 - far[:, 0] ** 2) / 2
    clear = rim > 1e-4

    cell = np.stack([grid("cell.x")[:, 0], grid("cell.y")[:, 0]], axis=1)
    np.testing.assert_array_equal(cell[clear], np.stack([Q, R], axis=1)[ids[:, 0]][clear])
    np.testing.assert_allclose(grid("edge")[:, 0], rim, atol=5e-6)
    np.testing.assert_allclose(grid("local")[:, :2], POINTS - CENTRES[ids[:, 0]], atol=5e-6)


def test_across_is_the_cell_beyond_the_nearest_rim(grid):
    _, far = nearest(POINTS)
    across = np.stack([grid("across.x")[:, 0], grid("across.y")[:, 0]], axis=1)
    away = np.hypot(*(POINTS - np.stack([across[:, 0] + across[:, 1] / 2, across[:, 1] * np.sqrt(0.75)], axis=1)).T)

    # Compare distances, not ids: at a corner two neighbours are equally near.
    clear = far[:, 1] - far[:, 0] > 1e-4
    np.testing.assert_allclose(away[clear], far[clear, 1], atol=1e-5)


def test_centres_are_where_their_cells_are(call, grid):
    rows = RNG.integers(-40, 40, (500, 2))
    centres = call("lib/pattern/hex_grid.glsl", "hex_centre(ivec2(x.xy))", rows)[:, :2]

    np.testing.assert_allclose(centres, np.stack([rows[:, 0] + rows[:, 1] / 2, rows[:, 1] * 0.75**0.5], 1), atol=1e-5)
    np.testing.assert_array_equal(grid("cell.x", centres)[:, 0], rows[:, 0])
    np.testing.assert_allclose(grid("edge", centres)[:, 0], 0.5, atol=1e-5)


def test_the_rim_is_the_library_hexagon(call, tmp_path):
    file = tmp_path / "both.glsl"
    file.write_text('#include "lib/pattern/hex_grid.glsl"\n#include "lib/sdf/hexagon.glsl"\n')
    found = call(file, "vec2(hex_grid(x.xy).edge, -sdf_hexagon(hex_grid(x.xy).local, 0.5))", POINTS)

    np.testing.assert_allclose(found[:, 0], found[:, 1], atol=1e-6)


HATCH = [(0.0, 1.0, 0.5, 0.2), (0.7, 0.35, 0.2, 0.05), (-1.1, 0.5, 0.8, 0.9), (2.0, 0.02, 0.3, 0.01)]


@pytest.mark.parametrize(("angle", "pitch", "duty", "width"), HATCH)
def test_hatching_is_the_stripes_averaged_over_a_pixel(call, angle, pitch, duty, width):
    points = POINTS[:1500] / 10
    found = call("lib/pattern/hatch.glsl", f"hatch(x.xy, {angle}, {pitch}, {duty}, {width})", points)[:, 0]
    across = points.astype(float) @ [-np.sin(angle), np.cos(angle)]
    samples = across[:, None] + width * ((np.arange(4000) + 0.5) / 4000 - 0.5)
    stroke = abs(samples / pitch - np.round(samples / pitch)) < duty / 2

    np.testing.assert_allclose(found, stroke.mean(axis=1), atol=6e-4 * max(1, pitch / width) + 2e-5 / pitch)
    assert abs(found.mean() - duty) < 0.06


def test_hatching_finer_than_a_pixel_is_an_even_tone(call):
    found = call("lib/pattern/hatch.glsl", "hatch(x.xy, 0.4, 0.01, 0.3, 0.25)", POINTS[:500] / 10)[:, 0]

    assert abs(found - 0.3).max() < 0.02


def test_fringe_is_the_interference_of_two_waves(call):
    rng = np.random.default_rng(5)
    points = rng.uniform(-40, 40, (300, 3))
    a, b, pitch, phase = np.array([120.0, 30, 10]), np.array([-90.0, 0, 80]), 2.5, 0.3
    found = call(
        "lib/pattern/fringe.glsl", "fringe(x.xyz, vec3(120, 30, 10), vec3(-90, 0, 80), 2.5, 0.3)", points
    )[:, 0]
    waves = [np.exp(2j * np.pi * (np.linalg.norm(points - s, axis=1) / pitch + p)) for s, p in ((a, phase), (b, 0))]

    np.testing.assert_allclose(found, abs(waves[0] + waves[1]) ** 2 / 4, atol=2e-3)
