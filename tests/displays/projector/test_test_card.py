"""Test cards: what they are for is measured on them."""

import numpy as np
import pytest

from renderer.displays.projector import test_card as cards

WIDE = (640, 360)


def card(kind, size=WIDE, name="HDMI-1"):
    return cards.test_card(kind, name, size)


@pytest.mark.parametrize("kind", cards.CARDS)
@pytest.mark.parametrize("size", [WIDE, (96, 128), (65, 33)])
def test_each_is_of_its_size_grey_and_lit_to_its_outermost_px(kind, size):
    drawn = card(kind, size)
    assert drawn.shape == (size[1], size[0], 3)
    assert (drawn == drawn[..., :1]).all()
    for edge in (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1]):
        assert (edge == 255).all()


@pytest.mark.parametrize("kind", cards.CARDS)
def test_each_bears_the_displays_name(kind):
    changed = np.argwhere((card(kind) != card(kind, name="DP-2"))[..., 0])
    assert len(changed) > 20
    assert np.ptp(changed[:, 0]) < 30


def test_the_grid_is_of_squares_around_the_middle():
    light = card("grid")[..., 0]
    for axis, count in ((0, 20), (1, 10)):
        lines = np.flatnonzero(np.median(light, axis=axis) > 100)
        gaps = np.diff(lines)[np.diff(lines) > 3]
        assert (gaps == 29).sum() >= count  # lines are two px wide
    np.testing.assert_array_equal(light[2:240, 2:-2], light[2:240, 2:-2][:, ::-1])


def test_circles_are_round():
    light = card("circles")[..., 0].astype(int)
    right = np.flatnonzero(light[180, 322:] > 200)[0] + 2  # from the middle: the inner one
    down = np.flatnonzero(light[182:, 320] > 200)[0] + 2
    assert right == down
    assert 86 <= right <= 89


def test_the_diagonals_of_the_cross_meet_the_corners():
    light = card("cross")[..., 0]
    for y in (20, 60, 120):
        x = round((y + 0.5) / 360 * 640)
        assert light[y, x - 1 : x + 2].max() > 150
        assert light[359 - y, x - 1 : x + 2].max() > 150
        assert light[y, 640 - x - 1 : 640 - x + 2].max() > 150


def test_a_star_alternates_and_its_checks_are_of_one_px_and_two():
    light = card("focus")[..., 0].astype(int)
    angle = np.linspace(0, 2 * np.pi, 4000, endpoint=False)
    ring = light[(180 + 70 * np.sin(angle)).astype(int), (320 + 70 * np.cos(angle)).astype(int)] > 127
    assert (ring != np.roll(ring, 1)).sum() == pytest.approx(72, abs=6)
    one, two = light[170:190, 166:186], light[170:190, 454:474]
    assert (one[:, 1:] != one[:, :-1]).all()
    assert (two[2:] != two[:-2]).all()
    assert (two[:, 2:] != two[:, :-2]).all()


def test_grey_steps_are_even_and_what_is_nearly_black_or_white_is_told_apart():
    light = card("grey")[..., 0]
    np.testing.assert_allclose(light[170, 30:-3:58], np.linspace(0, 255, 11).round(), atol=1)
    for row, ground in ((57, 0), (303, 255)):
        squares = light[row, 107:640:107][:5].astype(int)
        np.testing.assert_allclose(abs(squares - ground), 255 * 0.02 * np.arange(1, 6), atol=1)
        assert light[row, 60] == ground
