"""The eye from which a scene is drawn."""

from dataclasses import replace

import pytest

from renderer.core.errors import SceneError
from renderer.core.view import plain
from renderer.core.volume import Volume
from renderer.frames.eye import eye_of
from renderer.scene.catalogue import load


def test_a_scene_with_views_is_seen_from_straight_before_it_unless_an_eye_is_asked_for():
    flat = load("enamel")
    deep = replace(flat, scene=replace(flat.scene, views=Volume(width=80.0, height=60.0)))
    eye = plain(deep.scene.views, 2.0)

    assert eye_of(deep, None, (200, 100)) == eye
    assert eye_of(deep, eye, (100, 100)) is eye
    assert eye_of(flat, None, (200, 100)) is None
    with pytest.raises(SceneError, match="enamel takes no views: it is a flat picture"):
        eye_of(flat, eye, (200, 100))
