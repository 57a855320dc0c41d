"""One line where a mistake is mended: it was told, and so is that what was mended is on the wall."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from renderer.gpu.include import show

__all__ = ["Mended", "figures_name"]

ONCE = 5.0  # s within which the same file is not told again
_PART = re.compile(r"Still showing (the \w+) of")


class Mended:
    """Follows what is wrong with one thing, such as a scene or its figures."""

    def __init__(self, say: Callable[[str], None], told: dict[str, float] | None = None) -> None:
        """
        Begin with nothing wrong; ``say`` is told when that is so again.

        told : when each name was told, s, for several that may name the same file: a scene is wrong, too, where its
            figures are
        """
        self._say, self._wrong, self._name = say, False, ""
        self._told = {} if told is None else told

    def follow(self, error: str, name: str = "") -> None:
        """
        Take ``error`` for what is wrong now, "" for nothing.

        name : of what it is about, as an artist knows it; "" leaves it at what was named last
        """
        self._name = name or self._name
        if error and not self._wrong:
            self._told.clear()  # of another mistake: its mending is told, however soon
        if self._wrong and not error:
            now = time.monotonic()
            if now - self._told.get(self._name, float("-inf")) > ONCE:
                self._say(f"{self._name or 'what was wrong'} plays again")
            self._told[self._name] = now
        self._wrong = bool(error)


def figures_name(error: str, data: str) -> str:
    """
    Return what ``error``, of the figures of a show that are in ``data``, is about; "" where it does not say.

    >>> figures_name("A4 has no row 3\\nStill showing the figures of 14:02:10.", "mine/visits.csv")
    'mine/visits.csv'
    """
    found = _PART.search(error)
    if found is None:
        return ""
    return show(Path(data)) if found[1] == "the figures" else found[1]
