"""What killed runs left goes with the next run in the same folder, which says so."""

from contextlib import suppress
from pathlib import Path

from .tell import say

__all__ = ["sweep"]


def sweep(*folders: Path) -> None:
    """Remove the copies of rows, and the parts of files in ``folders``, of runs that were killed; tell it."""
    from renderer.output.leftovers import left_by_killed

    for one in left_by_killed(*folders):
        with suppress(OSError):  # another run may sweep too
            one.remove()
            if one.size:  # a lock holds nothing
                say(f"Removed a {one.what} that a killed run had left: {one.path}")
