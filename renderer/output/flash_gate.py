"""The flash guard of what is exported: holds each picture inside the limits, judges what was written, and says so."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from renderer.flash.judge import Judge, merged
from renderer.flash.limits import Limits, Override
from renderer.flash.numpy_limiter import NumpyLimiter
from renderer.flash.over_grounds import TransparentLimiter, composed
from renderer.flash.viewer import Safety
from renderer.output.companions import write_verdict

if TYPE_CHECKING:
    from renderer.flash.measure import Measured

__all__ = ["FlashGate"]


class FlashGate:
    """
    Shown every picture of a film in its order; returns what may be written in its place.

    held : pictures that were changed
    """

    def __init__(self, safety: Safety, size: tuple[int, int], fps: Fraction, *, alpha: bool = False) -> None:
        """Begin with nothing shown; ``size`` of a picture, px; ``alpha`` : pictures have a fourth channel."""
        self.safety, self.fps = safety, fps
        self.held = 0
        self._limiter: NumpyLimiter | TransparentLimiter = (
            TransparentLimiter(fps, safety.nearest(size)) if alpha else NumpyLimiter(fps, safety.nearest(size))
        )
        self._judge = Judge(fps, safety.places(size), Limits())

    def show(self, picture: NDArray[Any]) -> NDArray[Any]:
        """
        Return the next picture as it may be shown: sRGB codes of 8 or 16 bit, [height, width, 3 or 4].

        What is held back is mixed in 8 bit.
        """
        codes = _bytes(picture)
        measured: tuple[Measured, ...] = ()
        if self.safety.override is None:
            shown = self._limiter.show(codes, self._time)
            if self._limiter.acted > 0.0:
                self.held += 1
                changed = (shown != codes).any(-1)
                picture, scale = picture.copy(), picture.dtype.type(257 if picture.dtype == np.uint16 else 1)
                picture[changed] = shown[changed].astype(picture.dtype) * scale
                codes = shown
            measured = self._limiter.measured
        self._judge.feed(composed(codes), self._time, measured)
        return picture

    def judge(self, picture: NDArray[Any], *, changed: bool) -> None:
        """Judge the next picture, which stands as it was shown, and was ``changed`` then or not."""
        self.held += changed
        self._judge.feed(composed(_bytes(picture)), self._time)

    def state(self) -> tuple[object, ...]:
        """Return what it remembers of the pictures so far, of classes in ``flash.kept_state``; it measures anew."""
        self._limiter.measured = ()  # was for the judge, which has had it
        return self._limiter, self._judge, self.held

    def go_on(self, state: Sequence[object]) -> None:
        """Go on behind the pictures after which ``state`` was taken; raises ValueError where it is another thing."""
        limiter, judge, held = state
        if type(limiter) is not type(self._limiter) or not isinstance(judge, Judge) or not isinstance(held, int):
            raise ValueError("it holds no state of the flash guard")
        self._limiter, self._judge, self.held = limiter, judge, held

    @property
    def _time(self) -> float:
        """The film's own time: a piece out of the middle of a show begins at 0, as whoever plays it sees."""
        return self._judge.frames / float(self.fps)

    def finish(self, path: Path, digest: str) -> tuple[str, ...]:
        """Write verdict and plot beside ``path``, whose SHA-256 is ``digest``; return what an artist must know."""
        verdict, series = merged(self._judge.found(), self.safety.override)
        from . import flash_plot as plot  # Pillow, when the encoder has given its memory back

        write_verdict(path, verdict, digest)
        drawn = plot.write_plot(path, series, verdict, digest)
        head, rooms, *_ = verdict.words()
        said = [f"flash guard: {head}; {drawn.name} shows it", f"flash guard: {rooms}"]
        if self.held:
            said.append(f"flash guard: {self.held} of {verdict.frames} pictures were held back where they flashed "
                        "or repeated like stripes")  # fmt: skip
        return (*said, *_decided(self.safety.override))


def _bytes(picture: NDArray[Any]) -> NDArray[np.uint8]:
    """Return ``picture`` in 8 bit."""
    return np.ascontiguousarray(picture if picture.dtype == np.uint8 else picture >> 8, np.uint8)


def _decided(override: Override | None) -> tuple[str, ...]:
    return (f"flash guard: set aside by {override.name} ({override.reason})",) if override else ()
