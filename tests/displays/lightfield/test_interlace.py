"""Interlacing: the vendor's formula written out, the view-number quilt, GLSL against its twin, the simulator."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.displays.lightfield.calibration import typical
from renderer.displays.lightfield.interlace import interlace, weave
from renderer.displays.lightfield.native import Interlacer, WovenPanel
from renderer.displays.lightfield.profile import device, devices
from renderer.displays.lightfield.simulate import glimpsed, resolution, seen
from renderer.displays.lightfield.tiles import Grid

GRID = Grid(8, 6, (168, 170), 0.75)  # 21x28 px a tile, 2 rows over
FOUR = tuple((0.1 * i, 0.2, -0.3, 0.1 * i, 0.25, -0.15 * i) for i in range(4))
PLAIN = replace(typical(device("portrait")), screen=(192, 256))
PANELS = {
    "stripes": PLAIN,
    "mirrored": replace(PLAIN, mirrored=True),
    "swapped": replace(PLAIN, swapped=True),
    "upright": replace(PLAIN, inverted=False),
    **{f"mode {mode}": replace(PLAIN, mode=mode, cells=FOUR) for mode in range(5)},
    "two cells": replace(PLAIN, mode=3, cells=FOUR[:2]),
}


def numbered(grid=GRID):
    """Return the quilt whose code is the number of the view."""
    return grid.pack([np.full((grid.tile[1], grid.tile[0], 3), view, np.uint8) for view in range(grid.count)])


def expected(panel, corner):
    """Return the view of each subpixel by the formula of Looking Glass's shaders, in float64."""
    (width, height), half = panel.screen, 0.0 if corner else 0.5
    sign = -1 if panel.mirrored else 1
    lenses = panel.pitch * width / panel.dpi * np.cos(np.arctan(1 / panel.slope))
    tilt = height / (width * panel.slope) * sign
    x, y = np.meshgrid(np.arange(width), np.arange(height)[::-1])
    views = np.empty((height, width, 3), int)
    cell = {0: 0 * x, 1: (x + y) % 2, 2: x % 2, 3: (y + x % 2 * 2) % 4, 4: y % 2}[panel.mode]
    for c in range(3):
        if panel.cells:
            cells = np.array(panel.cells)[cell % len(panel.cells)]
            across, up = cells[..., 2 * c], cells[..., 2 * c + 1]
        else:
            across, up = sign * (2 - c if panel.swapped else c) / 3, 0.0
        phase = ((x + half + across) / width + (y + half + up) / height * tilt) * lenses - panel.center
        view01 = 1 - phase % 1 if panel.inverted else phase % 1
        views[..., c] = np.minimum(np.floor(view01 * GRID.count), GRID.count - 1)
    return views


@pytest.mark.parametrize("corner", [False, True])
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_each_subpixel_shows_the_view_of_the_vendors_formula(panel, corner):
    # Where a lens starts at a pixel's corner, float64 itself is undecided between two views.
    assert (interlace(numbered(), GRID, panel, corner=corner) == expected(panel, corner)).mean() >= 0.9995


def test_half_a_pixel_is_several_views():
    assert (interlace(numbered(), GRID, PLAIN, corner=True) == expected(PLAIN, corner=False)).mean() < 0.05


def test_phases_hold_over_the_widest_panel():
    panel = replace(typical(device("32-landscape")), screen=(7680, 16))

    assert (interlace(numbered(), GRID, panel) == expected(panel, corner=False)).mean() >= 0.9999


def test_every_view_is_shown_and_none_twice_as_often():
    shares = np.bincount(interlace(numbered(), GRID, PLAIN).ravel(), minlength=48)

    assert len(shares) == 48
    assert shares.max() < 1.5 * shares.min()


def test_a_pixel_shows_its_own_place_in_the_tile():
    ramp = np.zeros((28, 21, 3), np.uint8)
    ramp[..., 0], ramp[..., 1] = np.arange(21), np.arange(28)[:, None]
    picture = interlace(GRID.pack([ramp] * 48), GRID, PLAIN)

    np.testing.assert_array_equal(picture[..., 0], np.broadcast_to((np.arange(192) + 0.5) * 21 // 192, (256, 192)))
    np.testing.assert_array_equal(picture[..., 1].T, np.broadcast_to((np.arange(256) + 0.5) * 28 // 256, (192, 256)))


def test_at_the_corner_a_pixel_shows_the_place_of_its_corner():
    ramp = np.zeros((28, 21, 3), np.uint8)
    ramp[..., 0] = np.arange(21)
    picture = interlace(GRID.pack([ramp] * 48), GRID, PLAIN, corner=True)

    assert (picture[0, :, 0] == np.arange(192) * 21 // 192).mean() > 0.98


def test_the_mix_lies_between_the_two_nearest_views():
    near = interlace(numbered(), GRID, PLAIN).astype(int)
    mixed = interlace(numbered() * 5, GRID, PLAIN, smooth=True)
    panel = replace(PLAIN, center=PLAIN.center + 0.5 / 48)  # half a view on: the mixing partner

    assert abs(mixed / 5 - near).max() <= 0.5 + 1e-6
    assert len(np.unique(mixed)) > 150
    assert (interlace(numbered() * 5, GRID, panel, smooth=True) != mixed).mean() > 0.7


@pytest.mark.parametrize("smooth", [False, True])
def test_light_is_interlaced_as_codes_are(smooth):
    codes, light = (interlace(numbered().astype(kind), GRID, PLAIN, smooth=smooth) for kind in (np.uint16, np.float32))

    np.testing.assert_allclose(light, codes, atol=0.51)


def test_sixteen_bits_stay_sixteen_bits():
    deep = interlace(numbered().astype(np.uint16) * 257, GRID, PLAIN)

    np.testing.assert_array_equal(deep, interlace(numbered(), GRID, PLAIN).astype(np.uint16) * 257)


@pytest.mark.parametrize("smooth", [False, True])
@pytest.mark.parametrize("name", ["stripes", "mirrored", "mode 1", "mode 2", "mode 3", "mode 4", "two cells"])
def test_glsl_equals_its_twin(gl, name, smooth):
    quilt = np.random.default_rng(7).integers(0, 256, (170, 168, 4), np.uint8)
    drawn = Interlacer(gl, weave(GRID, PANELS[name], corner=False, smooth=smooth))
    drawn.draw(quilt)
    picture = drawn.read()
    drawn.release()

    assert (picture == interlace(quilt, GRID, PANELS[name], smooth=smooth)).mean() >= 0.999


def test_glsl_reads_downward_quilts_and_three_channels(gl):
    grid = Grid(8, 6, (168, 170), 0.75, downward=True)
    drawn = Interlacer(gl, weave(grid, PLAIN, corner=False, smooth=False))
    drawn.draw(numbered(grid))
    picture = drawn.read()
    drawn.release()

    np.testing.assert_array_equal(picture, interlace(numbered(), GRID, PLAIN))


def test_a_panel_is_kept_up_to_date_view_by_view(gl):
    """What is new alone goes to the card: the others stay what they were."""
    chance = np.random.default_rng(3)
    views = chance.integers(0, 256, (GRID.count, GRID.tile[1], GRID.tile[0], 3), np.uint8)
    panel = WovenPanel(gl, weave(GRID, PLAIN, corner=False, smooth=True))
    panel.show(dict(enumerate(views)))
    views[[5, 40]] = chance.integers(0, 256, (2, *views.shape[1:]), np.uint8)
    texture = panel.show({5: views[5], 40: views[40]})
    picture = np.frombuffer(texture.read(), np.uint8).reshape(*PLAIN.screen[::-1], 4)[..., :3]
    panel.release()

    assert (picture == interlace(GRID.pack(views), GRID, PLAIN, smooth=True)).mean() >= 0.999


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("smooth", [False, True])
@pytest.mark.parametrize("name", ["stripes", "mirrored", "mode 3", "two cells"])
def test_what_an_eye_glimpses_is_what_it_sees_of_the_whole_panel(name, smooth, dtype):
    quilt = np.random.default_rng(5).integers(0, np.iinfo(dtype).max, (170, 168, 3), dtype)
    for angle in (-11.0, 0.0, 4.0):
        whole = seen(interlace(quilt, GRID, PANELS[name], smooth=smooth), PANELS[name], angle)
        glimpse = glimpsed(quilt, GRID, PANELS[name], angle, corner=False, smooth=smooth)
        np.testing.assert_array_equal(glimpse, whole)


@pytest.mark.parametrize("name", ["portrait", "16-landscape", "go"])
@pytest.mark.parametrize("angle", [-12.0, 0.0, 7.0])
def test_an_eye_sees_the_view_of_its_angle(name, angle):
    kind = device(name)
    panel = replace(typical(kind), screen=(kind.panel[0] // 4, kind.panel[1] // 4))
    picture = seen(interlace(numbered() * 5, GRID, panel), panel, angle)

    assert picture.shape[1::-1] == resolution(panel)
    np.testing.assert_allclose(picture.mean((0, 1)) / 5, (angle / panel.cone + 0.5) * 48 - 0.5, atol=0.15)


def test_a_step_to_the_right_shows_what_is_left_of_what_stands_out():
    mark = np.zeros((48, 28, 21, 3), np.uint8)
    for view in range(48):  # a bar before the plane moves against the eye
        mark[view, :, 16 - view // 4] = 255
    picture = interlace(GRID.pack(list(mark)), GRID, PLAIN)
    left, right = (seen(picture, PLAIN, angle)[..., 1].astype(float).sum(0) for angle in (-15.0, 15.0))
    places = np.arange(len(left))

    assert (left * places).sum() / left.sum() > (right * places).sum() / right.sum() + 0.3 * len(left)


@pytest.mark.parametrize("angle", [-9.0, 4.0])
def test_a_flat_picture_is_seen_in_its_place(angle):
    kind = device("portrait")
    panel = replace(typical(kind), screen=(384, 512))
    grid = Grid(4, 2, (384 * 4, 512 * 2), 0.75)
    ramp = np.broadcast_to((np.arange(384) * 255 // 384)[None, :, None], (512, 384, 3)).astype(np.uint8)
    picture = seen(interlace(grid.pack([ramp] * 8), grid, panel), panel, angle).astype(float)[4:-4, 4:-4]
    columns = resolution(panel)[0]
    # A pixel's middle is half a px from its edge, and whole codes lie half a code below the ramp.
    expected = (((np.arange(columns) + 0.5) * 384 / columns - 0.5) * 255 / 384 - 0.5)[4:-4]

    assert abs(picture.mean(0) - expected[:, None]).max() < 1.5
    assert np.ptp(picture, axis=2).mean() < 1.2
    # A pixel's three colours stand side by side and show one texel: red is seen a third of a px early.
    red, green, blue = picture.mean((0, 1))
    assert green == pytest.approx(expected.mean(), abs=0.12)
    assert red - blue == pytest.approx(2 / 3 * 255 / 384, abs=0.15)


def test_beyond_the_cone_the_first_view_comes_round_again():
    picture = interlace(numbered() * 5, GRID, PLAIN)

    np.testing.assert_array_equal(seen(picture, PLAIN, 24.0), seen(picture, PLAIN, -16.0))


def test_every_display_of_the_table_is_known_with_its_source():
    known = [device(name) for name in devices()]

    assert len(known) == 13
    assert all(kind.source and len(kind.panel) == len(kind.grid) == len(kind.quilt) == 2 for kind in known)
    assert {kind.name for kind in known if kind.conflicts} >= {"kiosk", "65"}
    assert all(abs(kind.panel[0] / kind.panel[1] - kind.aspect) < 0.01 for kind in known)
    assert len({kind.serial for kind in known}) == 13
