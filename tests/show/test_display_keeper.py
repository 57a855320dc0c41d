"""A show goes away with its display, is hidden meanwhile, and comes back with it; it never goes to another one."""

from types import SimpleNamespace

import pytest

from renderer.show import display_keeper as module
from renderer.show.display_keeper import DisplayKeeper
from renderer.show.monitors import Display

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
    assert kept.log == [("visible", True), ("place", "HDMI-1", 1920)]
    kept.log.clear()
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
