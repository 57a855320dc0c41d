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


def test_what_fails_once_amid_a_flood_is_told_at_once(told):
    for frame in range(10 * MOST):
        told.now[0] = frame / 30
        told.tell(f"frame {frame} fails")
        if frame == 5 * MOST:
            told.tell("the figures cannot be read")
    left = 4 * MOST + 1
    assert told.heard[MOST:] == [f"the figures cannot be read ({left} more such sentences were left out meanwhile)"]


def test_a_flood_without_any_form_fills_no_log_either(told):
    for frame in range(10 * MOST):
        told.now[0] = frame * 10 * MINUTE / (10 * MOST)  # for ten minutes
        told.tell(f"{'x' * frame} fails")
    assert MOST < len(told.heard) <= MOST + 10


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
    told.tell("the figures cannot be read")  # was told already
    told.tell("frame 1000000 fails")
    told.now[0] += MINUTE - 1
    told.tell("frame 2000000 fails")
    told.now[0] += 1
    told.tell("frame 3000000 fails")
    left_out = "(1 more such sentences were left out meanwhile)"
    assert told.heard[MOST + 1 :] == ["frame 1000000 fails", f"frame 3000000 fails {left_out}"]
