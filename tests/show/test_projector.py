"""A show on a projector: F6 takes its corners, F6 keeps them, Esc leaves them; and a window under real hands."""

import json
import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from pyglets import key, mouse

from renderer.displays.projector.alignment import Alignment, PolygonMask, Turn
from renderer.session.session import begin
from renderer.session.setup import Output
from renderer.show import projector as module
from renderer.show.alignment_file import alignment_path, load_alignment, save_alignment
from renderer.show.monitors import Display
from renderer.show.projector import STEADY, Projector

WALL, OTHER = Display("HDMI-1", 0, 0, 64, 36, edid="0f"), Display("DP-1", 64, 0, 64, 36, edid="1e")
PINNED = Alignment(((0.25, 0.0), (1.0, 0.0), (1.0, 1.0), (0.25, 1.0)))
HALF = PolygonMask(((-0.1, -0.1), (0.5, -0.1), (0.5, 1.1), (-0.1, 1.1)))


RED = "void main() { o = vec4(0.6, 0.0, 0.0, 1.0); }"


@pytest.fixture
def show(stage, tmp_path, monkeypatch, pyglet_names):  # noqa: ARG001  names of keys without a display
    """Return ``show(display, around, turn)``: the projector of a stage of 64 x 36 px that is all red."""
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    made = []

    def make(display=WALL, around=(WALL, OTHER), turn=None):
        turn = turn or Turn()
        one = stage(wanted=turn.canvas((64, 36)), window=(64, 36), image_frag=RED)
        one.window.native = SimpleNamespace(set_mouse_visible=lambda on: setattr(one.window, "pointer", on))
        one.window.keys, one.window.pointer = SimpleNamespace(command=str.upper), False
        one.presenter.through.turn = turn
        one.draw(begin(one.engine.loaded), 0)
        made.append(Projector(one.window, one, one.heard.append))
        made[-1].heard, made[-1].hands = one.heard, made[-1].handlers()
        made[-1].follow(display, around)
        return made[-1]

    yield make
    for one in made:
        one.release()


def press(projector, *symbols):
    """Press keys; return what the last one was answered."""
    answer = None
    for symbol in symbols:
        answer = projector.hands["on_key_press"](symbol, 0)
        projector.hands["on_key_release"](symbol, 0)
    return answer


def seen(projector, level=1.0):
    """Return what the display shows, and which columns of its fourth row show the scene."""
    projector.present(level)
    picture = projector.window.gl.seen().astype(int)
    return picture, (picture[3, :, 0] > 150) & (picture[3, :, 1] == 0)


def test_with_nothing_to_pin_it_looks_as_it_did_and_no_key_is_taken(show, monkeypatch):
    projector = show()
    monkeypatch.setattr(projector._through, "show", lambda *_: pytest.fail("a pass was drawn"))
    picture, red = seen(projector)
    assert red.all()
    projector.stage.present((0, 0, 64, 36), (0.0, 0.0, 0.0))
    np.testing.assert_array_equal(projector.window.gl.seen(), picture)
    assert press(projector, key.RIGHT) is press(projector, key.ESCAPE) is press(projector, key.T) is None
    for name in ("on_mouse_press", "on_mouse_drag"):
        assert projector.hands[name](5, 5, *[1] * (2 if name == "on_mouse_press" else 4)) is None
    assert projector.heard == []


def test_f6_takes_the_corners_and_f6_keeps_them_for_this_display(show):
    projector = show()
    assert press(projector, key.F6) is True
    assert projector.window.pointer
    assert press(projector, *[key.RIGHT] * 16, key.TAB, key.TAB, key.TAB, *[key.RIGHT] * 16) is True
    press(projector, key.H)
    _, red = seen(projector)
    assert not red[:14].any()
    press(projector, key.F6)
    assert not projector.window.pointer
    _, red = seen(projector)
    assert (red == (np.arange(64) >= 16)).all()
    assert load_alignment(WALL) == (PINNED, "")
    assert load_alignment(OTHER) == (Alignment(), "")
    assert "the alignment of HDMI-1 is kept in " in projector.heard[-1]
    again = show()
    assert (seen(again)[1] == red).all()
    assert again.heard[0].startswith("HDMI-1 has a corner pin: ")


def test_what_was_done_and_kept_within_one_frame_is_shown(show):
    projector = show()
    press(projector, key.F6, *[key.RIGHT] * 16, key.TAB, key.TAB, key.TAB, *[key.RIGHT] * 16, key.F6)
    assert (seen(projector)[1] == (np.arange(64) >= 16)).all()


def test_esc_leaves_it_as_it_was_and_keeps_nothing(show):
    save_alignment(PINNED, WALL)
    projector = show()
    before, _ = seen(projector)
    press(projector, key.F6, key.LEFT, key.LEFT, key.M)
    assert (seen(projector)[0] != before).any()
    assert press(projector, key.ESCAPE) is True
    np.testing.assert_array_equal(seen(projector)[0], before)
    assert load_alignment(WALL) == (PINNED, "")
    assert press(projector, key.ESCAPE) is None  # the show's again


def test_blackout_and_freeze_stay_the_operators_and_black_is_black(show):
    projector = show()
    projector.open(card=True)
    assert press(projector, key.B) is press(projector, key.F) is None
    assert press(projector, key.Q) is True  # no effect is played meanwhile
    assert not seen(projector, 0.0)[0].any()


def test_cards_come_in_turn_no_faster_than_the_wall_may_flash(show, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("renderer.show.projector.time.perf_counter", lambda: now[0])
    projector = show()
    projector.open(card=True)
    press(projector, key.H)
    pictures = []
    for _ in range(6):
        pictures.append(seen(projector)[0])
        press(projector, key.T, key.T, key.T)
        now[0] += STEADY + 0.01
    assert len({one.tobytes() for one in pictures}) == 6
    assert sum((one[3, 20:44, 0] > 150).all() and not one[3, 20:44, 1].any() for one in pictures) == 1  # the scene


def test_a_mask_hides_and_light_dims_what_is_shown(show):
    save_alignment(Alignment(masks=(HALF,), brightness=0.5), WALL)
    picture, red = seen(show())
    assert (picture[:, :32] == 0).all()
    assert 0 < picture[3, 40, 0] < 180
    assert not red.any()


@pytest.mark.parametrize(("turn", "corner", "at"), [(Turn(flip=True), "upper right", "64.0, 0.0"),
                                                    (Turn(degrees=90), "lower left", "0.0, 64.0")])  # fmt: skip
def test_a_turned_projector_shows_the_whole_canvas_and_names_corners_as_they_are_seen(show, turn, corner, at):
    projector = show(turn=turn)
    assert projector.stage.size == turn.canvas((64, 36))
    assert seen(projector)[1].all()
    projector.open()
    assert f"HDMI-1, {corner} corner: {at} px" in projector._said(projector.editor, (64, 36))[0]


def within(corners, size):
    """Return how far each px of ``size`` lies inside of the outline of ``corners``, px; < 0 outside."""
    x, y = np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5)
    sides = []
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        sides.append(((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / np.hypot(bx - ax, by - ay))
    return np.min(sides if np.mean(sides) > 0 else np.negative(sides), axis=0)  # a mirrored one runs the other way


WALLS = {0: lambda x, y: (x, y), 90: lambda x, y: (y, 64 - x), 180: lambda x, y: (64 - x, 36 - y),
         270: lambda x, y: (36 - y, x)}  # of a display of 64 x 36 px that is turned so  # fmt: skip


@pytest.mark.parametrize("degrees", [(0, 180), (90, 270)])  # one stage for each shape of the canvas
def test_a_corner_stays_under_the_mouse_and_arrows_move_it_as_they_point_on_the_wall(show, monkeypatch, degrees):
    projector = show(turn=Turn(degrees=degrees[0]))
    monkeypatch.setattr(projector, "_mark", lambda: None)
    for turn in (Turn(flip, one) for flip in (False, True) for one in degrees):
        projector._through.turn = turn
        press(projector, key.F6)
        corners_and_arrows(projector, turn)
        press(projector, key.ESCAPE)


def corners_and_arrows(projector, turn):
    for name, x, y in (("press", 0, 36), ("drag", 9, 31), ("release", 9, 31)):  # px from the lower left
        projector.hands[f"on_mouse_{name}"](x, y, *[mouse.LEFT] * (4 if name == "drag" else 2))
    wall = np.array([WALLS[turn.degrees](*corner) for corner in ((9, 5), (64, 0), (64, 36), (0, 36))], float)
    if turn.flip:
        wall[:, 0] = projector.stage.size[0] - wall[:, 0]
    for arrow, px in ((key.UP, (0, 0)), (key.RIGHT, (6, 0)), (key.DOWN, (0, 4)), (key.LEFT, (-9, 0)),
                      (key.UP, (0, -7))):  # fmt: skip
        press(projector, *[arrow] * sum(map(abs, px)))
        wall[0] += px
        assert "corner: {:.1f}, {:.1f} px".format(*wall[0]) in projector._said(projector.editor, (64, 36))[0], turn
        picture = np.rot90(seen(projector)[0][..., 0], turn.degrees // 90)[:, :: -1 if turn.flip else 1]
        inside = within(wall, picture.shape[::-1])
        assert (picture[inside > 0.6] > 150).all(), turn
        assert (picture[inside < -0.6] == 0).all(), turn


def test_another_display_has_its_own_and_hands_at_the_one_before_leave_it(show):
    save_alignment(PINNED, OTHER)
    projector = show()
    press(projector, key.F6, key.RIGHT)
    moved = Display("HDMI-1", 7, 7, 64, 36, edid="0f")
    projector.follow(moved, (moved,))  # the same one, elsewhere on the desktop
    assert projector.editor is not None
    projector.follow(OTHER, (OTHER,))
    assert projector.editor is None
    assert (seen(projector)[1] == (np.arange(64) >= 16)).all()
    projector.follow(WALL, (WALL, OTHER))
    assert seen(projector)[1].all()


def test_while_hands_are_at_it_nothing_is_asked_anew_that_stays(show, monkeypatch):
    projector, asked = show(), []
    projector.window.keys.command = lambda letter: asked.append(letter) or letter.upper()
    monkeypatch.setattr(module, "alignment_path", lambda *given: asked.append("path") or alignment_path(*given))
    press(projector, key.F6)
    for _ in range(3):
        press(projector, key.RIGHT)
        projector.present(1.0)
    assert sorted(asked) == sorted("tmnizrelgh")  # the X server, once for each letter
    asked.clear()
    projector.follow(WALL, (WALL, OTHER))
    projector.follow(OTHER, (WALL, OTHER))
    assert asked == ["path", "path"]
    assert projector.editor is None


def test_what_cannot_be_kept_holds_and_is_told_and_kept_once_it_can_be(show, monkeypatch, tmp_path):
    projector = show()
    projector._say, said = (lambda words: said.append(words)), []
    press(projector, key.F6, key.RIGHT)
    (tmp_path / "file").touch()
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "file"))
    press(projector, key.F6)
    assert projector.editor is None
    pinned = projector.stage.presenter.through.alignment
    assert pinned != Alignment()
    held = r"holds only until the show .* leaves this display, and is not kept: .*json: [A-Z][a-z ]+\..* CHORUS_STATE"
    assert re.search(held, said[0])
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "elsewhere"))
    press(projector, key.F6, key.F6)
    assert load_alignment(WALL)[0] == pinned
    press(projector, key.F6, key.F6)  # nothing was done, nothing is told
    assert [words.partition(" is kept in ")[1] for words in said[1:]] == [" is kept in "]


def test_what_could_not_be_kept_is_told_to_be_lost_with_its_display_and_is_never_kept_for_another(show, monkeypatch):
    projector = show()
    press(projector, key.F6, key.RIGHT)
    monkeypatch.setattr(module, "save_alignment", lambda *_: pytest.fail("it is kept") if projector.display == OTHER
                        else (_ for _ in ()).throw(OSError(28, "No space left on device")))  # fmt: skip
    press(projector, key.F6)
    projector.follow(OTHER, (WALL, OTHER))
    assert projector.heard[-1].startswith("HDMI-1 has lost the alignment that could not be kept")
    press(projector, key.F6, key.F6)  # nothing was done at this one


def test_that_a_device_bears_no_corner_pin_is_told(show):
    save_alignment(replace(PINNED, masks=(HALF, HALF)), OTHER)
    projector = show()
    projector.stage.output = Output("lenticular:portrait")
    projector.follow(OTHER, (OTHER,))
    assert projector.heard[0].startswith("DP-1 has a corner pin and 2 masks: ")
    assert projector.heard[1].startswith("lenticular:portrait is resampled so, which interlaced pictures")


def test_a_damaged_file_is_told(show):
    save_alignment(PINNED, WALL).write_text("{")
    projector = show()
    assert projector.heard[0].startswith("the alignment of HDMI-1 is damaged")
    assert seen(projector)[1].all()


def test_real_hands_pin_a_show_by_keys_and_mouse(chorus, probe, server, tmp_path):
    command = chorus("perform", probe, "--size", "640x360", "--display", "1", "--corner-pin")
    command.until(lambda: command.at(640, 40) == (255, 255, 255))  # the middle of the card
    server.key("shift+Right", *["ctrl+Right"] * 5, "Tab")
    command.until(lambda: command.at(3, 60)[0] == 0)  # where a line of the grid was
    server.mouse("mousemove", 1278, 2, "mousedown", 1, "mousemove", 1200, 60, "mousemove", 1178, 102, "mouseup", 1)
    command.until(lambda: command.at(1270, 60)[0] == 0)
    server.key("F6")
    command.until(lambda: "is kept in" in command.said and command.at(200, 360)[0] > 100)
    kept = json.loads(next((tmp_path / "state" / "displays").glob("*.json")).read_text())
    assert kept["corners"][0] == pytest.approx([10.5 / 1280, 0.0])
    assert kept["corners"][1] == pytest.approx([1180 / 1280, 100 / 720])
    assert command.at(3, 60) == (0, 0, 0) != command.at(14, 60)
    assert command.leave("Escape", "Escape") == 0
    assert "leaked" not in command.said
