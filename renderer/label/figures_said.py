"""What the figures of a picture say, in sentences: how many are known, extremes, middle, trend, gaps. No opinion.

Nothing here tells more than a state lets a picture show: of what is withheld, held back or missing only the number.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from renderer.data.gather import hidden_in
from renderer.data.mean_state import enough_known
from renderer.data.role import EVERYBODY
from renderer.data.state import State
from renderer.data.table import Column, Table, known_in
from renderer.data.times import time_words
from renderer.scene.when import releases

from .wording import amount, amounts, count, difference, measure_places, together

__all__ = ["STATE_WORDS", "figures_said"]

_GONE = {State.MISSING: "no figure", State.SUPPRESSED: "withheld", State.HELD: "held back"}
STATE_WORDS = {State.MISSING: "has no figure", State.SUPPRESSED: "is withheld by its source",
               State.HELD: "is held back until the next release"}  # fmt: skip
_MANY = {"has": "have", "is": "are", "its": "their"}
_NAMED = 3  # areas that a sentence names


def figures_said(
    table: Table, roles: int, at: float, *, means: bool = False
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """
    Yield of each measure that ``table`` shows what it is, and sentences on its figures.

    roles : how many of the table's columns are roles; groups beside each other follow them
    at : the moment that is shown, 0 .. len(times) - 1; between two times the later one is told
    means : whether a group is drawn as its mean of all areas: then nothing is told of it in any one of these
    """
    told = set()
    for role, column in enumerate(table.columns[:roles]):
        if not column.figure or column.figure in told:
            continue
        told.add(column.figure)
        own = [index for index in range(role, len(table.columns), roles)
               if index == role or table.columns[index].figure]  # fmt: skip
        groups = [index for index in own[1:] if table.columns[index].stratum != EVERYBODY]
        drawn = [index for index in groups if releases(table, index, at)]
        gap = tuple(_gap(table, drawn, at, means=means))
        if releases(table, role, at) or not drawn:
            yield _heading(column), (*_of_column(table, role, at), *gap)
        elif means or len(drawn) > _NAMED:
            yield _heading(column), (_groups(table, drawn, at), *gap)
        else:  # few groups alone: of each all that is said of everybody
            yield from ((_heading(table.columns[index]), tuple(_of_column(table, index, at))) for index in drawn)
            yield from [(_heading(column), gap)] if gap else []


def _heading(column: Column) -> str:
    """Return what ``column`` shows, as its own words have it."""
    return f"{column.label[:1].upper()}{column.label[1:]}"


def _of_column(table: Table, index: int, at: float) -> Iterator[str]:
    """Yield the sentences on one measure of everybody, or of one group."""
    shown = releases(table, index, at)
    if shown:
        time = shown[-1]
        yield _known(table, index, time)
        if known_in(table.state[time, :, index]).any():
            yield from _spread(table, index, time)
            yield from _trend(table, index, time)
    else:
        yield "No figure is shown at this moment."


def _groups(table: Table, groups: Sequence[int], at: float) -> str:
    """Return of when and of how many groups there are figures, where nothing else is shown."""
    times = sorted({releases(table, index, at)[-1] for index in groups})
    when, many = together([time_words(table.times[time]) for time in times]), count(len(groups), ("group", "groups"))
    return f"{when}: figures of {many} in {count(len(table.areas), table.area_word)}."


def _known(table: Table, index: int, time: int) -> str:
    """Return how many areas have a figure, and what is the matter with the others."""
    state = table.state[time, :, index]
    hidden = hidden_in(table, index, time)
    others = [f"{np.count_nonzero(is_so):,} {_verb(words, int(np.count_nonzero(is_so)))}"
              for one, words in STATE_WORDS.items() if (is_so := (state == one) & ~hidden).any()]  # fmt: skip
    if table.finer and (out := int(np.count_nonzero(hidden))):
        others.append(f"of {out:,}, too few {table.finer.area_word[1]} are known")
    known = int(np.count_nonzero(known_in(state)))
    zero = int(np.count_nonzero(state == State.ZERO))
    areas = count(len(table.areas), table.area_word)
    whole = f"both {table.area_word[1]}" if len(table.areas) == 2 else f"all {areas}"
    told = whole if not others and len(table.areas) > 1 else f"{known:,} of {areas}"
    zeros = f", of {zero:,} of them it is zero" if zero else ""
    tail = f"; {together(others)}" if others else ""
    return f"{time_words(table.times[time])}: figures of {told}{zeros}{tail}."


def _verb(words: str, number: int) -> str:
    """Return ``words`` on one, or on many."""
    return words if number == 1 else " ".join(_MANY.get(word, word) for word in words.split(" "))


def _spread(table: Table, index: int, time: int) -> Iterator[str]:
    """Yield the extremes with their places, the middle, and how sure the figures are."""
    unit, value, to = table.columns[index].unit, table.value[time, :, index], measure_places(table, index)
    low, high, known = np.nanmin(value), np.nanmax(value), int(np.count_nonzero(np.isfinite(value)))
    if amount(low, unit, to) == amount(high, unit, to):
        yield f"Where it is known it is {amount(low, unit, to)}."
    else:
        yield (f"Lowest: {amount(low, unit, to)}, {_where(table, value, low, index)}. "
               f"Highest: {amount(high, unit, to)}, {_where(table, value, high, index)}.")  # fmt: skip
        if known > 2 * _NAMED:
            first, third = np.nanpercentile(value, (25, 75))
            half = f"Of the {known:,} known, half" if known < len(value) else f"Half of the {table.area_word[1]}"
            yield f"{half} lie from {amounts(first, third, unit, to)}."
    width = table.high[time, :, index] - table.low[time, :, index]
    if np.nanmax(np.nan_to_num(width, nan=0.0)) > 0.0:
        yield f"{_sure(table, width, known)} within {difference(float(np.nanmedian(width)) / 2, unit, to)} either way."


def _sure(table: Table, width: NDArray[np.float64], known: int) -> str:
    """Return how sure, of whom: the middle of all, of those that are ``known``, or of those whose ``width`` is."""
    told = int(np.count_nonzero(np.isfinite(width)))
    if told < known:
        return f"How sure, of {count(told, table.area_word)} with an interval:{' in the middle' if told > 1 else ''}"
    return f"How sure: in the middle {table.area_word[0] if known == len(width) else 'of those known'}"


def _where(table: Table, value: NDArray[np.float64], extreme: float, index: int) -> str:
    """Return the names of the areas whose figure, of the measure in column ``index``, is written as ``extreme`` is."""
    unit, to = table.columns[index].unit, measure_places(table, index)
    same = [area.name for area, one in zip(table.areas, value, strict=True)
            if np.isfinite(one) and amount(one, unit, to) == amount(extreme, unit, to)]  # fmt: skip
    return together(same) if len(same) <= _NAMED else count(len(same), table.area_word)


def _trend(table: Table, index: int, time: int) -> Iterator[str]:
    """Yield how the figures have changed since the first release that has any, where both know them."""
    known = known_in(table.state[:, :, index])
    first = int(np.flatnonzero(known.any(axis=1))[0])
    both = known[first] & known[time]
    if first >= time or not both.any():
        return
    unit, to = table.columns[index].unit, measure_places(table, index)
    then, now = table.value[first, both, index], table.value[time, both, index]
    moves = [0 if amount(a, unit, to) == amount(b, unit, to) else 1 if b > a else -1
             for a, b in zip(then, now, strict=True)]  # fmt: skip
    ways = [f"{word} in {moves.count(sign):,}" for word, sign in (("rose", 1), ("fell", -1), ("stayed", 0))
            if sign in moves]  # fmt: skip
    middle = float(np.median(now - then))
    said = difference(middle, unit, to)
    way = f"{'up' if middle > 0 else 'down'} {said}" if said != difference(0.0, unit) else "none"
    yield (f"Since {time_words(table.times[first])}, of {count(int(both.sum()), table.area_word)} with both figures it "
           f"{together(ways)}; the change in the middle: {way}.")  # fmt: skip
    yield from _beyond_doubt(table, table.low[[first, time]][:, both, index], table.high[[first, time]][:, both, index])


def _beyond_doubt(table: Table, low: NDArray[np.float64], high: NDArray[np.float64]) -> Iterator[str]:
    """Yield in how many areas a change is larger than doubt: of those with intervals then and now, ``low``, [2, n]."""
    able = np.isfinite(low).all(axis=0) & np.isfinite(high).all(axis=0)
    of, apart = int(able.sum()), int((((low[1] > high[0]) | (high[1] < low[0])) & able).sum())
    if of:
        whose = (f"In {apart:,} of them it" if of == able.size else
                 f"Of {count(of, table.area_word)} with both intervals, in {apart:,} the change")  # fmt: skip
        yield f"{whose} is larger than what both surveys leave open: their intervals do not overlap."


def _gap(table: Table, groups: Sequence[int], at: float, *, means: bool) -> Iterator[str]:
    """Yield the middle figure of each of the ``groups`` that are drawn, and where two of them lie farthest apart."""
    shown = [(index, releases(table, index, at)[-1]) for index in groups]
    known = [(index, time) for index, time in shown if known_in(table.state[time, :, index]).any()]
    if len(known) < (1 if means else 2):
        return
    where = f"in the middle {table.area_word[0]}" if len(table.areas) > 1 else f"in {table.areas[0].name}"
    for kind, members in groupby(shown, lambda one: table.columns[one[0]].kind):
        said = [f"{table.columns[index].stratum_label} {_unknown(table, index, time) or _middle(table, index, time)}"
                for index, time in members]  # fmt: skip
        yield f"By {kind or 'group'}, {where}: {'; '.join(said)}."
    if len(known) == 2 and not means:
        (a, then), (b, now) = known
        gap = np.abs(table.value[then, :, a] - table.value[now, :, b])
        if np.isfinite(gap).any():
            unit, to = table.columns[a].unit, measure_places(table, a)
            far, near = float(np.nanmax(gap)), float(np.nanmin(gap))
            yield (f"They lie farthest apart in {_where(table, gap, far, a)}, by {difference(far, unit, to)}, and "
                   f"least in {_where(table, gap, near, a)}, by {difference(near, unit, to)}.")  # fmt: skip


def _unknown(table: Table, index: int, time: int) -> str:
    """Return why most areas have no figure, so that their mean is drawn as not known; "" where enough have one."""
    state, areas = table.state[time, :, index], len(table.areas)
    counts = {words: int(np.count_nonzero(state == one)) for one, words in _GONE.items()}
    unknown = sum(counts.values())
    if enough_known(areas - unknown, areas):
        return ""
    why = max(counts, key=counts.__getitem__)
    return (f"{why if 2 * counts[why] > areas else 'not known'} in {'most' if unknown < areas else 'all'} "
            f"{table.area_word[1]}")  # fmt: skip


def _middle(table: Table, index: int, time: int) -> str:
    """Return the median of the known figures, written."""
    median = float(np.nanmedian(table.value[time, :, index]))
    return amount(median, table.columns[index].unit, measure_places(table, index))
