"""One frame: which picture of how many, at what size and seed. Time is derived, never stored."""

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Frame"]

WRAP = 3600  # s; a float of GLSL still tells 0.25 ms apart, and 8 ms after a day that never began again


@dataclass(frozen=True, slots=True)
class Frame:
    """
    What a picture is a pure function of, besides the scene, its parameters and its data.

    index : number of the frame, from 0
    fps : frames per second, exact (30000/1001 stays itself)
    size : width and height, px
    seed : 0 .. 2**32 - 1; the same seed draws the same picture
    frames : frames of the scene's loop; ``playhead`` goes from 0 to 1 over it, again and again

    >>> frame = Frame(index=45, fps=Fraction(30), frames=90)
    >>> frame.time, frame.dt, frame.playhead
    (1.5, 0.03333333333333333, 0.5)
    """

    index: int = 0
    fps: Fraction = Fraction(30)
    size: tuple[int, int] = (1280, 720)
    seed: int = 0
    frames: int = 1

    @property
    def number(self) -> int:
        """``index`` as an int of GLSL holds it; after 2**31 frames, more than two years, it begins again at 0."""
        return self.index & 0x7FFFFFFF

    @property
    def time(self) -> float:
        """Seconds since frame 0."""
        return float(self.index / self.fps)

    @property
    def wrap(self) -> int:
        """Frames after which ``wrapped_time`` begins again: as many whole loops as an hour holds, one at least."""
        return self.frames * max(1, int(WRAP * self.fps) // self.frames)

    @property
    def wrapped_time(self) -> float:
        """``time`` as a float of GLSL holds it evenly for ever: seconds since ``wrap`` was last passed."""
        return float(self.index % self.wrap / self.fps)

    @property
    def dt(self) -> float:
        """Seconds between two frames."""
        return float(1 / self.fps)

    @property
    def playhead(self) -> float:
        """Where in the loop this frame lies, 0 .. 1 (never 1 itself: the loop has no seam)."""
        return (self.index % self.frames) / self.frames
