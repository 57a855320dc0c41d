"""Where a mistake is mended, that is told once, with the file that it was in."""

import pytest

from renderer.show.mended import Mended, figures_name


def test_a_sheet_that_was_wrong_for_the_scene_and_its_figures_is_told_once():
    said, told = [], {}
    scene, figures = Mended(said.append, told), Mended(said.append, told)
    for one in (figures, scene):
        one.follow("mine.csv is empty")
    scene.follow("", "mine.csv")
    figures.follow("", "mine.csv")
    assert said == ["mine.csv plays again"]


def test_it_is_told_once_that_what_was_wrong_plays_again():
    said = []
    one = Mended(said.append)
    for error, name in (("", "a.frag"), ("", ""), ("bad", "b.frag"), ("worse", ""), ("", "c.frag"), ("", "d.frag")):
        one.follow(error, name)
    assert said == ["c.frag plays again"]
    one.follow("bad")
    one.follow("")
    one.follow("bad")
    one.follow("")
    assert said[1:] == ["d.frag plays again"] * 2
    nameless = Mended(said.append)
    nameless.follow("bad")
    nameless.follow("")
    assert said[3:] == ["what was wrong plays again"]


@pytest.mark.parametrize(("error", "name"), [
    ("visits.csv is empty\nStill showing the figures of 14:02:10.", "mine/visits.csv"),
    ("x\nStill showing the map of 14:02:10.", "the map"), ("x\nStill showing the faults of 14:02:10.", "the faults"),
    ("", ""), ("Figures that are saved are no longer shown", ""),
])  # fmt: skip
def test_what_figures_are_wrong_is_known_by_their_words(error, name):
    assert figures_name(error, "mine/visits.csv") == name
