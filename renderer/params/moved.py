"""Parameters as their binds move them at a frame."""

import math
from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np

from renderer.core.errors import SceneError
from renderer.signals.lookback import Lookback
from renderer.signals.slew import followed, steps_back

from .bind import Bind, BindError
from .param import Spec, assign, specs
from .scale import part_of

__all__ = ["apply_binds"]

P = TypeVar("P")
_NONE = np.empty(0)


def apply_binds(params: P, binds: Iterable[Bind], lookback: Lookback, held: Iterable[str] = ()) -> P:
    """Return ``params`` moved by ``binds``; names in ``held`` were set by hand and stay. Raises BindError."""
    known, held = specs(params), set(held)
    moved: dict[str, Any] = {}
    for number, bind in enumerate(binds, 1):
        if bind.to in held:
            continue
        try:
            value = _value(bind, known[bind.to], lookback)
        except SceneError as error:
            raise BindError(number, bind.to, error) from None
        if not math.isnan(value):
            moved[bind.to] = round(value) if known[bind.to].kind == "whole" else value
    return assign(params, **moved)


def _value(bind: Bind, spec: Spec, lookback: Lookback) -> float:
    """Return what ``bind`` makes of its parameter, in its unit; NaN where its signal has no value."""
    low, high = float(spec.low or 0.0), float(spec.high or 0.0)
    first, last = bind.within(spec)
    ends = (0.0, 1.0) if bind.clamp else sorted((end - first) / (last - first) for end in (low, high))
    rise, fall = (float(seconds * lookback.frame.fps) for seconds in (bind.rise, bind.fall))
    values = lookback.last(bind.signal, 1 + steps_back(rise, fall, ends[1] - ends[0]))
    if math.isnan(values[-1]):
        return math.nan
    figures = lookback.figures(bind.signal) if bind.scale == "quantile" else _NONE
    part = followed(np.clip(part_of(bind, values, figures), *ends), rise, fall)
    return min(high, max(low, first + part * (last - first)))
