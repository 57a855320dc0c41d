"""Values that outlive the scene they were made for: each comes to what the parameter of its name takes now."""

from collections.abc import Mapping
from typing import Any, TypeVar

from renderer.core.errors import ParamError

from .param import Spec, assign, specs, value_text

__all__ = ["refit_values"]

P = TypeVar("P")


def refit_values(turned: Mapping[str, Any], fresh: P) -> tuple[P, tuple[str, ...]]:
    """Return ``fresh`` with each value that still has a parameter; those out of range come to its end."""
    notes = []
    for name, value in turned.items():
        spec = specs(fresh).get(name)
        if spec is None:
            notes.append(f"{name} is gone from the scene; its value {value_text(value)} was dropped")
            continue
        try:
            fresh = assign(fresh, **{name: value})
        except ParamError:
            near = _clamped(value, spec)
            kept = spec.default if near is None else near
            fresh = assign(fresh, **{name: kept})
            notes.append(f"{name} = {value_text(value)} is outside {spec.span}; it is now {value_text(kept)}")
    return fresh, tuple(notes)


def _clamped(value: Any, spec: Spec) -> Any:  # noqa: ANN401
    """Return the nearest value of the range, None where there is no nearest."""
    if spec.kind == "point" and isinstance(value, (tuple, list)) and len(value) == 2:
        parts = [_number(part, spec) for part in value]
        return None if None in parts else tuple(parts)
    if spec.kind not in ("number", "whole"):
        return None
    number = _number(value, spec)
    return round(number) if number is not None and spec.kind == "whole" else number


def _number(value: Any, spec: Spec) -> float | None:  # noqa: ANN401
    """Return ``value`` inside the range, None where it is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        return None
    return float(min(max(value, spec.low or 0.0), spec.high or 0.0))
