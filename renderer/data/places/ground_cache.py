"""Maps already made into pictures, kept by the hash of what they were made from."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.paths import state_dir
from renderer.core.private_file import keep_newest

from .map_parts import map_files

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["derived_key", "ground_key", "recall_ground", "remember_ground"]

# Raise it whenever how a map is read or drawn changes: it makes every older entry unknown.
VERSION = "8"
_KEPT = 6  # of some 30 MB each
_CHUNK = 1 << 20


def ground_key(path: Path, asked: object) -> str:
    """Return the name under which the map at ``path`` is kept, made as ``asked``; "" where it cannot be read."""
    known = hashlib.sha256(f"{VERSION}\0{path.suffix}\0{asked!r}".encode())
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
    try:
        with (_folder() / f"{key}{suffix}").open("rb") as file:
            digest, words, content = file.readline(), file.readline(), file.read()
        known = hashlib.sha256(words)
        known.update(content)
        if known.hexdigest().encode() != digest.strip():
            return None
        head = json.loads(words)
        found: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value
                                 for name, value in head["words"].items()}  # fmt: skip
        for name, kind, shape, start in head["arrays"]:
            count = int(np.prod(shape, dtype=np.int64))
            found[name] = np.frombuffer(content, np.dtype(kind), count, start).reshape(shape)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found


def remember_ground(key: str, made: Mapping[str, Any], suffix: str = ".map") -> None:
    """Keep what was made under ``key``, if the folder can be written; the oldest of the suffix beyond six go."""
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
    known = hashlib.sha256()
    for part in parts:
        known.update(part)
    keep_newest(_folder() / f"{key}{suffix}", _KEPT, known.hexdigest().encode() + b"\n", *parts)


def _folder() -> Path:
    return state_dir() / "cache" / "maps"
