"""What an artist types after ``-p``: one value, or a sweep of many."""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from renderer.core.errors import ParamError, UsageError
from renderer.core.suggest import nearest

from .param import Spec

__all__ = ["MOST_VALUES", "parse_assignments", "parse_seeds", "parse_value", "product"]

MOST_VALUES = 4096
_ON = {"on": True, "true": True, "yes": True, "1": True}
_OFF = {"off": False, "false": False, "no": False, "0": False}


def parse_assignments(texts: Sequence[str], known: Mapping[str, Spec]) -> dict[str, list[Any]]:
    """
    Return the values that ``name=value`` texts ask for, a list for each name.

    ``name=a..b..step`` counts from a to b, both included; ``name=a,b,c`` lists. Ranges are not
    checked here: ``assign`` does. Raises ParamError for an unknown name or a text that is no value.
    """
    chosen: dict[str, list[Any]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals:
            raise ParamError(f"'{text}' sets nothing; write it as name=value, for example {_example(known)}")
        if name not in known:
            raise ParamError(f"no parameter '{name}'{nearest(name, known)}")
        chosen[name] = _values(name, value.strip(), known[name])
    return chosen


def parse_value(name: str, text: str, spec: Spec) -> Any:  # noqa: ANN401
    """Return the one value that ``text`` stands for, in the type of its kind."""
    if spec.kind in ("choice", "colour"):
        return text
    if spec.kind in ("switch", "trigger"):
        word = text.lower()
        if word not in _ON and word not in _OFF:
            raise ParamError(f"{name} = {text!r} is neither on nor off")
        return _ON.get(word, False)
    if spec.kind == "point":
        return tuple(_number(name, part, spec) for part in text.split(":"))
    return _number(name, text, spec)


def parse_seeds(text: str) -> list[int]:
    """
    Return the seeds of ``7``, ``0..9`` or ``1,5,9``.

    >>> parse_seeds("0..3"), parse_seeds("7")
    ([0, 1, 2, 3], [7])
    """
    spec = Spec("whole", 0, 0, 2**32 - 1)
    seeds = [int(seed) for seed in _values("seed", text, spec)]
    for seed in seeds:
        if not 0 <= seed < 2**32:
            raise UsageError(f"seed {seed} is outside 0..{2**32 - 1}")
    return seeds


def product(chosen: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """
    Return every combination of the chosen values, the last name turning fastest.

    >>> product({"a": [1, 2], "b": [3, 4]})
    [{'a': 1, 'b': 3}, {'a': 1, 'b': 4}, {'a': 2, 'b': 3}, {'a': 2, 'b': 4}]
    """
    count = math.prod(len(values) for values in chosen.values())
    if count > MOST_VALUES:
        raise UsageError(f"this sweep would make {count} pictures; at most {MOST_VALUES} fit one run")
    return [dict(zip(chosen, row, strict=True)) for row in itertools.product(*chosen.values())]


def _values(name: str, text: str, spec: Spec) -> list[Any]:
    """Return the list that ``a..b..step``, ``a,b,c`` or a single value stands for."""
    if "," in text:
        return [parse_value(name, part.strip(), spec) for part in text.split(",")]
    if ".." in text and spec.kind in ("number", "whole"):
        return _counted(name, text, spec)
    return [parse_value(name, text, spec)]


def _counted(name: str, text: str, spec: Spec) -> list[Any]:
    """Return the values of ``a..b..step``; whole numbers may leave the step out."""
    parts = [_number(name, part, spec) for part in text.split("..")]
    if len(parts) == 2 and spec.kind == "whole":
        parts.append(1)
    if len(parts) != 3:
        raise ParamError(f"{name}={text} needs a step: write {name}={text}..0.1, say")
    first, last, step = parts
    if last < first:
        raise UsageError(f"{name}={text}: '{first:g}..{last:g}' ends before it begins")
    if not step > 0 or not math.isfinite((last - first) / step):
        raise UsageError(f"{name}={text}: the step must be above 0")
    count = math.floor((last - first) / step + 1e-9) + 1
    if count > MOST_VALUES:
        raise UsageError(f"{name}={text} has {count} values; at most {MOST_VALUES} fit one run")
    exact = [first + i * step for i in range(count)]
    return [int(v) for v in exact] if spec.kind == "whole" else [round(v, 12) for v in exact]


def _number(name: str, text: str, spec: Spec) -> float | int:
    """Return ``text`` as a number; whole numbers stay whole where they are written so."""
    try:
        return int(text) if spec.kind == "whole" else float(text)
    except ValueError:
        raise ParamError(f"{name} = {text!r} is no number in {spec.span}") from None


def _example(known: Mapping[str, Spec]) -> str:
    """Return an assignment that works, made from the first parameter."""
    return next((f"{name}={spec.default}" for name, spec in known.items()), "name=1")
