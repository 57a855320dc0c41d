"""What cannot be played, told so that a flood of mistakes neither fills a terminal nor hides a new one.

The first mistakes are told, each once. After them one line a minute says how many more there were, with the newest; and
a mistake of a kind that was never told is told at once, as somebody who sets up a controller needs it.
"""

import re
from collections.abc import Callable

__all__ = ["MINUTE", "MOST_TOLD", "Refusals"]

MOST_TOLD = 32  # different sentences that are told, each at once
MINUTE = 60.0  # s between two sentences from then on
_MOST_KINDS = 256  # that are known apart; more than anybody's code can say
_OWN = re.compile(r"^/\S+|'[^']*'|-?\d[\d.,]*|[;:?].*$")  # what differs between two mistakes of a kind


class Refusals:
    """
    Tells mistakes.

    count : those that were not told since the last that was
    """

    def __init__(self, say: Callable[[str], None], most: int = MOST_TOLD) -> None:
        """Tell ``say``; ``most`` sentences at once, 0 one of each kind."""
        self._say, self._most = say, most
        self.count = 0
        self._told: set[str] = set()
        self._kinds: set[str] = set()
        self._at = float("-inf")

    def due(self, kind: str, now: float) -> bool:
        """
        Return whether one of ``kind`` would be told at ``now`` (s); it is counted where not.

        To be asked where the sentence itself takes long to find.
        """
        if len(self._told) < self._most or now - self._at >= MINUTE or self._is_new(kind):
            return True
        self.count += 1
        return False

    def tell(self, words: str, now: float, kind: str = "") -> None:
        """Tell ``words`` at ``now`` (s), or count them; without ``kind`` they themselves say of which they are."""
        few = len(self._told) < self._most
        if few and words in self._told:
            return
        kind = kind or (words.partition(": ")[2] if words.startswith("/") else words)
        new = self._is_new(_OWN.sub("", kind))
        if few:
            self._told.add(words)
            self._at = now
            full = len(self._told) == self._most
            self._say(words + ("; of more such mistakes the newest is told once a minute" if full else ""))
        elif new or now - self._at >= MINUTE:
            self._at = now
            more = f" ({self.count:,} more were refused meanwhile)" if self.count else ""
            self.count = 0
            self._say(words + more)
        else:
            self.count += 1

    def _is_new(self, kind: str) -> bool:
        if kind in self._kinds or len(self._kinds) >= _MOST_KINDS:
            return False
        self._kinds.add(kind)
        return True
