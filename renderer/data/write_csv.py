"""A file appears under its name whole, or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from renderer.core.errors import DataError

__all__ = ["replace_file"]


def replace_file(
    path: Path, write: Callable[[BinaryIO], object], check: Callable[[Path], object] | None = None
) -> None:
    """
    Let ``write`` fill a temporary file in the folder of ``path``, then move it into place.

    check : called with the complete temporary file; what it raises keeps the old file in place
    Raises DataError where the folder cannot be written or the disk is full; nothing is left behind.
    """
    part = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if check is not None:
            check(part)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
        part = None
    except OSError as error:
        raise DataError(
            f"{path} cannot be written: {error.strerror}; choose another folder or make room"
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _umask() -> int:
    """Return the mask of permissions that new files get (mkstemp's own are for the owner alone)."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
