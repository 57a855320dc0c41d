"""A show goes away with its display, is hidden meanwhile, and comes back with it; it never goes to another one."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from renderer.core.errors import DisplayError
from renderer.show import display_keeper as module
from renderer.show.display_keeper import DisplayKeeper, await_desktop, find_display
from renderer.show.heartbeat import Heartbeat
from renderer.show.life import FRESH, RESUMED, SAFE, Life
from renderer.show.monitors import Display, Placed

BUSY = "busy"  # in the place of a list: xrandr does not answer
LAPTOP, WALL = Display("eDP-1", 0, 0, 1920, 1080, primary=True), Display("HDMI-1", 1920, 0, 1280, 800)


@pytest.fixture
def kept(monkeypatch):
    """Return a keeper of WALL; ``log`` says what it did with its window, ``said`` what it told."""
    one = SimpleNamespace(log=[], said=[], watch=SimpleNamespace(found=None, close=lambda: one.log.append("closed")))
    monkeypatch.setattr(module, "DisplayWatch", lambda: one.watch)
    monkeypatch.setattr(module, "place", lambda _, display: one.log.append(("place", display.name, display.x)))
    cover = SimpleNamespace(work=lambda display: one.log.append(("look", display.name)))
    monkeypatch.setattr(module, "Cover", lambda *_: cover)
    native = SimpleNamespace(set_visible=lambda on: one.log.append(("visible", on)))
    one.keeper = DisplayKeeper(SimpleNamespace(native=native), WALL, (LAPTOP, WALL), one.said.append)
    return one


def follow(kept, *found):
    kept.log.clear()
    kept.watch.found = found
    kept.keeper.follow()
    return kept.log


def test_nothing_is_done_but_looked_until_the_displays_are_known(kept):
    kept.keeper.appear()
    assert kept.log == [("place", "HDMI-1", 1920)]
    kept.log.clear()
    kept.keeper.follow()
    assert kept.log == []  # what lies over it may be what the life before left there
    kept.keeper.alone()
    kept.keeper.follow()
    assert kept.log == [("look", "HDMI-1")]
    assert not kept.said


def test_while_its_display_is_away_it_is_hidden_and_not_brought_anywhere(kept):
    assert follow(kept, LAPTOP) == [("visible", False)]
    assert follow(kept, LAPTOP) == []
    assert follow(kept, LAPTOP, Display("DP-9", 1920, 0, 1024, 768)) == []
    assert kept.said == ["HDMI-1 is gone; the show runs on, hidden, and returns with it"]


def test_it_comes_back_where_its_display_is_now(kept):
    follow(kept, LAPTOP)
    back = Display("HDMI-1", 0, 0, 1280, 800)
    assert follow(kept, LAPTOP, back) == [("place", "HDMI-1", 0), ("look", "HDMI-1")]
    assert kept.said[-1] == "showing on HDMI-1 (1280x800)"
    assert follow(kept, LAPTOP, back) == [("look", "HDMI-1")]
    kept.keeper.close()
    assert kept.log[-1] == "closed"


@pytest.fixture
def around(monkeypatch):
    """Return the lists of displays that are found one after the other, to be filled by a test."""
    lists = []

    def displays(*, exact=False):
        found = lists.pop(0) if len(lists) > 1 else lists[0]
        if found != BUSY:
            return found
        if exact:
            raise OSError("xrandr does not answer: it is late")
        return (LAPTOP, WALL)  # as the toolkit knows them, without their EDID

    monkeypatch.setattr(module, "displays", displays)
    monkeypatch.setattr(module, "WAIT", 0.0)
    return lists


def test_a_life_that_follows_waits_for_its_display_and_takes_no_other(around):
    heart, said = after_a_life_on(WALL, LAPTOP), []
    around += [(LAPTOP,), (LAPTOP,), (LAPTOP, WALL)]
    for how in (FRESH, SAFE, RESUMED):
        assert find_display(None, Life(said.append, heart, how)) == ((LAPTOP, WALL), WALL)
    assert said == ["HDMI-1 is gone; the show waits for it", "showing on HDMI-1 (1280x800)"]
    assert heart.waits == 2  # whoever watches hears of each look


def test_a_life_that_follows_waits_for_a_display_server_that_is_begun_anew_and_a_first_one_does_not(monkeypatch):
    heart, said, answers = after_a_life_on(WALL, LAPTOP), [], ["no", "no", "yes"]
    heart.beat()

    def toolkit():
        if answers.pop(0) == "no":
            raise DisplayError("no display: ':0' does not answer")

    monkeypatch.setattr(module, "toolkit", toolkit)
    monkeypatch.setattr(module, "WAIT", 0.0)
    await_desktop(Life(said.append, heart, RESUMED))
    assert said == ["no display: ':0' does not answer; the show waits for it"]
    assert heart.waits == 2
    answers.append("no")
    with pytest.raises(DisplayError):
        await_desktop(Life(said.append, Heartbeat()))


def test_a_life_that_follows_knows_its_projector_on_another_connector_and_not_another_by_its_name(around):
    marked = replace(WALL, edid="0f3c")
    heart, said = after_a_life_on(marked, LAPTOP), []
    moved = replace(marked, name="DP-2", x=0)
    around += [(LAPTOP, moved)]
    assert find_display("HDMI-1", Life(said.append, heart, RESUMED))[1] == moved
    assert said == ["showing on DP-2 (1280x800)"]
    heart = after_a_life_on(WALL, LAPTOP, Display("DP-3", 0, 0, 1280, 800))
    around[:] = [(LAPTOP, Display("DP-3", 0, 0, 1280, 800)), (LAPTOP, replace(WALL, name="DP-4"))]
    assert find_display(None, Life(said.append, heart, RESUMED))[1].name == "DP-4"  # the other one was beside it


def after_a_life_on(display, *others):
    """Return the heart of a show that was on ``display``, as JSON kept it."""
    heart = Heartbeat()
    Life(print, heart).keep(1.0, "key", lambda: {"placed": Placed(display, others).json()})
    return heart


def test_a_first_life_goes_where_it_is_sent_or_says_that_this_is_not_there(around):
    around.append((LAPTOP,))
    life = Life(lambda _: None, Heartbeat())
    assert find_display(None, life) == ((LAPTOP,), LAPTOP)
    with pytest.raises(DisplayError, match="no display 'HDMI-1'"):
        find_display("HDMI-1", life)


def test_a_life_that_follows_waits_for_a_busy_xrandr_for_without_edids_it_might_be_anothers_projector(around):
    marked, said = replace(WALL, edid="0f3c"), []
    around += [BUSY, BUSY, (LAPTOP, marked)]
    heart = after_a_life_on(marked, LAPTOP)
    assert find_display(None, Life(said.append, heart, RESUMED)) == ((LAPTOP, marked), marked)
    assert said == ["xrandr does not answer: it is late; the show waits for it, to know HDMI-1 again",
                    "showing on HDMI-1 (1280x800)"]  # fmt: skip
    assert heart.waits == 2
    around[:] = [BUSY]
    assert find_display(None, Life(said.append, after_a_life_on(WALL, LAPTOP), RESUMED))[1] == WALL  # it never had one


def test_a_first_life_asks_a_busy_xrandr_again_and_says_what_it_does_without(around):
    marked, said = replace(WALL, edid="0f3c"), []
    around += [BUSY, (LAPTOP, marked)]
    assert find_display("HDMI-1", Life(said.append))[1] == marked
    assert not said
    around[:] = [BUSY]
    assert find_display("HDMI-1", Life(said.append))[1] == WALL
    assert len(said) == 1
    assert "a corner pin that was kept for a projector may not be found" in said[0]


def test_where_another_show_has_the_display_it_hides_until_that_one_is_gone(kept, monkeypatch):
    clock, answers = [0.0], iter(["HDMI-1 is taken", "HDMI-1 is taken", ""])
    monkeypatch.setattr(module, "time", SimpleNamespace(perf_counter=lambda: clock[0]))
    kept.keeper._claim, kept.keeper._release = lambda _: next(answers), lambda: kept.log.append("released")
    mirrored = replace(WALL, x=0)
    assert follow(kept, LAPTOP, mirrored) == [("visible", False), "released"]
    assert follow(kept, LAPTOP, mirrored) == []
    clock[0] += module.ASK
    assert follow(kept, LAPTOP, mirrored) == []
    assert kept.said == ["HDMI-1 is taken; till then the show runs on, hidden"]
    clock[0] += module.ASK
    assert follow(kept, LAPTOP, mirrored) == [("place", "HDMI-1", 0), ("look", "HDMI-1")]


def test_a_show_whose_display_returns_taken_says_so_once(kept, monkeypatch):
    clock, answers = [0.0], iter(["HDMI-1 is taken", "HDMI-1 is taken", ""])
    monkeypatch.setattr(module, "time", SimpleNamespace(perf_counter=lambda: clock[0]))
    kept.keeper._claim = lambda _: next(answers)
    follow(kept, LAPTOP)
    for _ in range(2):
        clock[0] += module.ASK
        assert follow(kept, LAPTOP, WALL) == []
    assert kept.said[1:] == ["HDMI-1 is taken; till then the show stays hidden"]
    clock[0] += module.ASK
    follow(kept, LAPTOP, WALL)
    assert kept.said[2:] == ["showing on HDMI-1 (1280x800)"]
