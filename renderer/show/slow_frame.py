"""A picture that takes long is drawn in parts, and between them whoever plays is heard.

So is the first of a scene, of which nothing is known, and each that a hand, a cue or a save has changed, for any of
those may make it a hundred times slower. One that is suddenly slow though nothing was turned, such as by its time or
its figures, is one part, for nobody knew, and so is one strip of triangles. What happens meanwhile waits with its own
time.
"""

from typing import TYPE_CHECKING, Any

from renderer.gpu.bands import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Left", "SlowFrame"]

SLOW = 0.1  # s of a frame from which on the next is drawn in parts
PART = 0.05  # s of one part


class Left(Exception):  # noqa: N818
    """Somebody leaves in the middle of a picture."""


class SlowFrame:
    """
    Knows whether the next frame is slow; the first one of a scene may be.

    hear : called between parts; it may draw, and raises ``Left`` where the picture is not to be drawn to its end
    """

    def __init__(self) -> None:
        """Hear nobody yet."""
        self.hear: Callable[[], None] | None = None
        self._slow, self._values = True, object()
        self._parts = Parts(PART, self._seam)

    def expected(self) -> None:
        """Take the next frame for a slow one: another scene begins."""
        self._slow = True

    def took(self, seconds: float) -> None:
        """Note what the last frame took."""
        self._slow = seconds > SLOW

    def parts(self, values: object) -> dict[str, Any]:
        """Return what ``Engine.draw`` is to be told of parts, where ``values`` is all that an artist may turn."""
        turned, self._values = values != self._values, values
        return {"parts": self._parts} if (self._slow or turned) and self.hear is not None else {}

    def _seam(self) -> None:
        if self.hear is not None:
            self.hear()
