"""What is known of an area is how well its receiver gets the picture, and no other's."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from renderer.data.state import State
from renderer.signals.fault.kinds import KINDS

CARRIER, SNOW, VEIL, STILL = range(4)
ROW = 9  # Florida: all of its figures are known


def on(glass, row):
    """Return where the glass of ``row`` is, bool [h, w], the great receiver's left out."""
    kind = np.floor((glass[..., 3] + 1) / 2)
    return (glass[..., 0] == row) & (glass[..., 3] - 2 * kind > 0) & (kind < 2)


def test_losing_one_area_changes_only_its_receiver(wall, without):
    before, after = wall(), wall(without(ROW))
    own = on(before.glass, ROW)

    assert own.sum() > 80
    np.testing.assert_array_equal(after.glass, before.glass)
    np.testing.assert_array_equal(after.tubes[~own], before.tubes[~own])
    assert np.abs(after.tubes[own] - before.tubes[own]).mean() > 0.012


def test_an_area_that_is_not_known_is_snow_whatever_it_was_and_zero_is_a_clear_picture(wall, without):
    missing, zero = wall(without(ROW)), wall(without(ROW, state=State.ZERO))
    own = on(missing.glass, ROW)

    assert missing.signal[0, ROW, CARRIER] == 0.0
    assert zero.signal[0, ROW, CARRIER] == 1.0
    # No colour and no form: what is left is cool and even, apart from its grain.
    red, _, blue = missing.tubes[own][:, :3].mean(axis=0)
    assert red < blue
    assert np.abs(missing.tubes[own] - zero.tubes[own]).mean() > 0.01


def test_a_complete_area_holds_still_and_in_colour_over_the_whole_loop(wall):
    for frame in (0, 90, 250, 477, 719):
        signal = wall(frame=frame).signal

        assert tuple(signal[0, ROW, [CARRIER, VEIL, STILL]]) == (1.0, 0.0, 0.0)
        assert tuple(signal[1, ROW, 2:]) == (1.0, 0.0)  # burst, roll


def test_zero_is_somebody_in_a_line_of_light_darker_than_the_least_figure(wall, table, without):
    """An empty chair said that nobody was there: asked, and none, is a sitter whose lamp is behind."""
    zero, least = wall(without(ROW, [0], State.ZERO)), table.value.copy()
    least[..., 0] = 48.0
    least = wall(replace(table, value=least, release="least"))
    own = on(zero.glass, ROW)
    across, up = zero.glass[own][:, 1], zero.glass[own][:, 2]
    cloth = (across > 0.36) & (across < 0.56) & (up > -0.4) & (up < 0.5)
    dark, low = (np.percentile(one.tubes[own][:, :3].mean(axis=1)[cloth], 30) for one in (zero, least))

    assert zero.signal[2, ROW, 0] == -1.0
    assert dark < low  # read as less than the least
    line = zero.tubes[own][:, :3].mean(axis=1)[(np.abs(across) < 0.5) & (up < 0.7)]
    assert 0.02 < (line > 4.0 * np.median(line)).mean() < 0.25  # one thin line
    red, _, blue = zero.tubes[own][:, :3].mean(axis=0)
    assert red > 1.8 * blue  # and a warm one


@pytest.mark.parametrize("state", [State.SUPPRESSED, State.MISSING, State.HELD])
def test_lights_that_are_not_known_are_no_number(wall, without, state):
    signal = wall(without(ROW, [1], state)).signal

    assert signal[2, ROW, 1] == -1.0
    assert (np.delete(signal[2, :, 1], ROW) > 0.0).any()
    assert signal[0, ROW, CARRIER] == 1.0


@pytest.mark.parametrize("lamp", [50.0, 62.0, 75.0])
def test_lights_that_are_not_known_are_not_drawn_as_all_of_them_out(wall, table, lamp):
    """Ten rings said both; now the unknown are soft and lighter than the cloth, beside each sitter."""
    def lights(value, state):
        cube, states = table.value.copy(), np.full_like(table.state, State.VALUE)
        cube[...] = 50.0
        cube[..., 0::2], cube[..., 1] = lamp, value
        states[..., 1] = state
        figures = replace(table, value=cube, low=cube, high=cube, state=states, release=f"{lamp} {value} {state}")
        return wall(figures, size=(960, 540), noise=0.0, ghost=0.0)

    unknown, out, none = lights(np.nan, State.MISSING), lights(100.0, State.VALUE), lights(0.0, State.ZERO)
    for row in range(0, 51, 5):
        beside = on(out.glass, row) & (np.abs(out.glass[..., 1]) > 0.5) & (out.glass[..., 2] > -0.3)
        mist, ring, lit = (one.picture[::-1][beside].astype(float).mean(axis=1) for one in (unknown, out, none))
        # A mist is lighter than the cloth, wider than a ring, and has no hole; a ring is darker where the cloth is lit.
        assert np.percentile(mist - ring, 95) > 8.0, row
        assert np.percentile(mist - ring, 75) > 0.0, row
        assert np.percentile(mist - ring, 5) > -2.0, row
        assert np.percentile(lit - mist, 95) > 8.0, row  # nor is it a light


def test_as_many_of_ten_lights_are_out_as_the_figure_says(wall, table):
    """Counted in the picture: what is amber beside the sitters are lights, and one that is half out counts half."""
    lamp = table.value.copy()
    lamp[..., 0] = 58.0  # behind all of them a cloth that is no warmer than a light
    dim = replace(table, value=lamp, release="dim")
    drawn = wall(dim, size=(960, 540), great=False, across=8, noise=0.0, ghost=0.0)
    amber = drawn.tubes[..., 0] > 1.15 * drawn.tubes[..., 2]
    counted, told = [], []
    for row in range(51):
        beside = on(drawn.glass, row) & (np.abs(drawn.glass[..., 1]) > 0.56) & (drawn.glass[..., 2] > -0.3)
        if beside.sum() > 300 and drawn.signal[0, row, CARRIER] > 0.8:
            counted.append(ndimage.label(amber & beside)[1])
            told.append(10.0 - drawn.signal[2, row, 1])
            assert drawn.signal[2, row, 1] == pytest.approx(table.value[-1, row, 1] / 10.0, abs=1e-5)

    assert len(counted) > 8
    assert np.abs(np.array(counted) - told).max() <= 1.2  # one that is half out, or behind somebody's hair
    assert np.abs(np.array(counted) - told).mean() <= 0.6


def test_nobody_is_posed_by_a_figure(wall, table):
    """Heads, faces and their clay are chance: with other figures the same sitters sit there, as upright."""
    first = np.arange(len(table.columns)) % 2 == 0
    drawn = []
    for lamp, lights in ((45.0, 20.0), (78.0, 70.0)):
        cube = np.broadcast_to(np.where(first, lamp, lights), table.value.shape)
        drawn.append(wall(replace(table, value=cube, low=cube, high=cube, release=f"{lamp} {lights}")))
    known = (table.state[-1] == State.VALUE).all(axis=1)
    one, other = (np.stack([each.busts[..., 0], each.busts[..., 1], np.floor(each.busts[..., 3])]) for each in drawn)

    np.testing.assert_array_equal(one, other)  # normals, and what is skin, hair, cloth
    np.testing.assert_array_equal(drawn[0].signal[2, :, 3], drawn[1].signal[2, :, 3])  # of which clay hangs
    assert (drawn[0].signal[2, known, 0] != drawn[1].signal[2, known, 0]).all()
    assert (drawn[0].busts[..., 2] != drawn[1].busts[..., 2]).any()  # what of them the lamp reaches


def test_each_closes_the_eyes_once_in_a_loop_and_they_are_open_otherwise(wall):
    lids = np.array([wall(frame=frame, size=(64, 36)).signal[3, :, 3] for frame in range(0, 720, 12)])
    closes = (lids > 0.5) & (np.roll(lids, 1, axis=0) <= 0.5)

    assert (closes.sum(axis=0) == 1).all()
    assert (lids == 0.0).mean() > 0.9
    assert np.unique(closes.argmax(axis=0)).size > 20  # each at a time of one's own


def test_nobody_is_brighter_or_dimmer_for_blinking(wall):
    """How light somebody is says how far the lamp has come. In two seconds the lamp, at 0.5 Hz, is where it was."""
    apart, closed = [], []
    for frame in range(0, 720, 72):
        one, other = (wall(frame=at, size=(640, 360), breath=0.5) for at in (frame, frame + 60))
        high, wide = one.busts.shape[:2]
        across = next(n for n in range(1, 40) if high // (wide // n * 3 // 4) * n >= 51)
        tall = wide // across * 3 // 4
        for row in np.flatnonzero((one.signal[3, :, 3] == 0.0) & (other.signal[3, :, 3] == 1.0)):
            own = (slice(row // across * tall, (row // across + 1) * tall),
                   slice(row % across * (wide // across), (row % across + 1) * (wide // across)))
            head = (one.busts[own][..., 3] >= 1.0) & (np.arange(tall)[:, None] > 0.35 * tall)
            open_, shut = (drawn.small[own][head][:, 0] for drawn in (one, other))
            closed.append(np.abs(open_ - shut).max())
            apart.append(shut.mean() - open_.mean())

    # Ten points of a figure are 0.15 of luma; in the smallest pictures eyes are two or three texels.
    assert len(apart) > 10
    assert min(closed) > 0.05
    assert np.abs(apart).max() < 0.01
    assert abs(np.mean(apart)) < 0.004


def test_who_comes_to_the_great_receiver_opens_the_eyes_there_and_goes_with_open_ones(wall, without):
    """Of the default loop: somebody sits down at frame 120, and from 317 on the next one shines through."""
    seen = {at: wall(frame=at, size=(128, 72)).large[..., 0] for at in (120, 123, 150, 153, 311, 313)}
    opened, stood, begun = (np.abs(seen[b] - seen[a]).max() for a, b in ((123, 150), (150, 153), (311, 313)))

    assert opened > 4.0 * stood  # all else is the lamp's sway
    assert begun < 2.0 * stood
    # Who is held does not move, not even the lids; nor do they as the next one comes.
    held = without(slice(None), state=State.HELD)
    still = [wall(held, frame=at, size=(128, 72)).large for at in (120, 150, 311, 313)]
    assert all((one == still[0]).all() for one in still[1:])


def test_one_guest_alone_blinks(loaded):
    awake = np.array([loaded.scene.derive(loaded.scene.frame(at), loaded.scene.params(sitters=1))["awake"]
                      for at in range(720)])  # fmt: skip
    shut = awake < 0.5

    assert (np.diff(np.flatnonzero(shut)) == 1).all()
    assert 0.02 < shut.mean() < 0.08
    assert np.abs(np.diff(awake)).max() < 0.12


def test_each_figure_that_goes_makes_reception_worse(wall, without, table):
    others = [n for n in range(len(table.columns)) if n not in (0, 1)]
    drawn = [wall(without(ROW, others[:gone], State.SUPPRESSED)).signal for gone in range(0, len(others) + 1, 2)]
    carrier, snow = ([float(one[0, ROW, part]) for one in drawn] for part in (CARRIER, SNOW))

    assert carrier[0] == 1.0
    assert (np.diff(carrier) <= 0).all()
    assert (np.diff(snow) >= 0).all()
    assert carrier[3] < 0.85
    assert np.diff(carrier)[:3].max() < 0
    assert abs(drawn[-1][1, ROW, 3]) > 0  # and in the end it does not hold its place


def test_a_figure_that_is_known_is_never_snow_however_little_is_known_beside_it(wall, without, table):
    others = list(range(1, len(table.columns)))
    whole, alone, none = wall(), wall(without(ROW, others, State.SUPPRESSED)), wall(without(ROW))
    own = on(whole.glass, ROW)
    seen = [one.tubes[own][:, :3].mean(axis=1) for one in (whole, alone, none)]

    assert np.corrcoef(seen[0], seen[1])[0, 1] > 0.6
    assert np.corrcoef(seen[0], seen[2])[0, 1] < 0.4


def test_who_is_not_shown_faces_us_and_is_darker_than_whoever_is(wall, without, table):
    known = wall()
    light = np.median([known.tubes[on(known.glass, row)][:, :3].mean() for row in range(len(table.areas))])
    shown = {state: wall(without(ROW, [0], state)) for state in (State.SUPPRESSED, State.HELD, State.MISSING)}

    for state, one in shown.items():
        assert one.signal[3, ROW, 2] == float(state == State.HELD)
        assert one.tubes[on(one.glass, ROW)][:, :3].mean() < light, state


def test_doubt_is_grain(wall, table):
    width = (table.high - table.low)[-1, :, 0]
    signal = wall().signal[0]
    whole = signal[:, CARRIER] == 1.0

    assert whole.sum() > 8
    assert np.corrcoef(width[whole], signal[whole, SNOW])[0, 1] > 0.999


@pytest.mark.parametrize(
    ("kind", "part", "change"),
    [("missing", (0, CARRIER), -1), ("stale", (0, STILL), 1), ("suppressed", (0, VEIL), 1), ("revised", (1, 0), 1),
     ("implausible", (3, 0), 1), ("tampered", (3, 1), 1)],
)  # fmt: skip
def test_a_fault_of_the_feed_strikes_the_reception_of_its_area_alone(wall, kind, part, change):
    levels = np.zeros((51, len(KINDS), 4), np.float32)
    levels[..., 2] = -1.0
    levels[ROW, KINDS.index(kind)] = (0.8, 0.8, 2.0, 0.0)
    calm, struck = wall(ghost=0.0), wall(ghost=0.0, levels=levels)
    others = np.arange(51) != ROW

    np.testing.assert_array_equal(struck.signal[:, others], calm.signal[:, others])
    assert (struck.signal[part[0], ROW, part[1]] - calm.signal[part[0], ROW, part[1]]) * change == pytest.approx(0.8)
    own = on(calm.glass, ROW)
    assert np.abs(struck.tubes[own] - calm.tubes[own]).mean() > 0.002


def test_a_stale_picture_stands_where_its_figures_stopped(wall):
    levels = np.zeros((51, len(KINDS), 4), np.float32)
    levels[ROW, KINDS.index("stale")] = (1.0, 1.0, 1.0, 0.0)
    early = wall(frame=60, levels=levels).signal[2, ROW, 2]
    levels[ROW, KINDS.index("stale"), 2] = 3.0

    assert wall(frame=120, levels=levels).signal[2, ROW, 2] == pytest.approx(early, abs=1e-5)
    assert wall(frame=120).signal[2, ROW, 2] != pytest.approx(early, abs=1e-3)


def test_a_frame_in_the_midst_of_a_show_is_the_same_alone(wall):
    for frame in (5998, 5999, 6000):
        walked = wall(frame=frame).picture
    wall(frame=0)

    np.testing.assert_array_equal(wall(frame=6000).picture, walked)


def test_a_role_without_a_figure_is_missing_of_nobody(wall, table):
    """An empty role made every receiver snow once, which says that nobody asked there."""
    cubes = {name: getattr(table, name).copy() for name in ("value", "low", "high", "state")}
    for cube in cubes.values():
        cube[..., 1::2] = 0 if cube.dtype == np.uint8 else np.nan
    columns = tuple(one if n % 2 == 0 else replace(one, figure="", domain=None) for n, one in enumerate(table.columns))
    known = table.state[0, :, 0] == State.VALUE

    whole, half = (wall(figures).signal[0, known, 0] for figures in (table, replace(table, columns=columns, **cubes)))
    assert np.median(half) == 1.0
    assert (half >= whole).all()
