"""Names of columns from the rows of a header: joined, none blank, none twice."""

from collections.abc import Sequence

__all__ = ["join_rows", "make_unique"]


def join_rows(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """
    Return one name for each of ``width`` columns: what the rows say over it, parted by " / ".

    A label of an upper row holds for the columns to its right up to the next, where a lower row goes on naming.

    >>> join_rows([["Area", "2019", "", "2020", ""], ["", "n", "%", "n", "%"]], 5)
    ['Area', '2019 / n', '2019 / %', '2020 / n', '2020 / %']
    """
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        label, lower = "", rows[depth + 1 :]
        for column in range(width):
            own = row[column] if column < len(row) else ""
            label = own or label
            named = any(column < len(other) and other[column] for other in lower)
            said = own or (label if named else "")
            if said and said not in parts[column]:
                parts[column].append(said)
    return [" / ".join(part) for part in parts]


def make_unique(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Return the names, none blank and none twice, and a sentence for each that had to be changed.

    >>> make_unique(["n", "", "n"])[0]
    ('n', 'column 2', 'n (2)')
    """
    given: dict[str, int] = {}
    notes = []
    for index, name in enumerate(names):
        own = name or f"column {index + 1}"
        if own in given:
            number = next(n for n in range(2, len(names) + 2) if f"{own} ({n})" not in given)
            first, own = given[own], f"{own} ({number})"
            notes.append(f"two columns are called '{name}' (columns {first + 1} and {index + 1}); "
                         f"the second is read as '{own}'")  # fmt: skip
        elif not name:
            notes.append(f"column {index + 1} has no name in the header; it is read as '{own}'")
        given[own] = index
    return tuple(given), tuple(notes)
