"""The flash guard of what is exported: holds each picture inside the limits, judges what was written, and says so."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.flash.analyse import Analyser
from renderer.flash.limits import Limits, Override
from renderer.flash.numpy_limiter import NumpyLimiter
from renderer.flash.verdict import Series
from renderer.flash.viewer import Safety
from renderer.output.flash_check import write_beside

__all__ = ["FlashGate"]


class FlashGate:
    """
    Shown every picture of a film in its order; returns what may be written in its place.

    held : pictures that were changed; skipped : pictures that were there already, and not judged
    """

    def __init__(self, safety: Safety, fps: Fraction) -> None:
        """Begin with nothing shown."""
        self.safety, self.fps = safety, fps
        self.held = self.skipped = 0
        self._limiter = NumpyLimiter(fps, safety.geometry)
        self._analyser, self._series = Analyser(fps, safety.geometry), Series()
        self._first: int | None = None
        self._last: int | None = None

    def show(self, picture: NDArray[Any], index: int) -> NDArray[Any]:
        """
        Return frame ``index`` as it may be shown: sRGB codes of 8 or 16 bit, [height, width, 3 or 4].

        Transparency stays as it is. What is held back is mixed in 8 bit.
        """
        if self._last is not None and index != self._last + 1:
            self.skipped += index - self._last - 1
            self._limiter.reset()
        self._first = index if self._first is None else self._first
        self._last = index
        # The film's own time: a piece out of the middle of a show begins at 0, as whoever plays it sees.
        time, codes = (index - self._first) / float(self.fps), _bytes(picture)
        if self.safety.override is None:
            shown = self._limiter.show(codes, time)
            if self._limiter.acted > 0.0:
                self.held += 1
                codes = shown
                picture = picture.copy()
                picture[..., :3] = shown if picture.dtype == np.uint8 else shown.astype(np.uint16) * 257
        self._series.add(self._analyser.feed(codes, time))
        return picture

    def finish(self, path: Path) -> tuple[str, ...]:
        """Write verdict and plot beside ``path``; return what an artist must know."""
        verdict = self._series.verdict(self.safety.geometry, Limits(), self.safety.override)
        from . import flash_plot as plot  # Pillow, when the encoder has given its memory back

        write_beside(path, verdict)
        drawn = plot.write_beside(path, self._series, verdict)
        said = [f"flash guard: {verdict.words()[0]}; {drawn.name} shows it"]
        if self.held:
            said.append(f"flash guard: {self.held} of {verdict.frames} pictures were held back where they flashed")
        if self.skipped:
            said.append(f"flash guard: {self.skipped} pictures were there already and were not judged")
        return (*said, *_decided(self.safety.override))


def _bytes(picture: NDArray[Any]) -> NDArray[np.uint8]:
    """Return the colours of ``picture`` in 8 bit."""
    colour = picture[..., :3] if picture.dtype == np.uint8 else picture[..., :3] >> 8
    return np.ascontiguousarray(colour, np.uint8)


def _decided(override: Override | None) -> tuple[str, ...]:
    return (f"flash guard: set aside by {override.name} ({override.reason})",) if override else ()
