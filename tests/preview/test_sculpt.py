"""Sculpting as an artist meets it: real keys, a real mouse and real packets at one ball of clay."""

import shutil
import socket

import numpy as np
import pytest
from desktop import Chorus
from pythonosc.osc_message_builder import build_msg

from renderer.core.paths import ROOT
from renderer.sculpture.file import load_sculpture
from renderer.sculpture.history import line_of, signed, standing
from renderer.sculpture.stroke import Stroke

CLAY = ROOT / "tests/scenes/clay"
COMMAND = ("preview", "clay", "--size", "1280x720", "--fps", 15, "--sculpture", "s.jsonl")
RADIUS = 16.0  # mm, of the ball
MIDDLE, MM = (454, 360), 908 / 80  # of the picture beside the panel; px per mm at the focal plane
ACCENT = np.array([199, 178, 126])  # of the ring
DAB = Stroke("pull", (0.0, 0.0, RADIUS), (0.0, 0.0, 1.0), 6.0, 3.0)


@pytest.fixture(scope="module")
def window(server, port, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sculpt")
    shutil.copytree(CLAY, folder / "clay")
    window = Chorus(server, folder, *COMMAND, "--osc", port)
    window.port = port
    window.until(lambda: sum(window.at(*MIDDLE)) > 300)
    server.key("b")
    window.until(lambda: ring(window) > 40 or server.mouse("mousemove", *MIDDLE))
    yield window
    window.close()


def ring(window):
    """Return how many pixels of the ring are on the picture, above the line of notices."""
    return (abs(window.server.screen()[:670, :900].astype(int) - ACCENT).max(-1) < 12).sum()


def made(window):
    """Return the strokes that stand in the file."""
    path = window.folder / "s.jsonl"
    if not path.is_file():
        return ()
    sculpture, notes = load_sculpture(path)
    assert notes == ()
    return standing(sculpture)


def drag(server, start, end, steps=8):
    server.mouse("mousemove", *start, "sleep", 0.05, "mousedown", 1)
    for step in range(1, steps + 1):
        to = [round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True)]
        server.mouse("mousemove", *to, "sleep", 0.02)


def picture(window):
    """Return the medians of parts of the ball [15, 15, 3]: a busy machine draws it coarser, with the same medians."""
    x, y = MIDDLE
    inside = window.server.screen()[y - 120 : y + 120, x - 120 : x + 120]
    return np.median(inside.reshape(15, 16, 15, 16, 3), (1, 3))  # the thin ring changes none of them


def change(window, before):
    """Return by how much the ball differs from ``before``: the mean over the eight parts that changed most, codes.

    A stroke of a brush of 4 mm makes it 15 and more, a picture drawn at a quarter of its size 2, of many strokes 5.
    """
    return np.sort(abs(picture(window) - before).max(-1), axis=None)[-8:].mean()


def settled(window):
    """Return the ball as it stands: a picture that was caught while another was coming is not like the next."""
    last = [picture(window)]

    def same():
        window.work(0.1)
        before, last[0] = last[0], picture(window)
        return change(window, before) < 2

    window.until(same)
    return last[0]


def test_a_drag_moves_what_is_held_live_and_is_written_when_the_button_opens(window, server):
    x, y = MIDDLE
    before = settled(window)
    count = len(made(window))
    drag(server, (x + 40, y), (x + 80, y - 20))
    window.until(lambda: change(window, before) > 8)
    assert len(made(window)) == count
    server.mouse("mouseup", 1)
    stroke = window.until(lambda: len(strokes := made(window)) > count and strokes[-1])
    assert stroke.kind == "drag"
    assert stroke.centre[0] == pytest.approx(40 / MM, abs=0.4)
    near = (200 - stroke.centre[2]) / 200
    np.testing.assert_allclose(np.array(stroke.direction), np.array([40 / MM, 20 / MM, 0]) * near, atol=0.12)


def test_undo_and_redo_take_strokes_while_the_brush_is_in_hand(window, server):
    count = len(made(window))
    shown = settled(window)
    server.key("ctrl+z")
    window.until(lambda: len(made(window)) == count - 1)
    window.until(lambda: change(window, shown) > 8)
    server.key("ctrl+shift+z")
    window.until(lambda: len(made(window)) == count)
    window.until(lambda: change(window, shown) < 4)


def test_keys_turn_the_brush_and_a_dabbing_one_leaves_a_trace_on_both_sides(window, server):
    x, y = MIDDLE
    count = len(made(window))
    server.key("p", "x", "bracketright")
    drag(server, (x + 60, y + 60), (x + 60, y + 120))
    server.mouse("mouseup", 1)
    window.until(lambda: len(made(window)) >= count + 4)
    window.work(0.1)
    server.key("d", "x", "bracketleft")
    strokes = made(window)[count:]
    assert {(one.kind, one.symmetric, round(one.radius, 2), one.gesture) for one in strokes} == {
        ("pull", True, 4.6, strokes[0].gesture)
    }
    assert all(np.dot(one.direction, one.centre) > 0.9 * np.linalg.norm(one.centre) for one in strokes), "outward"
    assert strokes[-1].centre[1] < strokes[0].centre[1] - 3


def test_the_wheel_turns_the_radius_and_the_ring_shows_it(window, server):
    server.mouse("mousemove", *MIDDLE)
    window.until(lambda: ring(window) > 40)
    small = ring(window)
    server.mouse("click", "--repeat", 6, "--delay", 20, 4)
    window.until(lambda: ring(window) > 1.7 * small)
    server.mouse("click", "--repeat", 6, "--delay", 20, 5)
    window.until(lambda: ring(window) < 1.3 * small)


def test_the_mouse_beside_the_form_sculpts_nothing(window, server):
    count = len(made(window))
    drag(server, (40, 360), (400, 360), 4)
    server.mouse("mouseup", 1)
    window.work()
    assert len(made(window)) == count


def test_two_hands_by_osc_and_the_mouse_at_once_lose_nothing(window, server):
    x, y = MIDDLE
    count = len(made(window))
    hands = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]

    def send(hand, name, *values):
        hands[hand].sendto(build_msg(f"/chorus/sculpt/{name}", values).dgram, ("127.0.0.1", window.port))

    for hand, side in enumerate((-1.0, 1.0)):
        send(hand, "grab", 10.0 * side, 8.0, 9.0)
    server.mouse("mousemove", x, y + 90, "sleep", 0.05, "mousedown", 1)
    for step in range(1, 11):
        server.mouse("mousemove", x, y + 90 + 3 * step)
        for hand in (0, 1):
            send(hand, "move", 0.0, 0.0, 0.3 * step)
    for hand in (0, 1):
        send(hand, "release")
    server.mouse("mouseup", 1)
    window.until(lambda: len(made(window)) == count + 3)
    fresh = made(window)[count:]
    assert {one.author.partition(".")[0].partition("-")[0] for one in fresh} == {"osc", "mouse"}
    assert len({one.author for one in fresh}) == 3
    assert sorted(round(one.amount, 3) for one in fresh if one.author.startswith("osc")) == [3.0, 3.0]
    send(0, "undo")
    window.until(lambda: len(made(window)) == count + 2)
    left = min(fresh, key=lambda one: one.centre[0])
    assert set(made(window)[count:]) == set(fresh) - {left}
    for one in hands:
        one.close()


def test_what_another_program_adds_to_the_file_is_shown(window):
    before = settled(window)
    path = window.folder / "s.jsonl"
    other = signed(load_sculpture(path)[0], Stroke("carve", (0.0, 8.0, 13.8), (0.0, 0.5, 0.86), 5.0, 2.0), "else-1")
    with path.open("a") as file:
        file.write(line_of(other))
    window.until(lambda: change(window, before) > 8)


def test_nonsense_from_outside_leaves_the_window_alone(window):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for packet in (b"\0", b"/chorus/sculpt/grab\0,fff\0\0\0\0\x7f\xc0\0\0", b"#bundle\0" * 9, b"/*" * 900):
            sender.sendto(packet, ("127.0.0.1", window.port))
    index = window.memory()["index"]
    window.until(lambda: window.memory()["index"] > index + 5)


def test_killed_in_the_middle_it_comes_back_as_it_was(window, server):
    """The last one: it ends the window of this module."""
    server.mouse("mousemove", 1200, 700)
    window.until(lambda: ring(window) < 10)
    count, shown = len(made(window)), settled(window)
    window.close()
    again = Chorus(server, window.folder, *COMMAND)
    try:
        again.until(lambda: sum(again.at(*MIDDLE)) > 300)
        again.until(lambda: change(again, shown) < 8)
        assert len(made(again)) == count
    finally:
        again.close()


def test_a_file_that_is_no_sculpture_is_told_before_a_window_opens(chorus, tmp_path):
    (tmp_path / "s.csv").write_text("a,b\n1,2\n")
    shutil.copytree(CLAY, tmp_path / "clay")
    command = chorus("preview", "clay", "--sculpture", "s.csv")
    assert command.ended() == 1
    command.close()
    assert "s.csv:1: this is no sculpture" in command.said
    assert (tmp_path / "s.csv").read_text() == "a,b\n1,2\n"
