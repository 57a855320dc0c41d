"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) by python-calamine, in a child with its memory and time bounded."""

import json
import subprocess
import sys
import zipfile
from typing import Any

from renderer.core.errors import DataError
from renderer.data.readers.packed import check_zip
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect, text_view

__all__ = ["read_workbook", "workbook_sheets"]

_SECONDS = 600  # by the clock, for a machine that is busy; the child's own limit is CPU time


def read_workbook(given: Given) -> Source:
    """Open a sheet of a workbook as a table of text: the one asked for, or the first that holds a table."""
    answer = _ask(given, given.sheet or "")
    connection = connect(given.scratch)
    try:
        text_view(connection, given.scratch.folder / "rows.csv", len(answer["header"]), answer["rows"])
    except DataError as error:
        raise DataError(f"{given.told}, sheet '{answer['sheet']}': {error}") from None
    return Source(given.told, answer["sheet"], tuple(answer["header"]), answer["line"], tuple(answer["above"]),
                  tuple(answer["below"]), connection, "source", (*given.notes, *answer["notes"]), given.scratch)  # fmt: skip


def workbook_sheets(given: Given) -> tuple[str, ...]:
    """Return the names of a workbook's sheets of cells, hidden ones left out."""
    return tuple(_ask(given, None)["sheets"])


def _ask(given: Given, sheet: str | None) -> dict[str, Any]:
    """
    Return what the child answers.

    A sheet's own cells can ask for any amount of memory, by one cell in its last row and column, and what
    parses it is no Python that could say no: so another process does it.
    """
    if zipfile.is_zipfile(given.path):
        with zipfile.ZipFile(given.path) as archive:
            check_zip(given, archive)
    words = [sys.executable, "-m", "renderer.data.readers.workbook_child", str(given.path.resolve()),
             str(given.scratch.folder), "list" if sheet is None else "read", sheet or ""]  # fmt: skip
    try:
        child = subprocess.run(words, capture_output=True, text=True, check=False, timeout=_SECONDS)
        answer: dict[str, Any] = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise DataError(f"{given.told} asks for more memory or time than a workbook can need: it is damaged, or made "
                        "to do harm; save the sheet with the figures as CSV") from None  # fmt: skip
    if "error" in answer:
        where = f"{given.told}, sheet '{answer['sheet']}'" if answer.get("sheet") else f"{given.told}"
        raise DataError(f"{where}{answer['error']}")
    return answer
