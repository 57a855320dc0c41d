"""A bind as a sentence, as the panel, the README and ``chorus check`` say it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from renderer.signals.words import signal_unit, signal_words

from .bind import Bind
from .param import Spec

if TYPE_CHECKING:
    from renderer.data.table import Table

__all__ = ["bind_sentence"]

_SCALES = {"sqrt": ", by its square root", "log": ", by its logarithm"}


def bind_sentence(bind: Bind, known: Mapping[str, Spec], table: "Table") -> str:
    """Return what ``bind`` does with the figures of ``table``; raises SceneError for a signal that it has not."""
    low, high = bind.within(known[bind.to])
    moves = f"moves the {bind.to.replace('_', ' ')} from {low:g} to {high:g} {known[bind.to].unit}".rstrip()
    on = "" if bind.clamp else ", and further where it goes on"
    return f"{signal_words(bind.signal, table)}, {_span(bind, table)}, {moves}{on}{_times(bind)}"


def _span(bind: Bind, table: "Table") -> str:
    """Return from where to where the signal counts, and how that is gone through."""
    low, high = bind.span
    if bind.scale == "quantile":
        return f"by its place among all figures, from {low:g} to {high:g} %"
    span = f"from {low:g} to {high:g} {signal_unit(bind.signal, table)}".rstrip()
    return span + (f", {bind.middle:g} in the middle" if bind.middle is not None else _SCALES.get(bind.scale, ""))


def _times(bind: Bind) -> str:
    """Return how fast it follows."""
    times = (("rising", bind.rise), ("falling", bind.fall))
    said = [f"{word} over {seconds:g} s" for word, seconds in times if seconds]
    return f", {' and '.join(said)}" if said else ""
