"""What a viewer is told: whole when nothing is wrong, open where it broke, gold exactly there, and nowhere else."""

import numpy as np
import pytest
from scipy.ndimage import binary_dilation

from renderer.data.load import load_table
from renderer.scene.catalogue import load
from renderer.signals.fault.kinds import KINDS

ROW = 12  # an area in the middle of the plate


def light(made):
    return made.picture @ np.array([0.2126, 0.7152, 0.0722])


def gaps(made):
    """Return where the plate should be and no shard is."""
    return (made.seen[..., 2] == 0) & (made.relief[..., 2] > 0.002)


def yellow(made, calm):
    """Return where gold lies: far more red than blue, which no clay is."""
    red, blue = made.picture[..., 0], made.picture[..., 2]
    return (red > 60) & (red - blue > 0.6 * red) & (calm.relief[..., 2] > 0)


def hairline(made, calm):
    """Return where a crack is drawn: darker than the calm plate, along an edge of the shards."""
    edge = (calm.plan[..., 1] < 0.003) & (calm.relief[..., 2] > 0.02)
    return edge & (light(calm) - light(made) > 0.06 * light(calm) + 3)


def near(mask, px):
    return binary_dilation(mask, iterations=px)


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("focus", [(0.36, 0.58), (0.1, 0.9)])
def test_calm_is_whole(fracture, seed, focus):
    calm = fracture(seed=seed, focus=focus)
    inside = calm.relief[..., 2] > 0.002

    assert not gaps(calm).any(), "shards that leave holes"
    assert (calm.seen[..., 2] == calm.plan[..., 0])[inside].all(), "every shard lies where it belongs"


def test_calm_shows_no_crack(fracture):
    calm = fracture()
    broken = fracture(movement=1.0)
    edge = (calm.plan[..., 1] < 0.0014) & (calm.relief[..., 2] > 0.02)  # wherever it could break
    beside = near(edge, 4) & ~near(edge, 2) & (calm.relief[..., 2] > 0.02)

    assert light(calm)[edge].mean() > 0.99 * light(calm)[beside].mean()
    assert light(broken)[edge].mean() < 0.85 * light(broken)[beside].mean()


def test_hairlines_run_out_from_the_strike(fracture):
    calm = fracture()
    ys, xs = np.mgrid[: calm.plan.shape[0], : calm.plan.shape[1]]
    strike = (0.5 + (0.36 - 0.5) * 2 * 0.8139 / 1.7778) * 640, (0.5 + (0.58 - 0.5) * 0.85) * 360
    far = np.hypot(xs - strike[0], ys - strike[1])
    reach, count = [], []
    for movement in (0.15, 0.3, 0.6, 1.0):
        hair = hairline(fracture(movement=movement), calm)
        reach.append(np.quantile(far[hair], 0.99))
        count.append(hair.sum())

    assert reach[0] < 0.6 * reach[-1]
    assert count == sorted(count)


def test_rupture_opens_gaps_widest_at_the_strike(fracture):
    torn = gaps(fracture(movement=2.0))

    assert not gaps(fracture(movement=1.0)).any()
    assert torn.mean() > 0.02
    assert torn[120:300, 140:340].mean() > 2 * torn[:, 400:].mean()


def test_mending_leaves_no_crack_open_and_puts_gold_only_where_it_broke(fracture):
    calm, mended = fracture(), fracture(movement=3.0, reach=0.4)
    cracks = hairline(fracture(movement=1.0, reach=0.4), calm)
    gold = yellow(mended, calm)

    assert not gaps(mended).any()
    assert hairline(mended, calm)[cracks & ~near(gold, 2)].mean() < 0.03, "a crack was left open"
    assert near(cracks, 4)[gold].mean() > 0.93, "gold where nothing had broken"
    assert yellow(fracture(movement=2.0, reach=0.4), calm).sum() < 0.02 * gold.sum(), "no gold before the mending"


def test_four_blossoms_are_known_near_each_place(fracture):
    """Three were: where another came in the third's place, glaze ended in saw-teeth."""
    made = fracture()
    height, width = made.near.shape[:2]
    ys, xs = np.mgrid[:height, :width]
    x, y = (xs + 0.5 - 0.5 * width) / width * 16 / 9, (ys + 0.5) / height - 0.5
    off = np.stack([np.hypot(x - one[0], y - one[1]) - one[2] for one in made.bowls[0]], axis=-1)

    near = np.take_along_axis(off, made.near.astype(int), axis=-1)
    np.testing.assert_allclose(near, np.sort(off, axis=-1)[..., :4], atol=1e-5)


def test_pools_go_from_the_least_figure_to_the_largest_and_petals_from_nothing_to_all(fracture):
    figures = load_table("us_oral_health", load("fracture").scene.wanted).value[-1, :, 0]
    real, alike = fracture().bowls, fracture(part=0.7).bowls

    np.testing.assert_allclose(real[0, :, 3], figures / 100.0, atol=1e-5)
    np.testing.assert_allclose(real[1, :, 1], (figures - figures.min()) / np.ptp(figures), atol=1e-4)
    np.testing.assert_allclose(alike[1, :, 1], 0.5, atol=1e-4)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "implausible"])
def test_a_fault_touches_only_its_own_area(fracture, kind):
    calm = fracture()
    struck = fracture({(kind, ROW): (1.0, 1.0, 0.0)})
    changed = np.abs(struck.picture - calm.picture).max(axis=2) > 6

    assert changed[calm.row == ROW].mean() > 0.05
    # Its shards shift by 3 px at most, and its blossom may lie on others, too.
    assert not changed[~near((calm.row == ROW) | (calm.blossom == ROW), 4)].any()


def test_an_implausible_figure_stands_up_over_its_neighbours(fracture):
    struck = fracture({("implausible", ROW): (1.0, 1.0, 0.0)})
    up = struck.seen[..., 3] > 0.03

    assert up.sum() > 100
    assert np.unique(struck.seen[..., 2][up]).size == 1, "one shard"


def test_the_six_kinds_are_told_apart(fracture):
    calm = fracture()
    own = near(calm.row == ROW, 3)
    looks = {kind: fracture({(kind, ROW): (1.0, 1.0, 0.0)}).picture[own] for kind in KINDS} | {"": calm.picture[own]}

    for one in looks:
        for other in looks:
            if one < other:
                assert np.abs(looks[one] - looks[other]).max(axis=1).mean() > 8, f"{one} looks like {other}"


def test_what_was_mended_stays_gold_there_only(fracture):
    calm = fracture()
    healed = fracture({("missing", ROW): (0.0, 1.0, 1.0)})
    gold = yellow(healed, calm)

    assert gold.sum() > 60
    assert not gold[~near(calm.row == ROW, 2)].any()
    assert not gaps(healed).any()


def test_a_veil_hides_the_figure(fracture):
    veil = {("suppressed", ROW): (0.5, 0.5, 0.0)}
    few, many = (fracture(veil, part=part) for part in (0.2, 0.9))
    inside = (few.blossom == ROW) & ~near(few.blossom != ROW, 1)

    assert inside.sum() > 500
    assert np.abs(fracture(part=0.2).picture - fracture(part=0.9).picture)[inside].max() > 40
    assert np.abs(few.picture - many.picture)[inside].max() <= 2, "petals can be counted through the slip"


def test_a_veil_is_no_wound(fracture):
    calm = fracture()
    healed = fracture({("suppressed", ROW): (0.0, 1.0, 1.0)})

    assert not gaps(fracture({("suppressed", ROW): (1.0, 1.0, 0.0)})).any()
    assert not yellow(healed, calm).any()


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "tampered"])
def test_a_seal_begins_softly_over_whatever_is_there(fracture, kind):
    """Rings of glaze that had dried leapt to a finer grain as it came."""
    there = {(kind, ROW): (1.0, 0.0, 0.0)}
    without, begun = (fracture(there | more).picture for more in ({}, {("tampered", ROW): (0.001, 0.0, 0.0)}))

    assert np.abs(begun - without).max() <= 3


def test_the_clay_says_how_much_its_slope_changes_across_a_pixel(fracture):
    """By this a bend within a pixel is dull: without it each edge of the glaze is seen as beads of light."""
    made = fracture()
    slope = made.clay[..., :2]
    across, up = np.abs(slope[1:-1, 2:] - slope[1:-1, :-2]), np.abs(slope[2:, 1:-1] - slope[:-2, 1:-1])

    assert (made.bend[..., :2] > 0.1).mean() > 0.01
    np.testing.assert_allclose(made.bend[1:-1, 1:-1, :2], 0.5 * (across + up), atol=0.03)  # halves


def test_glaze_that_dried_has_rings_that_date_it(fracture):
    """How much darker it is than before, in codes, by the distance from the middle of the largest blossom, radii."""
    calm = fracture()
    row = int(np.argmax(calm.bowls[0, :, 2]))
    x, y, radius = calm.bowls[0, row, :3]
    dried = fracture({("stale", row): (1.0, 0.0, 0.0)})
    up, right = np.mgrid[:360, :640] + 0.5
    off = np.hypot((right - 320.0) / 360.0 - x, (up - 180.0) / 360.0 - y) / radius
    darker, own = light(calm) - light(dried), calm.blossom == row
    around = {at: darker[own & (np.abs(off - at) < 0.012)].mean() for at in (0.975, 1.03, 1.1, 1.19, 1.235, 1.35)}

    assert around[1.03] > max(around[0.975], around[1.1]) + 3.0
    assert around[1.235] > around[1.19] + 4.0
    assert abs(around[1.35]) < 1.0, "beyond them glaze is as it was"
