"""How far an export is: what the command line shows, and output never prints itself."""

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """Called after each frame with the frames done and the frames in all."""

    def __call__(self, done: int, total: int) -> None:
        """Take note."""


def silent(done: int, total: int) -> None:
    """Take no note."""
