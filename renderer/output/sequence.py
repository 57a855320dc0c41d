"""Numbered stills: each whole, and never a mixture of two runs."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from renderer.core.errors import DataError, EncodeError
from renderer.core.files import explain
from renderer.core.name_lock import claimed
from renderer.core.small_file import read_bytes
from renderer.output.formats import Choice, choose, is_sequence
from renderer.output.manifest import beside, parse, planned, write_beside
from renderer.output.still import write_still

from .codecs.pillow import fitting
from .codecs.wanted import Notes, Pixels
from .companions import digest_of
from .frame_sums import FrameSums
from .recall import inside

__all__ = ["Sequence", "frame_path"]

_ROOM = (".png", ".tif", ".tiff", ".exr")  # what holds a manifest of any length


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
        self._sum: object = None
        self._sums = FrameSums(pattern)
        if not self._continues():
            self._clear(replace=replace)
            self._sums.forget()
            write_beside(pattern, self.manifest)

    def done(self, index: int) -> bool:
        """Say whether frame ``index`` is there: each file is whole, and none is of another run."""
        return frame_path(self.pattern, index).is_file()

    def check(self, numbers: Iterable[int]) -> None:
        """
        Raise EncodeError for the first frame that stands there and is not as this run wrote it.

        numbers : of all frames of the run
        """
        paths = {number: frame_path(self.pattern, number) for number in numbers}
        stand = {number: path for number, path in paths.items() if path.is_file()}
        for number, path in stand.items():
            if not self._sums.stands(number, path) or not _of_run(path, self.manifest):
                raise EncodeError(f"{path} stands there, and is not as this sequence drew it: move it, or remove it to "
                                  "draw it again.")  # fmt: skip
        if self._sum and len(stand) < len(paths):
            write_beside(self.pattern, self.manifest)  # it is finished no more
        elif self._sum and digest_of(self.pattern, stand.values()) != self._sum:
            raise EncodeError(f"Some of the {len(stand):,} frames of {self.pattern} were changed since they were "
                              "drawn: move what you changed, or choose another name.")  # fmt: skip

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
            said = write_still(target, pixels, self.dpi, self.manifest, self.choice, sidecar=False)
            self._sums.note(index, target)
            return said

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
            if planned(found) != planned(self.manifest):
                return False
            self._sum = found.get("sha256")  # of all frames, where the run was finished
            return True
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


def _of_run(path: Path, manifest: Mapping[str, object]) -> bool:
    """Return whether the manifest inside ``path`` is the run's; True where its format may have had no room for it."""
    try:
        found = inside(path)
    except (OSError, DataError):
        return False
    if found is None:
        return path.suffix.lower() not in _ROOM and fitting(planned(manifest))[0] is None
    try:
        return planned(parse(found)) == planned(manifest)
    except DataError:
        return False


def _belongs(pattern: str, name: str) -> bool:
    """Say whether ``name`` is a frame of ``pattern``."""
    head, _, tail = pattern.partition("%")
    tail = tail.partition("d")[2]
    number = name[len(head) : len(name) - len(tail)]
    return name.startswith(head) and name.endswith(tail) and number.isdigit() and pattern % int(number) == name
