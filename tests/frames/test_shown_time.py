"""What is said of when a picture's figures are follows what its shaders really ask for."""

import pytest

from renderer.frames.shown_time import frames_said, moments_shown, when_shown

ROLES = "passes=(Pass('image', 'image.frag'),), roles=(Role('lit', 'tiles', default='dental_visit'),), seconds=10.0"
MOVING = """#include "lib/data/cell.glsl"
void main() { o = vec4(vec3(data_at(0, ROLE_LIT, u_moment).value / 100.0), 1.0); }"""
NEWEST = """#include "lib/data/cell.glsl"
void main() { o = vec4(vec3(data_cell(0, ROLE_LIT, u_times - 1).value / 100.0), 1.0); }  // never at u_moment"""


def said(made, *indices):
    return when_shown(made, [made.loaded.scene.frame(index) for index in indices])


@pytest.mark.parametrize(("index", "words"), [
    (0, "2014"), (10, "2014"), (75, "between 2012 and 2014 (not measured)"),
    (150, "2012"), (300, "2014"),
])  # fmt: skip
def test_a_picture_is_of_its_release_or_drawn_between_two(engine, index, words):
    assert said(engine(ROLES, image_frag=MOVING), index) == words


def test_a_scene_that_asks_for_no_moment_shows_the_newest_in_every_frame(engine):
    assert said(engine(ROLES, image_frag=NEWEST), 75) == said(engine(ROLES, image_frag=NEWEST), 0, 75, 150) == "2014"


def test_a_film_that_stands_at_one_release_is_of_that_and_another_goes_from_time_to_time(engine):
    made = engine(ROLES, image_frag=MOVING)

    assert said(made, 0, 1, 2) == "2014"
    assert said(made, 70, 75, 80) == "between 2012 and 2014 (not measured)"
    assert said(made, *range(300)) == "2014 back to 2012 and on to 2014 (drawn between releases, not measured)"


def test_it_is_said_which_frames_of_a_film_show_which_time(engine):
    made = engine(ROLES, image_frag=MOVING)
    frames = [made.loaded.scene.frame(index) for index in range(300)]
    begins, turns, ends = (made.loaded.scene.frame(index) for index in (0, 150, 299))

    assert frames_said(made, frames) == "frame 0: 2014, frame 132: 2012, frame 282: 2014"
    assert [moments_shown(made, [frame])[0] for frame in (begins, turns, ends)] == [1.0, 0.0, 1.0]
    assert frames_said(made, frames[:3]) == ""
    assert frames_said(made, frames[70:140]) == "frame 70: between 2012 and 2014, frame 132: 2012"


def test_without_figures_there_is_nothing_to_say(engine):
    assert said(engine(image_frag="void main() { o = vec4(0.0); }"), 0) == ""
