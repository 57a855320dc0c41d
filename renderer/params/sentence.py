"""A bind as a sentence, as the panel, the README and ``chorus check`` say it."""

from collections.abc import Mapping
from math import floor, log10
from typing import TYPE_CHECKING

from renderer.signals.words import signal_unit, signal_words

from .bind import Bind
from .param import Spec

if TYPE_CHECKING:
    from renderer.data.table import Table

__all__ = ["bind_sentence", "rounded"]

_SCALES = {"sqrt": ", by its square root", "log": ", by its logarithm"}


def rounded(value: float) -> str:
    """
    Return ``value`` to three digits, whole numbers with all of theirs.

    >>> rounded(0.505789), rounded(1.2751), rounded(0.35), rounded(12345.6), rounded(0)
    ('0.506', '1.28', '0.35', '12346', '0')
    """
    return f"{round(value, 2 - floor(log10(abs(value))) if 0 < abs(value) < 100 else 0):g}"


def bind_sentence(bind: Bind, known: Mapping[str, Spec], table: "Table") -> str:
    """Return what ``bind`` does with the figures of ``table``; raises SceneError for a signal that it has not."""
    low, high = bind.within(known[bind.to])
    way = f"from {rounded(low)} to {rounded(high)} {known[bind.to].unit}".rstrip()
    moves = f"moves the {bind.to.replace('_', ' ')} {way}"
    on = "" if bind.clamp else ", and further where it goes on"
    return f"{signal_words(bind.signal, table)}, {_span(bind, table)}, {moves}{on}{_times(bind)}"


def _span(bind: Bind, table: "Table") -> str:
    """Return from where to where the signal counts, and how that is gone through."""
    low, high = bind.span
    if bind.scale == "quantile":
        return f"by its place among all figures, from {rounded(low)} to {rounded(high)} %"
    span = f"from {rounded(low)} to {rounded(high)} {signal_unit(bind.signal, table)}".rstrip()
    middle = f", {rounded(bind.middle)} in the middle" if bind.middle is not None else ""
    return span + (middle or _SCALES.get(bind.scale, ""))


def _times(bind: Bind) -> str:
    """Return how fast it follows."""
    times = (("rising", bind.rise), ("falling", bind.fall))
    said = [f"{word} over {seconds:g} s" for word, seconds in times if seconds]
    return f", {' and '.join(said)}" if said else ""
