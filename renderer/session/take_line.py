"""Lines of a take: the first, which says how it began, as a ``Head``; and what all of them may hold."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from renderer.core.errors import DataError, UsageError
from renderer.core.units import parse_rate

from .setup_history import head_from_1
from .setup_json import setup_json, setup_of
from .take import FORMAT, Head
from .take_facts import fact_of

__all__ = ["MARK", "STATED", "head_line", "head_of_line", "no_number", "of_line", "take_line"]

MARK = "chorus_take"
STATED = ("seed", "held", "binds", "effects", "figures", "domains", "release")  # facts that a head has and lines change
_WHOLE = ("part", "of")  # which part of which take a file is


def head_line(head: Head, part: int = 1, of: str = "") -> str:
    """Return the first line of a file: of a take, or of a later ``part`` of the one that began when ``of`` says."""
    content = {one.name: getattr(head, one.name) for one in fields(Head)}
    content |= {"setup": setup_json(head.setup), "began": head.began.isoformat(), "fps": str(head.fps)}
    whole = {"part": part, "of": of} if of else {}
    return take_line({MARK: FORMAT, **whole, **content})


def of_line(line: bytes) -> dict[str, Any]:
    """Return what the first line of a file says, {} where it is no line of a take: its format, its part, all else."""
    try:
        content = json.loads(line, parse_constant=no_number)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) and MARK in content else {}


def head_of_line(path: str, line: bytes) -> Head:
    """Return the head in the first line, of this format or an older one; raises DataError where it is none."""
    here = f"{path}:1: this"
    try:
        content = json.loads(line, parse_constant=no_number)
        if content[MARK] == 1:
            content = head_from_1(content)
        if content.pop(MARK) != FORMAT:
            raise DataError(f"{here} take is of another version of Chorus")
        content = {name: value for name, value in content.items() if name not in _WHOLE}
        # Where it was played it named what it liked: figures and feed may lie anywhere.
        content["setup"] = setup_of(content["setup"], f"{here} take begins with what cannot be played")
        content |= {"began": datetime.fromisoformat(content["began"]), "fps": parse_rate(str(content["fps"]))}
        content |= {name: tuple(content[name]) for name in ("size", "triggers") if name in content}
        head = Head(**content)
        fact_of("release", head.release)
        if type(head.frame) is not int or head.frame < 0 or head.began.tzinfo is None:
            raise ValueError("a number that is none")
    except (UsageError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise DataError(f"{here} is no take: its first line says how the show began") from None
    return head


def take_line(content: Mapping[str, Any]) -> str:
    """Return ``content`` as a line; raises ValueError for a number that is none."""
    return json.dumps(content, allow_nan=False) + "\n"


def no_number(word: str) -> None:
    """Refuse NaN and Infinity, which JSON has not."""
    raise ValueError(f"{word} is no number")
