"""Which lines of a shader the driver would leave out: ``#if`` and its kin, as far as they can be known here.

What a driver defines by itself (``GL_*``, ``__VERSION__``) and what cannot be worked out is taken for
true, so that a line is left out only where no driver would read it.
"""

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

__all__ = ["Conditions"]

_LINE = re.compile(r"\s*#\s*(if|ifdef|ifndef|elif|else|endif|define|undef)\b\s*(.*)")
_DEFINED = re.compile(r"\bdefined\b\s*(?:\(\s*(\w+)\s*\)|(\w+))")
_MACRO = re.compile(r"(\w+)(\()?(.*)")
_NUMBER = re.compile(r"(0[xX][0-9a-fA-F]+|\d+)[uU]?\Z")
_DRIVERS = re.compile(r"GL_|__")  # names that begin so are the driver's
_LONGEST = 200  # letters of a condition that is worked out here
_DEEPEST = 8  # macros that stand for each other

_TRUTH: Mapping[type, Callable[[int, int], int]] = {
    ast.Eq: lambda a, b: a == b, ast.NotEq: lambda a, b: a != b, ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b, ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b,
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b,
    ast.BitAnd: lambda a, b: a & b, ast.BitOr: lambda a, b: a | b,
}  # fmt: skip


@dataclass(slots=True)
class Conditions:
    """
    What is known at a line of a shader that is read from its first line to its last.

    macros : name -> what it stands for, None where that is not known
    """

    macros: dict[str, str | None] = field(default_factory=dict)
    _open: list["_Branch"] = field(default_factory=list)

    @property
    def read(self) -> bool:
        """Whether the driver may read the lines that follow."""
        return all(branch.now is not False for branch in self._open)

    def follow(self, line: str) -> None:
        """Take in one line, without its comments."""
        if not (found := _LINE.match(line)):
            return
        word, rest = found[1], found[2].strip()
        if word in ("if", "ifdef", "ifndef"):
            self._open.append(_Branch(self._holds(word, rest)))
        elif word == "endif":
            del self._open[-1:]
        elif word in ("elif", "else"):
            if self._open:
                branch = self._open.pop()  # its own lines before this one are no matter
                branch.turn(self._holds("if", rest) if word == "elif" else True)
                self._open.append(branch)
        elif self.read and (macro := _MACRO.match(rest)):
            self._define(word, macro)

    def _define(self, word: str, macro: re.Match[str]) -> None:
        """Keep what a macro stands for, where it is sure to be defined; else that nobody knows."""
        sure = all(branch.now for branch in self._open)
        if word == "undef" and sure:
            self.macros.pop(macro[1], None)
        else:
            text = "" if macro[2] else macro[3].strip()  # what takes arguments is defined, and no number
            self.macros[macro[1]] = text if sure and word == "define" else None

    def _holds(self, word: str, rest: str) -> bool | None:
        """Return whether a condition holds; None where that is not known, or the lines around are not read."""
        if not self.read or len(rest) > _LONGEST:
            return None
        if word != "if":
            known = self._has(rest.split()[0] if rest else "")
            return known if known is None or word == "ifdef" else not known
        words = _DEFINED.sub(lambda found: self._digit(found[1] or found[2]), rest)
        words = words.replace("&&", " and ").replace("||", " or ")
        try:
            value = self._value(ast.parse(re.sub(r"!(?!=)", " not ", words).strip(), mode="eval").body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        return None if value is None else bool(value)

    def _has(self, name: str) -> bool | None:
        """Return whether the macro ``name`` is defined."""
        if name in self.macros:
            return True if self.macros[name] is not None else None
        return None if _DRIVERS.match(name) else False

    def _digit(self, name: str) -> str:
        known = self._has(name)
        return "_unknown_" if known is None else str(int(known))

    def _value(self, node: ast.expr, depth: int = 0) -> int | None:
        """Return the whole number that a condition is, None where it is not known."""
        if isinstance(node, ast.Constant) and isinstance(node.value, int):
            return int(node.value)
        if isinstance(node, ast.Name):
            text = self.macros.get(node.id)
            found = _NUMBER.match(text) if text is not None else None
            if found or text is None or depth > _DEEPEST or not text.isidentifier():
                return int(found[1], 0) if found else None
            return self._value(ast.Name(text), depth + 1)
        if isinstance(node, ast.BoolOp):
            return self._either(node, depth, stop=isinstance(node.op, ast.Or))
        if isinstance(node, ast.UnaryOp) and (one := self._value(node.operand, depth)) is not None:
            return int(not one) if isinstance(node.op, ast.Not) else -one if isinstance(node.op, ast.USub) else None
        pair = self._pair(node)
        if pair is None:
            return None
        left, right = self._value(pair[1], depth), self._value(pair[2], depth)
        return None if left is None or right is None else int(_TRUTH[type(pair[0])](left, right))

    def _either(self, node: ast.BoolOp, depth: int, *, stop: bool) -> int | None:
        """Return an ``||``, of which one true side is enough, or an ``&&``, of which one false side is."""
        sides = [self._value(one, depth) for one in node.values]
        if any(one is not None and bool(one) is stop for one in sides):
            return int(stop)
        return None if None in sides else int(not stop)

    @staticmethod
    def _pair(node: ast.expr) -> tuple[ast.AST, ast.expr, ast.expr] | None:
        """Return what joins two sides, and these, where it is among those known here."""
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _TRUTH:
            return node.ops[0], node.left, node.comparators[0]
        if isinstance(node, ast.BinOp) and type(node.op) in _TRUTH:
            return node.op, node.left, node.right
        return None


class _Branch:
    """One ``#if`` that is open: whether its lines now are read, and whether earlier ones were."""

    __slots__ = ("now", "taken")

    def __init__(self, holds: bool | None) -> None:
        self.now, self.taken = holds, holds

    def turn(self, holds: bool | None) -> None:
        """Go on to the next ``#elif`` or ``#else``, which is read where none before was."""
        before = self.taken
        if before is True or holds is False:
            self.now = False
        else:
            self.now = None if before is None else holds
        self.taken = True if True in (before, holds) else None if None in (before, holds) else False
