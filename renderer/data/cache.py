"""Tables already read and checked, kept by the hash of what they were read from.

A first reading costs 0.1 s, most of it importing DuckDB; one from here 4 ms, which a first still can
spare. A cache that is absent, broken or unwritable only costs that time.
"""

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.paths import state_dir
from renderer.core.private_file import write_private
from renderer.data.table import CUBES, Area, Column, Table

__all__ = ["cache_key", "recall", "remember"]

# Raise it whenever the rules or this layout change: it makes every older entry unknown.
VERSION = "3"
_KEPT = 16
_WORDS = ("good", "people", "clause", "other", "group")
_DIGEST = 32  # bytes of SHA-256, before the arrays: a flipped bit must never change a figure


def cache_key(sha256: str, descriptor: bytes) -> str:
    """Return the name under which the table of a file with this hash and descriptor is kept."""
    return hashlib.sha256(b"\0".join((VERSION.encode(), sha256.encode(), descriptor))).hexdigest()


def recall(key: str) -> Table | None:
    """Return the table kept under ``key``; None where there is none, or it is damaged."""
    try:
        content = (_folder() / f"{key}.table").read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        return None
    with np.load(io.BytesIO(content[_DIGEST:]), allow_pickle=False) as kept:
        text = {
            name: kept[name].tolist()
            for name in ("code", "area", "abbr", "parent", "name", "label", "unit", "times", *_WORDS)
        }
        place, bounds = kept["place"].T.tolist(), kept["bounds"].T.tolist()
        return Table(
            tuple(map(Area, text["code"], text["area"], *place, text["abbr"], text["parent"])),
            tuple(map(Column, text["name"], text["label"], text["unit"], *bounds, *(text[name] for name in _WORDS))),
            tuple(text["times"]), release=str(kept["release"]), source=str(kept["source"]),
            area_word=tuple(kept["area_word"].tolist()), parent_word=tuple(kept["parent_word"].tolist()),
            **{name: kept[name] for name in CUBES},
        )  # fmt: skip


def remember(key: str, table: Table) -> None:
    """Keep ``table`` under ``key``, if the folder can be written; the oldest beyond 16 go."""
    lists = {
        "code": [area.code for area in table.areas], "area": [area.name for area in table.areas],
        "abbr": [area.abbr for area in table.areas], "parent": [area.parent for area in table.areas],
        "place": [(area.lon, area.lat) for area in table.areas],
        "name": [column.name for column in table.columns], "unit": [column.unit for column in table.columns],
        "label": [column.label for column in table.columns],
        "bounds": [(column.low, column.high) for column in table.columns],
        "times": table.times, "release": table.release, "source": table.source, "area_word": table.area_word,
        "parent_word": table.parent_word,
        **{word: [getattr(column, word) for column in table.columns] for word in _WORDS},
    }  # fmt: skip
    arrays: dict[str, Any] = {name: np.asarray(one) for name, one in lists.items()}
    arrays |= {name: getattr(table, name) for name in CUBES}
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    content = hashlib.sha256(packed.getvalue()).digest() + packed.getvalue()
    try:
        write_private(_folder() / f"{key}.table", content)
        for path in sorted(_folder().glob("*.table"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            path.unlink(missing_ok=True)
    except OSError:
        return  # A full disk or read-only home is no reason to show nothing.


def _folder() -> Path:
    return state_dir() / "cache" / "tables"
