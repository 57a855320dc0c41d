"""The eye from which a scene is drawn."""

from renderer.core.errors import SceneError
from renderer.core.view import View, plain
from renderer.scene.catalogue import Loaded

__all__ = ["eye_of"]


def eye_of(loaded: Loaded, view: View | None, size: tuple[int, int]) -> View | None:
    """Return the view to draw at ``size`` px: the one asked for, or the plain one of a scene that takes views."""
    volume = loaded.scene.views
    if volume is None:
        if view is not None:
            raise SceneError(f"{loaded.name} takes no views: it is a flat picture. Give it views=Volume(...)")
        return None
    return view or plain(volume, size[0] / size[1])
