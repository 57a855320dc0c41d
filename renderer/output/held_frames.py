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

from .manifest import dumps

__all__ = ["HeldFrames"]


class HeldFrames:
    """The list beside ``pattern``; ``known`` : what an earlier part of this run held, None where that is lost."""

    def __init__(self, pattern: Path, manifest: Mapping[str, object], *, fresh: bool) -> None:
        """``fresh`` : nothing stands yet, and whatever is listed is of another run."""
        self._path = pattern.with_name(f".{pattern.name}.held")
        self._run = hashlib.sha256(dumps(manifest).encode("ascii")).hexdigest()
        self.known: frozenset[int] | None = frozenset() if fresh else self._read()
        if fresh:
            self._write("w", self._run)

    def add(self, index: int) -> None:
        """Note that frame ``index``, which is about to be written, was held; a lost list stays lost."""
        if self.known is not None:
            self._write("a", str(index))

    def close(self) -> None:
        """Forget the list: the run is complete."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> frozenset[int] | None:
        try:
            run, *held = self._path.read_text("ascii").splitlines()
            return frozenset(map(int, held)) if run == self._run else None
        except (OSError, ValueError):
            return None

    def _write(self, how: str, line: str) -> None:
        """Write a line, and see it to the disk."""
        try:
            with self._path.open(how, encoding="ascii") as file:
                file.write(f"{line}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise explain(self._path, error) from error
