"""Files of SPSS, Stata and SAS by pyreadstat: labels of values as text, codes of absence as the file declares them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from renderer.core.errors import DataError
from renderer.data.names import clean
from renderer.data.readers.about_people import person_column, refuse_people
from renderer.data.readers.cell_text import cell_text
from renderer.data.readers.relation import reason
from renderer.data.readers.source import Source
from renderer.data.readers.staged import stage
from renderer.data.readers.scratch import Given

__all__ = ["read_survey"]

_CELLS = 50_000_000  # all are in memory at once


def read_survey(given: Given, kind: str) -> Source:
    """
    Open a file of SPSS ("sav"), Stata ("dta") or SAS ("xport", "sas7bdat") as a table of text.

    A value that has a label is its label. A column's own label stands in the notes.
    """
    head, _ = _read(given, kind, metadata_only=True)
    if what := person_column(head.column_names):
        refuse_people(given.told, what)
    if (head.number_rows or 0) * (head.number_columns or 1) > _CELLS:
        raise DataError(f"{given.told} says it has {head.number_rows:,} rows of {head.number_columns:,} columns, "
                        "more than Chorus reads; export the columns that are needed")  # fmt: skip
    meta, columns = _read(given, kind)
    names = list(columns)
    labels = [meta.variable_value_labels.get(name, {}) for name in names]
    rows = _rows([columns[name] for name in names], labels)
    said = tuple(f"column {name}: {text}" for name, text in _told(meta, names))
    told = Given(given.told, given.path, given.scratch, given.sheet, (*given.notes, *said))
    return stage(told, "", [clean(name) for name in names], rows)


def _read(given: Given, kind: str, *, metadata_only: bool = False) -> tuple[Any, Mapping[str, Sequence[Any]]]:
    import pyreadstat

    options: dict[str, Any] = {"output_format": "dict", "metadataonly": metadata_only}
    if kind in ("sav", "dta", "sas7bdat"):
        options["user_missing"] = True
    try:
        columns, meta = getattr(pyreadstat, f"read_{kind}")(str(given.path), **options)
    except Exception as error:  # pyreadstat raises several of its own, and plain ones for dates beyond the calendar
        raise DataError(f"{given.told} cannot be read: {reason(error, given.path)}; export or copy it again") from None
    return meta, columns


def _rows(columns: Sequence[Sequence[Any]], labels: Sequence[Mapping[Any, str]]) -> Iterator[list[str]]:
    # A file has few different values: each is put into words once.
    texts: list[dict[Any, str]] = [{} for _ in columns]
    for row in zip(*columns, strict=True):
        yield [_text(value, seen, own) for value, seen, own in zip(row, texts, labels, strict=True)]


def _text(value: Any, seen: dict[Any, str], labels: Mapping[Any, str]) -> str:  # noqa: ANN401 - what a file holds
    if value != value:  # NaN: the file holds nothing there
        return ""
    if value not in seen:
        label = labels.get(value)
        seen[value] = clean(str(label)) if label is not None else cell_text(value.item() if hasattr(value, "item") else value)
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
                 for one in ranges.get(name, [])] + list(letters.get(name, []))  # fmt: skip
        if codes:
            yield name, f"the file declares {', '.join(codes)} to mean that the value is absent"
