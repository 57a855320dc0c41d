"""The dental library against its table, closed forms and what a tooth must be."""

import csv

import numpy as np
import pytest

from renderer.core.paths import ASSETS

WIDTH, DEPTH = 58.0, 44.0
RNG = np.random.default_rng(5)


@pytest.fixture(scope="module")
def table():
    """Return the anatomy table, a dict a line."""
    with (ASSETS / "dental" / "anatomy.csv").open() as file:
        return list(csv.DictReader(file))


def column(table, name):
    return np.array([float(line[name]) for line in table])


def beta(t):
    """Braun et al. 1998, depth from the front, with x as the library walks it."""
    x = np.sin(np.pi / 2 * t) / 2
    return WIDTH * x, 3.0314 * DEPTH * ((0.5 + x) * (0.5 - x)).clip(1e-12) ** 0.8


def length(points):
    return np.linalg.norm(np.diff(points, axis=0), axis=1).sum()


def test_the_table_says_where_each_line_is_from(table):
    assert [int(line["kind"]) for line in table] == list(range(26))
    assert all(len(line["source"]) > 10 for line in table)


def test_the_shader_knows_the_table(call, table):
    size = call("lib/dental/anatomy.glsl", "tooth_size(int(x.x))", np.arange(26.0))
    neck = call("lib/dental/anatomy.glsl", "tooth_neck(int(x.x))", np.arange(26.0))

    names = ("width_mm", "length_mm", "depth_mm", "root_mm")
    np.testing.assert_allclose(size, np.stack([column(table, n) for n in names], 1), rtol=1e-6)
    names = ("neck_width_mm", "neck_depth_mm")
    np.testing.assert_allclose(neck[:, :2], np.stack([column(table, n) for n in names], 1), rtol=1e-6)


def test_upper_and_lower_widths_keep_boltons_ratios(call):
    width = call("lib/dental/anatomy.glsl", "tooth_size(int(x.x))", np.arange(16.0))[:, 0]

    assert 100 * width[8:11].sum() / width[:3].sum() == pytest.approx(77.8, abs=0.05)
    assert 100 * width[8:14].sum() / width[:6].sum() == pytest.approx(91.4, abs=0.05)


def test_the_beta_arch_is_brauns(call):
    t = np.linspace(0, 1, 400)
    ours = call("lib/dental/arch.glsl", f"arch_point(0, {WIDTH}, {DEPTH}, x.x)", t)[:, :2]
    x, y = beta(t)

    np.testing.assert_allclose(ours[:, 0], x, atol=1e-4)
    np.testing.assert_allclose(DEPTH + ours[:, 1], y, atol=2e-3)


def test_the_other_arches_keep_their_equations(call):
    t = np.linspace(0.01, 1, 300)
    poly, ellipse, chain = (
        call("lib/dental/arch.glsl", f"arch_point({k}, {WIDTH}, {DEPTH}, x.x)", t)[:, :2] for k in (1, 2, 3)
    )

    canine = call("lib/dental/arch.glsl", f"arch_point(1, {WIDTH}, {DEPTH}, x.x)", [0.62])[0]
    assert -canine[1] / DEPTH == pytest.approx(0.22, abs=1e-3)
    powers = np.stack([poly[:, 0] ** 6, poly[:, 0] ** 2], 1)
    fit = np.linalg.lstsq(powers, -poly[:, 1], rcond=None)[0]
    np.testing.assert_allclose(powers @ fit, -poly[:, 1], atol=1e-3)
    np.testing.assert_allclose((2 * ellipse[:, 0] / WIDTH) ** 2 + (ellipse[:, 1] / DEPTH + 1) ** 2, 1, atol=1e-5)
    # y = a (cosh(x / a) - 1): the slope's own derivative grows with the arc, y'' a = sqrt(1 + y'^2).
    x, y = chain.T.astype(float)
    slope = np.gradient(-y, x)
    ratio = np.gradient(slope, x) / np.sqrt(1 + slope**2)
    assert np.ptp(ratio[20:-20]) / ratio[20:-20].mean() < 0.03


@pytest.mark.parametrize("curve", range(4))
def test_every_arch_is_symmetric_starts_at_the_front_and_ends_at_its_depth(call, curve):
    t = np.linspace(0, 1.4, 200)
    expression = f"arch_point({curve}, {WIDTH}, {DEPTH}, x.x)"
    right, left = (call("lib/dental/arch.glsl", expression, s * t)[:, :2] for s in (1, -1))

    np.testing.assert_allclose(left * [-1, 1], right, atol=1e-6)
    np.testing.assert_allclose(right[0], 0, atol=1e-5)
    np.testing.assert_allclose(call("lib/dental/arch.glsl", expression, [1.0])[0, :2], [29, -44], atol=1e-2)
    assert (np.diff(right[:, 1]) < 1e-6).all()


def test_the_arch_is_as_long_as_its_crowns(call, table):
    crowns = 2 * column(table, "width_mm")[:7].sum()
    arc = call("lib/dental/arch.glsl", f"arch_length(0, {WIDTH}, {DEPTH})", [0.0])[0, 0]

    assert crowns == 111.0
    assert arc == pytest.approx(111.7, abs=0.1)
    assert arc == pytest.approx(length(np.stack(beta(np.linspace(-1, 1, 20001)), 1)), rel=5e-4)


@pytest.mark.parametrize("curve", range(4))
def test_the_depth_gives_the_length_asked_for(call, curve):
    wanted = RNG.uniform(90, 130, 20)
    depth = call("lib/dental/arch.glsl", f"arch_depth({curve}, 56.0, x.x)", wanted)[:, 0]
    back = call("lib/dental/arch.glsl", f"arch_length({curve}, 56.0, x.x)", depth)[:, 0]

    np.testing.assert_allclose(back, wanted, atol=0.05)


@pytest.mark.parametrize("kind", range(26))
def test_a_crown_is_as_large_as_its_table(call, table, kind):
    y = np.linspace(0, float(table[kind]["length_mm"]), 200)
    reach = call("lib/dental/profile.glsl", f"crown_profile(crown_of({kind}, vec3(1.0)), x.x)", y)

    # Mesial and distal bulge at their own heights.
    assert reach[:, 0].max() + reach[:, 1].max() == pytest.approx(float(table[kind]["width_mm"]), abs=0.01)
    assert reach[:, 2].max() + reach[:, 3].max() == pytest.approx(float(table[kind]["depth_mm"]), abs=0.01)
    np.testing.assert_allclose(reach[0, 0] + reach[0, 1], float(table[kind]["neck_width_mm"]), rtol=1e-5)
    assert (reach[:, 2] + reach[:, 3] > 0.5).all()


@pytest.mark.parametrize("kind", range(26))
def test_a_crown_ends_near_its_length_and_holds_its_heart(call, table, kind):
    size = float(table[kind]["length_mm"])
    points = RNG.uniform([-7, -4, -7], [7, size + 2, 7], (4000, 3))
    field = call("lib/dental/crown.glsl", f"crown_field(crown_of({kind}, vec3(1.0)), x.xyz)", points)[:, 0]
    inside = points[field < 0]
    heart = call(
        "lib/dental/crown.glsl",
        f"crown_field(crown_of({kind}, vec3(1.0)), vec3(0.0, x.x, crown_axis(crown_of({kind}, vec3(1.0)), x.x)))",
        np.linspace(-1.5, 0.52 * size, 30),
    )[:, 0]

    assert np.isfinite(field).all()
    assert (heart < -0.2).all()
    assert size - 1.2 < inside[:, 1].max() < size + 0.05


def test_cusps_are_where_the_tooth_has_them(call):
    """Count the summits of the chewing face above its ridges: premolars 2, molars 4, the lower first 5."""
    grid = np.stack(np.meshgrid(np.linspace(-4.5, 4.5, 81), np.linspace(-4.5, 4.5, 81)), -1).reshape(-1, 2)
    found = {}
    for kind, low in ((3, 7.2), (5, 6.3), (13, 6.4), (14, 5.8)):
        top = call("lib/dental/cusps.glsl", f"crown_top(crown_of({kind}, vec3(1.0)), x.xy)", grid)[:, 0].reshape(81, 81)
        inner = top[1:-1, 1:-1]
        around = [np.roll(np.roll(top, i, 0), j, 1)[1:-1, 1:-1] for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]
        found[kind] = int(((inner > np.max(around, axis=0) + 1e-6) & (inner > low)).sum())

    assert found == {3: 2, 5: 4, 13: 5, 14: 4}


def test_wear_lowers_the_tip_and_nothing_grows(call):
    grid = RNG.uniform(-3, 3, (500, 2))
    crowns = [f"Crown({MOLAR}, vec2(8.0, 10.0), 5, {wear}, 0.0, 2.5)" for wear in (0.0, 0.7, 1.5)]
    tops = [call("lib/dental/cusps.glsl", f"crown_top({crown}, x.xy)", grid)[:, 0] for crown in crowns]

    assert (np.diff(tops, axis=0) <= 1e-5).all()
    assert tops[2].max() == pytest.approx(7.5 - 1.5, abs=0.07)


MOLAR = "vec4(10.0, 7.5, 11.0, 12.0)"
