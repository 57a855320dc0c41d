"""Whether a file may be overwritten: one that Chorus wrote, and that nobody has touched since."""

import hashlib
from pathlib import Path

from renderer.core.errors import DataError, UsageError
from renderer.core.small_file import read_bytes

from .manifest import SCHEMA, beside, parse

__all__ = ["check_free", "is_ours"]


def check_free(*paths: Path) -> None:
    """Raise UsageError for the first of ``paths`` that would be lost with what somebody else made."""
    for path in paths:
        for one in (path, beside(path)):
            if one.is_file() and not (is_ours(one) if one == path else _note(one)):
                raise UsageError(f"{one} is there already, and Chorus did not write it, or it was changed since: "
                                 "choose another name, or overwrite it with --force")  # fmt: skip


def is_ours(path: Path) -> bool:
    """Return whether the file ``path`` is, byte for byte, what the manifest beside it was written for."""
    said = _note(beside(path)).get("sha256")
    if not isinstance(said, str):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == said


def _note(path: Path) -> dict[str, object]:
    """Return the manifest of ours in the file ``path``, an empty one where it is none."""
    try:
        found = parse(read_bytes(path))
    except (OSError, ValueError, DataError):
        return {}
    return found if found.get("schema") in (SCHEMA, "chorus-manifest/1") else {}
