"""How far a lamp has come round is read from the lamp, never from how light somebody's clay is."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy import ndimage

from renderer.data.state import State

SKIN, HAIR, CLOTH, WHITE = 1, 2, 3, 4
LEAST = -0.35  # of a picture's height, -1 .. 1: the face lies above it


def tile(shape, count):
    """Return width and height of a sitter's picture, and how many stand beside each other, as atlas.glsl has them."""
    high, wide = shape
    across = max(int(np.sqrt(0.75 * count * wide / high)), 1)
    while (high // (wide // across * 3 // 4)) * across < count:
        across += 1
    return wide // across, wide // across * 3 // 4, across


class Faces:
    """``Faces(wall, table)(lamp)``: luma, amber and purple of each face, all lamps at that figure, [areas, 3]."""

    def __init__(self, wall, table):
        self.wall, self.table = wall, table

    @cache  # noqa: B019  one for all tests of this file
    def drawn(self, lamp, **size):
        table = self.table
        value, state = table.value.copy(), np.full_like(table.state, State.VALUE)
        value[...] = lamp
        return self.wall(replace(table, value=value, low=value, high=value, state=state, release=f"all {lamp}"), **size)

    def tiles(self, drawn):
        """Return where each sitter's picture is, of ``drawn.small`` and ``drawn.busts``."""
        wide, high, across = tile(drawn.busts.shape[:2], len(self.table.areas))
        corners = ((row // across * high, row % across * wide) for row in range(len(self.table.areas)))
        return [(slice(up, up + high), slice(right, right + wide)) for up, right in corners]

    def __call__(self, lamp):
        drawn, means = self.drawn(lamp), []
        for own in self.tiles(drawn):
            high = own[0].stop - own[0].start
            up = (np.arange(high) + 0.5)[:, None] / high * 2 - 1
            skin = (np.floor(drawn.busts[own][..., 3]) == SKIN) & (up > LEAST)
            means.append(drawn.small[own][skin][:, :3].mean(axis=0))
        return np.array(means)


@pytest.fixture(scope="module")
def faces(wall, table):
    return Faces(wall, table)


def test_whoever_is_lit_is_lighter_than_whoever_is_not_whatever_their_clay(faces):
    """Every pair of clays, ten points apart about the middle; with clays from 0.17 to 0.86 the palest outshone many."""
    lit, unlit = faces(67.0)[:, 0], faces(57.0)[:, 0]

    assert lit.min() > unlit.max() + 0.03


def test_all_faces_are_about_as_light_in_the_same_light(faces):
    lit = faces(67.0)[:, 0] ** 2.2

    assert lit.std() / lit.mean() < 0.2  # poses; with clays from 0.17 to 0.86 it was 0.4


def test_clays_are_of_many_colours(faces):
    """No two alike, slate to terracotta, and nobody is lighter for being redder."""
    luma, amber, purple = faces(67.0).T

    assert np.ptp(amber) > 1.3
    distance = np.hypot(*(one[:, None] - one for one in (amber, purple))) + np.eye(len(amber))
    assert np.median(distance.min(axis=1)) > 0.02
    assert np.unique(np.round([amber, purple], 2), axis=1).shape[1] > 0.9 * len(amber)
    assert abs(np.corrcoef(luma, amber)[0, 1]) < 0.4


@pytest.mark.parametrize("lamp", [48.0, 57.0, 67.0, 76.0])
def test_nobody_is_yellow_green_or_lilac(faces, lamp):
    """What is amber is a little red, as clay is; where it was not, heads were lemons, and sick in the dark."""
    _, amber, purple = faces(lamp).T

    assert purple.min() > -0.01  # neither green nor yellow
    assert (purple < 0.08 + 0.2 * np.maximum(amber, 0.0)).all()  # nor lilac


def test_colour_does_not_end_at_the_collar(faces):
    """Cloth has something of its sitter's clay: faces coloured above grey shoulders were masks."""
    drawn = faces.drawn(67.0)
    amber = [[drawn.small[own][np.floor(drawn.busts[own][..., 3]) == part][:, 1].mean() for part in (SKIN, CLOTH)]
             for own in faces.tiles(drawn)]  # fmt: skip

    assert np.corrcoef(*np.transpose(amber))[0, 1] > 0.6


def test_eyes_of_the_unlit_read(faces):
    """Their whites are lighter than the face, wherever the lamp stands; capped heads without eyes were a line-up."""
    drawn, skin, lighter = faces.drawn(48.0, size=(1600, 900)), faces(48.0)[:, 0], []
    for own, face in zip(faces.tiles(drawn), skin, strict=True):
        white = np.floor(drawn.busts[own][..., 3]) == WHITE
        if white.any():
            lighter.append(drawn.small[own][white][:, 0].max() - face)

    assert len(lighter) > 0.7 * len(skin)
    assert np.mean(np.array(lighter) > 0.06) > 0.8  # the others close their eyes just now


GUESTS = (0, 6, 9, 15, 27, 39, 42)  # cropped, tied, long and curled hair, and a cap, in little light and in much
MOUTH, CHEEKS = (-0.15, 0.01), (-0.28, 0.0)  # of a picture's height, -1 .. 1


@pytest.fixture(scope="module")
def guests(wall):
    """Return those who come to the great receiver: who sits there, [h, w, 4], and luma, [h, w], of each."""
    drawn = [wall(size=(960, 540), focus=guest) for guest in GUESTS]
    return [(one.sitter, one.large[..., 0]) for one in drawn]


def rows_of(picture, part):
    """Return which rows of a picture lie in ``part`` of its height."""
    up = (np.arange(len(picture)) + 0.5) / len(picture) * 2 - 1
    return (up > part[0]) & (up < part[1])


def lips_of(sitter):
    """Return the texels of the line between the lips: column and row, each [n]."""
    rows = np.flatnonzero(rows_of(sitter, MOUTH))
    columns = np.flatnonzero((np.floor(sitter[rows, :, 3]) == SKIN).all(axis=0))
    openness = sitter[rows][:, columns, 3] % 1.0
    line, low = openness.argmin(axis=0) + rows[0], openness.min(axis=0) < 0.6 * np.median(openness, axis=0)
    own = low & (np.abs(line - np.median(line[low])) < 4)
    return columns[own], line[own]


def test_lips_are_two_round_forms_that_meet_in_a_soft_level_line(guests):
    """One lump with a cut through it was a slit, black and broken at its ends."""
    for sitter, luma in guests:
        x, y = lips_of(sitter)
        # The upper lip's lower side faces down and the lower lip's upper side up; the walls of a cut face each other.
        line, slope = list(zip(x, y, strict=True)), sitter[..., 1]
        turn = [slope[up + 1 : up + 5, at].min() - slope[up - 4 : up, at].max() for at, up in line]
        dark = [luma[up, at] / np.median(luma[up - 8 : up + 9, at]) for at, up in line]

        assert len(x) > 35
        assert abs(np.polyfit(x, y, 1)[0]) < 0.09  # no more than a head is tilted
        assert -1.0 < np.median(turn) < -0.5  # of the cut it was -1.4 and below
        assert min(dark) > 0.4  # down to 0.16


def test_cheeks_turn_softly_from_the_lamp(guests):
    for sitter, luma in guests:
        skin = ndimage.binary_erosion(np.floor(sitter[..., 3]) == SKIN, iterations=8) & rows_of(luma, CHEEKS)[:, None]

        assert np.percentile(np.hypot(*np.gradient(luma))[skin], 99) < 0.11  # steepest, a texel; it was 0.22


def test_hair_begins_hair_by_hair(guests):
    """Over a forehead skin and hair take turns, where a cap's rim was one clean edge."""
    turns = []
    for sitter, _ in guests:
        part = np.floor(sitter[..., 3])
        edge = ((part[1:] == HAIR) & (part[:-1] == SKIN)) | ((part[1:] == SKIN) & (part[:-1] == HAIR))
        edges = edge[rows_of(part, (0.2, 1.0))[1:]].sum(axis=0)
        turns.append((edges > 1).sum() / max((edges > 0).sum(), 1))

    assert np.mean(turns) > 0.1  # of a rim it was 0.01


BROWS, LASHES = (0.28, 0.46), (0.1, 0.28)  # of a picture's height, -1 .. 1


def test_brows_and_lashes_are_drawn(guests):
    """They are finer than the form: of each face a few texels are far darker than the skin around."""
    for part, few in ((BROWS, 0.45), (LASHES, 0.58)):
        darkest = []
        for sitter, _ in guests:
            across = np.abs((np.arange(sitter.shape[1]) + 0.5) / sitter.shape[1] * 2 - 1) < 0.28
            skin = (np.floor(sitter[..., 3]) == SKIN) & rows_of(sitter, part)[:, None] & across
            openness = sitter[..., 3][skin] % 1.0
            darkest.append(np.percentile(openness, 3) / np.median(openness))
        assert np.median(darkest) < few, part


def test_noses_brows_and_hair_throw_shadows_on_whoever_is_lit(guests):
    shaded = [(sitter[..., 2] < 0.5)[np.floor(sitter[..., 3]) == SKIN].mean() for sitter, _ in guests]

    assert min(shaded) > 0.05  # of a face that only turns from the lamp 0.005
