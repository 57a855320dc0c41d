"""Tables already read and checked, kept by the hash of what they were read from.

Reading 5,800 lines through DuckDB costs some 0.2 s, most of it importing DuckDB; a first still has
little more than that in all. A cache that is absent, broken or unwritable only costs that time.
"""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.errors import DataError
from renderer.core.places import state_dir
from renderer.data.table import CUBES, Area, Column, Table
from renderer.data.write import replace_file

__all__ = ["cache_key", "recall", "remember"]

# Raise it whenever the rules or this layout change: it makes every older entry unknown.
VERSION = "1"
_KEPT = 16


def cache_key(sha256: str, descriptor: bytes) -> str:
    """Return the name under which the table of a file with this hash and descriptor is kept."""
    return hashlib.sha256(b"\0".join((VERSION.encode(), sha256.encode(), descriptor))).hexdigest()


def recall(key: str) -> Table | None:
    """Return the table kept under ``key``; None where there is none that can be trusted."""
    try:
        with np.load(_folder() / f"{key}.npz", allow_pickle=False) as kept:
            place, bounds = kept["place"], kept["bounds"]
            areas = zip(
                kept["code"].tolist(),
                kept["area"].tolist(),
                *place.T.tolist(),
                kept["abbr"].tolist(),
                strict=True,
            )
            columns = zip(
                *(kept[name].tolist() for name in ("name", "label", "unit")), *bounds.T.tolist(), strict=True
            )
            return Table(
                areas=tuple(Area(*one) for one in areas), columns=tuple(Column(*one) for one in columns),
                times=tuple(kept["times"].tolist()), release=str(kept["release"]), source=str(kept["source"]),
                **{name: kept[name] for name in CUBES},
            )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, EOFError, NotImplementedError, zipfile.BadZipFile):
        return None


def remember(key: str, table: Table) -> None:
    """Keep ``table`` under ``key``, if the folder can be written; the oldest beyond 16 go."""
    texts = {
        "code": [area.code for area in table.areas], "area": [area.name for area in table.areas],
        "abbr": [area.abbr for area in table.areas], "place": [(area.lon, area.lat) for area in table.areas],
        "name": [column.name for column in table.columns], "unit": [column.unit for column in table.columns],
        "label": [column.label for column in table.columns],
        "bounds": [(column.low, column.high) for column in table.columns],
        "times": table.times, "release": table.release, "source": table.source,
    }  # fmt: skip
    arrays: dict[str, Any] = {name: np.asarray(array) for name, array in texts.items()}
    cubes = {name: getattr(table, name) for name in CUBES}
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / f"{key}.npz", lambda file: np.savez(file, **arrays, **cubes))
        oldest = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime)[:-_KEPT]
        for path in oldest:
            path.unlink(missing_ok=True)
    except (OSError, DataError):
        return  # A full disk or read-only home is no reason to show nothing.


def _folder() -> Path:
    return state_dir() / "cache" / "tables"
