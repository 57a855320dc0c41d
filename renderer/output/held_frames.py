"""Which pictures of a sequence the flash guard changed: what a run that was cut off must draw again to go on.

The guard knows its past by the pictures that were meant, not by those that stand. Where it changed nothing, the
file is what was meant; the others are listed here while a run lasts, each before its file appears:

    .walk-%05d.png.held: the SHA-256 of the run's manifest, then a frame a line
"""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from renderer.core.files import explain
from renderer.core.plain_file import open_plain, plain_bytes

from .manifest import dumps

__all__ = ["HeldFrames"]

_LONGEST = 1 << 26  # bytes: of a line a frame, for weeks of them


class HeldFrames:
    """The list beside ``pattern``; ``known`` : what an earlier part of this run held, None where that is lost."""

    def __init__(self, pattern: Path, manifest: Mapping[str, object], *, fresh: bool) -> None:
        """``fresh`` : nothing stands yet, and whatever is listed is of another run."""
        self._path = pattern.with_name(f".{pattern.name}.held")
        self._run = hashlib.sha256(dumps(manifest).encode("ascii")).hexdigest()
        self.known: frozenset[int] | None = frozenset() if fresh else self._read()
        if fresh:
            self._write(self._run, fresh=True)

    def add(self, index: int) -> None:
        """Note that frame ``index``, which is about to be written, was held; a lost list stays lost."""
        if self.known is not None:
            self._write(str(index))

    def close(self) -> None:
        """Forget the list: the run is complete."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> frozenset[int] | None:
        try:
            run, *held = plain_bytes(self._path, _LONGEST).decode("ascii").splitlines()
            return frozenset(map(int, held)) if run == self._run else None
        except (OSError, ValueError):
            return None

    def _write(self, line: str, *, fresh: bool = False) -> None:
        """Write a line, and see it to the disk; ``fresh`` : the first one, whatever stood there."""
        try:
            if fresh:
                self._path.unlink(missing_ok=True)
            with open_plain(self._path, "ab") as file:
                file.write(f"{line}\n".encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
        except (OSError, ValueError) as error:
            raise explain(self._path, error) from error
