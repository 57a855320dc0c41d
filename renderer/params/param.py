"""One ``param`` line declares a knob: its slider, flag, preset key, uniform and help.

Values live in a frozen dataclass and are replaced, never mutated. What an artist types or
turns passes through ``assign``, which refuses unknown names and values out of range.
"""

import dataclasses
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar

from renderer.core.errors import ParamError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest

__all__ = ["Kind", "Spec", "assign", "checked", "choice_constants", "param", "specs", "value_text"]

Kind = Literal["number", "whole", "switch", "choice", "colour", "point", "trigger"]
P = TypeVar("P")

# What the uniforms of a kind hold: 32 bits of a whole number, or of a float.
_HELD = {"whole": (-(2**31), 2**31 - 1), "number": (-3.4e38, 3.4e38), "point": (-3.4e38, 3.4e38)}


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of one parameter besides its value; ``low`` and ``high`` are in ``unit``."""

    kind: Kind
    default: Any
    low: float | None = None
    high: float | None = None
    unit: str = ""
    help: str = ""
    group: str = ""
    choices: tuple[str, ...] = ()

    @property
    def span(self) -> str:
        """The allowed range in words, as messages and help give it."""
        if self.choices:
            return " | ".join(self.choices)
        if self.low is None:
            return {"colour": "#rrggbb", "switch": "on | off", "trigger": "on | off"}.get(self.kind, "any")
        return f"{self.low:g}..{self.high:g} {self.unit}".rstrip()


def param(
    default: Any,  # noqa: ANN401
    low: float | None = None,
    high: float | None = None,
    *,
    unit: str = "",
    help: str = "",
    group: str = "",
    choices: tuple[str, ...] = (),
    trigger: bool = False,
) -> Any:  # noqa: ANN401
    """
    Declare one parameter of a scene's frozen ``Params`` dataclass.

    default : its kind follows from it: ``0.5`` a number, ``3`` a whole number, ``True`` a switch,
        ``"#aabbcc"`` a colour (sRGB), ``(0.5, 0.5)`` a point, a word with ``choices`` a choice
    low, high : ends of the range, both allowed; needed for numbers and points
    unit : ``"Hz"`` also makes the uniforms ``u_<name>_phase``, integrated, in cycles, and ``u_<name>_beat``
    trigger : an event that lasts one frame

    Raises ParamError where the declaration contradicts itself.
    """
    kind = _kind(default, choices, trigger)
    _check_unit(unit, kind)
    if kind in ("number", "whole", "point") and (low is None or high is None or not low < high):
        raise ParamError(f"param({default!r}) needs a range: give low and high, low < high.")
    _check_held(kind, low, high)
    spec = Spec(kind, default, low, high, unit, help, group, choices)
    checked("default", spec, default)
    return dataclasses.field(default=default, metadata={"param": spec})


def specs(params: object) -> dict[str, Spec]:
    """Return each parameter's ``Spec`` by name, in order of declaration; takes class or instance."""
    return dict(_specs(params if isinstance(params, type) else type(params)))


@lru_cache(maxsize=64)  # a class never changes, and each frame asks it of the same few
def _specs(params: type) -> dict[str, Spec]:
    found = {}
    for field in dataclasses.fields(params):
        if "param" not in field.metadata:
            raise ParamError(f"'{field.name}' has no range: declare it with param(default, low, high).")
        found[field.name] = field.metadata["param"]
    return found


def choice_constants(name: str, spec: Spec) -> tuple[str, ...]:
    """
    Return the GLSL names of a choice's numbers 0, 1, ...

    >>> choice_constants("mode", Spec("choice", "a b", choices=("a b", "c")))
    ('MODE_A_B', 'MODE_C')
    """
    return tuple(re.sub(r"[^A-Z0-9]+", "_", f"{name}_{choice}".upper()) for choice in spec.choices)


def assign(params: P, **values: Any) -> P:  # noqa: ANN401
    """Return ``params`` with ``values`` set. An unknown name or value out of range raises ParamError."""
    known = specs(params)
    for name in values:
        if name not in known:
            raise ParamError(f"no parameter {quoted(name)}{nearest(name, known)}")
    sound = {name: checked(name, known[name], value) for name, value in values.items()}
    return dataclasses.replace(params, **sound)  # type: ignore[type-var]


def _kind(default: object, choices: tuple[str, ...], trigger: bool) -> Kind:
    """Return the kind that a default value stands for."""
    if trigger:
        return "trigger"
    if isinstance(default, bool):
        return "switch"
    if isinstance(default, int):
        return "whole"
    if isinstance(default, float):
        return "number"
    if isinstance(default, tuple) and len(default) == 2:
        return "point"
    if isinstance(default, str) and choices:
        return "choice"
    if isinstance(default, str):
        return "colour"
    raise ParamError(f"param({default!r}): a parameter is a number, switch, choice, '#rrggbb' or (x, y).")


def _check_unit(unit: str, kind: Kind) -> None:
    """Refuse a rate that would get no phase, for its unit is written otherwise, and one of what is no number."""
    if unit.strip().lower() in ("hz", "hertz") and unit != "Hz":
        raise ParamError(f'unit={unit!r} makes no rate: write unit="Hz", and u_<name>_phase comes with it')
    if unit == "Hz" and kind not in ("number", "whole"):
        raise ParamError(f"a {kind} is no rate in Hz, only a number is: leave the unit out")


def _check_held(kind: Kind, *ends: float | None) -> None:
    """Refuse the end of a range that the type of its uniform does not hold."""
    low, high = _HELD.get(kind, (-math.inf, math.inf))
    for end in ends:
        if end is not None and not low <= end <= high:
            what = "whole number" if kind == "whole" else kind
            raise ParamError(f"{quoted(end)} is beyond what a {what} may be in GLSL, {low}..{high}: "
                             "take a smaller range")  # fmt: skip


def checked(name: str, spec: Spec, value: Any) -> Any:  # noqa: ANN401
    """Return ``value`` in the type of its kind, or raise what an artist needs to read."""
    wrong = ParamError(f"{name} = {quoted(value)} is outside {spec.span}")
    if spec.kind in ("switch", "trigger"):
        if not isinstance(value, bool):
            raise ParamError(f"{name} = {quoted(value)} is neither on nor off")
        return value
    if spec.kind == "choice":
        if value not in spec.choices:
            raise ParamError(f"{name} = {quoted(value)} is none of {spec.span}{nearest(str(value), spec.choices)}")
        return value
    if spec.kind == "colour":
        if not _is_colour(value):
            raise ParamError(f"{name} = {quoted(value)} is no colour; write it as #rrggbb, for example #f4e9d8")
        return value.lower()
    if spec.kind == "point":
        if not isinstance(value, (tuple, list)) or len(value) != 2:
            raise ParamError(f"{name} = {quoted(value)} is no point; write it as x:y, for example 0.5:0.5")
        return tuple(_number(part, spec, wrong) for part in value)
    number = _number(value, spec, wrong)
    if spec.kind == "whole":
        if number != int(number):
            raise ParamError(f"{name} = {quoted(value)} must be a whole number in {spec.span}")
        return int(number)
    return number


def _number(value: Any, spec: Spec, wrong: ParamError) -> float:  # noqa: ANN401
    """Return ``value`` as a float inside the range; NaN fails the comparison and is refused too."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise wrong
    low, high = spec.low, spec.high
    if low is None or high is None or not low <= value <= high or math.isnan(value):
        raise wrong
    return float(value)


def _is_colour(value: object) -> bool:
    """Return whether ``value`` is ``#rrggbb``."""
    if not isinstance(value, str) or len(value) != 7 or value[0] != "#":
        return False
    return all(digit in "0123456789abcdefABCDEF" for digit in value[1:])


def value_text(value: Any) -> str:  # noqa: ANN401
    """
    Return a parameter's value as sentences and the names of files give it.

    >>> value_text(0.10000000149), value_text(12)
    ('0.1', '12')
    """
    return f"{value:g}" if isinstance(value, float) else str(value)
