"""What a scene says is told once, and a flood of it neither fills a log nor silences what comes weeks later."""

import pytest

from renderer.show.told import MINUTE, MOST, Told


@pytest.fixture
def told():
    heard, now = [], [0.0]
    one = Told(heard.append, lambda: now[0])
    one.heard, one.now = heard, now
    return one


def test_each_sentence_is_told_once_until_another_scene_plays(told):
    for words in ("a", "b", "a", "b"):
        told.tell(words)
    aside = []
    told.tell("c", aside.append)
    told.clear()
    told.tell("a")
    assert (told.heard, aside) == (["a", "b", "a"], ["c"])


def test_of_a_flood_one_a_minute_is_told_for_as_long_as_it_lasts(told):
    frames = 3 * MOST
    for frame in range(frames):
        told.now[0] = frame / 30
        told.tell(f"frame {frame} fails")
    assert len(told.heard) == MOST
    told.now[0] = 20 * 86400.0
    told.tell("the figures cannot be read")
    left = frames - MOST
    assert told.heard[-1] == f"the figures cannot be read ({left:,} more such sentences were left out meanwhile)"
    told.now[0] += MINUTE - 1
    told.tell("too soon")
    told.tell("the figures cannot be read")  # was told already
    told.now[0] += 1
    told.tell("a minute later")
    assert told.heard[MOST + 1 :] == ["a minute later (1 more such sentences were left out meanwhile)"]
