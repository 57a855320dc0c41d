"""Mouse and keys at an alignment: steps of 1, 10 and a tenth of a px, held arrows, drags, and what letters do."""

import numpy as np
import pytest
from pyglets import key, mouse

from renderer.displays.projector.alignment import Alignment, PolygonMask, Turn
from renderer.show.alignment_editor import AlignmentEditor
from renderer.show.alignment_keys import AGAIN, HELP, LATER, AlignmentKeys

DISPLAY = (1000, 500)
MASKED = Alignment(((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
                   (PolygonMask(((0.4, 0.4), (0.6, 0.4), (0.5, 0.6)), 0.1),))  # fmt: skip
pytestmark = pytest.mark.usefixtures("pyglet_names")


class Hands:
    def __init__(self, turn=None):
        self.now = 0.0
        self.editor = AlignmentEditor(MASKED)
        self.keys = AlignmentKeys(self.editor, turn or Turn(), lambda: self.now)

    def press(self, symbol, held=0):
        taken = self.keys.press(symbol, held, DISPLAY)
        self.keys.release(symbol)
        return taken

    @property
    def moved(self):
        """Px that the upper left corner was moved by."""
        return tuple((np.subtract(self.editor.alignment.corners[0], MASKED.corners[0]) * DISPLAY).round(6))


@pytest.fixture
def hands():
    return Hands()


@pytest.mark.parametrize(
    ("held", "px"), [(0, 1), (key.MOD_SHIFT, 10), (key.MOD_CTRL, 0.1), (key.MOD_ALT, 0.1), (key.MOD_NUMLOCK, 1)]
)
def test_arrows_move_by_one_px_ten_and_a_tenth(hands, held, px):
    for symbol, way in ((key.RIGHT, (px, 0)), (key.DOWN, (px, px)), (key.LEFT, (0, px)), (key.UP, (0, 0))):
        assert hands.press(symbol, held)
        assert hands.moved == pytest.approx(way)


@pytest.mark.parametrize(
    ("turn", "right", "down"),
    [(Turn(flip=True), (-1, 0), (0, 1)), (Turn(degrees=90), (0, 1), (-1, 0)), (Turn(degrees=180), (-1, 0), (0, -1)),
     (Turn(degrees=270), (0, -1), (1, 0)), (Turn(flip=True, degrees=90), (0, -1), (-1, 0))],
)  # fmt: skip
def test_arrows_move_as_the_audience_sees_it(turn, right, down):
    for symbol, way in ((key.RIGHT, right), (key.DOWN, down)):
        hands = Hands(turn)
        hands.press(symbol)
        assert hands.moved == way


def test_an_arrow_that_is_held_goes_on_and_is_undone_at_once(hands):
    hands.keys.press(key.RIGHT, 0, DISPLAY)
    hands.now = LATER - 0.01
    hands.keys.work(DISPLAY)
    assert hands.moved == (1, 0)
    for _ in range(3):
        hands.now += AGAIN + 0.01
        hands.keys.work(DISPLAY)
    hands.now += AGAIN / 2
    hands.keys.work(DISPLAY)
    assert hands.moved == (4, 0)
    hands.keys.release(key.LEFT)  # another key
    hands.now += AGAIN + 0.01
    hands.keys.work(DISPLAY)
    assert hands.moved == (5, 0)
    hands.keys.rest()
    hands.now += 9
    hands.keys.work(DISPLAY)
    assert hands.moved == (5, 0)
    hands.press(key.Z, key.MOD_CTRL)
    assert hands.moved == (0, 0)


def test_a_drag_keeps_the_hands_distance_and_is_undone_at_once(hands):
    hands.keys.grasp(105.0, 52.0, mouse.RIGHT, DISPLAY)
    hands.keys.drag(300.0, 100.0, DISPLAY)
    assert hands.moved == (0, 0)
    hands.press(key.L, key.MOD_SHIFT)
    dimmed = hands.editor.alignment
    hands.keys.grasp(105.0, 52.0, mouse.LEFT, DISPLAY)
    for x in (120.0, 125.0, 115.0):
        hands.keys.drag(x, 53.0, DISPLAY)
    assert hands.moved == (10, 1)
    hands.keys.rest()
    hands.keys.drag(300.0, 100.0, DISPLAY)
    assert hands.moved == (10, 1)
    hands.press(key.Z)
    assert hands.editor.alignment == dimmed


def test_beside_every_point_nothing_is_taken(hands):
    hands.keys.grasp(300.0, 250.0, mouse.LEFT, DISPLAY)
    hands.keys.drag(400.0, 250.0, DISPLAY)
    assert hands.editor.alignment == MASKED


def test_a_drag_that_would_cross_stops_where_it_may_still_be(hands):
    hands.keys.grasp(100.0, 50.0, mouse.LEFT, DISPLAY)
    hands.keys.drag(400.0, 100.0, DISPLAY)
    hands.keys.drag(990.0, 490.0, DISPLAY)
    assert hands.moved == (300, 50)
    assert hands.editor.warning


def test_tab_goes_on_and_with_shift_back(hands):
    hands.press(key.TAB)
    hands.press(key.TAB)
    assert hands.editor.chosen == (0, 2)
    for _ in range(3):
        hands.press(key.TAB, key.MOD_SHIFT)
    assert hands.editor.chosen == (1, 2)


def test_letters_do_what_the_words_on_the_wall_say(hands):
    editor = hands.editor
    for symbol, read, by in ((key.L, "brightness", 0.02), (key.G, "gamma", 0.02)):
        hands.press(symbol, key.MOD_SHIFT)
        assert getattr(editor.alignment, read) == pytest.approx(1 - by)
        hands.press(symbol)
        assert getattr(editor.alignment, read) == 1
    hands.press(key.M)
    assert editor.chosen == (2, 0)
    hands.press(key.N)
    assert len(editor.alignment.masks[1].points) == 5
    hands.press(key.E)
    assert editor.alignment.masks[1].feather > 0
    hands.press(key.E, key.MOD_SHIFT)
    assert editor.alignment.masks[1].feather == 0
    hands.press(key.I)
    assert editor.alignment.masks[1].inverted
    for symbol in (key.DELETE, key.BACKSPACE, key.DELETE):
        hands.press(symbol)
    assert editor.alignment.masks == MASKED.masks
    hands.press(key.R)
    assert editor.alignment.corners == Alignment().corners
    assert not hands.press(key.X)
    assert {one[0] for one in "".join(HELP).split("{")[1:]} == set("tmnizrelgh")
