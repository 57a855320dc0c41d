"""Rows that a library hands over one by one, as a table of text."""

from collections.abc import Iterable, Sequence

from renderer.core.errors import DataError
from renderer.data.readers.column_names import make_unique
from renderer.data.readers.scratch import Given, write_rows
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect, text_view

__all__ = ["stage"]


def stage(given: Given, sheet: str, names: Sequence[str], rows: Iterable[Sequence[str]]) -> Source:
    """
    Return rows, counted from 1, under the columns ``names`` as a source without a header line.

    Raises DataError where there is no row, or too many.
    """
    where = f"{given.told}, table '{sheet}'" if sheet else f"{given.told}"
    unique, odd = make_unique(names)
    connection = connect(given.scratch)
    try:
        path, count = write_rows(given.scratch.folder, enumerate(rows, 1))
        if not count or not unique:
            raise DataError(f"{where} has {'columns but no rows' if unique else 'no columns'}; export or copy it again")
        text_view(connection, path, len(unique), count)
    except DataError as error:
        raise error if str(error).startswith(f"{given.told}") else DataError(f"{where}: {error}") from None
    return Source(given.told, sheet, unique, 0, (), (), connection, "source", (*given.notes, *odd), given.scratch)
