"""Mesh explode and spikes: what flies comes from the picture, and what stands stays as it is."""

import numpy as np
import pytest


def test_a_pane_that_has_not_flown_is_whole(play, film):
    still = {"throw": 0.0, "turn": 0.0, "rim": 0.0}

    shown = play("mesh_explode", film[5:6], seed=3, amount=0.9, ground=0.0, **still)[0]
    cover = play.read("shards")[..., 3]

    assert (cover >= 0.2).all(), "no hole: where three shards meet each gives its share"
    inside = cover > 0.999
    assert inside.mean() > 0.3
    np.testing.assert_allclose(shown[inside], film[5][inside], rtol=3e-3, atol=1e-4)


@pytest.mark.parametrize(("shards", "size"), [(4, (96, 72)), (5, (96, 72)), (5, (40, 96)), (40, (96, 72))])
def test_each_shard_is_there_once(play, shards, size):
    white = np.ones((1, size[1], size[0], 4), np.float32)

    play("mesh_explode", white, seed=1, amount=0.5, shards=shards, throw=0.0, turn=0.0)
    cover = play.read("shards")[..., 3]

    # Twice over, and the seams between shards would be closed.
    cells = shards * np.ceil(shards * max(size) / min(size) - 1e-3)
    assert cover.mean() > 0.3
    if shards < 40:
        sides = np.sqrt(np.prod(size) / cells)
        assert 1 - cover.mean() == pytest.approx(0.5 * 3.4 / sides, rel=0.5), "half a px of seam along each side"


def test_shards_fly_from_the_blow_and_the_far_ones_wait(play):
    white = np.ones((1, 72, 96, 4), np.float32)
    where = {"blow": (0.2, 0.5), "ground": 0.0, "rim": 0.0}

    left, right = np.split(play("mesh_explode", white, seed=3, amount=0.35, **where)[0][..., 0], 2, axis=1)

    assert left.mean() < 0.9 * right.mean()


def test_shards_fly_outwards(play):
    white = np.ones((1, 72, 96, 4), np.float32)
    y, x = np.mgrid[0:72, 0:96] / 72.0
    away = np.hypot(x - 96 / 144, y - 0.5)

    reach = []
    for amount in (0.3, 0.8):
        play("mesh_explode", white, seed=3, amount=amount, blow=(0.5, 0.5))
        cover = play.read("shards")[..., 3]
        reach.append((away * cover).sum() / cover.sum())
    assert reach[1] > reach[0] > 0.9 * away.mean()
    assert reach[1] > 1.05 * away.mean()


def test_with_time_the_ground_shows(play):
    white = np.ones((1, 72, 96, 4), np.float32)

    light = [play("mesh_explode", white, seed=3, amount=a, ground=0.0)[0][..., 3].mean() for a in (0.1, 0.5, 1.0)]

    assert light[0] > 0.8 > light[1] > light[2] > 0.1


def test_another_seed_breaks_otherwise(play, film):
    one, two = (play("mesh_explode", film[5:6], seed=seed, amount=0.6)[0] for seed in (1, 2))

    assert np.abs(one - two).mean() > 0.01


def test_transparent_pictures_have_transparent_shards(play, film):
    hollow = film[5:6].copy()
    hollow[:, :, :48] = 0.0

    shown = play("mesh_explode", hollow, seed=3, amount=1.0, throw=0.0, turn=0.0)[0]

    assert (shown[:, :46] == 0.0).all()


@pytest.fixture(scope="module")
def horizon():
    """Return a black picture [1, 72, 96, 4] with a bright band in the rows 12 to 23."""
    picture = np.zeros((1, 72, 96, 4), np.float32)
    picture[..., 3] = 1.0
    picture[0, 12:24, :, :3] = [0.5, 0.4, 0.3]
    return picture


def spikes(play, picture, seed=3, **settings):
    given = {"amount": 1.0, "width": 8.0, "rate": 0.0, "base": 0.2, "scatter": 0.25, **settings}
    return play("spikes", picture, seed=seed, **given)[0]


def test_spikes_keep_to_their_columns(play, film):
    changed = (spikes(play, film[5:6], amount=0.6, width=8.0) != film[5]).any(axis=2)

    reached = changed.any(axis=0).reshape(12, 8)
    assert reached.any(axis=1).sum() in range(3, 12)
    assert (reached.all(axis=1) | ~reached.any(axis=1)).all()
    np.testing.assert_array_equal(changed.any(axis=0), np.repeat(reached.any(axis=1), 8))


def test_spikes_rise_from_light_and_never_sink(play, horizon):
    shown = spikes(play, horizon)

    lit = shown[..., 0] > 0.0
    np.testing.assert_array_equal(shown[:12], horizon[0, :12])
    assert lit[28:].any(axis=0).sum() >= 8
    heights = np.where(lit, np.arange(72)[:, None], 0).max(axis=0) - 12
    assert heights.max() > 25
    assert np.median(heights) < 0.6 * heights.max(), "a few are far too high"


def test_the_longest_spike_is_as_long_as_its_reach(play, horizon):
    heights = []
    for reach in (0.2, 0.6):
        lit = spikes(play, horizon, reach=reach)[..., 0] > 0.0
        heights.append(np.where(lit, np.arange(72)[:, None], 0).max() - 23)

    assert heights[0] <= 0.2 * 72 + 1
    assert 0.2 * 72 < heights[1] <= 0.6 * 72 + 1


def test_more_columns_shoot_as_the_amount_rises(play, film):
    shares = [
        np.mean([(spikes(play, film[5:6], seed, width=2.0, amount=a) != film[5]).any(axis=(0, 2)) for seed in range(8)])
        for a in (0.1, 0.5, 1.0)
    ]

    assert 0.02 < shares[0] < 0.2 < shares[1] < 0.6 < shares[2] < 0.97


def test_a_spike_sinks_with_time(play, horizon):
    film = np.repeat(horizon, 60, axis=0)

    shown = play("spikes", film, seed=3, fps=30, amount=1.0, rate=0.5, width=8.0, base=0.2, scatter=0.25)
    tall = (shown[..., 0] > 0.0).sum(axis=1)  # [n, w]

    grows, sinks = (np.diff(tall, axis=0) > 0).sum(), (np.diff(tall, axis=0) < 0).sum()
    assert sinks > 2 * grows > 0
