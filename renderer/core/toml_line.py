"""Where something stands in a TOML file, for messages: its reader keeps no lines."""

import re
from pathlib import Path

from .small_file import read_bytes

__all__ = ["toml_place"]

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?\Z")


def toml_place(path: Path, table: str, key: str = "", number: int = 1) -> str:
    """
    Return ``name:line`` of the ``number``-th ``table`` in ``path``, of ``key`` there; the name where none is found.

    It reads the file as a person does, by its lines, and is asked only where something in it is wrong.
    """
    try:
        lines = read_bytes(path).decode("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return path.name
    within, seen = table == "", 0
    for line, text in enumerate(lines, 1):
        if found := _TABLE.match(text):
            seen += found[2] == table
            within = found[2] == table and seen == number
            if within and not key:
                return f"{path.name}:{line}"
        elif within and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", text):
            return f"{path.name}:{line}"
    return path.name
