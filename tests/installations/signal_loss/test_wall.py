"""The wall has a place for every area, whatever its shape."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.scene.caption import caption_of


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (640, 120), (200, 200)])
@pytest.mark.parametrize("form", [{}, {"across": 8}, {"across": 24}, {"great": False}])
def test_every_area_has_one_receiver(wall, size, form):
    cells = wall(size=size, **form).cells
    kind = cells[..., 1]
    seen = {}
    for row, x, y in cells[kind < 2][:, [0, 2, 3]].astype(int):
        seen.setdefault(row, set()).add((x, y))

    assert sorted(seen) == list(range(51))
    assert all(len(places) == 1 for places in seen.values())
    assert (kind == 2).any() == form.get("great", True)


@pytest.mark.parametrize("form", [{}, {"across": 10}, {"across": 22}])
def test_the_last_stack_is_lower_and_no_set_hangs_over_a_hole(wall, form):
    """A place too many was a hole in the lowest corner, as if a set had been stolen."""
    kind = wall(**form).cells[..., 1]
    high, wide = (extent.max() + 1 for extent in np.nonzero(kind < 3))

    standing = (kind[:high, :wide] < 3).astype(int)
    assert (np.diff(standing, axis=0) <= 0).all()
    assert standing[0].all()


def test_neighbours_in_the_country_are_neighbours_on_the_wall(wall, table):
    cells = wall().cells
    at = np.array([np.argwhere((cells[..., 0] == row) & (cells[..., 1] < 2)).mean(axis=0) for row in range(51)])
    lon, lat = np.array([(area.lon, area.lat) for area in table.areas]).T

    assert np.corrcoef(at[:, 1], lon)[0, 1] > 0.8
    assert np.corrcoef(at[:, 0], lat)[0, 1] > 0.2


def test_the_picker_finds_the_area_on_the_great_receiver(wall):
    glass = wall(focus=12, sitters=1).glass
    great = np.floor((glass[..., 3] + 1) / 2) == 2

    assert great.mean() > 0.15
    assert set(glass[great][:, 0]) == {12.0}


def test_one_area_alone_fills_a_wall(gl_context, loaded):
    from renderer.frames.engine import Engine

    table = load_table(loaded.scene.data, loaded.scene.wanted)
    one = replace(table, areas=table.areas[:1], **{name: getattr(table, name)[:, :1] for name in
                  ("value", "low", "high", "sample", "state")}, release="trial one")  # fmt: skip
    engine = Engine(gl_context, loaded, one, (160, 90))
    engine.draw(loaded.scene.frame(0, size=(160, 90)))
    picture = engine.read(3)
    engine.release()

    assert picture.max() > 120
    assert np.isfinite(picture).all()


def test_the_great_receiver_is_never_dark_between_two_sitters(wall, table):
    """It went dark for a second and a half, and whoever passed then saw a lifeless face."""
    value, state = np.full_like(table.value, 70.0), np.full_like(table.state, State.VALUE)
    alike = replace(table, value=value, low=value, high=value, state=state, release="all 70")
    glass = wall(alike).glass
    great = np.floor((glass[..., 3] + 1) / 2) == 2
    before, *between, swapped, after = (wall(alike, frame=at, noise=0.0, ghost=0.0).tubes[great][:, :3] for at in
                                        (75, 90, 100, 110, 119, 120, 135))  # fmt: skip

    least = min(before.mean(), after.mean())
    assert np.abs(before - after).mean() > 0.1 * least  # somebody else
    assert all(one.mean() > 0.85 * least for one in between)
    assert np.abs(between[-1] - swapped).mean() < 0.02 * least  # nobody jumps in


@pytest.mark.parametrize("frame", [30, 200, 400])
def test_nothing_sparkles(wall, frame):
    """Grain leapt by more than 24 codes in 0.15 to 0.2 % of all pixels, from one frame to the next."""
    one, other = (wall(frame=at, size=(1280, 720)).picture.astype(int) for at in (frame, frame + 1))

    assert (np.abs(one - other).max(axis=2) > 24).mean() < 0.0008


@pytest.mark.parametrize(("areas", "said"), [(5, False), (51, True)])
def test_a_map_is_spoken_of_only_where_there_are_enough_areas_to_stand_as_on_one(loaded, table, areas, said):
    """Of five areas the one in the middle stood far left."""
    few = replace(table, areas=table.areas[:areas], **{name: getattr(table, name)[:, :areas] for name in
                  ("value", "low", "high", "sample", "state")}, release=f"{areas} areas")  # fmt: skip

    assert ("north above" in caption_of(loaded.scene, few)) == said


def test_the_great_receiver_shows_somebody_whose_figure_is_known(wall, without):
    """A town of twelve had the one frozen picture in it at nine times the size of all others."""
    held = without(12, 0, State.HELD)
    glass = wall(held, focus=12, sitters=1).glass
    great = np.floor((glass[..., 3] + 1) / 2) == 2

    assert set(glass[great][:, 0]) == {13.0}


@pytest.fixture(scope="module")
def told(table):
    """Return the table with a figure of everybody, another of each area."""
    value, state = np.full_like(table.value, 70.0), np.full_like(table.state, State.VALUE)
    value[..., 0] = np.linspace(50.0, 75.0, value.shape[1])
    return replace(table, value=value, low=value, high=value, state=state, release="all told")


@pytest.mark.parametrize("frame", [60, 95, 115])
def test_in_a_change_the_great_receiver_receives_of_both_as_much_as_each_is_shown(wall, loaded, told, frame):
    of = loaded.scene.derive(loaded.scene.frame(frame), loaded.scene.params())
    row, coming, change = int(of["guest"]), int(of["coming"]), of["change"]
    drawn = wall(told, frame=frame)
    signal, shown = drawn.signal, drawn.shown[0]

    assert (row != coming) == (0.0 < change < 1.0) == (frame > 60)
    assert shown[4, :2].tolist() == [row, coming]
    np.testing.assert_allclose(shown[:4], (1.0 - change) * signal[:, row] + change * signal[:, coming], atol=1e-5)


def test_who_comes_is_received_on_the_great_receiver_as_badly_as_on_their_own(wall, told):
    """Of area 22, who comes at frame 120: until 75 nothing of it is there, at 115 nearly all."""
    state, value = told.state.copy(), told.value.copy()
    state[:, 22, 2:], value[:, 22, 2:] = State.SUPPRESSED, np.nan
    poor = replace(told, value=value, low=value, high=value, state=state, release="poor reception")
    apart = []
    for frame in (60, 115):
        one, other = wall(told, frame=frame), wall(poor, frame=frame)
        great = np.floor((one.glass[..., 3] + 1) / 2) == 2
        apart.append(np.abs(one.tubes - other.tubes)[great].mean())

    assert apart[0] == 0.0
    assert apart[1] > 0.003


def test_who_is_on_the_great_receiver_has_an_amber_rim_as_far_as_shown_and_nobody_else(wall, told):
    """Of area 5, who goes at frame 120, and of 22, who comes: how much redder than blue the lip of their set is."""
    rims = []
    for frame in (60, 95, 105, 130):
        drawn = wall(told, frame=frame, size=(1280, 720))
        row, kind = drawn.glass[..., 0], np.floor((drawn.glass[..., 3] + 1) / 2)
        lip = (np.abs(drawn.glass[..., 3] - 2 * kind + 0.03) < 0.02) & (kind < 2)
        redder = drawn.picture[::-1, :, 0].astype(float) - drawn.picture[::-1, :, 2]
        rims.append([redder[lip & (row == area)].mean() for area in range(51)])
    rims = np.array(rims)
    others = np.delete(rims, (5, 22), axis=1)

    assert (np.diff(rims[:, 5]) < -6.0).all()
    assert (np.diff(rims[:, 22]) > 6.0).all()
    assert np.ptp(others, axis=0).max() < 0.3 * np.ptp(rims[:, 5])


def test_the_floor_mirrors_the_tubes_over_it(wall):
    drawn = wall(size=(1280, 720))
    floor, halo = (one[..., :3].mean(axis=2) for one in (drawn.floor, drawn.halo))
    edge = int((0.5 - 0.36) * len(halo))  # where wall and floor meet, from below
    for below in (1, 2, 3):
        seen, over = floor[edge - below], halo[edge + 1 + 2 * below]
        assert np.corrcoef(seen, over)[0, 1] > 0.85
        assert 0.1 < seen.max() / over.max() < 1.0
