"""Where the teeth stand: numbers of the dentists, symmetry, and a numpy twin of the walk along the arch."""

import csv
import math

import numpy as np
import pytest

from renderer.core.paths import ASSETS
from renderer.params.param import assign
from renderer.scene.catalogue import load

PINCH = 0.03  # mm by which neighbours stand closer than their tables say: rounding takes more
STILL = {"crowding": 0.0, "missing": 0}
ADULT = [18, 17, 16, 15, 14, 13, 12, 11, 21, 22, 23, 24, 25, 26, 27, 28,
         48, 47, 46, 45, 44, 43, 42, 41, 31, 32, 33, 34, 35, 36, 37, 38]  # fmt: skip


def mirrored(columns):
    """Return the 32 columns with left and right exchanged."""
    return np.concatenate([columns[:, 15::-1], columns[:, :15:-1]], axis=1)


def test_teeth_bear_their_fdi_numbers_and_the_patients_right_is_on_our_left(smile):
    teeth = smile(dentition="adult_32", **STILL).teeth
    numbers = teeth[0, :, 3].astype(int)

    assert numbers.tolist() == ADULT
    quadrant, right = numbers // 10, np.isin(numbers // 10, (1, 4))
    assert (teeth[0, right, 0] < 0).all()
    assert (teeth[0, ~right, 0] > 0).all()
    assert teeth[0, np.isin(quadrant, (1, 2)), 1].min() > teeth[0, np.isin(quadrant, (3, 4)), 1].max()


@pytest.mark.parametrize(("dentition", "count"), [("adult_28", 28), ("adult_32", 32), ("primary_20", 20)])
def test_each_dentition_has_its_teeth(smile, dentition, count):
    numbers = smile(dentition=dentition, **STILL).teeth[0, :, 3].astype(int)
    there = numbers[numbers > 0]

    assert len(set(there)) == count
    assert set(there // 10) == ({5, 6, 7, 8} if count == 20 else {1, 2, 3, 4})
    assert (there % 10).max() == count // 4


@pytest.mark.parametrize("arch", ["beta", "polynomial", "ellipse", "catenary"])
def test_left_and_right_are_mirror_images(smile, arch):
    teeth = smile(arch=arch, dentition="adult_32", **STILL).teeth
    flip = np.array([-1, 1, 1], np.float32)

    np.testing.assert_allclose(mirrored(teeth)[:4, :, :3] * flip, teeth[:4, :, :3], atol=2e-4)
    np.testing.assert_allclose(mirrored(teeth)[1:4, :, 3], teeth[1:4, :, 3], atol=1e-6)


def test_the_surface_is_a_mirror_image_too(smile):
    made = smile(**STILL)
    right, left = made.tile(7)[..., :3], made.tile(8)[..., :3]

    np.testing.assert_allclose(right * [-1, 1, 1], left, atol=2e-3)


def test_axes_are_of_length_one_and_square_to_each_other(smile):
    teeth = smile(crowding=1.0, opening=12.0).teeth
    there = teeth[0, :, 3] > 0
    axes = teeth[1:4, there, :3].transpose(1, 0, 2).astype(float)

    np.testing.assert_allclose(axes @ axes.transpose(0, 2, 1), np.eye(3)[None].repeat(there.sum(), 0), atol=1e-5)


def contact_line(teeth, upper):
    """Return the middle of each crown at 0.7 of its length, from the right molar to the left, [n, 3]."""
    columns = teeth[:, :16] if upper else teeth[:, 16:]
    columns = columns[:, columns[0, :, 3] > 0].astype(float)
    return columns[0, :, :3] + 0.7 * columns[2, :, 3:] * columns[2, :, :3], columns[1, :, 3]


def beta(width, depth, t):
    x = np.sin(np.pi / 2 * t) / 2
    return np.stack([width * x, 3.0314 * depth * ((0.5 + x) * (0.5 - x)).clip(1e-12) ** 0.8 - depth], -1)


def test_crowns_walk_along_brauns_arch_chord_by_chord(smile):
    """The twin: solve the depth for the sum of the crowns, step off chords, compare the middles."""
    teeth = smile(arch="beta", midline=0.0, spacing=0.0, opening=0.0, arch_width=58.0, **STILL).teeth
    with (ASSETS / "dental" / "anatomy.csv").open() as file:
        widths = [float(line["width_mm"]) - PINCH for line in csv.DictReader(file)][:7]
    t = np.linspace(0, 1, 40001)
    low, high = 10.0, 90.0
    for _ in range(40):
        depth = (low + high) / 2
        points = beta(58.0, depth, t)
        arc = np.linalg.norm(np.diff(points, axis=0), axis=1).sum()
        low, high = (depth, high) if arc < sum(widths) else (low, depth)
    middles, at = [], 0
    for width in widths:
        beyond = np.linalg.norm(points[at:] - points[at], axis=1) >= width
        if not beyond.any():
            break  # the last chord may end just behind the arch
        end = at + int(np.argmax(beyond))
        middles.append((points[at] + points[end]) / 2)
        at = end
    columns = teeth[:, 8:15].astype(float)
    axis = columns[3, :, :3]
    found, _ = contact_line(teeth, upper=True)
    found = found[7:]

    assert depth == pytest.approx(43.6, abs=0.6)
    for k, middle in enumerate(middles):
        # The section's middle stands off the axis along z by a share of the depth: take it out.
        off = found[k, [0, 2]] - middle - [0, 3.0]
        sideways = np.linalg.norm(off - off @ axis[k, [0, 2]] * axis[k, [0, 2]])
        assert sideways < 0.12, k
        assert abs(off @ axis[k, [0, 2]]) < 2.2


def test_spacing_and_midline_move_the_row(smile):
    closed, spaced, shifted = (smile(**STILL, **extra).teeth for extra in ({}, {"spacing": 1.0}, {"midline": 2.0}))
    line = [contact_line(one, upper=True)[0] for one in (closed, spaced)]
    gap = [np.linalg.norm(one[8] - one[7]) for one in line]

    assert gap[1] - gap[0] == pytest.approx(1.0, abs=0.15)
    mesial = [one[0, 7:9, :3] + 0.7 * one[2, 7:9, 3:] * one[2, 7:9, :3] - 0.5 * one[1, 7:9, 3:] * one[1, 7:9, :3]
              for one in (closed, shifted)]  # fmt: skip
    assert (mesial[1] - mesial[0])[:, 0].mean() == pytest.approx(2.0, abs=0.2)


def test_opening_parts_the_front_edges_by_as_much(smile):
    """Overbite and opening are measured where the dentist does: between the edges of the centrals."""
    for opening, overbite in ((0.0, 2.5), (10.0, 2.5), (6.0, 0.0)):
        teeth = smile(opening=opening, overbite=overbite, smile_arc=0.0, spee=0.0, **STILL).teeth.astype(float)
        edge = [teeth[0, i, 1] + teeth[2, i, 3] * teeth[2, i, 1] for i in (8, 24)]

        assert edge[0] - edge[1] == pytest.approx(opening - overbite, abs=0.7)


def test_missing_teeth_are_as_many_as_asked_and_leave_their_place(smile):
    whole, gaps = smile(**STILL).teeth, smile(crowding=0.0, missing=5).teeth

    assert ((gaps[4, :, 1] == 0) & (gaps[0, :, 3] > 0)).sum() == 5
    np.testing.assert_array_equal(gaps[0], whole[0])


# Each setting of the form that moves what hangs lowest or reaches farthest, at its ends and with others that add to it.
FORMS = [
    *(dict(one.params) for one in load("smile").presets),
    {}, {"smile_arc": 4.0}, {"smile_arc": -1.0}, {"spee": 4.0}, {"spee": 0.0, "overbite": 5.0, "yawn": 0.0},
    {"spee": 4.0, "yawn": 0.0, "opening": 20.0}, {"overbite": 0.0}, {"overjet": 6.0}, {"opening": 0.0}, {"yawn": 45.0},
    {"arch_width": 48.0, "spee": 4.0}, {"arch_width": 48.0, "dentition": "adult_32", "spacing": 2.0},
    {"dentition": "adult_32"}, {"dentition": "primary_20"}, {"gum": 14.0}, {"roots": True}, {"swell": 2.0},
    {"jaw": "upper", "spee": 4.0, "smile_arc": -1.0}, {"jaw": "upper", "swell": 2.0}, {"jaw": "lower", "swell": 2.0},
    {"smile_arc": 4.0, "overjet": 0.0, "yawn": 45.0}, {"arch": "ellipse"}, {"arch": "catenary", "midline": 4.0},
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_what_frames_the_smile_bounds_it_and_all_of_it_hangs_over_the_water(smile, form):
    """The twin: points of teeth.frag's own maps, posed as pose.glsl does at the height of a breath."""
    loaded = load("smile")
    scene, own = loaded.scene, loaded.scene.derive.__globals__
    params = assign(scene.params(), **form)
    for size, seed in (((320, 180), 0), ((480, 120), 0), ((180, 320), 0), ((320, 180), 2), ((180, 320), 2)):
        pose = scene.derive(scene.frame(0, size=size, seed=seed), params)
        jaws, resting, made = [], [], smile(**form | {"arch_width": pose["arch_across"]})
        for side, tiles in ((1.0, (0, 16)), (-1.0, (16, 32))):
            points = np.concatenate([made.tile(i + base)[..., :3].reshape(-1, 3) for i in range(*tiles)
                                     for base in (0, 32)]).astype(float)  # fmt: skip
            x, y, z = points[(points != 0.0).any(axis=1)].T
            y, z, c, s = y - 2.0 * side, z - 2.0, pose["jaw_cos"], side * pose["jaw_sin"]
            jaws.append(np.stack([x - side * pose["jaw_apart_x"],
                                  c * y - s * z + side * (2.0 + pose["jaw_apart_y"] + params.swell),
                                  s * y + c * z + 2.0 - side * pose["jaw_apart_z"]]))  # fmt: skip
            resting += [*(jaws[-1][1] - side * params.swell)]
        stands = np.concatenate(jaws, axis=1)
        framed = np.array(own["_held_points"](size, seed, params)).T
        assert stands.shape[1] > 1000
        assert 0.0 < min(*resting, *stands[1]) - own["_level"]([*framed.T]) < 4.5, (size, seed)
        if seed:
            continue
        low, high = stands.min(axis=1) - framed.min(axis=1), stands.max(axis=1) - framed.max(axis=1)
        assert (low > [0.0, -1.5, -5.0]).all(), size
        assert (high < [0.0, 2.0, 0.0]).all(), size
        if not form:
            assert (np.abs(low) < [4.0, 0.5, 1.0]).all(), size


def test_water_lies_as_low_as_what_frames_the_smile_says():
    scene = load("smile").scene
    own, frame, params = scene.derive.__globals__, scene.frame(0, size=(320, 180)), scene.params()
    points = own["_held_points"](frame.size, 0, params)

    assert scene.derive(frame, params)["level"] == own["_level"](points)
    assert math.isclose(min(y for _, y, _ in points) - own["_level"](points), 0.8)


@pytest.mark.parametrize(("tilt", "steeper"), [(18.0, 24.0), (0.0, 24.0), (-24.0, -24.0)])
def test_an_upright_picture_is_seen_from_farther_on_the_side_that_it_is_seen_from(tilt, steeper):
    """Two arches seen from below were level at 9:16: two lines at both ends of an empty frame."""
    scene = load("smile").scene
    params = assign(scene.params(), tilt=tilt)
    wide, tall = (scene.camera(scene.frame(0, size=size), params).elevation for size in ((160, 90), (90, 160)))

    assert math.isclose(tall - wide, steeper, abs_tol=0.1)


def test_jaws_of_an_upright_picture_are_as_far_apart_as_they_are_seen_deep():
    scene = load("smile").scene
    apart = [scene.derive(scene.frame(0, size=(90, 160)), assign(scene.params(), tilt=tilt))["jaw_apart_y"]
             for tilt in (-3.0, -24.0, 18.0, 60.0)]  # fmt: skip

    assert apart[0] < 0.8 * apart[1]
    assert apart[1] == apart[2] == apart[3]
