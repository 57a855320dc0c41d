"""Text of a map that is in another encoding than its file says."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from renderer.core.errors import DataError
from renderer.data.readers.encodings import NAMES, old_encoding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BYTES", "RawLayer", "read_raw"]

BYTES = "ISO-8859-1"  # in which each byte is one character: text comes as it lies in the file
_MISREAD = ("latin-1", "cp1252")  # in which GDAL reads a table that does not say what it is
_SAYS_NOTHING = (0, 0x57)  # of a .dbf, at the place of its encoding: none, and "whatever that machine has"
_MOST = 0.5  # of the texts are UTF-8 where it is meant: not all, for a cell is cut at its width, also within a letter


class RawLayer(NamedTuple):
    """
    A layer as GDAL reads it.

    columns : its cells by name; fids : GDAL's own numbers, None where shapes were not asked for; wkb : its shapes
    notes : how its text was read, where the file does not say so
    """

    columns: "Mapping[str, NDArray[Any]]"
    fids: "NDArray[np.int64] | None"
    wkb: "NDArray[Any] | None"
    notes: tuple[str, ...] = ()


def read_raw(staged: str, layer: str, driver: str, **asked: Any) -> RawLayer:  # noqa: ANN401
    """
    Return a layer, its text as it was meant.

    asked : more for pyogrio's ``read``
    The table of a Shapefile has no encoding but by a word beside it, which is often missing or wrong: where its text
    cannot be what that says, it is read as what it can be, and told. The other formats are UTF-8: raises
    DataError, without the file's name, for text that is not.
    """
    try:
        raw = _read(staged, layer, asked)
    except UnicodeDecodeError:
        raw = _read(staged, layer, {**asked, "encoding": BYTES})
        cells = dict(_texts(raw.columns))
        if driver != "ESRI Shapefile":
            bad = {where: text for where, text in cells.items() if not _is_utf8(text, BYTES)}
            raise DataError(f"its text is no UTF-8, first in {_first(bad)}; save it as UTF-8") from None
        return _decoded(raw, layer, cells, BYTES)
    if driver == "ESRI Shapefile" and (cells := dict(_texts(raw.columns))):
        misread = max(_MISREAD, key=lambda one: _utf8(cells, one))
        if _utf8(cells, misread) >= _MOST:
            return _decoded(raw, layer, cells, misread)
        if not _says(Path(staged), layer):
            raw = _read(staged, layer, {**asked, "encoding": BYTES})
            return _decoded(raw, layer, dict(_texts(raw.columns)), BYTES, guess="latin-1")
    return raw


def _says(folder: Path, layer: str) -> bool:
    """Return whether a Shapefile says in which encoding its text is."""
    beside = folder / f"{layer}.cpg"
    if beside.is_file() and beside.stat().st_size:
        return True
    with (folder / f"{layer}.dbf").open("rb") as file:
        return file.read(30)[29:] not in {bytes((one,)) for one in _SAYS_NOTHING}


def _read(staged: str, layer: str, asked: Mapping[str, Any]) -> RawLayer:
    from pyogrio.raw import read

    meta, fids, wkb, fields = read(staged, layer=layer, **asked)
    return RawLayer(dict(zip(map(str, meta["fields"]), fields, strict=True)), fids, wkb)


def _texts(columns: "Mapping[str, NDArray[Any]]") -> Iterator[tuple[tuple[str, int], str]]:
    """Yield what is not plain ASCII: (column, row) and the text; of a column's name row -1."""
    for name, cells in columns.items():
        if not name.isascii():
            yield (name, -1), name
        if cells.dtype == object:
            for row, cell in enumerate(cells):
                if isinstance(cell, str) and not cell.isascii():
                    yield (name, row), cell


def _utf8(cells: Mapping[Any, str], misread: str) -> float:
    """Return which share of the texts, read as ``misread``, is UTF-8, 0..1: no word of a language is so by chance."""
    return sum(_is_utf8(cell, misread) for cell in cells.values()) / max(1, len(cells))


def _is_utf8(text: str, misread: str) -> bool:
    try:
        text.encode(misread).decode("utf-8")
    except UnicodeError:
        return False
    return True


def _decoded(
    raw: RawLayer, layer: str, cells: Mapping[tuple[str, int], str], misread: str, guess: str | None = None
) -> RawLayer:
    """
    Return a Shapefile's layer with its text as it was meant; ``cells``, what is no ASCII, is read as ``misread``.

    guess : what it is taken for where nothing makes likely words of it; None raises DataError then
    """
    meant: str | None = "utf-8" if _utf8(cells, misread) >= _MOST else None
    meant = meant or old_encoding("\n".join(cells.values()).encode(misread)) or guess
    if meant is None:
        raise DataError(f"the text of '{layer}.dbf' is in an encoding that cannot be told (first in {_first(cells)}); "
                        f"write its name, such as CP1251, into '{layer}.cpg' beside it")  # fmt: skip
    columns, names = dict(raw.columns), {}
    for (name, row), text in cells.items():
        right = text.encode(misread, "replace").decode(meant, "replace")
        if row < 0:
            names[name] = right
        else:
            columns[name][row] = right
    told = (f"the text of '{layer}.dbf' is read as {NAMES[meant]}: its .cpg, which should say so, is missing or "
            "says otherwise, or a text is cut within a letter; see that letters with accents are right, or save "
            "the map as UTF-8")  # fmt: skip
    return raw._replace(columns={names.get(name, name): one for name, one in columns.items()}, notes=(told,))


def _first(cells: Mapping[tuple[str, int], str]) -> str:
    """Return where the first of ``cells``, read byte by byte, stands, and what can be read of it."""
    (name, row), text = next(iter(cells.items()))
    plain = text[:40].encode(BYTES, "replace").decode("utf-8", "replace")
    return f"the column '{plain}'" if row < 0 else f"feature {row + 1:,}, column '{name}', '{plain}'"
