"""The process that reads a workbook, and writes the rows of a sheet."""

import sys
from pathlib import Path
from typing import Any

from renderer.core.suggest import nearest
from renderer.data.readers.bounded import serve
from renderer.data.readers.percent_cells import as_shown
from renderer.data.readers.scratch import write_rows
from renderer.data.readers.sheet_cells import sheet_cells
from renderer.data.readers.sheet_table import SheetTable, find_table
from renderer.data.readers.workbook_parts import check_parts, formula_without_value

__all__ = ["answer"]


def answer(path: Path, folder: Path, task: str, wanted: str) -> dict[str, Any]:
    """
    Return what a workbook's sheet holds, its rows written into ``folder``; or the names of its sheets.

    task : "read" or "list"; wanted : a sheet's name, "" for the first with a table
    An answer with "error" holds what is wrong, without the file's name, as the end of a sentence.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        if problem := check_parts(path):
            return {"error": problem}
        book = load_workbook(str(path))
    except PasswordError:
        return {"error": " is locked by a password; save it without one"}
    except (CalamineError, OSError, ValueError) as error:
        return {"error": f" is no whole workbook ({error}); export or copy it again"}
    pages = [one.name for one in book.sheets_metadata if "Work" in str(one.typ)]
    hidden = {one.name for one in book.sheets_metadata if "Hidden" in str(one.visible)}
    shown = [name for name in pages if name not in hidden]
    if task == "list":
        return {"sheets": shown}
    if wanted:
        return _named(path, folder, book, wanted, pages)
    for name in shown:
        found, shown_so = _table(path, book, name)
        if found and found.figures:
            others = ", ".join(f"'{one}'" for one in pages if one != name)
            said = f"of {len(pages)} sheets '{name}' is read, the first with a table; the others are {others}"
            return _written(path, folder, name, found, [*([said] if others else []), *shown_so])
    return {"error": ": no sheet holds a table with figures under names of columns"
                     + (f" (hidden: {', '.join(sorted(hidden))})" if hidden else "")}  # fmt: skip


def _named(path: Path, folder: Path, book: Any, wanted: str, pages: list[str]) -> dict[str, Any]:  # noqa: ANN401
    alike = [name for name in pages if name.strip().casefold() == wanted.strip().casefold()]
    name = wanted if wanted in pages else alike[0] if alike else ""
    if not name:
        hint = nearest(wanted, pages, f"it has {', '.join(pages)}")
        return {"error": f" holds no sheet '{wanted}'{hint}"}
    found, shown_so = _table(path, book, name)
    if not found:
        return {"sheet": name, "error": ": no row names columns with rows below it; name another sheet with --sheet"}
    return _written(path, folder, name, found, [*shown_so])


def _table(path: Path, book: Any, name: str) -> tuple[SheetTable | None, tuple[str, ...]]:  # noqa: ANN401
    """Return the table of a sheet, and what is to be told of its cells."""
    cells, merges = sheet_cells(book, name)
    told = as_shown(path, name, cells)
    return find_table(cells, merges), told


def _written(path: Path, folder: Path, name: str, found: SheetTable, said: list[str]) -> dict[str, Any]:
    if cell := formula_without_value(path, name):
        return {"sheet": name, "error": f", cell {cell}: a formula without a value, for no program has calculated it; "
                                        "open the workbook in Excel or LibreOffice and save it again"}  # fmt: skip
    _, count = write_rows(folder, found.rows)
    return {"sheet": name, "header": found.header, "line": found.line, "rows": count, "above": found.above,
            "below": found.below, "notes": [*said, *found.notes]}  # fmt: skip


if __name__ == "__main__":
    serve(answer, *sys.argv[1:])
