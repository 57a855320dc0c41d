"""The guard of an export: what was measured to hold a picture is what it is judged by, and the verdict is the same."""

from fractions import Fraction

import flash_clips
import numpy as np
import pytest

from renderer.flash import judge as judging
from renderer.flash.judge import Judge, merged
from renderer.flash.limits import Limits, Override
from renderer.flash.over_grounds import composed
from renderer.flash.viewer import Safety
from renderer.output.flash_gate import FlashGate

FPS = Fraction(25)
SIZE = (320, 180)


def shown(gate, clip, count=30):
    return [gate.show(clip(index / FPS)) for index in range(count)]


def verdict(pictures):
    """The verdict of a judge who measures each picture himself."""
    judge = Judge(FPS, Safety().places(SIZE), Limits())
    for index, picture in enumerate(pictures):
        judge.feed(composed(picture), index / float(FPS))
    return merged(judge.found())[0]


@pytest.mark.parametrize("name", ["full", "small checks"])
def test_what_was_held_is_judged_as_it_is_written(name):
    gate = FlashGate(Safety(), SIZE, FPS)
    pictures = shown(gate, flash_clips.NASTY[name])

    assert gate.held > 5
    assert merged(gate._judge.found())[0] == verdict(pictures)
    assert verdict(pictures).passes
    assert not verdict([flash_clips.NASTY[name](index / FPS) for index in range(30)]).passes


def test_pictures_are_measured_once_for_limiter_and_judge(monkeypatch):
    def again(*_):
        raise AssertionError("measured again")

    monkeypatch.setattr(judging, "measure", again)
    shown(FlashGate(Safety(), SIZE, FPS), flash_clips.HARMLESS["pan"](), 4)
    opaque = lambda t: np.dstack([flash_clips.NASTY["full"](t), np.full((180, 320), 255, np.uint8)])  # noqa: E731
    shown(FlashGate(Safety(), SIZE, FPS, alpha=True), opaque, 3)


def test_a_decision_leaves_pictures_as_they_are_and_they_are_judged_all_the_same():
    gate = FlashGate(Safety(override=Override("Ada", "a test")), SIZE, FPS)
    pictures = shown(gate, flash_clips.NASTY["full"])

    assert gate.held == 0
    assert not merged(gate._judge.found())[0].passes
    np.testing.assert_array_equal(pictures[3], flash_clips.NASTY["full"](3 / FPS))
