"""What the guard remembers is all that it knows: whoever goes on with it holds and judges as if nothing had been."""

from fractions import Fraction

import flash_clips
import numpy as np
import pytest

from renderer.core.object_state import packed, unpacked
from renderer.flash.judge import merged
from renderer.flash.kept_state import REMEMBERED
from renderer.flash.limits import Geometry
from renderer.flash.viewer import Safety
from renderer.output.flash_gate import FlashGate

FPS = Fraction(25)
ONE = Safety(Geometry(4.0, 3.0))  # one place to judge from: half the work


def gate(safety=ONE, *, alpha=False):
    return FlashGate(safety, (320, 180), FPS, alpha=alpha)


def again(whole, safety=ONE, *, alpha=False):
    """Return a gate that knows nothing but what the bytes say that ``whole`` remembers."""
    fresh = gate(safety, alpha=alpha)
    fresh.go_on(unpacked(packed(whole.state(), REMEMBERED), REMEMBERED, 1 << 24))
    return fresh


def see_through(clip):
    return lambda t: np.dstack([clip(t), np.full((180, 320), 255 - 255 * (t > 0.5) // 3, np.uint8)])


@pytest.mark.parametrize(("clip", "alpha", "cut"), [
    (flash_clips.NASTY["full"], False, 11), (flash_clips.NASTY["red_only"], False, 8),
    (see_through(flash_clips.NASTY["full"]), True, 14),
])  # fmt: skip
def test_who_goes_on_holds_and_judges_as_one_that_never_stopped(clip, alpha, cut):
    whole = gate(alpha=alpha)
    pictures = [whole.show(clip(index / FPS)) for index in range(cut)]
    other = again(whole, alpha=alpha)
    for index in range(cut, cut + 6):
        picture = clip(index / FPS)
        np.testing.assert_array_equal(other.show(picture), whole.show(picture))
    assert other.held == whole.held
    (verdict, series), (expected, known) = (merged(one._judge.found()) for one in (other, whole))
    assert verdict == expected
    assert (series.area, series.general, series.luminance) == (known.area, known.general, known.luminance)
    np.testing.assert_array_equal(series.heat, known.heat)
    assert len(pictures) == cut


def test_the_clips_are_held_and_what_was_forgotten_would_be_missed():
    clip = flash_clips.NASTY["full"]
    whole = gate()
    for index in range(11):
        whole.show(clip(index / FPS))
    assert whole.held
    fresh = gate()
    assert any((fresh.show(clip(i / FPS)) != whole.show(clip(i / FPS))).any() for i in range(11, 17))


def test_what_is_no_state_of_this_guard_is_refused():
    one, other = gate(), gate(alpha=True)
    for state in (other.state(), (None, None, 0), (*one.state()[:2], "many"), ()):
        with pytest.raises(ValueError, match=r"no state of the flash guard|not enough values"):
            one.go_on(state)
