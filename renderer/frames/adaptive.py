"""Internal resolution that follows the machine: smaller when frames come late, larger when there is room.

Falling takes a third of a second of late frames, rising takes seconds of calm, and a rise that had to
be taken back doubles the calm that the next one needs: so it settles instead of swinging.
"""

from dataclasses import dataclass, replace
from statistics import median

__all__ = ["SCALES", "Adaptive"]

SCALES = (1.0, 0.84, 0.71, 0.59, 0.5, 0.42, 0.35, 0.3, 0.25)  # of each side; a step is 1.4 in area
HOT = 10  # frames late, net, before it falls
RECENT = 9  # frames whose median says how late
CALM = 90  # frames with room before it rises
MOST_CALM = 3600
SETTLE = 3  # frames after a change that say nothing: targets are new
AIM = 0.8  # of the budget, that a change aims at


@dataclass(frozen=True, slots=True)
class Adaptive:
    """
    The scale of each side, and what leads to the next one. Immutable; ``after`` returns the next.

    step : index into ``SCALES``
    patience : multiplies the frames it waits; what feeds back is resampled, and softened, at each change
    """

    step: int = 0
    patience: int = 1
    recent: tuple[float, ...] = ()
    hot: int = 0
    calm: int = 0
    settle: int = SETTLE
    needed: int = CALM
    rose: bool = False

    @property
    def scale(self) -> float:
        """Of each side, 0.25 .. 1."""
        return SCALES[self.step]

    def after(self, cost: float, budget: float) -> "Adaptive":
        """Return what follows a frame drawn in ``cost`` s where ``budget`` s would have been in time."""
        if self.settle:
            return replace(self, settle=self.settle - 1)
        recent = (*self.recent, cost)[-RECENT:]
        larger = (SCALES[self.step - 1] / self.scale) ** 2 if self.step else 1.0
        hot = self.hot + 1 if cost > budget else max(0, self.hot - 2)
        calm = self.calm + 1 if cost * larger < AIM * budget else max(0, self.calm - 10)
        if hot >= HOT * self.patience and self.step < len(SCALES) - 1:
            return self._fallen(median(recent), budget)
        if self.step and calm >= self.needed * self.patience:
            return Adaptive(self.step - 1, self.patience, needed=self.needed, rose=True)
        needed = CALM if self.rose and calm > 2 * CALM else self.needed
        rose = self.rose and calm <= 2 * CALM
        return replace(self, recent=recent, hot=hot, calm=calm, needed=needed, rose=rose)

    def _fallen(self, cost: float, budget: float) -> "Adaptive":
        """Return the largest scale at which a frame should be in time."""
        area = self.scale**2 * AIM * budget / max(cost, 1e-9)
        fits = [i for i, scale in enumerate(SCALES) if i > self.step and scale**2 <= area]
        needed = min(self.needed * 2, MOST_CALM) if self.rose else self.needed
        return Adaptive(fits[0] if fits else len(SCALES) - 1, self.patience, needed=needed)
