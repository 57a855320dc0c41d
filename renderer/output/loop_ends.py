"""Whether a film that is shown again and again closes: its end is measured against its beginning, and told in codes.

The frame behind the last one, which a loop shows as its first, is drawn as well. Where it is not that first one, the
picture jumps once in each round by their difference; and where a scene's own clock begins anew, so that the two are
equal whatever it shows, the step from the last frame to the first must be one as all others are.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import EncodeError, UsageError

__all__ = ["LoopEnds", "NotClosedError"]

_PATCH = 4  # px; dither and grain are averaged, what moves is seen
_SAME = (0.25, 1.5)  # codes of 255, mean and most of a patch, that nobody tells apart
_STEP = 1.25  # of a usual step: what passes for one

Diff = tuple[float, float]


class NotClosedError(EncodeError):
    """A film jumps where it begins anew; without ``--loop`` it is written all the same."""


class LoopEnds:
    """Keeps what it needs of the pictures at the ends of a loop of ``frames``, in the order that they come."""

    def __init__(self, frames: range, whole: int = 0) -> None:
        """Whole : frames of one loop of the scene, where that is known; raises UsageError for fewer than three."""
        if len(frames) < 3:
            raise UsageError(f"--loop wants three frames or more, and these are {len(frames)}: name a longer --frames")
        self.first, self.after = frames[0], frames[-1] + frames.step
        self.wanted = (frames[0], frames[1], frames[-2], frames[-1], self.after)
        self._step, self._whole, self._span = frames.step, whole, frames.stop - frames.start
        self._seen: dict[int, NDArray[np.float32]] = {}

    @property
    def missing(self) -> list[int]:
        """The frames that are not seen yet, first to last."""
        return [index for index in self.wanted if index not in self._seen]

    def see(self, index: int, picture: NDArray[Any]) -> None:
        """Keep what is needed of frame ``index``: uint8, uint16 or float32, [height, width, 3 or 4]."""
        if index in self.wanted:
            self._seen[index] = _patches(picture)

    def draw(self, draw: Callable[[int], object]) -> None:
        """Have ``draw`` draw what is missing, which must come to ``see``; first what follows the last frame drawn."""
        for index in sorted(self.missing, key=lambda index: index != self.after):
            draw(index)

    def check(self, name: str, *, remembers: bool) -> tuple[str, ...]:
        """Return in a line how the film ``name`` closes; raises NotClosedError, with the figures, where it does not."""
        begin, second, before, last, after = (self._seen[index] for index in self.wanted)
        jump, seam = _apart(after, begin), _apart(last, begin)
        steps = (_apart(begin, second), _apart(before, last))
        usual = (max(one[0] for one in steps), max(one[1] for one in steps))
        end = f"frame {self.after}, which the loop shows as frame {self.first},"
        figures = f"{end} differs from it by {_words(jump)}, and a step from frame to frame is {_words(usual)}"
        if _within(jump, usual) and _within(seam, usual):
            return (f"loop: closes: {figures}",)
        if _within(jump, usual):
            figures = f"the step from its last frame to its first is {_words(seam)}, and one beside it {_words(usual)}"
        advice = self._advice(remembers=remembers)
        raise NotClosedError(f"{name} does not close as a loop: {figures}. {advice}; without --loop it is written so.")

    def _advice(self, *, remembers: bool) -> str:
        loops = self._whole and not self._span % self._whole
        if loops and self._whole % self._step:  # the last step of a time lapse goes beyond the end of the loop
            able = (one for one in range(1, self._whole // 3 + 1) if not self._whole % one)
            near = min(able, default=1, key=lambda one: (abs(one - self._step), one))
            rest = f"--every {self._step} leaves a rest of the {self._whole} frames of a loop"
            return f"{rest}: --every {near} leaves none"
        if remembers:
            return "A scene that remembers begins from nothing: begin the loop later, with --frames N..M"
        return "Name the frames of a whole loop with --frames, or parameters that come back"


def _patches(picture: NDArray[Any]) -> NDArray[np.float32]:
    """Return the means of patches, 0 .. 255, [rows, columns, channels]."""
    whole = {"uint8": 255.0, "uint16": 65535.0}.get(picture.dtype.name, 1.0)
    high, wide = (max(1, side // _PATCH) for side in picture.shape[:2])
    y, x = min(_PATCH, picture.shape[0]), min(_PATCH, picture.shape[1])
    cut = picture[: high * y, : wide * x].reshape(high, y, wide, x, -1)
    return np.asarray(cut.mean((1, 3), dtype=np.float32) * np.float32(255.0 / whole), np.float32)


def _apart(one: NDArray[np.float32], other: NDArray[np.float32]) -> Diff:
    """Return by how many codes two pictures differ: on average, and at most of a patch."""
    apart = abs(one - other)
    return float(apart.mean()), float(apart.max())


def _within(found: Diff, usual: Diff) -> bool:
    return all(one <= max(same, _STEP * step) for one, same, step in zip(found, _SAME, usual, strict=True))


def _words(apart: Diff) -> str:
    return f"{apart[0]:.2f} of 255 on average and {apart[1]:.1f} at most"
