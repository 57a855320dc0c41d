"""Where a face's picture comes to lie on the screen, found point by point."""

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.displays.physical.pyramid import Sheets, placed
from renderer.displays.recipe import recipe_of
from renderer.displays.views import shots
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load
from renderer.session.setup import Output

SCREEN = (61, 57)  # px: odd and unequal, so that no two ways of counting agree by chance


def expected(face, sheets):
    """Return which pixel of the tile lies under each of the screen, [h, w, 2], -1 where none: one at a time."""
    width, height = sheets.tile
    found = np.full((SCREEN[1], SCREEN[0], 2), -1)
    turn = np.radians(-face if sheets.above else face)
    for y, x in np.ndindex(SCREEN[1], SCREEN[0]):
        px, py = x + 0.5 - sheets.middle[0], y + 0.5 - sheets.middle[1]
        across, away = np.cos(turn) * px - np.sin(turn) * py, np.sin(turn) * px + np.cos(turn) * py
        row = np.floor(away - sheets.gap + 1e-9)
        if not 0 <= row < height:
            continue
        wide = 1.0 + sheets.keystone * ((away - sheets.gap) / height - 0.5)
        column = np.floor(across / wide + width / 2 + 1e-9)
        hidden = len(sheets.faces) > 1 and abs(across) > away + 1.0 + 1e-9
        if 0 <= column < width and not hidden:
            found[y, x] = row, column
    return found


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("face", [0.0, 90.0, 180.0, -90.0])
@pytest.mark.parametrize(("tile", "gap", "keystone"), [
    ((30, 16), 5.0, 0.0), ((24, 12), 3.0, 0.37), ((40, 9), 0.0, -0.47), ((70, 40), 8.0, 0.0),
])  # fmt: skip
def test_every_pixel_of_the_screen_has_the_one_of_the_tile_that_lies_there(face, above, tile, gap, keystone):
    sheets = Sheets((0.0, 90.0, 180.0, -90.0), SCREEN, (30.5, 28.5), tile, gap, keystone, above)
    row, column = np.mgrid[: tile[1], : tile[0]] + 1
    picture = np.stack([row, column, np.full_like(row, 200)], axis=-1).astype(np.uint8)
    out = np.zeros((SCREEN[1], SCREEN[0], 3), np.uint8)
    placed(out, picture, face, sheets)
    there = expected(face, sheets)
    lies = there[..., 0] >= 0
    # A mirror reverses handedness: seen in one below, the tile is upside down, above left to right.
    rows = there[..., 0] + 1 if above else tile[1] - there[..., 0]
    columns = tile[0] - there[..., 1] if above else there[..., 1] + 1

    np.testing.assert_array_equal(out[..., 2] > 0, lies)
    np.testing.assert_array_equal(out[lies][:, :2], np.stack([rows[lies], columns[lies]], axis=-1))


def test_one_sheet_alone_hides_nothing_and_the_brighter_of_two_stays():
    sheets = Sheets((0.0,), SCREEN, (30.5, 10.0), (50, 20), 0.0, 0.0, above=False)
    out = np.full((SCREEN[1], SCREEN[0], 3), 90, np.uint8)
    placed(out, np.full((20, 50, 3), 70, np.uint8), 0.0, sheets)
    assert (out == 90).all()
    placed(out, np.full((20, 50, 3), 120, np.uint8), 0.0, sheets)

    assert (out == 120).all(axis=2).sum() == 20 * 50


@pytest.mark.filterwarnings("error")
def test_a_keystone_that_would_come_to_a_point_beyond_its_tile_says_nothing():
    sheets = Sheets((0.0, 180.0), SCREEN, (30.5, 28.5), (24, 12), 3.0, 0.4, above=False)
    out = np.zeros((SCREEN[1], SCREEN[0], 3), np.uint8)
    placed(out, np.full((12, 24, 3), 70, np.uint8), 0.0, sheets)

    assert (out == 70).any()


@pytest.mark.parametrize("name", ["pyramid:3", "pyramid:4"])
def test_no_face_cuts_the_form_and_no_sheet_does(gl, name):
    """The last molars of a smile were cut at the sides: its camera framed the front alone."""
    loaded = load("smile")
    recipe = recipe_of(Output(name, size=(240, 240)), loaded.scene.views)
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), recipe.size)
    how = {"params": loaded.scene.params()}
    for seed in (0, 2):
        frame = loaded.scene.frame(0, size=recipe.size, seed=seed)
        seen = list(shots(engine, frame, recipe.views, how, exact=False, depth=False, components=3))
        pictures = [shot.picture.astype(int).max(axis=2) for shot in seen]
        edges = [max(p[0].max(), p[-1].max(), p[:, 0].max(), p[:, -1].max()) for p in pictures]
        assert edges == [0] * len(edges)
        reach = [np.ptp(np.nonzero(p > 8)[axis]) / p.shape[axis] for p in pictures for axis in (0, 1)]
        assert max(reach) > 0.75, "and the widest of them fills its picture"
        assert recipe.pack(seen).astype(int).max(axis=2).sum() > 0.995 * sum(p.sum() for p in pictures)
    engine.release()
