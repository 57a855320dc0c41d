"""Pictures that inputs of a running scene begin as, read again when they were saved, beside the frame loop."""

import time
from typing import TYPE_CHECKING, Any

from renderer.core.errors import RendererError
from renderer.scene.catalogue import Loaded
from renderer.scene.input_file import input_files, read_input
from renderer.scene.reads import Input

from .file_watch import Stamp, stamp

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["LivePictures"]

AGAIN = 0.1  # s after which what could not be read is read once more, before it is told: it may be half written


class LivePictures:
    """
    Knows which picture was read last of each input.

    files : where they lie; error : which cannot be read now, "" where all can
    """

    def __init__(self) -> None:
        """Know none yet."""
        self.files: frozenset[Path] = frozenset()
        self.error = ""
        self._known: dict[tuple[Path, Input], Stamp | None] = {}

    def changed(self, loaded: Loaded) -> "dict[str, NDArray[Any]]":
        """
        Return the pictures of ``loaded`` that changed since this was last asked, by the input's name.

        Those of inputs that are new are left out: the engine reads them itself with the scene that brings them.
        One that cannot be read is left out too, and counts as changed until it can.
        """
        found = {(path.absolute(), one): stamp(path) for one, path in input_files(loaded).items()}
        self.files = frozenset(path for path, _ in found)
        self._known = {key: self._known.get(key, seen) for key, seen in found.items()}
        pictures, wrong = {}, []
        for (path, one), seen in found.items():
            if seen != self._known[path, one]:
                try:
                    pictures[one.name] = _read(loaded, one)
                    self._known[path, one] = seen
                except RendererError as error:
                    wrong.append(str(error))
        self.error = "\n".join(wrong)
        return pictures


def _read(loaded: Loaded, one: Input) -> "NDArray[Any]":
    """Return the picture of ``one``, read once more where it is not whole yet."""
    try:
        return read_input(loaded, one)
    except RendererError:
        time.sleep(AGAIN)
        return read_input(loaded, one)
