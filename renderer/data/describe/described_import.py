"""A file in, by its description: our tidy file with a descriptor out, and a sentence for all that was done."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renderer.core.files import whole, write_whole
from renderer.core.utf8_path import check_utf8_path
from renderer.data.cache import cache_key, remember
from renderer.data.descriptor import DESCRIPTOR, parse_entry
from renderer.data.importing import package_with
from renderer.data.packaging import file_hash, schema_entry
from renderer.data.schema import FIELDS, OPTIONAL, OVERALL
from renderer.data.share import how_shares, share_times, unit_words
from renderer.data.state import State
from renderer.data.table import Table

from .cells import CellSet, gather_cells
from .cubes import bounds, tabulate
from .description import Description
from .doubts import doubts
from .published_parents import published_parents
from .tidy_file import write_tidy
from .unmet import unmet_marks

if TYPE_CHECKING:
    from renderer.data.readers.source import Source

__all__ = ["Described", "import_described", "read_described"]


@dataclass(frozen=True, slots=True)
class Described:
    """
    A file read by its description.

    report : what was fixed, left out or noticed, with counts, one sentence each
    """

    description: Description
    cells: CellSet
    table: Table
    report: tuple[str, ...]


def read_described(source: "Source", description: Description) -> Described:
    """Read the file without writing anything; a measure without any figure is left out, and told."""
    measures = {
        name: words if words.unit else replace(words, unit="number") for name, words in description.measures.items()
    }
    description = replace(description, measures=measures)
    cells = gather_cells(source, description)
    unmet = [f"no figure is written {mark}, which was said to be {description.marks[mark]}"
             for mark in unmet_marks(source, description.fields, description.marks) if mark]  # fmt: skip
    table, count = tabulate(cells, description)
    empty = {key[0] for key in cells.keys}
    known = (table.state == State.VALUE) | (table.state == State.ZERO)
    empty -= {key[0] for index, key in enumerate(cells.keys) if known[:, :, index].any()}
    notes = [f"left out {description.measures[name].label}: it has no figure at all" for name in sorted(empty)]
    if empty and len(empty) < len({key[0] for key in cells.keys}):
        kept = {name: words for name, words in description.measures.items() if name not in empty}
        fields = tuple(replace(one, role="ignored") if one.measure in empty and one.role in ("value", "count") else one
                       for one in description.fields)  # fmt: skip
        description = replace(description, measures=kept, fields=fields)
        cells = gather_cells(source, description)
        table, count = tabulate(cells, description)
    report = (*source.notes, *_report(cells, table, count), *unmet, *notes, *doubts(table), *_shareless(table),
              *published_parents(source, description, table.areas))  # fmt: skip
    return Described(description, cells, table, report)


def _shareless(table: Table) -> list[str]:
    """Return what an artist must know of a table of which no installation shows a measure."""
    if any(share_times(column) == share_times(column) for column in table.columns):  # NaN differs from itself
        return []
    units = ", ".join(dict.fromkeys(unit_words(column) for column in table.columns))
    return [f"the installations show shares, and its figures are in {units}{how_shares(table.columns)}"]


def _report(cells: CellSet, table: Table, count: int) -> list[str]:
    """Return what was left out and what marks meant, with counts."""
    lines = [f"left out {name}: {count:,} {'row' if count == 1 else 'rows'}" for name, count in cells.left.items()]
    if len(lines) > 8:
        rest = sum(list(cells.left.values())[7:])
        lines = [*lines[:7], f"and {len(lines) - 7:,} more totals: {rest:,} rows"]
    marks = [_marked(mark, state, count) for (mark, state), count in sorted(cells.met.items())]
    absent = table.state.size - count  # cells that no row is about are missing too, and told apart
    counts = {state: table.count(state) - absent * (state is State.MISSING) for state in State}
    told = ", ".join(f"{number:,} {state.word}" for state, number in counts.items() if number)
    some = "1 more cell is missing" if absent == 1 else f"{absent:,} more cells are missing"
    spare = [f"{some}: no row is about {'it' if absent == 1 else 'them'}"] if absent else []
    flags = [f"the source says of {count:,} {'figure' if count == 1 else 'figures'}: {words}"
             for words, count in cells.flagged.most_common()]  # fmt: skip
    return [*cells.notes, *lines, *marks, *flags, f"cells: {told}", *spare]


def _marked(mark: str, state: State, count: int) -> str:
    """Return what was made of the cells that hold ``mark``, "" for those that hold nothing."""
    if mark:
        return f"{count:,} {'figure' if count == 1 else 'figures'} written {mark}: {state.word}"
    other = "; --mark '=suppressed' or '=zero' where a blank means that" if state is State.MISSING else ""
    return f"{count:,} {'cell' if count == 1 else 'cells'} left blank: {state.word}{other}"


def import_described(source: "Source", description: Description, out: Path, via: str = "") -> Described:
    """
    Write the file to ``out`` in our own schema, with its descriptor beside it; nothing where anything is wrong.

    The table is kept in the cache, so that the first picture need not read the file again.
    """
    check_utf8_path(out)
    done = read_described(source, description)
    with whole(out) as part:
        write_tidy(done.cells, done.description, part)
        data = file_hash(part)
        entry = _entry(source, done, out, (data, part.stat().st_size), via)
        package = package_with(out, entry)
        resource = parse_entry(entry)
    text = (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()
    write_whole(out.parent / DESCRIPTOR, text)
    table = replace(done.table, release=data, source=resource.line)
    remember(cache_key(data, out.name.encode() + text), table)
    return replace(done, table=table)


def _entry(source: "Source", done: Described, out: Path, written: tuple[str, int], via: str) -> dict[str, Any]:
    """Return the resource entry of the tidy file."""
    description = done.description
    title = description.title or source.path.stem
    origin = {"title": (description.source or title) + (f", via {via}" if via else ""), "file": source.path.name}
    if source.path.is_file():
        origin["hash"] = f"sha256:{source.sha256 or file_hash(source.path)}"
    licence = description.licence or "not stated"
    parents = any(area.parent for area in done.table.areas)
    return {
        "name": "".join(char if char.isalnum() or char in "._-" else "-" for char in out.stem.casefold()),
        "path": out.name, "title": title, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "bytes": written[1], "hash": f"sha256:{written[0]}", "sources": [origin],
        "licenses": [{"name": licence.casefold().replace(" ", "-"), "title": licence}],
        "schema": schema_entry(FIELDS + OPTIONAL * parents), "measures": _measures(done), "strata": _strata(done),
        "area_word": list(description.area_word), "parent_word": list(description.parent_word),
        "flagged": dict(done.cells.flagged.most_common()), "notes": list(done.report),
    }  # fmt: skip


def _measures(done: Described) -> dict[str, Any]:
    used = {key[0] for key in done.cells.keys}
    found = {}
    for name, words in done.description.measures.items():
        if name not in used:
            continue
        low, high = bounds(words)
        entry: dict[str, Any] = {"label": words.label, "unit": words.unit}
        entry |= {key: text for key in ("good", "people", "clause", "other") if (text := getattr(words, key))}
        entry |= {"minimum": low} if low == low else {}
        entry |= {"maximum": high} if high == high else {}
        found[name] = entry
    return found


def _strata(done: Described) -> dict[str, Any]:
    """Return the labels of the groups that the table has; of several kinds at once, joined."""
    found: dict[str, Any] = {}
    for _, kind, stratum in done.cells.keys:
        if kind == OVERALL:
            continue
        words = done.description.strata.get(kind, {})
        group = found.setdefault(kind, {"label": words.get("label", kind.replace("_", " ")), "values": {}})
        group["values"][stratum] = words.get(stratum, stratum.replace("_", " "))
    return found
