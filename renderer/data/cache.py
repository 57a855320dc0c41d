"""Tables already read and checked, kept by the hash of what they were read from.

A first reading costs 0.1 s, most of it importing DuckDB; one from here 4 ms, which a first still can
spare. A cache that is absent, broken or unwritable only costs that time.
"""

import hashlib
import json
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.paths import state_dir
from renderer.core.private_file import keep_newest
from renderer.data.table import CUBES, Area, Column, Table

__all__ = ["cache_key", "recall", "remember"]

# Raise it whenever the rules or this layout change: it makes every older entry unknown.
VERSION = "7"
_KEPT = 16
_AREA = ("code", "name", "lon", "lat", "abbr", "parent")
_COLUMN = ("name", "label", "unit", "low", "high", "good", "people", "clause", "other", "group", "kind")
_WORDS = ("release", "source", "times", "area_word", "parent_word")
# An entry is the SHA-256 of the rest, so that a flipped bit never changes a figure; the length of the words; the words,
# as JSON with blanks behind, so that the cubes begin at a multiple of 8 bytes; the cubes, one behind the other.
_DIGEST, _LENGTH = 32, 8


def cache_key(sha256: str, descriptor: bytes) -> str:
    """Return the name under which the table of a file with this hash and descriptor is kept."""
    return hashlib.sha256(b"\0".join((VERSION.encode(), sha256.encode(), descriptor))).hexdigest()


def recall(key: str) -> Table | None:
    """Return the table kept under ``key``; None where there is none, or it is damaged."""
    try:
        content = (_folder() / f"{key}.table").read_bytes()
    except OSError:
        return None
    rest = memoryview(content)[_DIGEST:]
    if hashlib.sha256(rest).digest() != content[:_DIGEST]:
        return None
    start = _LENGTH + int.from_bytes(rest[:_LENGTH])
    kept = json.loads(bytes(rest[_LENGTH:start]))
    areas, columns = tuple(Area(*one) for one in kept["areas"]), tuple(Column(*one) for one in kept["columns"])
    words: dict[str, Any] = {name: tuple(one) if isinstance(one := kept[name], list) else one for name in _WORDS}
    shape = (len(words["times"]), len(areas), len(columns))
    return Table(areas, columns, **words, **dict(_cubes(rest[start:], shape)))


def _cubes(content: memoryview, shape: tuple[int, int, int]) -> Iterator[tuple[str, Any]]:
    """Yield each cube of ``shape`` in ``content`` with its name; none is copied."""
    start = 0
    for name, kind in CUBES.items():
        yield name, np.frombuffer(content, kind, prod(shape), start).reshape(shape)
        start += prod(shape) * np.dtype(kind).itemsize


def remember(key: str, table: Table) -> None:
    """Keep ``table`` under ``key``, if the folder can be written; the oldest beyond 16 go."""
    lists = {
        "areas": [[getattr(one, name) for name in _AREA] for one in table.areas],
        "columns": [[getattr(one, name) for name in _COLUMN] for one in table.columns],
        **{name: getattr(table, name) for name in _WORDS},
    }
    words = json.dumps(lists).encode()
    words += b" " * (-(_DIGEST + _LENGTH + len(words)) % 8)
    # Views, no copies: a table of a million lines has 33 MB.
    cubes: list[Any] = [np.ascontiguousarray(getattr(table, name)).reshape(-1).view(np.uint8).data for name in CUBES]
    parts = [len(words).to_bytes(_LENGTH), words, *cubes]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    keep_newest(_folder() / f"{key}.table", _KEPT, digest.digest(), *parts)


def _folder() -> Path:
    return state_dir() / "cache" / "tables"
