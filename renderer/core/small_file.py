"""Small files that anybody may have written, read without trust: not endless, not deep, no number without end.

Everything here raises ValueError with a reason that can stand behind "cannot be read: ", or OSError.
"""

import json
import tomllib
import zlib
from functools import partial
from pathlib import Path
from typing import Any

from .plain_file import plain_bytes

__all__ = ["LIMIT", "inflate", "load_json", "load_toml", "read_bytes", "read_toml"]

LIMIT = 1 << 24  # bytes
DEEPEST = 64  # tables and lists within each other
_SHOWN = 40  # letters of a value in a message


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """Return the content of the plain file ``path``; raises ValueError where it is another thing or too long."""
    return plain_bytes(path, limit, follow=True)


def load_json(text: str | bytes, twice: list[str] | None = None) -> Any:  # noqa: ANN401
    """
    Return what JSON says, which holds no NaN, nests no deeper than ``DEEPEST`` and has no endless number.

    twice : takes a sentence for each key that one object has twice, in either case, with values that differ

    >>> load_json("[" * 100 + "]" * 100)
    Traceback (most recent call last):
    ValueError: it nests deeper than 64
    """
    try:
        pairs = None if twice is None else partial(_object, twice)
        return _shallow(json.loads(text, parse_constant=_no_number, object_pairs_hook=pairs))
    except (ValueError, RecursionError) as error:
        raise ValueError(_reason(error)) from None


def read_toml(path: Path, limit: int = 1 << 20) -> dict[str, Any]:
    """Return the table that the file ``path`` is."""
    return load_toml(read_bytes(path, limit))


def load_toml(text: str | bytes) -> dict[str, Any]:
    """Return the table that TOML says."""
    try:
        found = tomllib.loads(text if isinstance(text, str) else text.decode("utf-8-sig"))
        _shallow(found)
    except (ValueError, RecursionError) as error:
        raise ValueError(_reason(error)) from None
    return found


def inflate(packed: bytes, limit: int = LIMIT) -> bytes:
    """Return what zlib packed; raises ValueError where that is more than ``limit`` bytes, whatever it would be."""
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(packed, limit + 1)
    except zlib.error as error:
        raise ValueError(f"it is damaged ({error})") from None
    if len(content) > limit:
        raise ValueError(f"it would unpack to more than {limit:,} bytes")
    return content


def _object(twice: list[str], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, and tell ``twice`` of its doubled keys; null says nothing, beside a value."""
    kept: dict[str, tuple[str, Any]] = {}
    for key, value in pairs:
        name, before = kept.get(key.lower(), (key, None))
        if before is None or value is None:
            kept[key.lower()] = (name, before) if value is None else (key, value)
        elif before != value or isinstance(before, bool) != isinstance(value, bool):
            shown = (json.dumps(one)[:_SHOWN] for one in (before, value))
            twice.append(f"'{key[:_SHOWN]}' stands twice, as {' and '.join(shown)}")
    return dict(kept.values())


def _shallow(content: Any) -> Any:  # noqa: ANN401
    """Return ``content``, in which no more than ``DEEPEST`` tables and lists lie within each other."""
    level = [content]
    for _ in range(DEEPEST):
        inside = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, (dict, list)))
        level = [one for held in inside for one in held if isinstance(one, (dict, list))]
        if not level:
            return content
    raise ValueError(f"it nests deeper than {DEEPEST}")


def _reason(error: Exception) -> str:
    """Return what is wrong, in words of one line."""
    if isinstance(error, RecursionError):
        return f"it nests deeper than {DEEPEST}"
    if isinstance(error, UnicodeDecodeError):
        return f"it is no UTF-8 text (byte 0x{error.object[error.start]:02x} at {error.start:,})"
    words = str(error)
    return "a number in it has thousands of digits" if "integer string conversion" in words else words


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")
