"""A bind that a hand changes in the panel: what it begins as, and what else changes with its figure or scale."""

from dataclasses import replace
from typing import TYPE_CHECKING

from renderer.params.bind import Bind
from renderer.signals.name import PLACED, SignalName, parse_signal
from renderer.signals.values import signal_column, signal_span

if TYPE_CHECKING:
    from renderer.data.table import Table

__all__ = ["limits_of", "reheard", "rescaled"]

# What of all that it can be a signal of differences spans at first: more would hardly move anything.
_PART = {"spread": 0.2, "gap": 0.4, "width": 0.2, "delta": 0.1, "trend": 0.1}
_LEAST = 0.01  # of the upper end, where a logarithm begins


def limits_of(signal: str, table: "Table") -> tuple[float, float]:
    """Return between which values ``signal`` lies, of whatever group; raises SceneError for what is not there."""
    asked = parse_signal(signal)
    low, high = signal_span(str(_of_all(asked)), table)
    return (low - high, high - low) if asked.other else (low, high)


def reheard(bind: Bind | None, to: str, signal: str, table: "Table") -> Bind:
    """Return ``bind``, or the first one of the parameter ``to``, with ``signal`` in place of its own."""
    before, now = parse_signal(bind.signal) if bind else None, parse_signal(signal)
    if bind and before and _kind(before) == _kind(now):
        return replace(bind, signal=signal)
    fresh = Bind(signal, to, _first_span(now, table))
    if bind is None:
        return fresh
    times = (0.0, 0.0) if now.family == "drift" else (bind.rise, bind.fall)
    return replace(fresh, reach=bind.reach, clamp=bind.clamp, rise=times[0], fall=times[1])


def rescaled(bind: Bind, scale: str, table: "Table") -> Bind:
    """Return ``bind`` by another ``scale``, its span such that it can be gone through so."""
    if "quantile" in (bind.scale, scale) and scale != bind.scale:
        first = _first_span(parse_signal(bind.signal), table)
        bind = replace(bind, span=(0.0, 100.0) if scale == "quantile" else first)
    low, high = bind.span
    if scale in ("log", "sqrt"):
        least = _LEAST * max(low, high) if scale == "log" else 0.0
        low, high = max(low, least), max(high, least)
    if low == high or (scale == "log" and low <= 0.0):
        return bind
    middle = (low + high) / 2 if scale == "diverging" else None
    return replace(bind, scale=scale, span=(low, high), middle=middle)


def _of_all(asked: SignalName) -> SignalName:
    """Return ``asked`` of everybody whom its role shows, which every table has."""
    return replace(asked, column=asked.figure or asked.column, other="")


def _kind(asked: SignalName) -> tuple[str, str]:
    """Return what tells whether the span of one signal is one of another."""
    placed = asked.family in PLACED and not asked.width and asked.family != "width"
    return ("placed" if placed else f"{asked.family}{asked.width}{bool(asked.other)}", asked.figure)


def _first_span(asked: SignalName, table: "Table") -> tuple[float, float]:
    """Return the span that a bind of ``asked`` begins with: what its role shows, or some of what can be."""
    low, high = signal_span(str(_of_all(asked)), table)
    if asked.family in ("mean", "median", "ewma", "area") and not asked.width:
        column = signal_column(str(_of_all(asked)), table)
        low, high = column.domain or (low, high) if column else (low, high)
    part = _PART.get("width" if asked.width else asked.family, 1.0)
    return (low * part, high * part) if part < 1.0 else (low, high)
