"""A feed: one table as it was released again and again, replayed on a show's clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.data.table import CUBES, Area, Column, Table, select
from renderer.data.times import day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MOST_AREAS", "RELEASE", "Feed", "Pace", "Release", "aligned", "by_release", "check_areas"]

# A picture has a row of texels for each area, and every driver has at least as many.
MOST_AREAS = 4096
RELEASE = "release"  # the stratum that a tidy file names its releases with
_WEEK = 7.0


@dataclass(frozen=True, slots=True)
class Pace:
    """
    How fast a feed runs: where it stands when the show begins, and how much passes in a second of show.

    start : the feed's time at 0 s of the show (days, or s); rate : the feed's time for each s of show

    >>> Pace(start=100.0, rate=0.5).feed(4.0), Pace(start=100.0, rate=0.5).show(102.0)
    (102.0, 4.0)
    """

    start: float
    rate: float

    def feed(self, t: float) -> float:
        """Return the feed's time at ``t`` s of the show."""
        return self.start + self.rate * t

    def show(self, at: float) -> float:
        """Return the s of the show at which the feed stands at ``at``."""
        return (at - self.start) / self.rate


@dataclass(frozen=True, slots=True)
class Release:
    """
    What was known on a day.

    as_of : ISO date
    """

    as_of: str
    table: Table


@dataclass(frozen=True, slots=True)
class Feed:
    """
    Dated releases of one table, oldest first; all have the same areas, columns and times.

    What a release did not know yet is missing in it.
    """

    releases: tuple[Release, ...]

    def __post_init__(self) -> None:
        """Check that there are releases, in order, of one table, and not too large; raise DataError."""
        if not self.releases:
            raise DataError("a feed needs at least one release; give a folder of files called YYYY-MM-DD.csv")
        first = self.releases[0].table
        check_areas(len(first.areas), "the feed")
        days = [day_of(one.as_of) for one in self.releases]
        if any(later <= sooner for sooner, later in pairwise(days)):
            raise DataError("two releases of the feed bear one date, or are out of order; sort them by date")
        for one in self.releases:
            if (one.table.areas, one.table.times) != (first.areas, first.times) or [
                column.name for column in one.table.columns
            ] != [column.name for column in first.columns]:
                raise DataError(f"the release of {one.as_of} has other areas, times or columns; align it first")

    @property
    def table(self) -> Table:
        """The newest release."""
        return self.releases[-1].table

    @property
    def days(self) -> "NDArray[np.float64]":
        """The day on which each time of the table ends, float64 [times]."""
        return np.array([day_of(time) for time in self.table.times])

    @property
    def interval(self) -> float:
        """Days between two times of the table, as it is usual; a week where there is only one."""
        return float(np.median(np.diff(self.days))) if len(self.table.times) > 1 else _WEEK

    def cube(self, column: str) -> "tuple[NDArray[np.float64], NDArray[np.uint8]]":
        """Return value (the column's unit, NaN unless known) and state of ``column``: [releases, areas, times]."""
        index = self.table.column(column)
        value = np.stack([one.table.value[:, :, index].T for one in self.releases])
        return value, np.stack([one.table.state[:, :, index].T for one in self.releases])

    def index(self, day: float) -> int:
        """Return which release is the newest on ``day``; before the first it is the first."""
        known = [n for n, one in enumerate(self.releases) if day_of(one.as_of) <= day]
        return known[-1] if known else 0

    def pace(self, seconds: float = 600.0) -> Pace:
        """
        Return the pace at which the feed lasts ``seconds``: from its first release to two intervals after its last.

        Nothing is late before two intervals have passed, so a show ends calm.
        """
        start, end = (day_of(self.releases[n].as_of) for n in (0, -1))
        return Pace(start, (end - start + 2 * self.interval) / seconds)

    def at(self, t: float, pace: Pace) -> Table:
        """Return the table as it was known at ``t`` s of the show."""
        return self.releases[self.index(pace.feed(t))].table


def check_areas(count: int, where: str) -> None:
    """Raise DataError where ``count`` areas are more than a picture can have."""
    if count > MOST_AREAS:
        raise DataError(
            f"{where} has more areas than a picture has rows: {count:,} or more, at most {MOST_AREAS:,} can be "
            "shown; group them (counties into states, say) or keep those of one region"
        )


def aligned(tables: Mapping[str, Table], weeks: int = 0) -> Feed:
    """
    Return the feed of ``tables``, by the day on which each was released.

    Areas and times are those of any of them, columns those of the newest; what a release has not is
    missing in it. weeks : only so many times, the newest; 0 keeps all.
    """
    order = sorted(tables)
    if not order:
        return Feed(())
    areas: dict[str, Area] = {area.code: area for day in order for area in tables[day].areas}
    check_areas(len(areas), "the feed")
    times = sorted({time for day in order for time in tables[day].times})[-weeks:]
    columns = tables[order[-1]].columns
    axes = (tuple(areas[code] for code in sorted(areas)), tuple(times), columns)
    return Feed(tuple(Release(day, _onto(tables[day], *axes)) for day in order))


def by_release(table: Table) -> Feed:
    """
    Return the feed that a tidy file holds: its strata ``release`` are the releases, their names the dates.

    ``flu_rate@release=2025_11_15`` is flu_rate as it was known on 2025-11-15. A table without such
    strata is a feed of one release, on the day on which its last time ends.
    """
    mark = f"@{RELEASE}="
    dates = sorted({column.name.partition(mark)[2] for column in table.columns if mark in column.name})
    if not dates:
        last = date.fromordinal(int(day_of(table.times[-1]))).isoformat()
        return Feed((Release(last, table),))
    released = {}
    for one in dates:
        names = [column.name for column in table.columns if column.name.endswith(mark + one)]
        part = select(table, names)
        columns = tuple(
            replace(column, name=column.name.partition(mark)[0], label=column.label.rpartition(" (")[0],
                    group="", kind="")
            for column in part.columns
        )
        released[one.replace("_", "-")] = replace(part, columns=columns)
    return aligned(released)


def _onto(table: Table, areas: tuple[Area, ...], times: tuple[str, ...], columns: tuple[Column, ...]) -> Table:
    """Return ``table`` on other axes; cells that it has not are missing."""
    shape = (len(times), len(areas), len(columns))
    own = [{key: n for n, key in enumerate(keys)} for keys in
           (table.times, [area.code for area in table.areas], [column.name for column in table.columns])]  # fmt: skip
    wanted = (times, [area.code for area in areas], [column.name for column in columns])
    pairs = [[(n, have[key]) for n, key in enumerate(keys) if key in have]
             for have, keys in zip(own, wanted, strict=True)]  # fmt: skip
    to = np.ix_(*([new for new, _ in axis] for axis in pairs))
    source = np.ix_(*([old for _, old in axis] for axis in pairs))
    cubes: dict[str, Any] = {}
    for name, kind in CUBES.items():
        cubes[name] = np.full(shape, {"sample": -1, "state": 0}.get(name, np.nan), kind)
        cubes[name][to] = getattr(table, name)[source]
    return replace(table, areas=areas, times=times, columns=columns, **cubes)
