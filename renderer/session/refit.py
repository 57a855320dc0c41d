"""Values that outlive their scene module: matched by name after a save, and after a restart."""

from collections.abc import Mapping
from typing import Any, TypeVar

from renderer.core.errors import ParamError, SceneError
from renderer.core.suggest import continued
from renderer.params.bind import Bind, check_binds
from renderer.params.param import Spec, assign, specs
from renderer.scene.scene import Scene

__all__ = ["refit", "refit_binds", "refit_values"]

P = TypeVar("P")


def refit(old: Any, fresh: P) -> tuple[P, tuple[str, ...]]:  # noqa: ANN401
    """
    Return ``fresh`` with the values of ``old`` that were turned by hand, and notes on what changed.

    A value that stood at its default takes the new default: the artist is editing that very line.
    """
    turned = {
        name: value for name, spec in specs(old).items() if (value := getattr(old, name)) != spec.default
    }
    return refit_values(turned, fresh)


def refit_values(turned: Mapping[str, Any], fresh: P) -> tuple[P, tuple[str, ...]]:
    """Return ``fresh`` with each value that still has a parameter; those out of range come to its end."""
    notes = []
    for name, value in turned.items():
        spec = specs(fresh).get(name)
        if spec is None:
            notes.append(f"{name} is gone from the scene; its value {_words(value)} was dropped")
            continue
        try:
            fresh = assign(fresh, **{name: value})
        except ParamError:
            near = _clamped(value, spec)
            kept = spec.default if near is None else near
            fresh = assign(fresh, **{name: kept})
            notes.append(f"{name} = {_words(value)} is outside {spec.span}; it is now {_words(kept)}")
    return fresh, tuple(notes)


def refit_binds(binds: tuple[Bind, ...], scene: Scene) -> tuple[tuple[Bind, ...], tuple[str, ...]]:
    """Return ``binds`` that ``scene`` can play, and a note on each that it cannot."""
    kept, notes = [], []
    for bind in binds:
        try:
            check_binds([bind], specs(scene.params), scene.figures)
            kept.append(bind)
        except SceneError as error:
            notes.append(continued(f"the bind {str(error).partition(', ')[2]}", "it was dropped"))
    return tuple(kept), tuple(notes)


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


def _words(value: Any) -> str:  # noqa: ANN401
    return f"{value:g}" if isinstance(value, float) else str(value)
