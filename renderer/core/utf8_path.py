"""Paths that libraries can be told: some take text alone, and Linux allows any bytes."""

from pathlib import Path

from .errors import DataError

__all__ = ["check_utf8_path"]


def check_utf8_path(path: Path) -> None:
    """Raise DataError where the name of ``path``, or of a folder that it is in, is no UTF-8."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        raise DataError(f"{path}: its name, or that of a folder it is in, is no UTF-8 text; rename that") from None
