"""CSV files as sheets whose cells are plain text, to be compared."""

from renderer.data.sheet import Sheet, read_coded


def read_sheet(path, names=()):
    """Return what ``read_coded`` reads, its columns as tuples of text."""
    sheet = read_coded(path, names)
    return Sheet(sheet.path, {name: tuple(one) for name, one in sheet.cells.items()}, sheet.sha256)
