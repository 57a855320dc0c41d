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
    names = "every 10 s one rises: Colorado, Mississippi, Texas, Hawaii, New Jersey, Wisconsin."

    plate = label_of(LOADED.scene, table, LOADED.scene.params(), [1.0]).plate

    assert names in caption_of(LOADED.scene, table)
    assert names in plate
    assert "The larger its ember" in plate


def test_a_shaft_of_light_falls_on_who_rises(tank):
    at = {"frame": 600, "pixels": (320, 180), "snow": 0.0, "halo": 0.0}
    lit = tank(np.full(51, 50.0), **at)
    row = (5 + 2 * 19) % 51
    without = tank(np.full(51, 50.0), lift=0.0, **{**at, "frame": 450})
    mine = lit.row == row

    assert lit.picture[mine].mean() > 1.25 * without.picture[without.row == row].mean()


def test_the_loop_has_no_seam(tank):
    shares = np.linspace(20.0, 90.0, 51)
    first, second, last, again = (tank(shares, 30.0, frame=frame).picture for frame in (0, 1, 1799, 1800))

    assert np.abs(again - first).max() <= 2  # the display's dither
    assert np.abs(last - first).mean() < 1.5 * np.abs(second - first).mean() + 0.1
