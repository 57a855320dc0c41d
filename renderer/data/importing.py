"""A foreign file in, our own tidy file and its descriptor out."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError, UsageError
from renderer.core.files import whole, write_whole
from renderer.data.adapters import flusight, nohss, places
from renderer.data.descriptor import DESCRIPTOR, parse_entry, read_package, read_resource
from renderer.data.packaging import describe
from renderer.data.scan import scan
from renderer.data.schema import FIELDS, REQUIRED, Row
from renderer.data.sheet import read_header
from renderer.data.table import Table
from renderer.data.tidy import read_tidy

if TYPE_CHECKING:
    from renderer.data.adapters.imported import Imported

__all__ = ["ADAPTERS", "Import", "detect", "import_file", "tidy_bytes", "write_described"]

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


def detect(path: Path) -> ModuleType:
    """
    Return the adapter whose columns the file has.

    Raises DataError naming the nearest form, and the first column that the file lacks for it.
    """
    scan(path)
    header = read_header(path)
    for adapter in ADAPTERS:
        if set(adapter.COLUMNS) <= set(header):
            return adapter
    if set(REQUIRED) <= set(header):
        raise DataError(f"{path} is in Chorus' own form already; use it as it is")
    forms = {adapter.NAME: set(adapter.COLUMNS) for adapter in ADAPTERS} | {"Chorus' own form": set(REQUIRED)}
    name = max(forms, key=lambda form: len(forms[form] & set(header)) / len(forms[form]))
    lacking = sorted(forms[name] - set(header))
    also = f"the nearest, {name}, also needs {', '.join(lacking)}"
    raise DataError(f"{path}, line 1: no known form has these columns; {also}")


def import_file(path: Path, out: Path, via: str = "", *, force: bool = False) -> Import:
    """
    Write the foreign file at ``path`` to ``out`` in our own schema, with a descriptor beside it.

    via : where the copy came from, for the descriptor; force : overwrite even what no import wrote
    The same file gives the same bytes. Nothing is written unless everything can be read back.
    """
    if out.suffix.lower() != ".csv":
        raise UsageError(f"{out} must end in .csv")
    if out.exists() and path.exists() and out.samefile(path):
        raise UsageError(f"{out} is the source itself; choose another name, the source stays as it is")
    if out.is_file() and not force and not _is_ours(out):
        raise UsageError(f"{out} is there already, and no import wrote it, or it was changed since: choose another "
                         "name with --out, or overwrite it with --force")  # fmt: skip
    adapter = detect(path)
    imported: Imported = adapter.adapt(path)
    data = tidy_bytes(imported.rows)
    table = write_described(out, data, describe(imported, path, out.name, data, via))
    return Import(out, adapter.NAME, imported.report, table)


def _is_ours(path: Path) -> bool:
    """Return whether ``path`` is, byte for byte, what the descriptor beside it was written for."""
    try:
        resource = read_resource(path)
        return resource is not None and bool(resource.sha256) and resource.sha256 == scan(path).sha256
    except DataError:
        return False


def write_described(out: Path, data: bytes, entry: dict[str, Any]) -> Table:
    """Write a tidy file and ``entry`` into the descriptor beside it; nothing unless ``data`` can be read back."""
    package = _package(out, entry)
    resource = parse_entry(entry)
    with whole(out) as part:
        part.write_bytes(data)
        table = read_tidy(part, resource)
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    write_whole(out.parent / DESCRIPTOR, text.encode())
    return table


def tidy_bytes(rows: Sequence[Row]) -> bytes:
    """Return the rows as a tidy CSV file: UTF-8, lines ended by LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows(rows)
    return text.getvalue().encode()


def _package(out: Path, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the folder's descriptor with ``entry`` in it, the other files' entries kept."""
    beside = out.parent / DESCRIPTOR
    empty: dict[str, Any] = {"name": "chorus-figures", "resources": []}
    package = read_package(beside) if beside.is_file() else empty
    others = [one for one in package["resources"] if one.get("path") != entry["path"]]
    package["resources"] = sorted([*others, entry], key=lambda one: str(one.get("path")))
    return package
