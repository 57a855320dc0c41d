"""The two wings of the shell: whose they are, what parts them, and that neither is favoured."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from decoders.decode import bundled, drawn
from scipy import ndimage

from renderer.core.view import equirect, head, orbit
from renderer.data.state import State
from renderer.frames.swap_rule import STEP
from renderer.frames.trial_tables import areas_swapped
from renderer.scene.catalogue import load

SHARES = np.linspace(20.0, 80.0, 12)


def luma(picture):
    return picture @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("count", [1, 3, 12, 51, 64, 65, 500, 3144])
def test_every_area_has_a_place_on_both_wings(grouped, wings, count):
    shares = np.stack([np.full(count, 60.0), np.full(count, 80.0)], axis=1)
    seen = wings(grouped(shares), size=(640, 360))

    start, wide, pipes, first = seen.places[2].T
    assert len(start) == min(count, 64)
    order = np.argsort(start)
    np.testing.assert_allclose(start[order] + wide[order], [*start[order][1:], 1.0], atol=1e-6)
    assert start.min() == 0
    assert (pipes * len(start)).min() >= 48
    rows = np.arange(len(start)) * count // len(start)
    np.testing.assert_array_equal(first, rows)
    for wing in (-1, 1):
        assert set(np.unique(seen.row[seen.along * wing > 0])) == set(rows)


def test_many_areas_that_follow_each_other_are_their_mean(grouped, wings):
    shares = np.random.default_rng(2).uniform(10, 90, (640, 2))
    seen = wings(grouped(shares), size=(64, 36))

    np.testing.assert_allclose(seen.places[:2, :, 0], shares.reshape(64, 10, 2).mean(1).T / 100, atol=1e-5)


def test_the_farther_both_of_a_pair_reach_the_broader_it_is(grouped, wings):
    """Whatever the seed, and the same where groups change places; what is zero or unknown is as broad as the middle."""
    shares = np.random.default_rng(8).uniform(20.0, 80.0, (24, 2))
    states = np.full(shares.shape, State.VALUE)
    states[5], states[9, 0], states[14], states[17, 1] = State.SUPPRESSED, State.MISSING, State.ZERO, State.ZERO
    told = (states == State.VALUE).any(axis=1)
    reach = np.nanmean(np.where(states == State.VALUE, shares, np.nan)[told], axis=1)
    mean = np.full(24, (reach.min() + reach.max()) / 2)
    mean[told] = reach
    for seed in (0, 3):
        wide, mirrored = (wings(grouped(shares[:, order], states[:, order]), size=(64, 36), seed=seed,
                                great=1.0).places[2, :, 1] for order in ([0, 1], [1, 0]))  # fmt: skip
        least, most = wide.min(), wide.max()

        np.testing.assert_array_equal(wide, mirrored)
        np.testing.assert_allclose((wide - least) / (most - least), (mean - mean.min()) / np.ptp(mean), atol=1e-4)
        assert 3.0 < most / least < 4.0


def test_of_one_pair_breadth_is_chance_and_of_no_few(grouped, wings):
    for count, many in ((24, 1), (4, 0)):
        shares = np.random.default_rng(8).uniform(20.0, 80.0, (count, 2))
        plain, moved = (wings(grouped(shares), size=(64, 36), great=great).places[2, :, 1] for great in (1.0, 4.0))
        grown = moved / plain / np.median(moved / plain)

        assert (grown > 2.0).sum() == many
        assert (np.abs(grown - 1.0) < 1e-4).sum() == count - many


def test_where_areas_change_places_a_tenth_of_a_print_changes(gl):
    loaded, table = bundled("equity")
    stills = [drawn(gl, loaded, one, (960, 540)).still for one in (table, areas_swapped(table))]
    shown, moved = (still.picture.astype(int) for still in stills)

    assert (np.abs(shown - moved).max(axis=-1) >= STEP).mean() > 0.10


def test_breadths_grow_and_shrink_over_the_years_without_steps(grouped, wings):
    """Where they were whole texels of the fan, of bundled figures 0.25 % of a picture jumped in one frame."""
    chance = np.random.default_rng(3)
    table = grouped(chance.uniform(25.0, 80.0, (24, 2)), times=2)
    table = replace(table, value=table.value - chance.uniform(0.0, 8.0, table.value.shape))
    begun = [wings(table, size=(64, 36), frame=frame).places[2, 1:, 0] for frame in range(150, 154)]
    moved = np.diff(begun, axis=0)

    assert np.abs(moved).max() > 1e-5
    assert np.abs(np.diff(moved, axis=0)).max() < 0.2 * np.abs(moved).max()


@pytest.mark.parametrize(("groups", "left", "right"), [(2, 0, 1), (4, 0, 3)])
def test_the_first_group_is_left_and_the_last_right(grouped, wings, groups, left, right):
    shares = np.stack([SHARES / (1 + n) for n in range(groups)], axis=1)
    seen = wings(grouped(shares), size=(64, 36))

    np.testing.assert_allclose(seen.places[0, :, 0], shares[:, left] / 100, atol=1e-5)
    np.testing.assert_allclose(seen.places[1, :, 0], shares[:, right] / 100, atol=1e-5)
    np.testing.assert_allclose(seen.places[0, :, 3], np.maximum(shares[:, right] - shares[:, left], 0) / 100, atol=1e-5)


def test_beside_one_group_everybody_is_right(grouped, wings):
    table = grouped(SHARES[:, None])
    seen = wings(table, size=(64, 36))

    everybody = np.nan_to_num(table.value[0, :, 0]) / 100
    np.testing.assert_allclose(seen.places[0, :, 0], SHARES / 100, atol=1e-5)
    np.testing.assert_allclose(seen.places[1, :, 0], everybody, atol=1e-5)


def test_without_groups_the_left_wing_stays_at_the_first_time(grouped, wings):
    table = grouped(np.empty((12, 0)), times=3)
    seen = wings(table, size=(64, 36))

    for side, time in ((0, 0), (1, 2)):
        np.testing.assert_allclose(seen.places[side, :, 0], np.nan_to_num(table.value[time, :, 0]) / 100, atol=1e-5)


@pytest.mark.parametrize("gap", [0.0, 20.0, 40.0])
def test_the_air_is_as_wide_as_the_gap_and_closes_without_one(grouped, wings, gap):
    seen = wings(grouped(np.stack([SHARES - gap / 2, SHARES + gap / 2], axis=1)))
    middle = seen.row[20:160, 159:161]

    (_, _, ring, low), (reach, *_) = seen.layout[4:6]
    half = (ring + 0.5) * np.tan(np.pi / 2 - low - reach)  # of the air, half-way along a pipe, in its length
    assert half == pytest.approx(0.52 * gap / 100, rel=0.05, abs=1e-4)
    assert ((middle >= 0).all(axis=1).sum() > 70) == (gap == 0.0)
    assert gap == 0.0 or (middle[:60] == -1).all()


def test_neither_group_is_favoured(grouped, wings):
    """Where the groups change places the picture is its own mirror."""
    shares = np.stack([SHARES, SHARES[::-1] + 10.0], axis=1)
    one, other = (wings(grouped(figures)).picture for figures in (shares, shares[:, ::-1]))

    assert np.abs(one - other).max() > 100
    assert (np.abs(one - other[:, ::-1]).max(axis=-1) > 12).mean() < 0.004


def test_whoever_walks_past_sees_one_group_and_then_the_other(grouped, wings):
    table, volume = grouped(np.full((12, 2), 60.0)), load("equity").scene.views
    left, right = (wings(table, view=head(volume, 16 / 9, (x, 0.0, 300.0))) for x in (-110.0, 110.0))

    def halves(seen):
        return [luma(seen.picture)[seen.along * wing > 0].mean() for wing in (-1, 1)]

    assert halves(left)[0] > 1.5 * halves(left)[1]
    assert halves(right)[1] > 1.5 * halves(right)[0]


@pytest.mark.parametrize("azimuth", [90, 180, 270])
def test_from_every_side_there_is_a_shell(grouped, wings, azimuth):
    seen = wings(grouped(np.full((12, 2), 60.0)), view=orbit(load("equity").scene.views, 16 / 9, azimuth))

    assert (seen.row >= 0).mean() > 0.12


def test_all_around_an_eye_there_is_nothing_but_the_shell(grouped, wings):
    quarter = np.pi / 2
    around = equirect(load("equity").scene.views, (-quarter, quarter, -quarter, quarter))
    here = np.argwhere(wings(grouped(np.full((51, 2), 60.0)), size=(640, 640), view=around).row >= 0)

    assert len(here) > 2000
    assert (np.ptp(here, axis=0) < [160, 220]).all()


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (240, 240), (480, 120)])
@pytest.mark.parametrize("preset", [None, *load("equity").presets], ids=lambda one: one.name if one else "none")
def test_alike_figures_end_equally_far_from_the_hinge(grouped, wings, size, preset):
    """Whatever the format and the preset; what is left is of perspective, for ends come forward."""
    params = dict(preset.params) if preset else {}
    seen = wings(grouped(np.full((12, 2), 60.0)), size=size, **(params | {"sway": 0.0, "great": 1.0}))
    mm = max(118.0 / size[0], 66.0 / size[1])
    # How many mm along a pipe are a whole one: the slope of what the map says, within one pipe's reach.
    inside = (seen.row >= 0) & (np.abs(seen.along) > 0.2) & (np.abs(seen.along) < 0.55)
    inside = ndimage.binary_erosion(inside, np.ones((3, 3)))
    slope = np.hypot(*np.gradient(ndimage.gaussian_filter(seen.along, 0.7))) / mm
    scale = 1.0 / slope[inside]

    assert inside.sum() > 200
    for area, wing in product(range(12), (-1, 1)):  # no pipe lies behind another, from its hinge to its end
        along = wing * seen.along[(seen.row == area) & (seen.along * wing > 0)]
        assert along.min() < 0.1
        assert along.max() > 0.56
    assert [int((line >= 0).sum()) for line in (seen.row[0], seen.row[-1], seen.row[:, 0], seen.row[:, -1])] == [0] * 4
    assert np.percentile(scale, 90) < 1.3 * np.percentile(scale, 10)


def test_a_pipe_is_as_long_as_its_share(grouped, wings):
    """Twice the share is twice the length, not the length above some other foot."""
    seen = wings(grouped(np.tile([[30.0, 60.0]], (12, 1))), size=(64, 36))

    np.testing.assert_allclose(seen.fan[1:3, :, 0], np.tile([[0.3], [0.6]], 1024), atol=1e-5)
    assert load("equity").scene.roles[0].domain[0] == 0.0


@pytest.mark.parametrize(("share", "state", "reach"), [
    (5.0, State.VALUE, 0.05), (2.0, State.VALUE, 0.02), (0.0, State.ZERO, 0.05),
])  # fmt: skip
def test_a_small_share_is_drawn_as_small_as_it_is(grouped, wings, share, state, reach):
    """Whatever lay below 8 % was drawn at 8 %, and no plate said so: that length is the stub of a zero alone."""
    shares, states = np.full((12, 2), 40.0), np.full((12, 2), State.VALUE)
    shares[:, 0], states[:, 0] = share, state
    seen = wings(grouped(shares, states), size=(64, 36))

    np.testing.assert_allclose(seen.fan[1, :, :2], np.tile([[reach, 0.4]], (1024, 1)), atol=1e-5)


def test_the_loop_has_no_seam(grouped, wings):
    table = grouped(np.stack([SHARES, SHARES + 15.0], axis=1), times=3)
    first, second, last, again = (wings(table, frame=n).picture for n in (0, 1, 719, 720))

    assert np.abs(again - first).max() <= 2  # the display's dither
    assert np.abs(last - first).mean() < 1.5 * np.abs(second - first).mean() + 0.1
