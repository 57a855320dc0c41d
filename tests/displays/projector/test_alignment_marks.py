"""Marks over the picture: they lie at their points, leave the px that is moved free, and are read upright."""

import numpy as np
import pytest

from renderer.displays.projector.alignment import Alignment, PolygonMask, Turn
from renderer.displays.projector.alignment_marks import marks

DISPLAY = (320, 180)
MASKS = (PolygonMask(((0.3, 0.3), (0.5, 0.3), (0.4, 0.5))),)
PINNED = Alignment(((0.2, 0.2), (0.8, 0.1), (0.9, 0.9), (0.1, 0.8)), MASKS)


def drawn(chosen=(0, 0), turn=None, words=(), warning="", alignment=PINNED):
    return marks(alignment, chosen, DISPLAY, turn or Turn(), words, warning).astype(int)


def test_the_chosen_point_alone_is_yellow_and_its_px_is_free():
    for chosen, (x, y) in {(0, 0): (0.2, 0.2), (0, 2): (0.9, 0.9), (1, 1): (0.5, 0.3)}.items():
        codes = drawn(chosen)
        yellow = np.argwhere((codes[..., 0] > 200) & (codes[..., 1] > 200) & (codes[..., 2] < 120))
        np.testing.assert_allclose(yellow.mean(axis=0), (y * 180, x * 320), atol=1.5)


def test_outlines_are_drawn_and_all_else_is_clear():
    codes = drawn()
    assert codes[round(0.15 * 180), round(0.5 * 320) - 1 : round(0.5 * 320) + 2, 3].max() == 255  # the upper side
    assert codes[90, 16, 3] == 0
    assert (codes[..., 3] > 0).mean() < 0.2
    assert (codes[..., :3] <= codes[..., 3:]).all()  # premultiplied


@pytest.mark.parametrize("turn", [Turn(flip=True), Turn(degrees=90), Turn(degrees=180), Turn(True, 270)])
def test_words_are_read_upright_by_the_audience(turn):
    canvas = turn.canvas(DISPLAY)
    upright = marks(Alignment(), (9, 9), canvas, Turn(), ["ABC", "defg"], "no").astype(int)
    there = marks(Alignment(), (9, 9), DISPLAY, turn, ["ABC", "defg"], "no").astype(int)
    seen = np.rot90(there, turn.degrees // 90)
    seen = seen[:, ::-1] if turn.flip else seen
    middle = np.s_[canvas[1] // 2 - 20 : canvas[1] // 2 + 20, canvas[0] // 2 - 20 : canvas[0] // 2 + 20]
    assert min(abs(np.roll(seen, (dy, dx), (0, 1))[middle] - upright[middle]).max()
               for dx in (-1, 0, 1) for dy in (-1, 0, 1)) == 0  # fmt: skip
    assert upright[middle][..., 3].min() > 0
    short = marks(Alignment(), (9, 9), canvas, Turn(), ["ii", "mmmmmmmm"]).astype(int)
    rows, columns = np.nonzero(short[..., 0] > 150)
    assert columns[rows < rows.min() + 10].max() < canvas[0] // 2  # lines begin at the left, the first one above


def test_words_that_are_too_wide_go_on_in_the_next_line():
    line = "many words that are wider than so small a display is"
    wide, narrow = (marks(Alignment(), (9, 9), size, Turn(), [line]) for size in ((640, 180), (180, 320)))
    for codes in (wide, narrow):
        assert not codes[40:-40, 4:10, 3].any()
        assert not codes[40:-40, -10:-4, 3].any()
    high = [np.ptp(np.nonzero((codes[..., 3] == 190).any(axis=1))[0]) for codes in (wide, narrow)]
    assert high[1] >= high[0] + 2 * 25


def test_a_warning_stands_above_the_words_in_its_own_colour():
    plain, warned = (drawn((9, 9), words=["word"], warning=one, alignment=Alignment()) for one in ("", "no"))
    assert (warned[..., 3] == 190).sum() > (plain[..., 3] == 190).sum()
    orange = [(one[..., 2] < 100) & (one[..., 0] > 200) for one in (plain, warned)]
    assert not orange[0].any()
    assert orange[1].any()
    assert np.argwhere(orange[1])[:, 0].max() < 90
