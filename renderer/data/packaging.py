"""The descriptor's entry for an imported file (Data Package, Table Schema)."""

import hashlib
import re
from typing import TYPE_CHECKING, Any

from renderer.data.schema import FIELDS, OPTIONAL, REQUIRED
from renderer.data.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from renderer.data.adapters.imported import Imported

__all__ = ["describe", "file_hash", "schema_entry"]

_NUMBERS = {
    "lon": "degrees east", "lat": "degrees north", "value": "the figure, in unit",
    "low": "lower end of the 95 % interval, in unit", "high": "upper end of the 95 % interval, in unit",
}  # fmt: skip
_TEXTS = {
    "area": "code as text, with leading zeros (US: FIPS)", "area_name": "name", "abbr": "short name",
    "time": "ISO 8601", "measure": "what is measured; see measures",
    "stratum_kind": "what people are grouped by", "stratum": "which group; overall is everybody",
    "unit": "unit of value, low and high", "parent": "code or name of the larger area that it is part of",
}  # fmt: skip


def describe(imported: "Imported", source: "Path", name: str, data: bytes, via: str) -> dict[str, Any]:
    """
    Return the resource entry for ``data``, which will be called ``name``.

    source : the foreign file, of which name and hash are recorded
    via : where that copy came from; "" where nobody said
    """
    words = dict(imported.described)
    sources = [
        {**one, "file": source.name, "hash": f"sha256:{file_hash(source)}"} for one in words.pop("sources")
    ]
    if via:
        sources = [{**one, "title": f"{one['title']}, via {via}"} for one in sources]
    return {
        "name": re.sub(r"[^a-z0-9._-]+", "-", name.removesuffix(".csv").lower()),
        "path": name,
        "title": words.pop("title"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "sources": sources,
        "licenses": words.pop("licenses"),
        "schema": schema_entry(FIELDS + OPTIONAL * any(row.parent for row in imported.rows)),
        **words,
        "notes": list(imported.report),
    }


def file_hash(path: "Path") -> str:
    """Return the sha256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def schema_entry(names: tuple[str, ...] = FIELDS) -> dict[str, Any]:
    """Return the Table Schema of a tidy file with the columns ``names``."""
    return {
        "fields": [_field(name) for name in names],
        "primaryKey": ["area", "time", "measure", "stratum_kind", "stratum"],
        "missingValues": [""],
    }


def _field(name: str) -> dict[str, Any]:
    needed = {"constraints": {"required": True}} if name in REQUIRED and name != "value" else {}
    if name == "state":
        words = list(State.words())
        text = "value and zero carry figures; missing, suppressed and held do not"
        return {
            "name": name,
            "type": "string",
            "description": text,
            "constraints": {"required": True, "enum": words},
        }
    if name == "sample":
        return {"name": name, "type": "integer", "description": "people asked"}
    if name in _NUMBERS:
        return {"name": name, "type": "number", "description": _NUMBERS[name]}
    return {"name": name, "type": "string", "description": _TEXTS[name], **needed}
