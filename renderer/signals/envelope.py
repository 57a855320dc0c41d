"""How a fault comes and goes: attack, hold, release."""

from dataclasses import dataclass
from typing import Any

__all__ = ["Envelope"]

_INSTANT = 1e-9  # s


@dataclass(frozen=True, slots=True)
class Envelope:
    """
    Seconds in which a fault's glitch rises, the least that it stays, and in which it falls.

    >>> round(float(Envelope(1.0, 2.0, 4.0).at(5.0, 0.0, 0.5)), 2)
    0.5
    """

    attack: float = 0.2
    hold: float = 1.0
    release: float = 4.0

    def at(self, time: float, start: Any, end: Any) -> Any:  # noqa: ANN401
        """
        Return the level, 0 .. 1, at ``time`` of faults that last from ``start`` to ``end`` (s; arrays).

        It rises in a line over the attack, stays while the fault lasts and for the hold at least, and
        falls in a line over the release. Before ``start`` it is 0.
        """
        import numpy as np  # every scene module knows this class, and few ask it

        start, end = np.asarray(start, float), np.asarray(end, float)
        falls = np.maximum(end, start + self.attack + self.hold)
        rise = np.clip((time - start) / max(self.attack, _INSTANT), 0.0, 1.0)
        fall = 1.0 - np.clip((time - falls) / max(self.release, _INSTANT), 0.0, 1.0)
        return np.minimum(rise, fall)
