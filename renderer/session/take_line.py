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

__all__ = ["head_line", "head_of_line", "no_number", "take_line"]

_MARK = "chorus_take"


def head_line(head: Head) -> str:
    """Return the first line of a file."""
    content = {one.name: getattr(head, one.name) for one in fields(Head)}
    content |= {"setup": setup_json(head.setup), "began": head.began.isoformat(), "fps": str(head.fps)}
    return take_line({_MARK: FORMAT, **content})


def head_of_line(path: str, line: bytes) -> Head:
    """Return the head in the first line, of this format or an older one; raises DataError where it is none."""
    here = f"{path}:1: this"
    try:
        content = json.loads(line, parse_constant=no_number)
        if content[_MARK] == 1:
            content = head_from_1(content)
        if content.pop(_MARK) != FORMAT:
            raise DataError(f"{here} take is of another version of Chorus")
        # Where it was played it named what it liked: figures and feed may lie anywhere.
        content["setup"] = setup_of(content["setup"], f"{here} take begins with what cannot be played")
        content |= {"began": datetime.fromisoformat(content["began"]), "fps": parse_rate(str(content["fps"]))}
        content |= {name: tuple(content[name]) for name in ("size", "triggers") if name in content}
        head = Head(**content)
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
