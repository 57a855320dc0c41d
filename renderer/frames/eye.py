"""The eye from which a scene is drawn."""

from dataclasses import replace
from typing import Any

import numpy as np

from renderer.core.errors import SceneError
from renderer.core.frame import Frame
from renderer.core.view import View, aimed, plain
from renderer.scene.camera_of import camera_of
from renderer.scene.catalogue import Loaded
from renderer.scene.scene import Scene

__all__ = ["eye_of", "nearness", "seen_from"]


def eye_of(loaded: Loaded, view: View | None, size: tuple[int, int], *, cut_out: bool = False) -> View | None:
    """
    Return the view to draw at ``size`` px: the one asked for, or the plain one of a scene that takes views.

    cut_out : whether the picture keeps transparency: it has no ground then, and is seen as every display sees it
    """
    volume = loaded.scene.views
    if volume is None:
        if view is not None:
            raise SceneError(f"{loaded.name} takes no views: it is a flat picture. Give it views=Volume(...)")
        return None
    return view or replace(plain(volume, size[0] / size[1]), alone=not cut_out)


def seen_from(scene: Scene, view: View | None, frame: Frame, params: Any) -> View | None:  # noqa: ANN401
    """Return ``view`` from where the scene's camera stands at ``frame``; as it is, without one. Raises SceneError."""
    if view is None or scene.views is None or scene.camera is None:
        return view
    camera = camera_of(scene, frame, params)
    try:
        return aimed(view, scene.views, camera, frame.playhead)
    except ValueError as error:
        raise SceneError(f"camera of '{scene.title}': {error}") from error


def nearness(view: View | None, eye: View | None) -> float:
    """Return by how much distances from ``eye`` are larger than those from ``view``, which a camera moved there."""
    return 1.0 if view is None or eye is None else float(np.linalg.norm(eye.up) / np.linalg.norm(view.up))
