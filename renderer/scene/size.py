"""Sizes and counts as small sums of names: ``"width / 2"``, ``"rows * petals"``.

Read with Python's own ``ast``; only numbers, known names, + - * / // and min, max, ceil, sqrt are allowed.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest

__all__ = ["evaluate"]

_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {"min": min, "max": max, "ceil": math.ceil, "sqrt": math.sqrt}


def evaluate(text: str, names: Mapping[str, float]) -> int:
    """
    Return the whole number that ``text`` stands for, at least 1.

    Raises SceneError for anything but a sum of ``names``.

    >>> evaluate("ceil(width / 3) * 2", {"width": 100})
    68
    """
    try:
        value = _value(ast.parse(text, mode="eval").body, names)
        return max(1, int(value))
    except (SyntaxError, ZeroDivisionError, OverflowError, ValueError, TypeError) as error:
        raise SceneError(f"'{text}' is no size: {error}") from None


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    """Return the value of one node of the sum."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return node.value
    if isinstance(node, ast.Name):
        if node.id not in names:
            hint = nearest(node.id, names, f"known: {', '.join(names)}")
            raise SceneError(f"a size names '{node.id}'{hint}")
        return names[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _value(node.left, names), _value(node.right, names)
        return float(_OPERATORS[type(node.op)](left, right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        return float(_FUNCTIONS[node.func.id](*(_value(part, names) for part in node.args)))
    raise ValueError("only numbers, names, + - * / // and min, max, ceil, sqrt can stand here")
