"""Where the table lies in a publisher's file: titles above it, its header, what stands between two cells."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data.names import canonical, shares
from renderer.data.readers.delimiters import Delimiters, first_lines, split_rows

__all__ = ["Wrapping", "find_header"]

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True, slots=True)
class Wrapping:
    """
    How a table lies in its file.

    delimiter : what stands between two cells
    header : the column names as the file writes them, without stray blanks
    line : the header's line, from 1
    above : lines above the header that are not blank
    """

    path: Path
    delimiter: str
    header: tuple[str, ...]
    line: int
    above: int

    @property
    def between(self) -> str:
        """Word for what stands between two cells."""
        return _DELIMITERS[self.delimiter]

    def pick(self, names: Sequence[str]) -> dict[str, int]:
        """
        Return which cell of a record each of ``names`` is; the exact spelling goes before another.

        Raises DataError for a name that is not there, with the nearest that is, or that could be two columns.
        """
        found: dict[str, int] = {}
        keys = [canonical(own) for own in self.header]
        for name in names:
            alike = [index for index, key in enumerate(keys) if key == canonical(name)]
            exact = [index for index in alike if self.header[index] == name] or alike
            if len(exact) > 1:
                both = " and ".join(f"'{self.header[index]}' (column {index + 1})" for index in exact[:2])
                raise DataError(f"{self.path}, line {self.line}: {both} could both be {name}; rename or remove one")
            if not exact:
                hint = nearest(name, self.header).replace("did you mean", "the nearest it has is").rstrip("?")
                needs = ", ".join(names)
                raise DataError(f"{self.path}, line {self.line}: there is no column '{name}'{hint}; it needs {needs}")
            found[name] = exact[0]
        return found


def find_header(path: Path, forms: Collection[Collection[str]]) -> Wrapping:
    """
    Return where the table begins: the first record, and the delimiter, by which a form has the most of its columns.

    forms : the columns of each form that is looked for
    Where no record has any of them it is the first that is not blank. Reads no further than the first 200 records.
    """
    text = first_lines(path)
    best: tuple[tuple[float, int], Wrapping] | None = None
    for delimiter in _DELIMITERS:
        filled = ((line, cells) for line, cells in split_rows(text, Delimiters(delimiter)) if any(cells))
        for above, (line, cells) in enumerate(filled):
            header = tuple(cells)
            score = max(shares(header, form) for form in forms)
            rank = (score, len(header) if above == 0 and score == 0 else 0)
            if best is None or rank > best[0]:
                best = rank, Wrapping(path, delimiter, header, line, above)
    if best is None:
        raise DataError(f"{path} holds only blank lines; export or copy it again")
    return best[1]
