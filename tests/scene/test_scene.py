"""Scene and Pass: what is derived from what was declared."""

from fractions import Fraction

import pytest

from renderer.scene.scene import Pass, Scene


@pytest.mark.parametrize(
    ("shader", "kind"),
    [("a.frag", "fragment"), ("a.vert", "geometry"), ("a.comp", "compute"), ("a.glsl", "unknown"), ("a", "unknown")],
)
def test_the_extension_says_what_draws_a_pass(shader, kind):
    assert Pass("a", shader).kind == kind


def test_a_pass_that_reads_itself_feeds_back():
    image, trail = Pass("image", "i.frag", reads=("trail",)), Pass("trail", "t.frag", reads=("trail",))

    assert [read.last for step in (image, trail) for read in step.sampled] == [False, True]
    assert Scene("", int, (trail, image)).kept == {"trail"}
    assert Scene("", int, (trail, image)).feedback
    assert not Scene("", int, (image,)).feedback


def test_a_frame_knows_the_length_of_the_scenes_loop():
    frame = Scene("", int, (), seconds=4.0).frame(30, Fraction(15), (64, 36), 7)

    assert (frame.frames, frame.playhead, frame.time, frame.seed, frame.size) == (60, 0.5, 2.0, 7, (64, 36))
