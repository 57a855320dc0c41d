"""What a test asks of an opened table."""

import pytest

from renderer.core.errors import DataError
from renderer.data.readers.opening import open_source


def rows_of(source):
    """Return the cells of each row, blank ones as "", and its line."""
    found = source.connection.execute(f"select * from {source.table}").fetchall()
    return [tuple("" if cell is None else cell for cell in row) for row in found]


def opened(path, content, sheet=None):
    """Write ``content``, text or bytes, to ``path`` and open it."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_source(path, sheet)


def refused(path, content=None, sheet=None):
    """Return the sentence with which a file is refused; it names the file and is one line."""
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError) as told:
        open_source(path, sheet)
    text = str(told.value)
    assert text.startswith(str(path))
    assert "\n" not in text
    assert "chorus-read-" not in text, "the copy is named, not the file"
    return text.removeprefix(str(path))
