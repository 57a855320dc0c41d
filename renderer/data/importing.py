"""A foreign file in, our own tidy file and its descriptor out."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError, UsageError
from renderer.core.files import whole, write_whole
from renderer.core.suggest import closest
from renderer.data.adapters import flusight, nohss, own_table, places
from renderer.data.describe.answers import Answers, said_word
from renderer.data.descriptor import DESCRIPTOR, parse_entry, read_package, read_resource
from renderer.data.names import canonical, shares
from renderer.data.origin import Origin
from renderer.data.packaging import describe
from renderer.data.scan import scan
from renderer.data.schema import FIELDS, OPTIONAL, Row
from renderer.data.table import Table
from renderer.data.tidy import read_tidy

if TYPE_CHECKING:
    from renderer.data.adapters.imported import Imported
    from renderer.data.readers.source import Source

__all__ = ["ADAPTERS", "Import", "check_out", "detect", "import_file", "known_form", "package_with",
           "tidy_bytes", "write_described"]  # fmt: skip

ADAPTERS: tuple[ModuleType, ...] = (nohss, places, flusight)


@dataclass(frozen=True, slots=True)
class Import:
    """
    What an import did.

    path : the tidy file; its descriptor stands beside it
    adapter : name of the form that the file was recognised as
    report : what was fixed or noticed
    """

    path: Path
    adapter: str
    report: tuple[str, ...]
    table: Table


_LEAST = 0.25  # a header with less than this part of a form's columns is of another form


def detect(source: "Source") -> ModuleType:
    """
    Return the adapter whose columns the file has.

    Raises DataError naming the nearest form, and the columns that the file lacks for it.
    """
    for adapter in ADAPTERS:
        if shares(source.header, adapter.COLUMNS) == 1:
            return adapter
    if shares(source.header, own_table.COLUMNS) == 1:
        if own_table.tidy_already(source):
            raise DataError(f"{source.path} is in Chorus' own form already; use it as it is")
        return own_table
    raise _unknown(source)


def known_form(source: "Source") -> bool:
    """
    Return whether the file has one of the forms that have an adapter of their own.

    Raises DataError where it is in our own form already.
    """
    if any(shares(source.header, form.COLUMNS) == 1 for form in (*ADAPTERS, own_table)):
        detect(source)
        return True
    return False


def check_out(path: Path, out: Path, *, force: bool) -> None:
    """Raise UsageError where ``out`` is no name for the result, or holds what no import wrote."""
    if out.suffix.lower() != ".csv":
        raise UsageError(f"{out} must end in .csv")
    if out.exists() and path.exists() and out.samefile(path):
        raise UsageError(f"{out} is the source itself; choose another name, the source stays as it is")
    if out.is_file() and not force and not _is_ours(out):
        raise UsageError(f"{out} is there already, and no import wrote it, or it was changed since: choose another "
                         "name with --out, or overwrite it with --force")  # fmt: skip


def _unknown(source: "Source") -> DataError:
    """Return why the file has no known form: the nearest one, and what it lacks for that."""
    header, where = source.header, source.head
    forms = {adapter.NAME: adapter.COLUMNS for adapter in (*ADAPTERS, own_table)}
    name = max(forms, key=lambda form: shares(header, forms[form]))
    if any(canonical(own).endswith("crudeprev") for own in header):
        return DataError(f"{where}: PLACES in its wide form, a column for each measure; download the long form instead")
    if shares(header, forms[name]) < _LEAST:
        seen = ", ".join(f"'{own[:30]}'" for own in header[:4] if own)
        own = f"a table of your own needs the columns {', '.join(own_table.COLUMNS)}"
        return DataError(f"{where}: the columns ({seen} ...) are of no known form: {', '.join(forms)}; {own}")
    keys = {canonical(own) for own in header}
    lacking = [column for column in forms[name] if canonical(column) not in keys]
    spare = [own for own in header if canonical(own) not in {canonical(column) for column in forms[name]}]
    alike = (closest(column, spare) for column in lacking)
    hints = [f"{column} (is it '{near}'?)" if near else column for column, near in zip(lacking, alike, strict=True)]
    also = f"the nearest, {name}, also needs {', '.join(hints)}"
    return DataError(f"{where}: no known form has these columns; {also}")


def import_file(
    source: "Source", out: Path, via: str = "", *, force: bool = False, answers: Answers | None = None
) -> Import:
    """
    Write a foreign file to ``out`` in our own schema, with a descriptor beside it.

    via : where the copy came from, for the descriptor; force : overwrite even what no import wrote
    answers : what a person calls its measures and areas
    The same file gives the same bytes. Nothing is written unless everything can be read back.
    """
    check_out(source.path, out, force=force)
    adapter = detect(source)
    imported: Imported = adapter.adapt(source)
    imported = replace(imported, described=_called(imported.described, answers or Answers()))
    data = tidy_bytes(imported.rows)
    table = write_described(out, data, describe(imported, source.path, out.name, data, via), imported.origins)
    return Import(out, adapter.NAME, imported.report, table)


def _called(described: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """Return an adapter's words with those of a person in their place."""
    measures: dict[str, Any] = {}
    answers.check_measures(dict.fromkeys(described.get("measures", {}), ""))
    for name, words in described.get("measures", {}).items():
        given = {key: getattr(answers, key) for key in ("good", "label", "clause", "people", "other")}
        said = {key: text for key, one in given.items() if (text := one.get(name) or one.get(""))}
        measures[name] = {**words, **said}
    word = said_word(answers)
    return {**described, "measures": measures, **({"area_word": list(word)} if word else {})}


def _is_ours(path: Path) -> bool:
    """Return whether ``path`` is, byte for byte, what the descriptor beside it was written for."""
    try:
        resource = read_resource(path)
        return resource is not None and bool(resource.sha256) and resource.sha256 == scan(path).sha256
    except DataError:
        return False


def write_described(out: Path, data: bytes, entry: dict[str, Any], origins: Sequence[Origin] = ()) -> Table:
    """
    Write a tidy file and ``entry`` into the descriptor beside it; nothing unless ``data`` can be read back.

    origins : where each line of ``data`` came from; what is wrong with it is told there
    """
    package = package_with(out, entry)
    resource = parse_entry(entry)
    with whole(out) as part:
        part.write_bytes(data)
        table = read_tidy(part, resource, origins)
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    write_whole(out.parent / DESCRIPTOR, text.encode())
    return table


def tidy_bytes(rows: Sequence[Row]) -> bytes:
    """Return the rows as a tidy CSV file: UTF-8, lines ended by LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    header = FIELDS + OPTIONAL * any(row.parent for row in rows)
    writer.writerow(header)
    writer.writerows(row[: len(header)] for row in rows)
    return text.getvalue().encode()


def package_with(out: Path, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the folder's descriptor with ``entry`` in it, the other files' entries kept."""
    beside = out.parent / DESCRIPTOR
    empty: dict[str, Any] = {"name": "chorus-figures", "resources": []}
    package = read_package(beside) if beside.is_file() else empty
    others = [one for one in package["resources"] if one.get("path") != entry["path"]]
    package["resources"] = sorted([*others, entry], key=lambda one: str(one.get("path")))
    return package
