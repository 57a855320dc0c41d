"""Transparent pictures are held for every ground that they may be shown over."""

from fractions import Fraction

import flash_clips
import numpy as np
import pytest

from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK
from renderer.flash.over_grounds import TransparentLimiter, composed

FPS = 25


def ghost(t, colour, hz=10):
    """A patch that comes and goes by its transparency, before a clear ground."""
    out = np.zeros((36, 64, 4), np.uint8)
    out[..., :3] = colour
    out[8:30, 10:50, 3] = 255 * flash_clips.wave(t, hz)
    return out


def fails(pictures):
    """Whether pictures flash over black, over white, or over a grey between."""
    seen = [Analyser(FPS, DESK) for _ in range(3)]
    bad = False
    for picture in pictures:
        alpha = picture[..., 3:].astype(float) / 255
        between = np.rint(picture[..., :3] * alpha + 120 * (1 - alpha)).astype(np.uint8)
        for analyser, codes in zip(seen, (*composed(picture), between), strict=True):
            bad |= not analyser.feed(codes).passes
    return bad


@pytest.mark.parametrize("colour", [0, 255, (250, 40, 20)])
def test_what_comes_and_goes_is_held_over_every_ground(colour):
    meant = [ghost(index / FPS, colour) for index in range(20)]
    limiter = TransparentLimiter(Fraction(FPS), DESK)
    shown = [limiter.show(picture, index / FPS) for index, picture in enumerate(meant)]

    assert fails(meant)
    assert not fails(shown)
    for one, other in zip(meant, shown, strict=True):
        np.testing.assert_array_equal(one[:, 60:], other[:, 60:])


@pytest.mark.parametrize("hz", [0.0, 1.0])
def test_what_is_calm_stays_byte_for_byte(hz):
    limiter = TransparentLimiter(Fraction(FPS), DESK)
    for index in range(30):
        picture = ghost(index / FPS, (200, 90, 10), hz)
        assert limiter.show(picture, index / FPS) is picture


def test_an_opaque_picture_looks_the_same_over_both_grounds():
    picture = np.dstack([np.arange(12, dtype=np.uint8).reshape(2, 2, 3), np.full((2, 2), 255, np.uint8)])
    for seen in composed(picture):
        np.testing.assert_array_equal(seen, picture[..., :3])
    assert len(composed(picture[..., :3])) == 1
