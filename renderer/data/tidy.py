"""A tidy CSV file, checked, as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.core.suggest import nearest
from renderer.data import table_rules
from renderer.data.coded_text import CodedText, combined, first_rows
from renderer.data.descriptor import BOUNDS, Measure, Resource
from renderer.data.names import shares
from renderer.data.origin import Origin
from renderer.data.scan import scan
from renderer.data.schema import FIELDS, OPTIONAL, OVERALL, REQUIRED, column_name
from renderer.data.sheet import CodedSheet, read_coded, read_header, require
from renderer.data.stratum_order import in_order
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

    Areas are in the order of their codes, times in the order of time, measures as the file first
    names them, the groups of each as ``in_order`` has them. A cell that no line is about is missing.
    Raises DataError for any broken rule.
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


def _read(path: "Path") -> CodedSheet:
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
            hint = nearest(name, FIELDS + OPTIONAL, f"it may have {', '.join(FIELDS + OPTIONAL)}")
            raise DataError(f"{path}, line 1: unknown column '{name}'{hint}")
    return read_coded(path, header)


def _header_elsewhere(path: "Path") -> int:
    """Return the line of a header that an import would take for our own form; 0 where there is none."""
    from renderer.data.readers.opening import open_source  # knows all forms, and what is tidy needs none of them

    try:
        source = open_source(path)
    except DataError:
        return 0
    return source.line if shares(source.header, _NEEDED) == 1 else 0


def _filled(sheet: CodedSheet) -> CodedSheet:
    """Give the sheet every field of the schema: a blank stratum is everybody."""
    blank = CodedText(("",), np.zeros(len(sheet), np.int32))
    cells = {name: sheet.cells.get(name, blank) for name in FIELDS + OPTIONAL}
    for name in ("stratum_kind", "stratum"):
        cells[name] = cells[name].renamed(lambda text: text or OVERALL)
    kind, stratum = cells["stratum_kind"], cells["stratum"]
    half = kind.each(OVERALL.__eq__, bool) != stratum.each(OVERALL.__eq__, bool)
    if half.any():
        row = int(half.argmax())
        told = f"'{stratum[row]}' of kind '{kind[row]}'"
        raise sheet.error(row, "stratum", f"{told}; give both, or neither for everybody")
    return replace(sheet, cells=cells)


def _measures(sheet: CodedSheet, resource: Resource | None) -> dict[str, Measure]:
    """Return what each measure in the sheet is, from the descriptor or else from its unit."""
    known = dict(resource.measures) if resource else {}
    measure, unit = sheet.cells["measure"], sheet.cells["unit"]
    first = first_rows(measure)
    units = {name: unit[row] for name, row in zip(measure.texts, first.tolist(), strict=True)}
    _check_units(sheet, first, known)
    if resource and resource.measures:
        for name, row in zip(measure.texts, first.tolist(), strict=True):
            if name not in known:
                hint = nearest(name, known, "add it there")
                raise sheet.error(row, "measure", f"'{name}' is not described in datapackage.json{hint}")
        return known
    bounds = {one: BOUNDS.get(one, (float("nan"), float("nan"))) for one in unit.texts}
    return {name: Measure(name.replace("_", " "), one, *bounds[one]) for name, one in units.items()}


def _check_units(sheet: CodedSheet, first: "NDArray[np.intp]", known: dict[str, Measure]) -> None:
    """Check that each measure has the unit of its ``first`` row, and that of its descriptor where it is ``known``."""
    measure, unit = sheet.cells["measure"], sheet.cells["unit"]
    other = unit.codes != unit.codes[first[measure.codes]]
    said = {text: code for code, text in enumerate(unit.texts)}
    asked = [said.get(known[name].unit, -1) if name in known else -2 for name in measure.texts]
    described = np.array(asked)[measure.codes]
    wrong = other | ((described != -2) & (described != unit.codes))
    if not wrong.any():
        return
    row = int(wrong.argmax())
    name, before = measure[row], int(first[measure.codes[row]])
    if other[row]:
        told = f"'{unit[before]}' on {sheet.mention(before, row)}"
        raise sheet.error(row, "unit", f"'{unit[row]}' for {name}, but {told}; a measure has one unit")
    raise sheet.error(row, "unit", f"'{unit[row]}' for {name}, but its descriptor says '{known[name].unit}'")


def _tabulate(
    sheet: CodedSheet, state: "NDArray[np.uint8]", figures: "dict[str, NDArray[np.float64]]",
    measures: dict[str, Measure], resource: Resource,
) -> Table:  # fmt: skip
    cells = sheet.cells
    first, column = combined([cells["measure"], cells["stratum_kind"], cells["stratum"]])
    named = [(cells["measure"][row], cells["stratum_kind"][row], cells["stratum"][row]) for row in first.tolist()]
    keys = in_order(named, resource.measures, resource.strata)
    places = {key: index for index, key in enumerate(keys)}
    column = np.array([places[key] for key in named], np.intp)[column]
    times, time = _sorted(cells["time"])
    codes, area = _sorted(cells["area"])
    shape = (len(times), len(codes), len(keys))
    if np.prod(shape, dtype=np.float64) > _MOST_CELLS:
        told = sheet.origins[0].sheet.path if sheet.origins else sheet.path
        raise DataError(
            f"{told} spans {shape} times, areas and columns, over {_MOST_CELLS:,} cells; split it"
        )
    sample = np.where(np.isnan(figures["sample"]), -1, figures["sample"])
    content: dict[str, Any] = {**figures, "sample": sample, "state": state}
    cubes: dict[str, Any] = {}
    for name, kind in CUBES.items():
        empty = {"sample": -1, "state": 0}.get(name, np.nan)
        cubes[name] = np.full(shape, empty, kind)
        cubes[name][time, area, column] = content[name]
    rows = dict(zip(cells["area"].texts, first_rows(cells["area"]).tolist(), strict=True))  # all of an area's agree
    areas = tuple(_area(cells, rows[code], *(float(figures[name][rows[code]]) for name in ("lon", "lat")))
                  for code in codes)  # fmt: skip
    columns = tuple(_column(key, measures, resource, cubes["value"][..., n]) for n, key in enumerate(keys))
    release, source = sheet.sha256, resource.line
    return Table(areas, columns, times, release=release, source=source, area_word=resource.area_word,
                 parent_word=resource.parent_word, **cubes)  # fmt: skip


def _sorted(column: CodedText) -> tuple[tuple[str, ...], "NDArray[np.intp]"]:
    """Return the different texts of a column in order, and which of them each row holds."""
    order = sorted(range(len(column.texts)), key=column.texts.__getitem__)
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    return tuple(column.texts[code] for code in order), place[column.codes]


def _area(cells: Mapping[str, CodedText], row: int, lon: float, lat: float) -> Area:
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
    low = measure.low if np.isfinite(measure.low) else float(seen.min()) if len(seen) else 0.0
    high = measure.high if np.isfinite(measure.high) else float(seen.max()) if len(seen) else 1.0
    known = resource.strata.get(key[1:])
    group = "" if key[1] == OVERALL else known or f"{key[1]}: {key[2]}"
    kind = "" if key[1] == OVERALL else resource.kinds.get(key[1], key[1]) if known else key[1]
    label = f"{measure.label} ({group})" if group else measure.label
    return Column(column_name(*key), label, measure.unit, low, high, measure.good, measure.people, measure.clause,
                  measure.other, group, kind)  # fmt: skip
