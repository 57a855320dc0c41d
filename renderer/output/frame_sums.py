"""Which frames a sequence has written so far, each by its sum: what was retouched since is no frame of it any more.

A hidden list beside the frames, until the sequence is finished and its manifest has the sum of all:

    .walk-%05d-1b2c3d4e.drawn: a frame a line, its number and the SHA-256 of its file
"""

from contextlib import suppress
from pathlib import Path

from renderer.core.errors import EncodeError
from renderer.core.files import explain
from renderer.core.name_lock import hidden
from renderer.core.plain_file import give_way, open_plain, plain_bytes

from .companions import digest_of

__all__ = ["FrameSums", "forget_sums"]

_LONGEST = 1 << 28  # bytes: of a line a frame, for weeks of them


class FrameSums:
    """The list beside ``pattern``; a line that a kill cut, or that is none, speaks for no frame."""

    def __init__(self, pattern: Path) -> None:
        """Read what is listed; what stands there and is no list makes way. Raises EncodeError for a folder."""
        self._path = _path(pattern)
        try:
            give_way(self._path)
        except OSError as error:
            if self._path.is_dir():
                raise EncodeError(f"{self._path} is a folder, where the list of this sequence's frames stands: move it "
                                  "away.") from None  # fmt: skip
            raise explain(self._path, error) from error
        self._known: dict[int, str] = {}
        self._cut = b""  # what ends a line that a kill cut
        with suppress(OSError, ValueError):
            content = plain_bytes(self._path, _LONGEST)
            self._cut = b"" if content.endswith(b"\n") or not content else b"\n"
            for line in content.decode("ascii", "replace").splitlines():
                number, _, digest = line.partition(" ")
                if number.isdecimal() and len(digest) == 64:
                    self._known[int(number)] = digest

    def stands(self, number: int, path: Path) -> bool:
        """Return whether ``path`` is as frame ``number`` was written, as far as that is listed."""
        return self._known.get(number) in (None, digest_of(path))

    def note(self, number: int, path: Path) -> None:
        """Note that frame ``number`` stands as ``path``; raises EncodeError."""
        self._known[number] = digest = digest_of(path)
        try:
            with open_plain(self._path, "ab") as file:
                file.write(self._cut + f"{number} {digest}\n".encode("ascii"))
            self._cut = b""
        except (OSError, ValueError) as error:
            raise explain(self._path, error) from error

    def forget(self) -> None:
        """Remove the list: another run begins."""
        self._known.clear()
        self._cut = b""
        self._path.unlink(missing_ok=True)


def forget_sums(pattern: Path) -> None:
    """Remove the list of the sequence ``pattern``, which is finished, and has its sum in its manifest."""
    _path(pattern).unlink(missing_ok=True)


def _path(pattern: Path) -> Path:
    return hidden(pattern, ".drawn")
