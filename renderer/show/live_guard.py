"""The flash guard of what a stage shows: made with the first picture, told to the artist where it holds."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from renderer.flash.viewer import Safety
from renderer.gpu.context import Context
from renderer.gpu.flash_limiter import FlashLimiter

__all__ = ["LiveGuard"]


class LiveGuard:
    """
    Lets pictures of any size through, one after the other, as ``safety`` allows; ``tell`` is told what it holds.

    fps : of what is shown, at most; as it is when the first one comes
    """

    def __init__(self, gl: Context, fps: Fraction, safety: Safety, tell: Callable[[str], None]) -> None:
        """Hold nothing yet."""
        self._gl, self.fps, self._safety, self._tell = gl, fps, safety, tell
        self._limiter: FlashLimiter | None = None

    @property
    def held(self) -> str:
        """What was held back in the last picture, where and by which rule, in a sentence; "" for nothing."""
        return str((self._limiter and self._limiter.holding) or "")

    def show(self, texture: Any, now: float) -> Any:  # noqa: ANN401
        """Return the finished ``texture`` as it may be shown at ``now`` (s); itself where somebody decided so."""
        if self._safety.override is not None:
            return texture
        if self._limiter is None:
            nearest = self._safety.nearest(texture.size)
            self._limiter = FlashLimiter(self._gl, texture.size, self.fps, nearest)
        elif self._limiter.size != texture.size:
            self._limiter.resize(texture.size)
        shown = self._limiter.show(texture, now)
        if holding := self._limiter.holding:
            self._tell(f"the flash guard holds back a part of the picture: {holding.rule}")
        return shown

    def release(self) -> None:
        """Free the GL objects."""
        if self._limiter is not None:
            self._limiter.release()
            self._limiter = None
