"""Maps already made into pictures, kept by the hash of what they were made from."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.paths import state_dir
from renderer.core.private_file import keep_newest

from .map_parts import map_files

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["derived_key", "ground_key", "packed_ground", "read_ground", "recall_ground", "remember_ground"]

# Raise it whenever how a map is read or drawn changes: it makes every older entry unknown.
VERSION = "12"
_KEPT = 6  # of some 30 MB each
_CHUNK = 1 << 20


def ground_key(path: Path, asked: object) -> str:
    """Return the name under which the map at ``path`` is kept, made as ``asked``; "" where it cannot be read."""
    # Of a Shapefile the notes name its parts.
    name = path.name if path.suffix.lower() == ".shp" else path.suffix
    known = hashlib.sha256(f"{VERSION}\0{name}\0{asked!r}".encode("utf-8", "surrogateescape"))
    try:
        for one in map_files(path):
            with one.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    known.update(chunk)
    except OSError:
        return ""
    return known.hexdigest()


def derived_key(what: str, *arrays: "NDArray[Any]") -> str:
    """Return the name under which ``what`` is kept, worked out from ``arrays``."""
    known = hashlib.sha256(f"{VERSION}\0{what}".encode())
    for one in arrays:
        known.update(f"{one.dtype.str}{one.shape}".encode())
        known.update(np.ascontiguousarray(one).data)
    return known.hexdigest()


def recall_ground(key: str, suffix: str = ".map") -> dict[str, Any] | None:
    """Return what is kept under ``key`` and ``suffix``; None where there is nothing, or it is damaged."""
    return read_ground(_folder() / f"{key}{suffix}")


def read_ground(path: Path) -> dict[str, Any] | None:
    """Return what was packed into the file at ``path``; None where there is nothing, or it is damaged."""
    try:
        with path.open("rb") as file:
            told, words, content = file.readline(), file.readline(), file.read()
        if zlib.crc32(content, zlib.crc32(words)) != int(told, 16):
            return None
        head = json.loads(words)
        found: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value
                                 for name, value in head["words"].items()}  # fmt: skip
        for name, kind, shape, start in head["arrays"]:
            count = int(np.prod(shape, dtype=np.int64))
            found[name] = np.frombuffer(content, np.dtype(kind), count, start).reshape(shape)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found


def remember_ground(key: str, made: Mapping[str, Any], suffix: str = ".map") -> bool:
    """Keep what was made under ``key``, and return whether the folder could be written; all but six of a kind go."""
    return keep_newest(_folder() / f"{key}{suffix}", _KEPT, *packed_ground(made))


def packed_ground(made: Mapping[str, Any]) -> list[bytes | memoryview]:
    """Return words and arrays as the parts of a file: a sum that tells damage, a line of JSON, the arrays' bytes."""
    arrays, words, start = [], {}, 0
    parts: list[bytes | memoryview] = []
    for name, value in made.items():
        if isinstance(value, np.ndarray):
            arrays.append((name, value.dtype.str, list(value.shape), start))
            parts += [np.ascontiguousarray(value).reshape(-1).view(np.uint8).data, bytes(-value.nbytes % 8)]
            start += value.nbytes + -value.nbytes % 8
        else:
            words[name] = value
    parts = [json.dumps({"words": words, "arrays": arrays}).encode() + b"\n", *parts]
    known = 0
    for part in parts:
        known = zlib.crc32(part, known)
    return [f"{known:08x}\n".encode(), *parts]


def _folder() -> Path:
    return state_dir() / "cache" / "maps"
