"""The numpy twin against cases that can be said in a sentence."""

import numpy as np
import pytest

from renderer.displays.projector.alignment import Alignment, PolygonMask, Turn, placement
from renderer.displays.projector.homography import SQUARE
from renderer.displays.projector.warped import light_map, sampled_at, warped

RNG = np.random.default_rng(2)
LEFT = ((-0.1, -0.1), (0.5, -0.1), (0.5, 1.1), (-0.1, 1.1))


def test_what_is_not_aligned_is_the_picture_itself():
    picture = RNG.integers(0, 256, (9, 16, 3), np.uint8)
    matrix = placement(Alignment(), Turn(), (16, 9), (0, 0, 16, 9))
    np.testing.assert_allclose(warped(picture, matrix, Alignment(), (16, 9)), picture, atol=1e-9)


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (Turn(flip=True), lambda p: p[:, ::-1]),
        (Turn(degrees=90), lambda p: np.rot90(p, -1)),
        (Turn(degrees=180), lambda p: p[::-1, ::-1]),
        (Turn(degrees=270), lambda p: np.rot90(p)),
        (Turn(flip=True, degrees=90), lambda p: np.rot90(p[:, ::-1], -1)),
    ],
)
def test_a_turn_is_that_of_the_picture(turn, expected):
    picture = RNG.integers(0, 256, (9, 16, 3), np.uint8)
    wanted = expected(picture)
    display = wanted.shape[1::-1]
    assert turn.canvas(display) == (16, 9)
    matrix = placement(Alignment(), turn, (16, 9), (0, 0, 16, 9))
    np.testing.assert_allclose(warped(picture, matrix, Alignment(), display), wanted, atol=1e-9)


def test_a_picture_that_does_not_fill_the_canvas_is_black_beside_and_pinned_with_it():
    half = Alignment(tuple((0.5 * x, y) for x, y in SQUARE))
    matrix = placement(half, Turn(), (16, 8), (0, 2, 16, 4))
    seen = warped(np.full((8, 8, 3), 200, np.uint8), matrix, half, (16, 8))[..., 0].round()
    assert (seen[2:6, :8] == 200).all()
    assert seen.sum() == 200 * 32
    np.testing.assert_allclose(sampled_at(matrix, (16, 8))[2, 0], (0.5 / 8, 0.5 / 4))


def test_a_mask_hides_its_inside_and_inverted_all_else():
    hides, shows = (light_map((PolygonMask(LEFT, inverted=one),), (16, 9)) for one in (False, True))
    assert (hides[:, :8] == 0).all()
    assert (hides[:, 8:] == 1).all()
    np.testing.assert_array_equal(shows[:, ::-1], hides)


def test_a_feather_rises_from_the_edge_over_its_width_and_is_half_the_light_in_the_middle():
    light = light_map((PolygonMask(LEFT, feather=0.5),), (64, 32))[10] ** 2.2  # over 16 px from column 32 on
    assert (light[:31] == 0).all()
    assert (np.diff(light[31:48]) > 0).all()
    assert light[39] == pytest.approx(0.5)
    assert (light[48:] == 1).all()


def test_masks_dim_each_other_and_a_crossed_one_is_even_odd():
    star = PolygonMask(((0.5, 0.05), (0.75, 0.95), (0.1, 0.35), (0.9, 0.35), (0.25, 0.95)))
    both = light_map((star, PolygonMask(LEFT)), (40, 40))
    assert both[:, :20].max() == 0
    assert light_map((star,), (40, 40))[22, 20] == 1  # a hole in its middle
    np.testing.assert_array_equal(both[:, 20:], light_map((star,), (40, 40))[:, 20:])


def test_brightness_is_of_light_and_gamma_of_codes():
    grey = np.full((4, 4, 3), 128, np.uint8)
    matrix = placement(Alignment(), Turn(), (4, 4), (0, 0, 4, 4))
    half = warped(grey, matrix, Alignment(brightness=0.5), (4, 4))
    assert (half / 255) ** 2.2 / (128 / 255) ** 2.2 == pytest.approx(0.5)
    assert warped(grey, matrix, Alignment(gamma=2.0), (4, 4))[0, 0, 0] == pytest.approx(128 * 128 / 255)
