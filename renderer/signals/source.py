"""Where figures come from while a show runs: asked beside the frame loop, never within a draw."""

from typing import Any, NamedTuple, Protocol

from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_table
from renderer.data.offer import Offer
from renderer.data.places.ground import Ground
from renderer.data.role import WantedRoles
from renderer.data.table import Table

from .fault.events import CALM, Faults
from .fault.feeds import faults_of

__all__ = ["FigureSource", "Figures", "read_figures"]


class Figures(NamedTuple):
    """
    What is known at one moment, and what is wrong with it: never changed, only replaced.

    offer : what may be put into the roles in its place, None where nobody asked for roles
    notes : what an artist did not ask for and should know, a sentence each
    ground : the map joined with the table, of a scene that draws one; None where there is none
    """

    table: Table
    faults: Faults = CALM
    offer: Offer | None = None
    notes: tuple[str, ...] = ()
    ground: Ground | None = None


class FigureSource(Protocol):
    """Whatever gives figures. It never reads, waits or raises when it is asked."""

    @property
    def error(self) -> str:
        """What cannot be read now, and since when the figures given are; "" where all is well."""

    def choose(self, choice: FigureChoice, binds: Any = None) -> None:  # noqa: ANN401
        """
        Put ``choice`` into the roles from now on: ``at`` gives these figures once they are read.

        binds : what moves parameters in place of the scene's own, whose figures are read too
        """

    def at(self, time: float, seed: int = 0) -> Figures:
        """Return the figures at ``time`` (s of the show); ``seed`` is that of made up faults."""


def read_figures(data: str, wanted: tuple[str, ...] | WantedRoles, feed: str, seed: int = 0) -> Figures:
    """
    Read the figures of ``data`` and the faults of ``feed``; raises DataError.

    >>> table, faults, *_ = read_figures("us_oral_health", ("dental_visit",), "rehearsal", seed=4)
    >>> table.value.shape, faults.seed
    ((2, 51, 1), 4)
    """
    return Figures(load_table(data, wanted), faults_of(feed, seed))
