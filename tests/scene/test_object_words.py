"""An object's words are its solid's own, and say where its kind of file keeps no colours."""

from dataclasses import replace
from pathlib import Path

import pytest

from renderer.core.errors import SceneError
from renderer.scene.caption import check_caption
from renderer.scene.catalogue import load
from renderer.scene.object_words import said_of_object


@pytest.mark.parametrize(("name", "plain"), [
    ("a.glb", False), ("a.PLY", False), ("a.splat.ply", False), ("a.stl", True), ("a.3mf", True), ("a.zip", True),
])  # fmt: skip
def test_a_file_without_colours_says_so(name, plain):
    scene = load("smile").scene
    said, beyond = said_of_object(scene, Path(name))

    assert (said.caption, said.reading) == (scene.solid.caption, scene.solid.reading)
    assert ("without its colours" in beyond) == plain


@pytest.mark.parametrize(("name", "plain"), [("a.glb", False), ("a.stl", True)])
def test_without_words_of_its_own_it_carries_those_of_its_pictures_and_says_so(name, plain):
    scene = load("smile").scene
    scene = replace(scene, solid=replace(scene.solid, caption="", reading=""))
    said, beyond = said_of_object(scene, Path(name))

    assert said is scene
    assert "said of its pictures" in beyond
    assert ("without its colours" in beyond) == plain
    assert "its colours alone" not in beyond


def test_words_of_a_solid_that_name_what_is_not_there_are_refused():
    scene = load("smile").scene
    with pytest.raises(SceneError, match=r"caption of the solid names \{uper\}; did you mean 'upper'"):
        check_caption(replace(scene, solid=replace(scene.solid, caption="{uper}")))
