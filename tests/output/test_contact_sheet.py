"""Contact sheets."""

from itertools import pairwise

import numpy as np
import pytest

from renderer.core.errors import UsageError
from renderer.output.contact_sheet import GROUND, INK, LIMIT, LONGEST, contact_sheet


def cell(value, width=160, height=90, channels=3):
    return np.full((height, width, channels), value, np.uint8)


def test_every_picture_is_there_once_in_reading_order():
    colours = [(200, 10, 10), (10, 200, 10), (10, 10, 200), (200, 200, 10), (10, 200, 200)]
    sheet = contact_sheet([(str(i), cell(colour)) for i, colour in enumerate(colours)], columns=2)
    places = []
    for colour in colours:
        found = np.argwhere((sheet == colour).all(axis=2))
        assert len(found) == 160 * 90
        places.append(tuple(found[0]))
    assert places == sorted(places)
    assert len({row for row, _ in places}) == 3


def test_captions_stand_below_in_quiet_type():
    sheet = contact_sheet([("parting 0.35", cell(255))])
    bottom = np.argwhere((sheet == 255).all(axis=2))[:, 0].max()
    below = sheet[bottom + 1 :].max(axis=2)
    assert below.max() >= INK[2] - 10
    assert sheet[0, 0].tolist() == list(GROUND)
    blank = contact_sheet([("", cell(255))])
    assert (blank[-20:] == GROUND).all()


def test_rows_stand_as_far_apart_as_their_captions_need():
    def apart(label):
        sheet = contact_sheet([(label, cell(200)), (label, cell(201))], columns=1)
        first, second = (np.argwhere((sheet == value).all(axis=2))[0, 0] for value in (200, 201))
        return second - first, sheet.shape[0]

    (bare, small), (one, high) = apart(""), apart("glow")
    line = one - bare
    assert 10 < line < 30
    assert bare == 90 + 12 + line // 2  # the picture, the gap, and room below it
    assert high - small == 2 * line


def test_a_row_is_as_high_as_its_tallest_picture():
    """A frieze above a detail of it: no hole above the frieze, which nobody can explain."""
    sheet = contact_sheet([("", cell(200, 160, 16)), ("", cell(201, 160, 96)), ("", cell(202, 160, 40))], columns=1)
    edges = [np.argwhere((sheet == value).all(axis=2))[[0, -1], 0] for value in (200, 201, 202)]
    gaps = [below[0] - above[1] for above, below in pairwise(edges)]
    assert gaps[0] == gaps[1] < 40
    beside = contact_sheet([("", cell(200, 160, 16)), ("", cell(201, 160, 96))], columns=2)
    feet = [np.argwhere((beside == value).all(axis=2))[-1, 0] for value in (200, 201)]
    assert feet[0] == feet[1]


@pytest.mark.parametrize(("count", "shape"), [(1, (90, 160)), (12, (90, 160)), (12, (400, 100)), (40, (64, 64))])
def test_the_sheet_comes_near_to_three_by_two(count, shape):
    sheet = contact_sheet([("x", cell(9, shape[1], shape[0]))] * count)
    assert 0.9 < sheet.shape[1] / sheet.shape[0] < 2.5


def test_large_pictures_are_scaled_down_and_small_ones_are_not():
    assert contact_sheet([("x", cell(200, 3000, 1500))]).shape[1] < LONGEST * 1.3
    small = contact_sheet([("x", cell(200, 32, 32))])
    assert ((small == 200).all(axis=2)).sum() == 32 * 32


def test_a_long_caption_is_wrapped_within_its_cell():
    label = " ".join(f"parameter{i}=0.5" for i in range(12)) + " " + "w" * 300
    sheet = contact_sheet([(label, cell(0, 200, 20))])
    ink = np.argwhere(sheet.max(axis=2) > 60)
    assert ink[:, 1].max() < sheet.shape[1] - 20
    assert np.ptp(ink[:, 0]) > 60


def test_transparent_pictures_lie_on_the_ground():
    picture = cell(255, channels=4)
    picture[..., 3] = 0
    assert (contact_sheet([("", picture)]) == GROUND).all()


def test_pictures_of_different_sizes_share_a_sheet():
    sheet = contact_sheet([("a", cell(200, 160, 90)), ("b", cell(100, 90, 160))], columns=2)
    assert ((sheet == 200).all(axis=2)).sum() == 160 * 90
    assert ((sheet == 100).all(axis=2)).sum() == 90 * 160


def test_nothing_and_too_much_are_refused():
    with pytest.raises(UsageError, match="at least one"):
        contact_sheet([])
    with pytest.raises(UsageError, match=str(LIMIT)):
        contact_sheet([("x", cell(0, 600, 1))] * 60, columns=60)
