"""The noises against sums over all lattice corners in numpy, and against the `noise` package."""

import itertools

import noise
import numpy as np
import pytest

RNG = np.random.default_rng(2)
SEED = 77
POINTS = {n: RNG.uniform(-40, 40, (4000, n)).astype(np.float32) for n in (2, 3)}
TURNS = np.stack([np.cos(np.arange(16) * np.pi / 8), np.sin(np.arange(16) * np.pi / 8)], axis=1)


def quintic(t):
    return 6 * t**5 - 15 * t**4 + 10 * t**3


def lattice(hashes, cells, seed=SEED):
    """Return uint32 [k]: the bits of each cell, int [k, 2 or 3]."""
    lanes = np.concatenate([cells, np.full((len(cells), 1), seed)], axis=1).astype(np.int64).astype(np.uint32)
    return (hashes.pcg3d if cells.shape[1] == 2 else hashes.pcg4d)(lanes)[:, 0]


def slopes(bits, n):
    """Return the gradient of each lattice point: a sixteenth of a turn, or an edge of the cube."""
    if n == 2:
        return TURNS[bits >> 28]
    bits = bits >> 8
    one, two, axis = (bits & 1) * 2.0 - 1, (bits >> 1 & 1) * 2.0 - 1, (bits >> 2) % 3
    result = np.zeros((len(bits), 3))
    rows = np.arange(len(bits))
    result[rows, (axis + 1) % 3], result[rows, (axis + 2) % 3] = one, two
    return result


def blended(points, at_corner):
    """Return the sum over the cell's corners of ``at_corner(cells, offsets)``, each by its quintic weight."""
    points = points.astype(np.float64)
    base = np.floor(points).astype(np.int64)
    total = np.zeros(len(points))
    for corner in itertools.product((0, 1), repeat=points.shape[1]):
        offset = points - base - corner
        weight = np.prod(quintic(1 - abs(offset)), axis=1)
        total += weight * at_corner(base + corner, offset)
    return total


def perlin(hashes, points, seed=SEED):
    n = points.shape[1]
    scale = {2: np.sqrt(2), 3: 1 / 1.0363538112118027}[n]  # greatest sum, found by optimisation over the cell
    return scale * blended(points, lambda c, d: (slopes(lattice(hashes, c, seed), n) * d).sum(axis=1))


def simplex(hashes, points):
    """Every lattice corner near a point adds its share; those of other simplices add nothing."""
    n = points.shape[1]
    points = points.astype(np.float64)
    skew, unskew = (np.sqrt(n + 1) - 1) / n, (1 - 1 / np.sqrt(n + 1)) / n
    base = np.floor(points + points.sum(axis=1, keepdims=True) * skew).astype(np.int64)
    total = np.zeros(len(points))
    for corner in itertools.product((-1, 0, 1, 2), repeat=n):
        cells = base + corner
        offset = points - (cells - cells.sum(axis=1, keepdims=True) * unskew)
        fall = np.maximum(0.5 - (offset**2).sum(axis=1), 0) ** 4
        total += fall * (slopes(lattice(hashes, cells), n) * offset).sum(axis=1)
    return total * {2: 99.2, 3: 76.88}[n]


@pytest.fixture
def field(call):
    """Return ``field(name, points, seed)``: float64 [k] of one of the three noises."""

    def run(name, points, seed=SEED):
        expression = f"{name}_noise(x.{'xyz'[: points.shape[1]]}, {seed}u)"
        return call(f"lib/noise/{name}.glsl", expression, points)[:, 0].astype(np.float64)

    return run


ALL = [(name, n) for name in ("value", "gradient", "simplex") for n in (2, 3)]


@pytest.mark.parametrize("n", [2, 3])
def test_value_noise_joins_the_lattice_by_quintics(field, hashes, n):
    expected = blended(POINTS[n], lambda cells, _: hashes.unit(lattice(hashes, cells)))

    np.testing.assert_allclose(field("value", POINTS[n]), expected, atol=3e-5)


@pytest.mark.parametrize("n", [2, 3])
def test_gradient_noise_is_perlins(field, hashes, n):
    np.testing.assert_allclose(field("gradient", POINTS[n]), perlin(hashes, POINTS[n]), atol=3e-5)


@pytest.mark.parametrize("n", [2, 3])
def test_simplex_noise_is_the_sum_over_all_corners(field, hashes, n):
    np.testing.assert_allclose(field("simplex", POINTS[n]), simplex(hashes, POINTS[n]), atol=4e-4)


@pytest.mark.parametrize(("name", "n"), ALL)
def test_noise_stays_in_its_range_and_uses_it(field, name, n):
    many = RNG.uniform(-300, 300, (200_000, n))
    values = field(name, many)
    low, high = (0, 1) if name == "value" else (-1, 1)

    assert low - 1e-5 <= values.min() < low + 0.25 * (high - low)
    assert high - 0.25 * (high - low) < values.max() <= high + 1e-5
    assert abs(values.mean() - (low + high) / 2) < 0.01
    if name == "gradient":
        assert abs(values.std() - {2: 0.31, 3: 0.26}[n]) < 0.015, "what the file's head says"


@pytest.mark.parametrize("n", [2, 3])
def test_gradient_noise_is_zero_on_the_lattice(field, n):
    assert abs(field("gradient", np.floor(POINTS[n]))).max() < 1e-6


@pytest.mark.parametrize(("name", "n"), ALL)
def test_noise_has_no_cracks(field, name, n):
    step = RNG.normal(0, 1, POINTS[n].shape)
    step *= 1e-3 / np.linalg.norm(step, axis=1, keepdims=True)

    assert abs(field(name, POINTS[n] + step) - field(name, POINTS[n])).max() < 8e-3


@pytest.mark.parametrize(("name", "n"), ALL)
def test_another_seed_is_an_unrelated_field(field, name, n):
    a, b = field(name, POINTS[n], 1), field(name, POINTS[n], 2)

    assert abs(np.corrcoef(a, b)[0, 1]) < 0.06


@pytest.mark.parametrize(
    ("name", "n", "twin"),
    [("gradient", 2, noise.pnoise2), ("gradient", 3, noise.pnoise3), ("simplex", 2, noise.snoise2)],
)
def test_hills_are_as_wide_as_those_of_the_noise_package(field, name, n, twin):
    points = RNG.uniform(-100, 100, (20_000, n))
    axis = np.eye(n)[0]

    def likeness(sample):
        here = sample(points)
        return np.array([np.corrcoef(here, sample(points + lag * axis))[0, 1] for lag in (0.15, 0.3, 0.5, 0.8, 1.5)])

    ours = likeness(lambda p: field(name, p))
    theirs = likeness(lambda p: np.array([twin(*row) for row in p]))
    np.testing.assert_allclose(ours, theirs, atol=0.08)


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize(("octaves", "gain"), [(1.0, 0.5), (3.0, 0.5), (4.0, 0.7), (2.25, 0.6)])
def test_fbm_is_turned_layers_each_twice_as_fine(call, hashes, n, octaves, gain):
    turn = {
        2: np.array([[4, -3], [3, 4]]) / 5 * 2,
        3: np.array([[1, 2, -2], [2, 1, 2], [2, -2, -1]]) / 3 * 2,
    }[n]
    np.testing.assert_allclose(turn @ turn.T, 4 * np.eye(n), atol=1e-12)  # rotation (and mirror), times two
    points, expected, total = POINTS[n].astype(np.float64) / 4, 0.0, 0.0
    for layer in range(int(np.ceil(octaves))):
        part = gain**layer * min(octaves - layer, 1.0)
        expected = expected + part * perlin(hashes, points, SEED + layer)
        total, points = total + part, points @ turn.T

    shape = "xyz"[:n]
    found = call("lib/noise/fbm.glsl", f"fbm(x.{shape}, {octaves}, {gain}, {SEED}u)", POINTS[n] / 4)[:, 0]
    np.testing.assert_allclose(found, expected / total, atol=2e-4)


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_worley_finds_the_two_nearest_points(call, hashes, jitter):
    points = POINTS[2].astype(np.float64)
    base = np.floor(points).astype(np.int64)
    distances, cells, spots = [], [], []
    for corner in itertools.product(range(-4, 5), repeat=2):
        cell = base + corner
        bits = lattice(hashes, cell)
        inside = np.stack([hashes.unit(bits), hashes.unit(hashes.pcg(bits))], axis=1)
        spot = cell + 0.5 + jitter * (inside - 0.5)
        distances.append(np.linalg.norm(points - spot, axis=1))
        cells.append(cell)
        spots.append(spot)
    order = np.argsort(distances, axis=0)
    rows = np.arange(len(points))
    nearest = [np.array(distances)[order[k], rows] for k in (0, 1)]

    def read(part):
        return call("lib/noise/worley.glsl", f"worley(x.xy, {jitter}, {SEED}u).{part}", POINTS[2])

    np.testing.assert_allclose(read("f1")[:, 0], nearest[0], atol=1e-5)
    np.testing.assert_allclose(read("f2")[:, 0], nearest[1], atol=1e-5)
    clear = nearest[1] - nearest[0] > 1e-4
    np.testing.assert_array_equal(read("cell.x")[clear, 0], np.array(cells)[order[0], rows, 0][clear])
    np.testing.assert_array_equal(read("cell.y")[clear, 0], np.array(cells)[order[0], rows, 1][clear])
    np.testing.assert_allclose(read("point")[clear, :2], np.array(spots)[order[0], rows][clear], atol=1e-5)
