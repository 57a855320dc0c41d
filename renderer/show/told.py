"""What a scene on the stage has to say: each sentence once, and of a flood of them one a minute as long as it plays.

A mistake with the frame's number in it is another sentence thirty times a second. That fills no log; and a fault that
comes amid it, or after weeks of it, is still told: sentences of one form differ in their digits alone.
"""

import re
import time
from collections.abc import Callable

__all__ = ["MINUTE", "MOST", "Told"]

MOST = 100  # sentences that are told at once, and known for told
MINUTE = 60.0  # s between two of one form, of more
_DIGITS = re.compile(r"0x[\da-f]+|\d+")

Say = Callable[[str], None]


class Told:
    """Tells sentences, each once; of the last ``MOST`` of them it knows that they were told."""

    def __init__(self, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        """Tell ``say``; ``clock`` gives s."""
        self._say, self._clock = say, clock
        self._known: dict[str, None] = {}  # in the order in which they were told
        self._forms: dict[str, float] = {}  # when a sentence of each was told last
        self._new = float("-inf")  # and when one of a form that was not known
        self._left = 0

    def tell(self, words: str, say: Say | None = None) -> None:
        """Tell ``words``, ``say`` where that is given."""
        if words in self._known:
            return
        form, now = _DIGITS.sub("#", words), self._clock()
        if len(self._known) >= MOST:
            crowded = form not in self._forms and len(self._forms) == MOST and now - self._new < MINUTE
            if crowded or now - self._forms.get(form, float("-inf")) < MINUTE:
                self._left += 1
                return
            del self._known[next(iter(self._known))]
        if form not in self._forms:
            self._new = now
        self._known[words] = None
        self._forms.pop(form, None)
        self._forms[form] = now
        if len(self._forms) > MOST:
            del self._forms[next(iter(self._forms))]
        left, self._left = self._left, 0
        (say or self._say)(f"{words} ({left:,} more such sentences were left out meanwhile)" if left else words)

    def clear(self) -> None:
        """Know of nothing that was told: another scene plays."""
        self._known.clear()
        self._forms.clear()
        self._new = float("-inf")
        self._left = 0
