"""One line where a mistake is mended: it was told, and so is that what was mended is on the wall."""

import re
from collections.abc import Callable
from pathlib import Path

__all__ = ["Mended", "figures_name"]

_PART = re.compile(r"Still showing (the \w+) of")


class Mended:
    """Follows what is wrong with one thing, such as a scene or its figures."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Begin with nothing wrong; ``say`` is told when that is so again."""
        self._say, self._wrong, self._name = say, False, ""

    def follow(self, error: str, name: str = "") -> None:
        """
        Take ``error`` for what is wrong now, "" for nothing.

        name : of what it is about, as an artist knows it; "" leaves it at what was named last
        """
        self._name = name or self._name
        if self._wrong and not error:
            self._say(f"{self._name or 'what was wrong'} plays again")
        self._wrong = bool(error)


def figures_name(error: str, data: str) -> str:
    """
    Return what ``error``, of the figures of a show that are in ``data``, is about; "" where it does not say.

    >>> figures_name("A4 has no row 3\\nStill showing the figures of 14:02:10.", "mine/visits.csv")
    'visits.csv'
    """
    found = _PART.search(error)
    if found is None:
        return ""
    return (Path(data).name or data) if found[1] == "the figures" else found[1]
