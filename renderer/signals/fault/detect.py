"""From a feed to its faults on the show's clock."""

from renderer.data.feed import Feed, Pace
from renderer.signals.fault.events import Faults
from renderer.signals.fault.releases import signs_of_releases
from renderer.signals.fault.signs import faults_of

__all__ = ["detect"]


def detect(feed: Feed, pace: Pace | None = None, column: str = "") -> Faults:
    """
    Return what is wrong with ``feed``, at the seconds of a show that runs at ``pace``.

    pace : the feed's own where None
    column : the measure that is judged; the first of the table where ""
    Raises DataError for a column that is not there, with the nearest that is.
    """
    pace = pace or feed.pace()
    column = column or feed.table.columns[0].name
    steps, signs = signs_of_releases(feed, column)
    seconds = (steps - pace.start) / pace.rate
    found = [fault for sign in signs for fault in faults_of(sign, seconds, column)]
    return Faults(tuple(found), tuple(area.name for area in feed.table.areas))
