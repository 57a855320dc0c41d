"""Light against electromagnetics and energy, in numpy."""

import numpy as np
import pytest

RNG = np.random.default_rng(7)


def directions(count):
    """Return unit vectors [count, 3] spread evenly over the upper half sphere (Fibonacci lattice)."""
    z = (np.arange(count) + 0.5) / count
    turn = np.pi * (1 + 5**0.5) * np.arange(count)
    flat = np.sqrt(1 - z**2)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), z], axis=1)


def fresnel(cosine, n, m):
    """Return amplitudes (s, p) from index n into m, by Snell and Fresnel."""
    c = np.asarray(cosine, complex)
    d = np.sqrt(1 - (n / m) ** 2 * (1 - c**2))
    return (n * c - m * d) / (n * c + m * d), (m * c - n * d) / (m * c + n * d)


COSINES = np.linspace(0, 1, 201)


def test_schlick_follows_fresnel_for_glass(call):
    found = call("lib/light/fresnel_schlick.glsl", "fresnel_schlick(x.x, vec3(0.04, 0.5, 1.0))", COSINES)
    exact = np.mean([abs(r) ** 2 for r in fresnel(COSINES, 1.0, 1.5)], axis=0)

    assert abs(found[:, 0] - exact).max() < 0.04
    np.testing.assert_allclose(found[:, 1], 0.5 + 0.5 * (1 - COSINES) ** 5, atol=1e-6)
    np.testing.assert_array_equal(found[:, 2], 1)


def test_schlick_holds_beyond_its_range(call):
    found = call("lib/light/fresnel_schlick.glsl", "fresnel_schlick(x.x, vec3(0.04))", [-0.5, 1.5])[:, 0]

    np.testing.assert_allclose(found, [1.0, 0.04], atol=1e-6)


def ggx(call, view, lights, roughness, f0="vec3(1.0, 0.5, 0.04)"):
    view = ", ".join(f"{v:.9f}" for v in view)
    expression = f"ggx_specular(vec3(0.0, 0.0, 1.0), vec3({view}), x.xyz, {roughness}, {f0})"
    return call("lib/light/ggx_specular.glsl", expression, lights)[:, :3].astype(np.float64)


def slant(cosine):
    return np.array([np.sqrt(1 - cosine**2), 0.0, cosine])


@pytest.mark.parametrize("roughness", [0.1, 0.35, 0.7, 1.0])
@pytest.mark.parametrize("cosine", [0.2, 0.6, 1.0])
def test_ggx_is_walters_distribution_with_heitzs_shadowing(call, roughness, cosine):
    lights, view, a = directions(1500), slant(cosine), roughness**2
    half = lights + view
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    # Walter's D in tangents, Heitz' G2 in lambdas: other forms than the shader's.
    tangent2 = (1 - half[:, 2] ** 2) / half[:, 2] ** 2
    spread = a**2 / (np.pi * half[:, 2] ** 4 * (a**2 + tangent2) ** 2)

    def shadowing(z):
        return (np.sqrt(1 + a**2 * (1 - z**2) / z**2) - 1) / 2

    shared = 1 / (1 + shadowing(lights[:, 2]) + shadowing(cosine))
    f0 = np.array([1.0, 0.5, 0.04])
    mirror = f0 + (1 - f0) * (1 - half @ view)[:, None] ** 5
    expected = mirror * (np.pi * spread * shared / (4 * cosine))[:, None]

    np.testing.assert_allclose(ggx(call, view, lights, roughness), expected, rtol=2e-4, atol=1e-6)


@pytest.mark.parametrize("roughness", [0.2, 0.5, 1.0])
def test_ggx_never_returns_more_light_than_came(call, roughness):
    lights = directions(60_000)
    for cosine in (0.15, 0.5, 1.0):
        # Irradiance pi for each light: the mean over the half sphere, times 2, is the share returned.
        share = 2 * ggx(call, slant(cosine), lights, roughness, "vec3(1.0)")[:, 0].mean()
        assert 0.25 < share < 1.005
        if roughness == 0.2:
            assert share > 0.95, "a smooth mirror loses next to nothing"


def test_ggx_is_dark_behind_and_finite_when_polished(call):
    behind = ggx(call, slant(0.5), [[0, 0, -1], [1, 0, 0], [0, 0.6, -0.8]], 0.4)
    polished = ggx(call, slant(0.5), [[-np.sqrt(0.75), 0, 0.5]], 0.0)

    np.testing.assert_array_equal(behind, 0)
    assert np.isfinite(polished).all()
    np.testing.assert_allclose(polished, ggx(call, slant(0.5), [[-np.sqrt(0.75), 0, 0.5]], 0.03))
    assert polished[0, 0] > 1e4


@pytest.mark.parametrize("wrap", [0.0, 0.3, 0.7, 1.0])
def test_wrapping_moves_light_and_makes_none(call, wrap):
    sphere = np.concatenate([directions(20_000), -directions(20_000)])
    found = call("lib/light/wrap_diffuse.glsl", f"wrap_diffuse(vec3(0.0, 0.0, 1.0), x.xyz, {wrap})", sphere)[:, 0]

    assert 4 * np.pi * found.astype(float).mean() == pytest.approx(np.pi, rel=1e-3)
    assert found.max() == pytest.approx(1 / (1 + wrap), abs=1e-4)
    np.testing.assert_array_equal(found[sphere[:, 2] < -wrap - 1e-6], 0)
    assert (found[sphere[:, 2] > -wrap + 1e-3] > 0).all()


def reflectance(cosine, thickness, film, base, wavelength):
    """Return the share of light mirrored by one layer, by its characteristic matrix (Born and Wolf, 1.6)."""
    c = np.asarray(cosine, complex)
    inside, under = (np.sqrt(1 - (1 - c**2) / n**2) for n in (film, base))
    phase = 2 * np.pi * film * thickness * inside / wavelength
    shares = []
    for outer, layer, inner in ((c, film * inside, base * under), (1 / c, film / inside, base / under)):
        b = np.cos(phase) + 1j * np.sin(phase) * inner / layer
        d = inner * np.cos(phase) + 1j * layer * np.sin(phase)
        shares.append(abs((outer * b - d) / (outer * b + d)) ** 2)
    return np.mean(shares, axis=0)


FILMS = [(1.33, 1.0), (1.33, 1.63), (2.1, 1.5), (1.5, 1.5)]


@pytest.mark.parametrize(("film", "base"), FILMS)
def test_thin_film_is_the_layers_reflectance(call, film, base):
    rows = np.column_stack([RNG.uniform(0.02, 1, 2000), RNG.uniform(0, 1200, 2000)])
    # Towards the critical angle of a base of index 1 nothing is bent inward any more: 1 / 1 is its limit.
    found = call("lib/light/thin_film.glsl", f"thin_film(x.x, x.y, {film}, {base})", rows)[:, :3]
    rows = rows.astype(np.float32).astype(float)

    for channel, wavelength in enumerate((610.0, 545.0, 465.0)):
        exact = reflectance(rows[:, 0], rows[:, 1], film, base, wavelength)
        np.testing.assert_allclose(found[:, channel], exact, atol=3e-5)


def test_no_film_is_the_bare_base(call):
    found = call("lib/light/thin_film.glsl", "thin_film(x.x, 0.0, 1.4, 1.63)", COSINES[1:])[:, :3]
    bare = np.mean([abs(r) ** 2 for r in fresnel(COSINES[1:], 1.0, 1.63)], axis=0)

    np.testing.assert_allclose(found, bare[:, None].repeat(3, axis=1), atol=1e-5)


def test_a_film_has_colours_and_stays_below_all(call):
    found = call("lib/light/thin_film.glsl", "thin_film(1.0, x.x, 1.33, 1.0)", np.linspace(50, 900, 400))[:, :3]

    assert np.ptp(found, axis=1).max() > 0.05
    assert found.min() >= 0
    assert found.max() <= 1
    assert np.isfinite(call("lib/light/thin_film.glsl", "thin_film(0.0, 300.0, 1.0, 1.0)", [0.0])).all()


def test_softbox_is_seen_inside_its_angles_and_not_outside(call):
    angles = np.radians([0, 10, 25, 35, 60, 100, 180])
    ways = np.stack([np.sin(angles), 0 * angles, np.cos(angles)], axis=1)
    found = call("lib/light/softbox.glsl", "softbox(x.xyz, vec3(0.0, 0.0, 1.0), 0.0, vec2(0.5774, 0.2), 0.02)", ways)

    np.testing.assert_allclose(found[:, 0], [1, 1, 1, 0, 0, 0, 0], atol=1e-6)  # half width 30 degrees


def test_softbox_rolls_about_its_middle(call):
    way = np.array([[0.3, 0.0, 1.0], [0.0, 0.3, 1.0]])
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    lie = call("lib/light/softbox.glsl", "softbox(x.xyz, vec3(0.0, 0.0, 1.0), 0.0, vec2(0.5, 0.1), 0.02)", way)
    stand = call("lib/light/softbox.glsl", "softbox(x.xyz, vec3(0.0, 0.0, 1.0), 1.5707963, vec2(0.5, 0.1), 0.02)", way)

    np.testing.assert_allclose(lie[:, 0], [1, 0], atol=1e-6)
    np.testing.assert_allclose(stand[:, 0], [0, 1], atol=1e-6)


def test_transmit_is_what_burleys_profile_leaves_beyond(call):
    thickness = np.linspace(0, 9, 30)
    found = call("lib/light/transmit.glsl", "transmit(x.x, vec3(1.0, 0.5, 2.0))", thickness)
    for channel, reach in enumerate((1.0, 0.5, 2.0)):
        r = np.linspace(0, 200, 400_001)
        profile = (np.exp(-r / reach) + np.exp(-r / 3 / reach)) / (8 * np.pi * reach) * 2 * np.pi
        inside = np.concatenate([[0], np.cumsum((profile[1:] + profile[:-1]) / 2 * np.diff(r))])
        np.testing.assert_allclose(found[:, channel], 1 - np.interp(thickness, r, inside), atol=2e-4)


BALLS = [(0.0, 0.0, 3.0, 1.0), (2.0, 0.0, 2.5, 1.2), (3.0, 1.0, 1.2, 1.0), (3.0, 0.0, 0.0, 1.0), (2.0, 0.0, -0.4, 1.0)]


def hits(ways, ball):
    """Which of the directions [n, 3] from the origin meet the ball."""
    centre, radius = np.array(ball[:3]), ball[3]
    along = ways @ centre
    return (along > 0) & (centre @ centre - along**2 < radius**2)


@pytest.mark.parametrize("ball", BALLS)
def test_a_ball_takes_its_share_of_the_sky(call, ball):
    ways = directions(40_000)
    share = (hits(ways, ball) * ways[:, 2]).sum() / ways[:, 2].sum()
    found = call("lib/light/sphere_occlusion.glsl",
                 "sphere_occlusion(vec3(0.0), vec3(0.0, 0.0, 1.0), x.xyz, x.w)", [ball])[0, 0]  # fmt: skip

    assert found == pytest.approx(share, abs=2e-3 if ball[2] >= ball[3] else 0.03)


@pytest.mark.parametrize("apart", [0.0, 0.1, 0.2, 0.3, 0.4, 0.6])
@pytest.mark.parametrize("radius", [0.5, 1.0, 2.0])
def test_a_balls_shadow_is_the_share_of_the_lamp_it_covers(call, apart, radius):
    lamp, cap = 0.2, directions(60_000)
    disc = cap[cap[:, 2] > np.cos(lamp)]
    ball = (6 * np.sin(apart), 0.0, 6 * np.cos(apart), radius)
    found = call("lib/light/sphere_shadow.glsl",
                 f"sphere_shadow(vec3(0.0), vec3(0.0, 0.0, 1.0), {lamp}, x.xyz, x.w)", [ball])[0, 0]  # fmt: skip

    assert found == pytest.approx(1 - hits(disc, ball).mean(), abs=0.12)
