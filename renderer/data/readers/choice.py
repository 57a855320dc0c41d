"""Which of several sheets, tables or files is meant."""

from collections.abc import Sequence

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.readers.scratch import Given

__all__ = ["choose"]


def choose(given: Given, names: Sequence[str], what: str) -> str:
    """
    Return which of ``names`` is wanted: the one asked for, or the only one.

    what : "table", "sheet", "file", for the DataError that names what there is
    """
    if not names:
        raise DataError(f"{given.told} holds no {what}; export or copy it again")
    if given.sheet is None:
        if len(names) == 1:
            return names[0]
        raise DataError(f"{given.told} holds {len(names)} {what}s ({_some(names)}); say which with --sheet NAME")
    if given.sheet in names:
        return given.sheet
    alike = [name for name in names if name.strip().casefold() == given.sheet.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    hint = nearest(given.sheet, names, f"it has {_some(names)}")
    raise DataError(f"{given.told} holds no {what} '{given.sheet}'{hint}")


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:8])
    return f"{shown} ..." if len(names) > 8 else shown
