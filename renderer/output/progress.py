"""How far an export is: what the command line shows, and output never prints itself."""

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """Called after each frame with the frames done and the frames in all, and while a still is drawn."""

    def __call__(self, done: int, total: int, what: str = "frames") -> None:
        """Take note; ``what`` they are, in words after their number."""


def silent(done: int, total: int, what: str = "frames") -> None:
    """Take no note."""
