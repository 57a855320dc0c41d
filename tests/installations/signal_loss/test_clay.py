"""How far a lamp has come round is read from the lamp, never from how light somebody's clay is."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from renderer.data.state import State

SKIN, CLOTH, WHITE = 1, 3, 4
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
