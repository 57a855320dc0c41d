"""Numbered stills: each whole, and never a mixture of two runs."""

from collections.abc import Mapping
from pathlib import Path

from renderer.core.errors import DataError, EncodeError
from renderer.core.files import explain
from renderer.core.name_lock import claimed
from renderer.core.small_file import read_bytes
from renderer.output.formats import Choice, choose, is_sequence
from renderer.output.manifest import beside, parse, planned, write_beside
from renderer.output.still import write_still

from .codecs.wanted import Notes, Pixels

__all__ = ["Sequence", "frame_path"]


def frame_path(pattern: Path, index: int) -> Path:
    """
    Return the file of one frame.

    >>> frame_path(Path("walk-%05d.png"), 12).name
    'walk-00012.png'
    """
    return pattern.with_name(pattern.name % index)


class Sequence:
    """
    Stills of one run under ``pattern``, numbered by their frame.

    The manifest is written before the first frame, so that a killed run can be told from another
    one; complete frames of the same run need not be drawn again.
    """

    def __init__(
        self,
        pattern: Path,
        manifest: Mapping[str, object],
        *,
        dpi: float | None = None,
        choice: Choice | None = None,
        replace: bool = False,
    ) -> None:
        """
        Begin, or go on with, a run.

        pattern : such as ``walk-%05d.png``; manifest : of the whole run, stored beside it and in each frame
        dpi : pixels per inch; choice : depth and quality
        replace : remove the frames of another run instead of refusing

        Raises EncodeError where frames of another run stand there, or the folder refuses.
        """
        if not is_sequence(pattern):
            raise EncodeError(f"{pattern} numbers no frames; a sequence is named like frame-%05d.png.")
        self.pattern, self.manifest, self.dpi = pattern, dict(manifest), dpi
        self.choice = choice or choose(pattern)
        self._own = set(self._standing())
        if not self._continues():
            self._clear(replace=replace)
            write_beside(pattern, self.manifest)

    def done(self, index: int) -> bool:
        """Say whether frame ``index`` is there: each file is whole, and none is of another run."""
        return frame_path(self.pattern, index).is_file()

    def write(self, index: int, pixels: Pixels) -> Notes:
        """
        Write frame ``index``; see ``still.write_still`` for the pixels and errors.

        Raises EncodeError where another export writes that name, or wrote it since this run began.
        """
        target = frame_path(self.pattern, index)
        with claimed(target):
            if target.name not in self._own and target.exists():
                raise EncodeError(f"{target} appeared while this sequence was drawn, and is not part of it: "
                                  "choose another name or folder, or remove it first.")  # fmt: skip
            self._own.add(target.name)
            return write_still(target, pixels, self.dpi, self.manifest, self.choice, sidecar=False)

    def _standing(self) -> list[str]:
        """Return the names of all frames under this pattern, whosever they are."""
        try:
            return sorted(path.name for path in self.pattern.parent.iterdir() if _belongs(self.pattern.name, path.name))
        except OSError as error:
            raise explain(self.pattern, error) from error

    def _continues(self) -> bool:
        """Say whether the manifest beside the pattern is this run's, whatever was counted while it ran."""
        try:
            found = parse(read_bytes(beside(self.pattern)))
            return planned(found) == planned(self.manifest)
        except (OSError, ValueError, DataError):
            return False

    def _clear(self, *, replace: bool) -> None:
        """Remove frames of another run, or refuse to mix with them."""
        if self._own and not replace:
            raise EncodeError(
                f"{self.pattern.parent} already holds {len(self._own)} frames of another run "
                f"({min(self._own)} ...), and the two would mix. Choose another name or folder, "
                "or remove them first."
            )
        try:
            for name in self._own:
                self.pattern.with_name(name).unlink()
        except OSError as error:
            raise explain(self.pattern, error) from error


def _belongs(pattern: str, name: str) -> bool:
    """Say whether ``name`` is a frame of ``pattern``."""
    head, _, tail = pattern.partition("%")
    tail = tail.partition("d")[2]
    number = name[len(head) : len(name) - len(tail)]
    return name.startswith(head) and name.endswith(tail) and number.isdigit() and pattern % int(number) == name
