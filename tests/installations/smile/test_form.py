"""The surfaces: closed, finite, and no crown through another."""

import numpy as np
import pytest

from renderer.sculpture.stroke import Stroke, deform

LOOKS = {
    "as it comes": {},
    "crowded": {"crowding": 1.0},
    "primary": {"dentition": "primary_20"},
    "wisdom teeth": {"dentition": "adult_32", "arch": "ellipse"},
    "golden": {"proportion": "golden", "arch": "catenary"},
    "closed": {"opening": 0.0},
}


def local(teeth, i, points):
    """Return points [..., 3] in the frame of tooth i."""
    return (points - teeth[0, i, :3]) @ teeth[1:4, i, :3].T


def depth_inside(call, teeth, i, points):
    """Return how deep points [n, 3] lie in crown i, mm, <= 0 outside, by the field that drew it."""
    kind, size = int(teeth[4, i, 0]), [float(teeth[row, i, 3]) for row in (1, 2, 3)]
    base = f"crown_of({kind}, vec3({size[0]}, {size[1]}, {size[2]}) / tooth_size({kind}).xyz)"
    crown = f"Crown({base}.size, {base}.neck, {base}.shape, {float(teeth[4, i, 2])}, {float(teeth[4, i, 3])}, 2.5)"
    return -call("lib/dental/crown.glsl", f"crown_field({crown}, x.xyz)", local(teeth, i, points))[:, 0]


@pytest.mark.parametrize("look", LOOKS)
def test_no_crown_goes_through_another(smile, call, look):
    made = smile(**LOOKS[look])
    teeth = made.teeth
    worst = {}
    for i in np.flatnonzero(teeth[0, :, 3] > 0):
        # Its neighbours, and those that bite on it.
        rivals = [j for j in (i + 1, *((i + k for k in (15, 16, 17)) if i < 16 else ()))
                  if j < 32 and teeth[0, j, 3] > 0 and (j != i + 1 or j // 16 == i // 16)]  # fmt: skip
        for j in rivals:
            points = made.tile(j)[12::2, ::2, :3].reshape(-1, 3)
            points = points[np.linalg.norm(points - teeth[0, i, :3], axis=1) < 16]
            if len(points):
                worst[int(teeth[0, i, 3]), int(teeth[0, j, 3])] = float(depth_inside(call, teeth, i, points).max())

    assert len(worst) > 17
    assert max(worst.values()) <= 0.05, {pair: round(mm, 2) for pair, mm in worst.items() if mm > 0.05}


def test_points_lie_on_the_field_that_made_them(smile, call):
    made = smile(crowding=0.0)
    for i in (7, 9, 10, 12, 16 + 9, 16 + 13):
        points = made.tile(i)[8:, :, :3].reshape(-1, 3)

        assert np.abs(depth_inside(call, made.teeth, i, points)).max() < 0.08


@pytest.mark.parametrize("look", LOOKS)
def test_crowns_close_around_and_gums_join_their_neighbours(smile, look):
    made = smile(**LOOKS[look])
    there = made.teeth[0, :, 3] > 0
    for i in np.flatnonzero(there):
        crown, gum = made.tile(i)[..., :3], made.tile(32 + i)[..., :3]
        assert np.isfinite(crown).all()
        np.testing.assert_allclose(crown[:, 0], crown[:, -1], atol=2e-4)
        assert np.ptp(crown[-1], axis=0).max() < 0.05, "one tip"
        np.testing.assert_allclose(gum[0], gum[-1], atol=2e-4)
        if i % 16 < 15 and there[i + 1]:
            np.testing.assert_array_equal(gum[:, -1], made.tile(33 + i)[:, 0, :3])


def test_the_map_has_no_holes_wider_than_a_facet_should_be(smile):
    made = smile(crowding=0.0)
    for i in np.flatnonzero(made.teeth[0, :, 3] > 0):
        for number in (i, 32 + i):
            points = made.tile(number)[2:, :, :3]
            assert np.linalg.norm(np.diff(points, axis=0), axis=-1).max() < 2.2
            assert np.linalg.norm(np.diff(points, axis=1), axis=-1).max() < 1.8


def test_a_stroke_moves_the_form_as_far_as_the_hand_went(smile):
    still = smile().tile(8)[..., :3].reshape(-1, 3).astype(float)
    stroke = Stroke("drag", tuple(still[len(still) // 2]), (0.0, 0.0, 1.0), 4.0, 1.5)
    moved = smile([stroke]).tile(8)[..., :3].reshape(-1, 3)

    assert abs(moved - still).max() > 1.4
    np.testing.assert_allclose(moved, deform(still, [stroke]), atol=1e-3)
