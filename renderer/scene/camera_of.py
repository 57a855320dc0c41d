"""Where a scene's own camera stands: whatever goes wrong in it is the scene's fault, and told as that."""

from typing import Any

from renderer.core.camera import Camera
from renderer.core.errors import SceneError
from renderer.core.frame import Frame
from renderer.core.quote import quoted

from .scene import Scene

__all__ = ["camera_of"]

_WRITE = "write a function of frame and params that returns Camera(...)"


def camera_of(scene: Scene, frame: Frame, params: Any) -> Camera:  # noqa: ANN401
    """Return where the camera of ``scene``, which has one, stands at ``frame``; raises SceneError where it cannot."""
    if not callable(scene.camera):
        raise SceneError(f"camera gives {quoted(scene.camera)}: {_WRITE}")
    try:
        seen: object = scene.camera(frame, params)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # sys.exit, too, would end the show
        words = f"camera failed: {type(error).__name__}: {error}"
        raise SceneError(words).with_traceback(error.__traceback__) from error  # where in the artist's file it was
    if not isinstance(seen, Camera):
        raise SceneError(f"camera gives {quoted(seen)}: {_WRITE}")
    return seen
