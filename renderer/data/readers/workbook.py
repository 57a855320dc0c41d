"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) by python-calamine, in a child with its memory and time bounded."""

import zipfile
from typing import Any

from renderer.core.errors import DataError
from renderer.data.readers.bounded import ask
from renderer.data.readers.packed import check_zip, open_zip
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect, text_view

__all__ = ["read_workbook", "workbook_sheets"]


def read_workbook(given: Given) -> Source:
    """Open a sheet of a workbook as a table of text: the one asked for, or the first that holds a table."""
    answer = _ask(given, "read", given.sheet or "")
    connection = connect(given.scratch)
    try:
        text_view(connection, given.scratch.folder / "rows.csv", len(answer["header"]), answer["rows"])
    except DataError as error:
        raise DataError(f"{given.told}, sheet '{answer['sheet']}': {error}") from None
    return Source(given.told, answer["sheet"], tuple(answer["header"]), answer["line"], tuple(answer["above"]),
                  tuple(answer["below"]), connection, "source", (*given.notes, *answer["notes"]),
                  given.scratch)  # fmt: skip


def workbook_sheets(given: Given) -> tuple[str, ...]:
    """Return the names of a workbook's sheets of cells, hidden ones left out."""
    return tuple(_ask(given, "list", "")["sheets"])


def _ask(given: Given, *words: str) -> dict[str, Any]:
    """
    Return what the child answers.

    A sheet's own cells can ask for any amount of memory, by one cell in its last row and column, and what
    parses it is no Python that could say no.
    """
    if zipfile.is_zipfile(given.path):
        with open_zip(given) as archive:
            check_zip(given, archive)
    return ask(given, "readers.workbook_child", *words)
