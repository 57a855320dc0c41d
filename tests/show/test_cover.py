"""A window that no longer covers its display: brought back, told once each, and left in peace where that is in vain."""

from functools import partial
from types import SimpleNamespace

import pytest
from x_windows import pointer_hidden, popup

from renderer.show import cover as module
from renderer.show.cover import PERIOD, QUIET, SLOWLY, TRIES, Cover
from renderer.show.monitors import Display
from renderer.show.x11_cover import _X

WALL = Display("HDMI-1", 1920, 0, 1280, 800)


@pytest.fixture
def kept(monkeypatch):
    """Return a cover with a clock and a fault that the test sets, and what it said and did."""
    one = SimpleNamespace(now=0.0, fault="", said=[], restored=0, looks=0, seen=[])

    def look(*_):
        one.looks += 1
        return one.fault

    def restore(*_):
        one.restored += 1
        one.fault = "" if one.heals else one.fault

    one.heals = True
    monkeypatch.setattr(module.x11_cover, "fault", look)
    monkeypatch.setattr(module.x11_cover, "restore", restore)
    one.size = WALL.width, WALL.height
    window = SimpleNamespace(native=SimpleNamespace(_x_display=1, get_size=lambda: one.size))
    cover = Cover(window, one.said.append, lambda: one.now)

    def run(seconds, step=0.05):
        end = one.now + seconds
        while one.now < end:
            one.seen.append(cover.work(WALL))
            one.now += step

    one.run = run
    return one


def test_it_is_looked_at_a_few_times_a_second_and_nothing_is_said_while_it_covers(kept):
    kept.run(10.0)
    assert 30 < kept.looks <= 10.0 / PERIOD + 1
    assert not kept.said
    assert kept.restored == 0


def test_each_fault_is_told_once_and_mended_within_a_second(kept):
    for fault in ("was minimised", "was moved"):
        kept.fault = fault
        kept.run(1.0)
        assert not kept.fault
    assert kept.said == [f"the show's window was {fault}; it is brought back" for fault in ("minimised", "moved")]
    assert kept.restored == 2


def test_a_new_size_is_looked_at_at_once_and_who_asks_is_told_of_a_fault(kept):
    kept.run(0.1)
    kept.size, kept.fault = (640, 480), "was given another size"
    kept.run(0.05)
    assert (kept.looks, kept.restored, kept.seen[-1]) == (2, 1, True)
    kept.size = WALL.width, WALL.height
    kept.run(PERIOD)
    assert kept.seen[-1] is False


def test_a_fault_that_comes_again_and_again_is_told_with_its_number(kept):
    for _ in range(12):
        kept.fault = "was moved"
        kept.run(1.0)
    assert kept.restored == 12
    assert len(kept.said) == 2
    assert kept.said[1] == "the show's window was moved (10 times since it was told last); it is brought back"
    assert QUIET == 10.0


def test_what_will_not_have_it_is_told_once_tried_slowly_and_its_end_is_told(kept):
    kept.fault, kept.heals = "was covered by another window", False
    kept.run(60.0)
    assert len(kept.said) == 2
    assert kept.said[1].endswith("another window and does not come back; another program here keeps it so")
    assert TRIES < kept.restored <= TRIES + 60.0 / SLOWLY
    kept.heals = True
    kept.run(2 * SLOWLY)
    assert kept.said[2:] == ["the show's window covers HDMI-1 again"]


def test_what_covers_it_again_at_once_is_answered_twice_a_second_at_most_for_more_would_flash(kept):
    for _ in range(10):
        kept.fault = "was covered by another window"
        kept.run(PERIOD)
    assert 4 <= kept.restored <= 10 * PERIOD / 0.5 + 1


def test_elsewhere_than_under_x11_it_is_put_where_it_belongs(monkeypatch):
    here = SimpleNamespace(place=(0, 0), said=[])
    native = SimpleNamespace(get_location=lambda: here.place, get_size=lambda: (1280, 800))
    monkeypatch.setattr(module, "place", lambda _, display: setattr(here, "place", (display.x, display.y)))
    Cover(SimpleNamespace(native=native), here.said.append).work(WALL)
    assert here.place == (1920, 0)
    assert here.said == ["the show's window was moved or given another size; it is brought back"]


def covers(show):
    """Return whether the probe's picture, red left, black right, lies over the whole display."""
    picture = show.server.screen()
    return picture.shape == (720, 1280, 3) and (picture[::40, :400:40, 0] > 180).all() and not picture[:, 900:].any()


def test_moved_shrunk_unmapped_and_covered_it_comes_back_with_its_pointer_hidden(chorus, probe, server):
    show = chorus("perform", probe, "--size", "640x360")
    show.until(lambda: covers(show))
    window = server.run("xdotool", "search", "--class", "^Chorus$").decode().split()[-1]
    for action, said in (
        (("windowmove", window, 700, 300), "was moved"),
        (("windowsize", window, 300, 200), "was given another size"),
        (("windowunmap", window), "was minimised"),
    ):
        server.mouse(*action)
        show.until(lambda said=said: f"window {said}; it is brought back" in show.said)
        show.until(lambda: covers(show))
    with popup(server.name, 300, 200, 400, 300):
        show.until(lambda: "window was covered by another window; it is brought back" in show.said)
        show.until(lambda: covers(show))
        show.work()
        assert covers(show)
        server.mouse("mousemove", 450, 250)
        show.until(lambda: pointer_hidden(server.name))
    assert show.said.count("it is brought back") == 4


def test_faults_that_take_turns_are_given_up_as_one_that_stays(kept):
    kept.heals = False
    for number in range(80):
        kept.fault = ("was moved", "was taken out of fullscreen")[number % 2]
        kept.run(PERIOD)
    assert kept.restored < TRIES + 1 + 80 * PERIOD / SLOWLY + 2
    assert any("does not come back" in words for words in kept.said)


@pytest.mark.parametrize("touched", [False, True])
def test_a_notice_that_lets_clicks_through_covers_and_a_compositors_sheet_over_all_does_not(touched):
    rects = {0: (0, 0, 640, 360), 1: (0, 0, 320, 360), 2: (0, 0, 640, 360), 3: (9, 9, 50, 20), 4: (400, 0, 50, 20)}
    seen = {number: SimpleNamespace(**dict(zip(("x", "y", "width", "height"), rect, strict=True)), map_state=2,
                                    **{"class": 1}) for number, rect in rects.items()}  # fmt: skip
    x = SimpleNamespace(root=0, tree=lambda _: (0, [1, 2, 3, 4]), top=lambda _: 1, attributes=seen.get,
                        native=SimpleNamespace(_window=1), lib=SimpleNamespace(IsViewable=2, InputOutput=1),
                        _touched=lambda _: touched)  # fmt: skip
    x._over_all = partial(_X._over_all, x)
    assert list(_X.above(x, Display("HDMI-1", 0, 0, 320, 360))) == ([2, 3] if touched else [3])  # 4 is beside it
