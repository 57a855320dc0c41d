"""What is held is said by its rule and its place, in one sentence."""

import flash_clips
import numpy as np
import pytest

from renderer.flash.holding import REASONS, place, told
from renderer.flash.limits import DESK, WALL
from renderer.flash.numpy_limiter import NumpyLimiter

H, W = 180, 320
Y, X = np.mgrid[:H, :W]


def grey(light):
    return np.repeat((light * 255).astype(np.uint8)[..., None], 3, 2)


def on(t):
    return bool(flash_clips.wave(t, 10))


def left_flashes(t):
    return grey((X < 150) * on(t) * 1.0)


def red_right(t):
    out = flash_clips.flat(0)
    out[:, 165:] = (155, 0, 0) if on(t) else (0, 0, 255)  # of one luminance
    return out


def fine_at_the_top(t):
    return grey(np.where(Y < 36, (X // 3 + Y // 3 + on(t)) % 2, 0.2))


def stripes(_):
    return grey((X // 6) % 2)


def steady(t):
    return grey(np.full((H, W), 0.3) + 0.6 * flash_clips.wave(t, 2.4))


def sentences(clip, seconds=1.5, fps=30, place=DESK):
    """Return what the limiter says of each picture in which it acts."""
    limiter = NumpyLimiter(fps, place)
    said = []
    for index in range(int(seconds * fps)):
        limiter.show(clip(index / fps))
        assert (limiter.holding is not None) == (limiter.acted > 0.0)
        said += [limiter.holding] if limiter.holding else []
    return said


@pytest.mark.parametrize(("clip", "reason", "where", "seconds"), [
    (left_flashes, "general", "in its left half", 1.5),
    (red_right, "red", "in its right half", 1.5),
    (fine_at_the_top, "fine", "in its top half", 1.5),
    (stripes, "pattern", "nearly everywhere", 1.5),
    (steady, "extended", "nearly everywhere", 6.0),
])  # fmt: skip
def test_each_rule_is_named_with_its_place(clip, reason, where, seconds):
    place = WALL if clip is fine_at_the_top else DESK
    said = sentences(clip, seconds, 20 if clip is steady else 30, place)

    assert len(said) >= 5
    named = [each.reason for each in said]
    assert max(set(named), key=named.count) == reason
    one = next(each for each in reversed(said) if each.reason == reason)
    assert one.place == where
    assert str(one) == f"The flash guard holds back {one.share:.0%} of the picture, {where}: {REASONS[reason]}."


def test_nothing_is_said_where_nothing_is_held():
    assert not sentences(lambda _: grey(np.full((H, W), 0.5)), 0.5)
    assert told({"general": np.zeros((4, 4), bool), "pattern": np.zeros(0, bool)}, 0.0) is None


@pytest.mark.parametrize(("rows", "columns", "where"), [
    (slice(0, 4), slice(0, 8), "at its top left"),
    (slice(6, 9), slice(9, 16), "at its bottom right"),
    (slice(6, 9), slice(3, 12), "in its bottom half"),
    (slice(3, 6), slice(5, 11), "in its middle"),
    (slice(0, 9), slice(7, 9), "in places all over it"),
    (slice(0, 9), slice(0, 12), "nearly everywhere"),
])  # fmt: skip
def test_places_have_names(rows, columns, where):
    cells = np.zeros((9, 16), bool)
    cells[rows, columns] = True

    assert place(cells) == where


def test_the_reason_of_most_of_it_is_named():
    few, many = np.zeros((9, 16), bool), np.ones((9, 16), bool)
    few[0, 0] = True

    assert told({"general": few, "red": many}, 1.0).reason == "red"
