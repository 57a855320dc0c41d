"""What an artist changes in a session, as values: what undo brings back, and where a morph goes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from renderer.data.figure_choice import FigureChoice
from renderer.params.bind import Bind
from renderer.params.param import specs

from .refit import refit

__all__ = ["Morph", "Values", "fitter"]


@dataclass(frozen=True, slots=True)
class Values:
    """
    What undo brings back: parameters, which of them a hand took from their bind, the seed, figures in the roles.

    binds : what moves parameters; None for what the scene has
    """

    params: Any
    held: frozenset[str] = frozenset()
    seed: int = 0
    choice: FigureChoice = field(default_factory=FigureChoice)
    binds: tuple[Bind, ...] | None = None


@dataclass(frozen=True, slots=True)
class Morph:
    """A preset that is being reached: from ``start`` to ``end``, begun at ``since`` (s), taking ``seconds``."""

    start: Any
    end: Any
    since: float
    seconds: float


def fitter(params: Any, figures: Collection[str]) -> Callable[[Values], Values]:  # noqa: ANN401
    """Return what brings older values into the shape of ``params``, and of a scene with ``figures`` to choose."""
    names = set(specs(params))

    def fit(values: Values) -> Values:
        old = refit(values.params, type(params)())[0]
        return Values(old, values.held & names, values.seed, values.choice.within(figures), values.binds)

    return fit
