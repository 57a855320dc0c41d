"""Binds: a signal's span becomes a parameter's range, so that a figure moves the picture.

A bind drives amplitudes, never rates: rate x time jumps when the rate moves, so a bind to a
parameter in Hz is refused.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest

from .param import Spec, assign, specs

__all__ = ["Bind", "apply_binds", "check_binds"]

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Bind:
    """
    ``signal`` moves the parameter ``to``: ``span[0]`` is its low end, ``span[1]`` its high end.

    A reversed span inverts. Outside the span the parameter stays at its end; a signal without
    a value (NaN) leaves the parameter as the artist set it.
    """

    signal: str
    to: str
    span: tuple[float, float]

    def sentence(self, known: Mapping[str, Spec]) -> str:
        """Return what this bind does, as the panel and the README say it."""
        spec = known[self.to]
        return (
            f"{self.signal} from {self.span[0]:g} to {self.span[1]:g} moves {self.to} "
            f"from {spec.low:g} to {spec.high:g} {spec.unit}"
        ).rstrip()


def check_binds(binds: Iterable[Bind], known: Mapping[str, Spec]) -> None:
    """Raise SceneError for a bind that names no parameter, a rate, or an empty span."""
    for bind in binds:
        if bind.to not in known:
            raise SceneError(f"bind to '{bind.to}': no such parameter{nearest(bind.to, known)}")
        if known[bind.to].unit == "Hz":
            raise SceneError(f"bind to '{bind.to}': a rate in Hz jumps when bound; bind an amplitude instead")
        if known[bind.to].kind not in ("number", "whole"):
            kind = known[bind.to].kind
            raise SceneError(f"bind to '{bind.to}': only numbers can be bound, this is a {kind}")
        if not all(map(math.isfinite, bind.span)) or bind.span[0] == bind.span[1]:
            raise SceneError(f"bind to '{bind.to}': the span {bind.span} has no length")


def apply_binds(
    params: P, binds: Iterable[Bind], signal: Callable[[str], float], held: Iterable[str] = ()
) -> P:
    """Return ``params`` moved by ``binds``; names in ``held`` were set by hand and stay."""
    known, held = specs(params), set(held)
    moved: dict[str, Any] = {}
    for bind in binds:
        value = signal(bind.signal)
        if bind.to in held or math.isnan(value):
            continue
        spec = known[bind.to]
        low, high = float(spec.low or 0.0), float(spec.high or 0.0)
        part = (value - bind.span[0]) / (bind.span[1] - bind.span[0])
        target = low + min(1.0, max(0.0, part)) * (high - low)
        moved[bind.to] = round(target) if spec.kind == "whole" else target
    return assign(params, **moved)
