"""The process that reads a file of SPSS, Stata or SAS by pyreadstat, which falls over some that are broken."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from renderer.core.errors import DataError
from renderer.data.names import clean
from renderer.data.readers.about_people import person_column
from renderer.data.readers.bounded import serve
from renderer.data.readers.cell_text import cell_text
from renderer.data.readers.relation import reason
from renderer.data.readers.scratch import write_rows

__all__ = ["answer"]

_CELLS = 50_000_000  # all are in memory at once


def answer(path: Path, folder: Path, kind: str) -> dict[str, Any]:
    """
    Return what a file of SPSS ("sav"), Stata ("dta") or SAS ("xport", "sas7bdat") holds, its rows in ``folder``.

    A value that has a label is its label. An answer with "people" says what tells that its rows are people.
    """
    head, _ = _read(path, kind, metadata_only=True)
    if what := person_column(head.column_names):
        return {"people": what}
    if (head.number_rows or 0) * (head.number_columns or 1) > _CELLS:
        return {"error": f" says it has {head.number_rows:,} rows of {head.number_columns:,} columns, more than Chorus "
                         "reads; export the columns that are needed"}  # fmt: skip
    meta, columns = _read(path, kind)
    names = list(columns)
    labels = [meta.variable_value_labels.get(name, {}) for name in names]
    letters = [(meta.missing_user_values or {}).get(name, ()) for name in names]
    rows = _rows([columns[name] for name in names], labels, letters)
    _, count = write_rows(folder, enumerate(rows, 1))
    return {"names": [clean(name) for name in names], "rows": count,
            "notes": [f"column {name}: {text}" for name, text in _told(meta, names)]}  # fmt: skip


def _read(path: Path, kind: str, *, metadata_only: bool = False) -> tuple[Any, Mapping[str, Sequence[Any]]]:
    import pyreadstat

    options: dict[str, Any] = {"output_format": "dict", "metadataonly": metadata_only}
    if kind in ("sav", "dta", "sas7bdat"):
        options["user_missing"] = True
    try:
        columns, meta = getattr(pyreadstat, f"read_{kind}")(str(path), **options)
    except Exception as error:  # pyreadstat raises several of its own, and plain ones for dates beyond the calendar
        raise DataError(f"it cannot be read ({reason(error, path)}); export or copy it again") from None
    return meta, columns


def _rows(columns: Sequence[Sequence[Any]], labels: Sequence[Mapping[Any, str]], letters: Sequence[Collection[str]]
          ) -> Iterator[list[str]]:  # fmt: skip
    # A file has few different values: each is put into words once.
    texts: list[dict[Any, str]] = [
        {None: "", **{letter: f".{letter}" for letter in lost},
         **{value: clean(str(text)) for value, text in own.items()}}
        for own, lost in zip(labels, letters, strict=True)
    ]
    for row in zip(*columns, strict=True):
        yield [seen[value] if value in seen else _text(value, seen) for value, seen in zip(row, texts, strict=True)]


def _text(value: Any, seen: dict[Any, str]) -> str:  # noqa: ANN401 - what a file holds
    if value != value:  # NaN: the file holds nothing there, and no two of them are the same key
        return ""
    seen[value] = cell_text(value.item() if hasattr(value, "item") else value)
    return seen[value]


def _told(meta: Any, names: Sequence[str]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield each column's own label, and its codes of absence."""
    ranges = getattr(meta, "missing_ranges", None) or {}
    letters = getattr(meta, "missing_user_values", None) or {}
    for name in names:
        label = (meta.column_names_to_labels or {}).get(name)
        if label and label != name:
            yield name, f"its label is '{clean(str(label))}'"
        codes = [cell_text(one["lo"]) if one["lo"] == one["hi"] else f"{cell_text(one['lo'])} to {cell_text(one['hi'])}"
                 for one in ranges.get(name, [])] + [f".{letter}" for letter in letters.get(name, ())]  # fmt: skip
        if codes:
            yield name, f"the file declares {', '.join(codes)} to mean that the value is absent"


if __name__ == "__main__":
    serve(answer, *sys.argv[1:])
