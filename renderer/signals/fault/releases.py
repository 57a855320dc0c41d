"""Faults of a released table: what each release changed, and what did not come between two of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from renderer.data.feed import Feed
from renderer.data.state import State
from renderer.data.times import day_of
from renderer.signals.fault import measures

from .evidence import Evidence, figure, of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["signs_of_releases"]

# A figure is due each interval and may be one interval late: so many intervals old is stale.
_STALE = (2.0, 5.0)
_MISSING = (0.75, 0.25)  # completeness of the newest figures due
_REVISED = (0.02, 0.25)  # relative change; below it lies rounding
_IMPLAUSIBLE = (measures.Z_LIMIT, 2 * measures.Z_LIMIT)
_UNLIKE = float(np.log(1.25))  # growth so much unlike the others' is worth a word, however alike they are
_SUPPRESSED = (0.01, 0.5)  # share of figures withheld
_NEWEST = 8  # times that count as new
_BEYOND = 10  # intervals after the last release for which faults are told


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """
    A feed's column in steps of time.

    value : [releases, areas, times]; days : [times]; steps : days, [steps]; shown : release known at each step
    floor : the column's unit; below it a change is too small to be told from chance
    """

    feed: Feed
    column: str
    value: "NDArray[np.float64]"
    days: "NDArray[np.float64]"
    steps: "NDArray[np.float64]"
    shown: "NDArray[np.intp]"
    floor: float

    def name(self, area: int) -> str:
        return self.feed.table.areas[area].name

    def at(self, time: int) -> str:
        """Return how people call a time."""
        text = self.feed.table.times[time]
        return f"week of {text}" if self.feed.interval == 7 else f"figure of {text}"

    def spread(self, by_release: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return what is true of each release, [releases, areas], at the steps of one interval after it."""
        released = np.array([day_of(one.as_of) for one in self.feed.releases])[self.shown]
        fresh = (self.steps >= released) & (self.steps < released + self.feed.interval)
        return np.where(fresh, by_release[self.shown].T, np.nan)


def signs_of_releases(feed: Feed, column: str) -> "tuple[NDArray[np.float64], list[Evidence]]":
    """Return the days at which the feed's ``column`` is judged, [steps], and its signs; DataError if there is none."""
    value, _ = feed.cube(column)
    known = np.abs(value[np.isfinite(value)])
    released = [day_of(one.as_of) for one in feed.releases]
    grid = np.arange(released[0], released[-1] + _BEYOND * feed.interval, feed.interval / 7)
    steps = np.union1d(grid, released)
    shown = np.array([feed.index(day) for day in steps])
    floor = 0.1 * float(np.median(known)) if len(known) else 1.0
    view = _View(feed, column, value, feed.days, steps, shown, floor or 1.0)
    return steps, [_stale(view), _missing(view), _revised(view), _implausible(view), _suppressed(view)]


def _stale(view: _View) -> Evidence:
    interval = view.feed.interval
    ages = [measures.staleness(view.value[release], view.days, day, interval)
            for release, day in zip(view.shown, view.steps, strict=True)]  # fmt: skip
    values = np.stack(ages, axis=1)
    values[np.isinf(values)] = np.nan  # an area that never sent anything is missing, not late

    def words(area: int, step: int) -> str:
        newest = int(np.flatnonzero(np.isfinite(view.value[view.shown[step], area]))[-1])
        days = view.steps[step] - view.days[newest]
        return (f"{view.name(area)} has sent nothing newer than the {view.at(newest)} for {days:.0f} days; "
                f"a figure is due every {interval:.0f}")  # fmt: skip

    return Evidence("stale", "staleness", values, *_STALE, words)


def _missing(view: _View) -> Evidence:
    """Expected are the times of the table, and one more each interval, for as long as nothing comes."""
    interval = view.feed.interval
    ahead = np.arange(view.days[-1] + interval, view.steps[-1] + interval, interval)
    days = np.concatenate([view.days, ahead])
    empty = np.full((*view.value.shape[:2], len(ahead)), np.nan)
    value = np.concatenate([view.value, empty], axis=-1)
    due = np.zeros((len(view.steps), len(days)), bool)
    for step, day in enumerate(view.steps):
        due[step, np.flatnonzero(days <= day - interval)[-_NEWEST:]] = True
    values = np.stack([measures.completeness(value[release], due[step]) for step, release in enumerate(view.shown)], 1)

    def words(area: int, step: int) -> str:
        count = int(due[step].sum())
        lost = round((1 - values[area, step]) * count)
        return f"{view.name(area)}: {lost} of the newest {count} figures due have not come"

    return Evidence("missing", "completeness", values, *_MISSING, words)


def _revised(view: _View) -> Evidence:
    changes = [measures.revision(old, new, view.floor)
               for old, new in zip(view.value, view.value[1:], strict=False)]  # fmt: skip
    first = np.full(view.value.shape[1], np.nan)
    values = view.spread(np.stack([first, *(np.abs(one.largest) for one in changes)]))

    def words(area: int, step: int) -> str:
        release = int(view.shown[step])
        change = changes[release - 1]
        time, many = int(change.where[area]), int(change.changed[area])
        old, new = (view.value[n, area, time] for n in (release - 1, release))
        more = f", one of {many} that were changed" if many > 1 else ""
        by = f"+{(new - old) / old:.0%}" if new > old > 0 else f"{(new - old) / old:.0%}" if old else ""
        return (f"{of(view.name(area))} {view.at(time)} was {figure(old)}, and is now {figure(new)}"
                + (f": {by.replace('%', ' %')}" if by else "") + more)  # fmt: skip

    return Evidence("revised", "revision", values, *_REVISED, words)


def _implausible(view: _View) -> Evidence:
    """
    Compare the growth of each new figure with that of the other areas at the same time.

    A season is common to all, so it is no fault. Growth is log((x + floor) / (before + floor)): the floor
    keeps two cases after one from being a doubling.
    """
    lifted = np.log(np.maximum(view.value, 0.0) + view.floor)
    growth = measures.delta(lifted)
    apart = np.abs(growth - _middle(growth)) >= _UNLIKE
    z = np.where(apart, measures.robust_z(growth, axis=1), 0.0)
    before = np.concatenate([np.full_like(view.value[:1], np.nan), view.value[:-1]])
    fresh = np.isfinite(view.value) & ~np.isfinite(before)
    newest = np.arange(view.value.shape[-1]) >= np.isfinite(view.value[0]).any(axis=0).sum() - 1
    z = np.where(fresh & newest, np.nan_to_num(z), 0.0)  # at first everything is new: only its newest counts
    where = np.abs(z).argmax(axis=-1)
    values = view.spread(np.abs(z).max(axis=-1))

    def words(area: int, step: int) -> str:
        release = int(view.shown[step])
        time = int(where[release, area])
        old, new = view.value[release, area, time - 1], view.value[release, area, time]
        return (f"{of(view.name(area))} {view.at(time)} went from {figure(old)} to {figure(new)}: "
                f"{abs(z[release, area, time]):.1f} deviations from how the other areas moved")  # fmt: skip

    return Evidence("implausible", "robust_z", values, *_IMPLAUSIBLE, words)


def _middle(growth: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the median over the areas, [releases, 1, times]; 0 where none is known."""
    empty = np.isnan(growth).all(axis=1, keepdims=True)
    return np.asarray(np.nanmedian(np.where(empty, 0.0, growth), axis=1, keepdims=True))


def _suppressed(view: _View) -> Evidence:
    """Count what is withheld of the measure and of all its strata, at the newest times of each release."""
    names = [one.name for one in view.feed.table.columns]
    family = [n for n, name in enumerate(names) if name.partition("@")[0] == view.column.partition("@")[0]]
    state = np.stack([one.table.state[-_NEWEST:, :, family] for one in view.feed.releases])
    withheld = np.isin(state, (State.SUPPRESSED, State.HELD)).sum(axis=(1, 3))
    told = (state != State.MISSING).sum(axis=(1, 3))
    share = np.where(withheld > 0, withheld / np.maximum(told, 1), np.nan)

    def words(area: int, step: int) -> str:
        release = view.shown[step]
        return (f"{view.name(area)}: {withheld[release, area]} of {told[release, area]} figures are withheld, "
                "so that nobody can be recognised")  # fmt: skip

    return Evidence("suppressed", "withheld", share[view.shown].T, *_SUPPRESSED, words)
