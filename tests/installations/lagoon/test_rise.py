"""One after the other rises into the light: who it is, the plate says, and the loop has no seam."""

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.label.label import label_of
from renderer.scene.caption import caption_of
from renderer.scene.catalogue import load

LOADED = load("lagoon")
SIZE = (64, 36)


@pytest.mark.parametrize(("areas", "rises"), [(51, 6), (12, 3), (38, 6)])
def test_whoever_the_plate_names_rises(tank, areas, rises):
    """The rows of scene.py are those of the shaders: at its turn, and at no other time, each is higher and nearer."""
    fps, seconds = 30, 60
    shares, turns = np.full(areas, 50.0), []
    for turn in range(rises):
        frame = turn * seconds * fps // rises
        up, down = (tank(shares, pixels=SIZE, frame=frame + off, rises=rises, swell=0.0).places[0] for off in
                    (0, seconds * fps // rises // 2))  # fmt: skip
        turns.append(int((up[:, 2] - down[:, 2]).argmax()))
        assert (up[:, 2] - down[:, 2]).max() > 5.0

    module = LOADED.scene.phrases(LOADED.scene.params(rises=rises), areas, 0)["rises"]
    assert module == ", ".join(f"{{area_{row + 1}}}" for row in turns)


def test_it_rises_slowly(tank):
    heights = np.array([tank(50.0, pixels=SIZE, frame=frame, swell=0.0).places[0, 5, 2] for frame in range(0, 330, 15)])

    assert np.ptp(heights) > 5.0
    assert np.abs(np.diff(heights)).max() < 0.25 * np.ptp(heights)


def test_plate_and_caption_name_them(gl):  # noqa: ARG001  gl: nothing is drawn, nothing is left
    table = load_table(LOADED.scene.data, LOADED.scene.wanted)
    names = "Every 10 s one rises: Colorado, Mississippi, Texas, Hawaii, New Jersey, Wisconsin."

    plate = label_of(LOADED.scene, table, LOADED.scene.params(), [1.0]).plate

    assert names in caption_of(LOADED.scene, table)
    assert names in plate
    assert "The brighter the lights at its mouth (34-4 %), the fewer adults over 65 who have lost all" in plate
    assert "Near or far says nothing." in plate


def test_a_shaft_of_light_falls_on_who_rises(tank):
    at = {"frame": 600, "pixels": (320, 180), "snow": 0.0, "halo": 0.0}
    lit = tank(np.full(51, 50.0), **at)
    row = (5 + 2 * 19) % 51
    without = tank(np.full(51, 50.0), lift=0.0, **{**at, "frame": 450})
    mine = lit.row == row

    assert lit.picture[mine].mean() > 1.25 * without.picture[without.row == row].mean()


def test_the_shaft_wanders_from_one_to_the_next_and_is_never_put_out(tank):
    """Halfway between two turns it stood nowhere, for seconds. Who is first moves nothing else here."""
    halfway = {"frame": 450, "pixels": (320, 180), "snow": 0.0, "lift": 0.0}
    one, other = (tank(np.full(51, 50.0), place=place, **halfway).picture for place in (5, 12))
    scene, params = LOADED.scene, LOADED.scene.params()
    told = [scene.derive(scene.frame(frame, size=SIZE), params) for frame in range(0, 1801, 15)]
    where = np.unwrap([each["turn"] + each["gone"] for each in told], period=params.rises)

    assert (np.abs(one - other).max(axis=-1) > 8).mean() > 0.03
    assert min(each["shaft"] for each in told) > 0.5
    assert np.diff(where).min() >= 0.0
    assert np.diff(where).max() < 0.25
    assert where[-1] - where[0] == pytest.approx(params.rises)


def test_who_rises_comes_out_of_the_blue(tank):
    """The farther off it hung, the farther it comes, and there it is no longer soft."""
    rows = range(51)
    rest = tank(np.full(51, 50.0), pixels=SIZE, lift=0.0)
    far = int(min(rows, key=lambda row: rest.settled[row, 2]))
    risen = tank(np.full(51, 50.0), pixels=SIZE, place=far)

    assert risen.places[0, far, 2] > rest.places[0, far, 2] + 15.0
    assert risen.places[4, far, 3] < 0.4 * rest.places[4, far, 3]


@pytest.mark.parametrize("turn", range(6))
def test_who_rises_turns_its_side_to_us_and_shows_how_far_light_stands_in_it(tank, turn):
    """The second of a loop rose edge-on, a thin ring in which nobody could read its figure."""
    row = (5 + turn * 19) % 51
    top, up = tank(np.full(51, 50.0), pixels=SIZE, frame=300 * turn, swell=0.0).places[:2, row]

    assert up[1] > 0.85, "upright, and seen from a little above"
    assert up[3] / top[3] > 0.7, "no flat dish"


def test_the_loop_has_no_seam(tank):
    shares = np.linspace(20.0, 90.0, 51)
    first, second, last, again = (tank(shares, 30.0, frame=frame).picture for frame in (0, 1, 1799, 1800))

    assert np.abs(again - first).max() <= 2  # the display's dither
    assert np.abs(last - first).mean() < 1.5 * np.abs(second - first).mean() + 0.1
