"""A tidy CSV file, checked, as a table."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data import table_rules
from renderer.data.descriptor import BOUNDS, Measure, Resource
from renderer.data.names import shares
from renderer.data.origin import Origin
from renderer.data.scan import scan
from renderer.data.schema import FIELDS, OPTIONAL, OVERALL, REQUIRED, column_name
from renderer.data.sheet import Sheet, read_header, read_sheet, require
from renderer.data.table import CUBES, Area, Column, Table

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["read_tidy"]

_NEEDED = ("area", "time", "measure", "value", "unit")  # what a table must have to be imported
# A sparse file can ask for far more cells than it has lines; 20 million cells take 0.7 GB.
_MOST_CELLS = 20_000_000


def read_tidy(path: "Path", resource: Resource | None, origins: Sequence[Origin] = ()) -> Table:
    """
    Read the tidy file at ``path``; ``resource`` is what its descriptor says of it, or None.

    origins : where each line came from, for a file that was just written; errors then name that place

    Areas are in the order of their codes, times in the order of time, columns as the file first
    names them. A cell that no line is about is missing. Raises DataError for any broken rule.
    """
    sheet = replace(_filled(_read(path)), origins=origins)
    table_rules.check_names(sheet)
    table_rules.check_unique(sheet)
    state = table_rules.states(sheet)
    figures = {name: table_rules.numbers(sheet, name) for name in ("value", "low", "high", "sample", "lon", "lat")}
    table_rules.check_area(sheet, figures["lon"], figures["lat"])
    measures = _measures(sheet, resource)
    table_rules.check_figures(sheet, state, figures, measures)
    return _tabulate(sheet, state, figures, measures, resource or Resource(title=path.name))


def _read(path: "Path") -> Sheet:
    scan(path)
    header: tuple[str, ...] = ()
    try:
        header = read_header(path)
        require(path, header, REQUIRED)
    except DataError:
        if not set(_NEEDED) <= set(header) and (line := _header_elsewhere(path)):
            raise DataError(
                f"{path}, line {line}: the columns are there, but not as the first line, small and parted by "
                f"commas; `chorus data import {path.name}` makes a tidy table of it"
            ) from None
        raise
    for name in header:
        if name not in FIELDS + OPTIONAL:
            known = ", ".join(FIELDS + OPTIONAL)
            raise DataError(
                f"{path}, line 1: unknown column '{name}'{nearest(name, FIELDS + OPTIONAL)}; it may have {known}"
            )
    return read_sheet(path, header)


def _header_elsewhere(path: "Path") -> int:
    """Return the line of a header that an import would take for our own form; 0 where there is none."""
    from renderer.data.readers.opening import open_source  # knows all forms, and what is tidy needs none of them

    try:
        source = open_source(path)
    except DataError:
        return 0
    return source.line if shares(source.header, _NEEDED) == 1 else 0


def _filled(sheet: Sheet) -> Sheet:
    """Give the sheet every field of the schema: a blank stratum is everybody."""
    blank = ("",) * len(sheet)
    cells = {name: sheet.cells.get(name, blank) for name in FIELDS + OPTIONAL}
    for name in ("stratum_kind", "stratum"):
        cells[name] = tuple(text or OVERALL for text in cells[name])
    for row, (kind, stratum) in enumerate(zip(cells["stratum_kind"], cells["stratum"], strict=True)):
        if (kind == OVERALL) != (stratum == OVERALL):
            raise sheet.error(
                row, "stratum", f"'{stratum}' of kind '{kind}'; give both, or neither for everybody"
            )
    return replace(sheet, cells=cells)


def _measures(sheet: Sheet, resource: Resource | None) -> dict[str, Measure]:
    """Return what each measure in the sheet is, from the descriptor or else from its unit."""
    known = dict(resource.measures) if resource else {}
    units: dict[str, int] = {}
    for row, (name, unit) in enumerate(zip(sheet.cells["measure"], sheet.cells["unit"], strict=True)):
        first = units.setdefault(name, row)
        if sheet.cells["unit"][first] != unit:
            other = f"'{sheet.cells['unit'][first]}' on {sheet.mention(first, row)}"
            raise sheet.error(row, "unit", f"'{unit}' for {name}, but {other}; a measure has one unit")
        if known.get(name) and known[name].unit != unit:
            raise sheet.error(
                row, "unit", f"'{unit}' for {name}, but its descriptor says '{known[name].unit}'"
            )
    if resource and resource.measures:
        for name, row in units.items():
            if name not in known:
                hint = nearest(name, known)
                raise sheet.error(
                    row, "measure", f"'{name}' is not described in datapackage.json{hint}; add it there"
                )
        return known
    bounds = {unit: BOUNDS.get(unit, (float("nan"), float("nan"))) for unit in set(sheet.cells["unit"])}
    return {
        name: Measure(name.replace("_", " "), sheet.cells["unit"][row], *bounds[sheet.cells["unit"][row]])
        for name, row in units.items()
    }


def _tabulate(
    sheet: Sheet, state: "NDArray[np.uint8]", figures: "dict[str, NDArray[np.float64]]",
    measures: dict[str, Measure], resource: Resource,
) -> Table:  # fmt: skip
    cells = sheet.cells
    triples = list(zip(cells["measure"], cells["stratum_kind"], cells["stratum"], strict=True))
    keys = list(dict.fromkeys(triples))
    times, codes = sorted(set(cells["time"])), sorted(set(cells["area"]))
    shape = (len(times), len(codes), len(keys))
    if np.prod(shape, dtype=np.float64) > _MOST_CELLS:
        told = sheet.origins[0].sheet.path if sheet.origins else sheet.path
        raise DataError(
            f"{told} spans {shape} times, areas and columns, over {_MOST_CELLS:,} cells; split it"
        )
    place = (_index(times, cells["time"]), _index(codes, cells["area"]), _index(keys, triples))
    sample = np.where(np.isnan(figures["sample"]), -1, figures["sample"])
    content: dict[str, Any] = {**figures, "sample": sample, "state": state}
    cubes: dict[str, Any] = {}
    for name, kind in CUBES.items():
        empty = {"sample": -1, "state": 0}.get(name, np.nan)
        cubes[name] = np.full(shape, empty, kind)
        cubes[name][place] = content[name]
    rows = {code: row for row, code in enumerate(cells["area"])}  # all of an area's rows agree
    lon, lat = figures["lon"].tolist(), figures["lat"].tolist()
    areas = tuple(_area(cells, rows[code], lon[rows[code]], lat[rows[code]]) for code in codes)
    columns = tuple(_column(key, measures, resource, cubes["value"][..., n]) for n, key in enumerate(keys))
    release, source = sheet.sha256, resource.line
    return Table(areas, columns, tuple(times), release=release, source=source, area_word=resource.area_word,
                 parent_word=resource.parent_word, **cubes)  # fmt: skip


def _index(order: Sequence[Any], items: Sequence[Any]) -> "NDArray[np.intp]":
    number = {item: index for index, item in enumerate(order)}
    return np.array([number[item] for item in items])


def _area(cells: dict[str, tuple[str, ...]], row: int, lon: float, lat: float) -> Area:
    return Area(
        cells["area"][row], cells["area_name"][row] or cells["area"][row], lon, lat, cells["abbr"][row],
        cells["parent"][row],
    )


def _column(
    key: tuple[str, str, str], measures: dict[str, Measure], resource: Resource, value: "NDArray[np.float64]"
) -> Column:
    measure = measures[key[0]]
    seen = value[np.isfinite(value)]
    # An open bound falls back on the figures themselves, so that a scene can always scale by it.
    low = measure.low if np.isfinite(measure.low) else float(min(seen, default=0.0))
    high = measure.high if np.isfinite(measure.high) else float(max(seen, default=1.0))
    group = "" if key[1] == OVERALL else resource.strata.get(key[1:], f"{key[1]}: {key[2]}")
    label = f"{measure.label} ({group})" if group else measure.label
    return Column(column_name(*key), label, measure.unit, low, high, measure.good, measure.people, measure.clause,
                  measure.other, group)  # fmt: skip
