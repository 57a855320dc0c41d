"""Faults of a stream of messages: what a receiver can tell without knowing what really happened."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from renderer.signals.fault import measures
from renderer.signals.fault.stream import Heard, Stream, hear

from .baseline import against_baseline
from .evidence import Evidence, figure, of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["signs_of_messages"]

_LEARN = 45  # intervals in which the receiver learns what is usual; it judges no figure before
_RECENT = 3  # intervals for which a single message counts
_COUNTS = (1.0, 6.0)  # messages in these intervals
_REVISED = (0.02, 0.25)  # relative change
_SAME = (4.0, 12.0)  # messages in a row with the very same figure
_BEHIND = (2.0, 8.0)  # intervals that a message is old
_AHEAD = (0.5, 6.0)  # ... or comes from the future
_SILENCE = (3.0, 8.0)  # intervals
_WITHHELD = (1.0, 6.0)  # messages in a row
# 51 areas heard 255 times are 13,000 figures: at 3.5 robust deviations and a sum of 5 sigma, chance alone
# would alarm about 6 and 28 times a show. At these it hardly does.
_SPIKE = (6.0, 15.0)
_DRIFT = (10.0, 20.0)
_SLACK = 1.0
_CLIP = 3.0  # sigma: one spike cannot pass for a drift


def signs_of_messages(stream: Stream) -> "tuple[NDArray[np.float64], list[Evidence]]":
    """Return when each interval was over (s of the stream, [steps]) and the signs known by then."""
    heard = hear(stream)
    ends = np.arange(1, heard.value.shape[1] + 1) * stream.interval
    return ends, [*_counts(stream, heard), _revised(stream, heard), *_time(stream, heard),
                  *_figures(stream, heard), _withheld(stream, heard)]  # fmt: skip


def _recent(values: "NDArray[np.float64]", reduce: np.ufunc) -> "NDArray[np.float64]":
    """Return ``reduce`` of each value and those just before it."""
    out = values.copy()
    for back in range(1, _RECENT):
        out[:, back:] = reduce(out[:, back:], values[:, :-back])
    return out


def _counts(stream: Stream, heard: Heard) -> list[Evidence]:
    made = (
        ("seal", heard.forged, "{n} in {of} name bore a wrong seal: {name} did not write {them}"),
        ("doubled", heard.doubled, "{n} of {name} came a second time"),
        ("order", heard.late, "{n} of {name} came after younger ones"),
    )
    return [_counted(stream, signal, _recent(counts, np.add), text) for signal, counts, text in made]


def _counted(stream: Stream, signal: str, counts: "NDArray[np.float64]", text: str) -> Evidence:
    def words(area: int, step: int) -> str:
        n, name = int(counts[area, step]), stream.areas[area].name
        messages, them = (f"{n} messages", "them") if n > 1 else ("A message", "it")
        return text.format(n=messages, of=of(name), name=name, them=them)

    return Evidence("tampered", signal, counts, *_COUNTS, words)


def _revised(stream: Stream, heard: Heard) -> Evidence:
    change = np.nan_to_num(heard.change)

    def words(area: int, step: int) -> str:
        old, new = heard.was[area, step], heard.now[area, step]
        return f"{of(stream.areas[area].name)} figure was {figure(old)}, and is now {figure(new)}: " + (
            f"{(new - old) / abs(old):+.0%}".replace("%", " %") if old else "no longer zero")  # fmt: skip

    return Evidence("revised", "revision", _recent(change, np.maximum), *_REVISED, words)


def _time(stream: Stream, heard: Heard) -> list[Evidence]:
    age, lag = heard.age / stream.interval, heard.lag / stream.interval

    def say(text: str, values: "NDArray[np.float64]") -> Callable[[int, int], str]:
        def words(area: int, step: int) -> str:
            name = stream.areas[area].name
            return text.format(name=name, of=of(name), n=values[area, step])

        return words

    same = heard.same
    return [
        Evidence("missing", "staleness", age, *_SILENCE, say("{name} has been silent for {n:.0f} s", heard.age)),
        Evidence("stale", "clock", lag, *_BEHIND, say("{of} messages are {n:.0f} s old when they come", heard.lag)),
        Evidence("implausible", "clock", -lag, *_AHEAD, say("{of} clock runs {n:.0f} s ahead", -heard.lag)),
        Evidence("stale", "same", same, *_SAME, say("{name} has sent the very same figure {n:.0f} times", same)),
    ]


def _figures(stream: Stream, heard: Heard) -> list[Evidence]:
    """Find figures that do not fit; one that is stuck is told as such, and not judged."""
    usual, z = against_baseline(np.where(heard.same >= _SAME[0], np.nan, heard.value), _LEARN)
    sums = measures.cusum(np.clip(z, -_CLIP, _CLIP), np.zeros(len(z)), np.ones(len(z)), _SLACK, most=_DRIFT[1])
    drift = np.maximum(*sums)

    def spike(area: int, step: int) -> str:
        name, value = stream.areas[area].name, heard.value[area, step]
        return (f"{of(name)} figure is {figure(value)}, usual is {figure(usual[area])}: "
                f"{abs(z[area, step]):.0f} deviations from how the others moved")  # fmt: skip

    def drifted(area: int, step: int) -> str:
        way = "up" if sums[0][area, step] >= sums[1][area, step] else "down"
        return (f"{of(stream.areas[area].name)} figures drift {way}: cumulative sum {drift[area, step]:.0f} sigma, "
                f"{_DRIFT[0]:.0f} are allowed")  # fmt: skip

    return [Evidence("implausible", "robust_z", np.abs(z), *_SPIKE, spike),
            Evidence("implausible", "cusum", drift, *_DRIFT, drifted)]  # fmt: skip


def _withheld(stream: Stream, heard: Heard) -> Evidence:
    def words(area: int, step: int) -> str:
        n = int(heard.withheld[area, step])
        figures = f"the last {n} figures are" if n > 1 else "the last figure is"
        return f"{stream.areas[area].name}: {figures} withheld, so that nobody can be recognised"

    return Evidence("suppressed", "withheld", heard.withheld, *_WITHHELD, words)
