"""The surfaces: closed, finite, and no crown through another."""

import numpy as np
import pytest

from renderer.sculpture.stroke import Stroke, deform

LOOKS = {
    "as it comes": {},
    "crowded": {"crowding": 1.0},
    "primary": {"dentition": "primary_20"},
    # As wide as the default, an ellipse ends in so sharp a turn that second molars touch the first by a tenth of a mm.
    "wisdom teeth": {"dentition": "adult_32", "arch": "ellipse", "arch_width": 66.0},
    "golden": {"proportion": "golden", "arch": "catenary"},
    "closed": {"opening": 0.0},
}


def local(teeth, i, points):
    """Return points [..., 3] in the frame of tooth i."""
    return (points - teeth[0, i, :3]) @ teeth[1:4, i, :3].T


def teeth_row(row):
    return f"texelFetch(t_table, ivec3({row}, int(x.w), 0), 0)"


# The crown whose number is x.w, of numbers in a table: a program for each crown would be compiled for each.
KIND = f"int({teeth_row(4)}.x)"
BASE = f"crown_of({KIND}, vec3({teeth_row(1)}.w, {teeth_row(2)}.w, {teeth_row(3)}.w) / tooth_size({KIND}).xyz)"
CROWN = f"Crown({BASE}.size, {BASE}.neck, {BASE}.shape, {teeth_row(4)}.z, {teeth_row(4)}.w, 2.5)"


def depth_inside(call, teeth, pairs):
    """Return how deep the points [n, 3] of each pair lie in its crown i, mm, <= 0 outside, by what drew it."""
    rows = [np.column_stack([local(teeth, i, points), np.full(len(points), i)]) for i, points in pairs]
    table = teeth.transpose(1, 0, 2)[None]
    depths = -call("lib/dental/crown.glsl", f"crown_field({CROWN}, x.xyz)", np.concatenate(rows), table)[:, 0]
    return np.split(depths, np.cumsum([len(part) for part in rows])[:-1])


@pytest.mark.parametrize("look", LOOKS)
def test_no_crown_goes_through_another(smile, call, look):
    made = smile(**LOOKS[look])
    teeth = made.teeth
    pairs, near = [], []
    for i in np.flatnonzero(teeth[0, :, 3] > 0):
        # Its neighbours, and those that bite on it.
        rivals = [j for j in (i + 1, *((i + k for k in (15, 16, 17)) if i < 16 else ()))
                  if j < 32 and teeth[0, j, 3] > 0 and (j != i + 1 or j // 16 == i // 16)]  # fmt: skip
        for j in rivals:
            points = made.tile(j)[12::2, ::2, :3].reshape(-1, 3)
            points = points[np.linalg.norm(points - teeth[0, i, :3], axis=1) < 16]
            if len(points):
                pairs.append((int(teeth[0, i, 3]), int(teeth[0, j, 3])))
                near.append((i, points))
    worst = {pair: float(depths.max()) for pair, depths in zip(pairs, depth_inside(call, teeth, near), strict=True)}

    assert len(worst) > 17
    assert max(worst.values()) <= 0.05, {pair: round(mm, 2) for pair, mm in worst.items() if mm > 0.05}


def test_points_lie_on_the_field_that_made_them(smile, call):
    made = smile(crowding=0.0)
    own = [(i, made.tile(i)[8:, :, :3].reshape(-1, 3)) for i in (7, 9, 10, 12, 16 + 9, 16 + 13)]

    for depths in depth_inside(call, made.teeth, own):
        assert np.abs(depths).max() < 0.08


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


def test_the_gum_at_the_first_molars_is_scalloped_and_has_no_tears(smile):
    """Its crest falls to each tooth and rises to a round papilla, no point of a saw, and no facet folds over."""
    made = smile(gum=5.0, crowding=0.0, smile_arc=0.0, spee=0.0)
    for i in (2, 12, 16 + 2, 16 + 12):  # and the tooth after each: 17, 16 and 25, 26; 47, 46 and 35, 36
        up = np.sign(made.teeth[2, i, 1])
        gum = np.concatenate([made.tile(32 + i)[..., :3], made.tile(33 + i)[:, 1:, :3]], axis=1).astype(float)
        crest = (up * gum[..., 1]).max(axis=0)
        steps, papilla = np.diff(crest), 72 + int(crest[72:121].argmax())

        for tooth in (crest[:papilla], crest[papilla:]):
            assert crest[papilla] - tooth.min() > 1.0
        assert np.abs(steps).max() < 0.25
        assert np.abs(np.diff(steps)).max() < 0.06, "no point of a saw"
        seen = gum[16:30]  # towards the lips, from the crest down
        across, along = np.diff(seen, axis=1)[:-1], np.diff(seen, axis=0)[:, :-1]
        facets = np.cross(across, along)
        facets /= np.linalg.norm(facets, axis=-1, keepdims=True)
        for axis in (0, 1):
            a, b = np.delete(facets, -1, axis), np.delete(facets, 0, axis)
            assert (a * b).sum(axis=-1).min() > 0.34, "less than 70 degrees from facet to facet"
