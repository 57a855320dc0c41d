"""The eye from which a scene is drawn."""

from dataclasses import replace
from pathlib import Path

import pytest

from renderer.core.camera import Camera
from renderer.core.errors import SceneError
from renderer.core.view import aimed, plain
from renderer.core.volume import Volume
from renderer.frames.eye import eye_of, nearness, seen_from
from renderer.scene.catalogue import load
from renderer.show.own_fault import fault_words


def test_a_scene_with_views_is_seen_from_straight_before_it_unless_an_eye_is_asked_for():
    flat = load("enamel")
    deep = replace(flat, scene=replace(flat.scene, views=Volume(width=80.0, height=60.0)))
    eye = plain(deep.scene.views, 2.0)

    assert eye_of(deep, None, (200, 100)) == replace(eye, alone=True), "and no display makes anything of it"
    assert (eye_of(deep, None, (200, 100)).uniforms["u_alone"], eye.uniforms["u_alone"]) == (1, 0)
    assert eye_of(deep, None, (200, 100), cut_out=True) == eye, "what is laid over another picture has no ground"
    assert eye_of(deep, eye, (100, 100)) is eye
    assert eye_of(flat, None, (200, 100)) is None
    with pytest.raises(SceneError, match="enamel takes no views: it is a flat picture"):
        eye_of(flat, eye, (200, 100))


def test_the_camera_of_a_scene_moves_every_view_and_distances_are_told_as_if_it_had_not():
    volume, flat = Volume(width=80.0, height=60.0), load("enamel").scene

    def camera(frame, params):  # noqa: ARG001  a camera is told both
        return Camera(azimuth=float(frame.seed), distance=0.5)

    scene, view = replace(flat, views=volume, camera=camera), plain(volume, 2.0)
    eye = seen_from(scene, view, scene.frame(0, seed=30), scene.params())

    assert eye == aimed(view, volume, Camera(azimuth=30.0, distance=0.5), 0.0)
    assert nearness(view, eye) == pytest.approx(0.5)
    assert seen_from(replace(scene, camera=None), view, scene.frame(0), None) is view
    assert seen_from(scene, None, scene.frame(0), None) is None
    with pytest.raises(SceneError, match="camera of 'Enamel': no camera stands at"):
        seen_from(replace(scene, camera=lambda *_: Camera(distance=0.0)), view, scene.frame(0), None)


@pytest.mark.parametrize(("body", "words"), [
    ("1 / 0", "camera failed: ZeroDivisionError: division by zero"), ("exit(3)", "camera failed: SystemExit: 3"),
    ("None", r"camera gives None: write a function"),
])  # fmt: skip
def test_a_camera_that_fails_at_a_frame_is_the_scenes_fault_with_its_line(body, words):
    names = {}
    exec(compile(f"\ncamera = lambda frame, params: {body}", "/art/scene.py", "exec"), names)
    volume = Volume(width=80.0, height=60.0)
    scene = replace(load("enamel").scene, views=volume, camera=names["camera"])
    with pytest.raises(SceneError, match=words) as found:
        seen_from(scene, plain(volume, 2.0), scene.frame(0), None)
    line = "" if body == "None" else ":2"
    assert fault_words(Path("/art/scene.py"), found.value) == f"/art/scene.py{line}: {found.value}"
