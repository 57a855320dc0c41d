"""From a feed to its faults on the show's clock."""

from typing import TYPE_CHECKING

from renderer.signals.fault.events import Faults
from renderer.signals.fault.messages import signs_of_messages
from renderer.signals.fault.releases import signs_of_releases

from .evidence import beyond_limit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from renderer.data.feed import Feed, Pace
    from renderer.data.table import Area
    from renderer.signals.fault.stream import Stream

    from .evidence import Evidence

__all__ = ["detect", "detect_messages"]


def detect(feed: "Feed", pace: "Pace | None" = None, column: str = "") -> Faults:
    """
    Return what is wrong with the releases of ``feed``, at the seconds of a show that runs at ``pace``.

    pace : the feed's own where None
    column : the measure that is judged; the first of the table where ""
    Raises DataError for a column that is not there, with the nearest that is.
    """
    column = column or feed.table.columns[0].name
    return _on_the_clock(*signs_of_releases(feed, column), pace or feed.pace(), column, feed.table.areas)


def detect_messages(stream: "Stream", pace: "Pace | None" = None) -> Faults:
    """
    Return what is wrong with the messages of ``stream``, at the seconds of a show that runs at ``pace``.

    It sees the messages alone, each when it was received. pace : as fast as they came, where None
    """
    return _on_the_clock(*signs_of_messages(stream), pace or stream.pace(stream.seconds), stream.column.name,
                         stream.areas)  # fmt: skip


def _on_the_clock(
    steps: "NDArray[np.float64]", signs: "list[Evidence]", pace: "Pace", column: str, areas: "tuple[Area, ...]"
) -> Faults:
    seconds = (steps - pace.start) / pace.rate
    found = [fault for sign in signs for fault in beyond_limit(sign, seconds, column)]
    return Faults(tuple(found), tuple(area.name for area in areas), codes=tuple(area.code for area in areas))
