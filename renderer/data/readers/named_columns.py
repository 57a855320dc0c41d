"""The columns of a source that a known form names, in whatever spelling the file gives them."""

from collections.abc import Sequence

from renderer.core.errors import DataError
from renderer.core.suggest import closest
from renderer.data.names import canonical, clean
from renderer.data.readers.source import Source
from renderer.data.sheet import Sheet

__all__ = ["named_columns"]


def named_columns(source: Source, names: Sequence[str]) -> Sheet:
    """
    Return the columns ``names``, cells without blanks around them; the exact spelling goes before another.

    Raises DataError for a name that is not there, with the nearest that is, or that could be two columns.
    """
    found = {name: _find(source, name, names) for name in names}
    picks = ", ".join(f"coalesce(c{index}, '')" for index in found.values())
    rows = source.connection.execute(f"select line, {picks} from {source.table} order by line").fetchall()
    lines, *columns = zip(*rows, strict=True)
    cells = {}
    for name, column in zip(names, columns, strict=True):
        short = {text: clean(text) for text in set(column)}  # most texts stand in many rows
        cells[name] = tuple(map(short.__getitem__, column))
    own = {name: source.header[index] for name, index in found.items() if source.header[index] != name}
    return Sheet(source.path, cells, names=own, lines=lines, notes=(*source.notes, *_spelt(own)))


def _find(source: Source, name: str, names: Sequence[str]) -> int:
    alike = [index for index, own in enumerate(source.header) if canonical(own) == canonical(name)]
    exact = [index for index in alike if source.header[index] == name] or alike
    where = source.head
    if len(exact) > 1:
        both = " and ".join(f"'{source.header[index]}' (column {index + 1})" for index in exact[:2])
        raise DataError(f"{where}: {both} could both be {name}; rename or remove one")
    if not exact:
        near = closest(name, source.header)
        hint = f"; the nearest it has is '{near}'" if near else ""
        raise DataError(f"{where}: there is no column '{name}'{hint}; it needs {', '.join(names)}")
    return exact[0]


def _spelt(own: dict[str, str]) -> tuple[str, ...]:
    if not own:
        return ()
    name, written = next(iter(own.items()))
    return (f"column names in another spelling: {written} is read as {name}" + (", and so on" * (len(own) > 1)),)
