"""CellSet of a described file, checked, as a table: what the rules of a tidy file ask, asked of arrays."""

from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.data.descriptor import BOUNDS
from renderer.data.schema import OVERALL, column_name
from renderer.data.table import CUBES, Column, Table

from .cells import CellSet
from .description import Description, MeasureWords

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["bounds", "tabulate"]

_MOST_CELLS = 20_000_000  # 0.7 GB


def bounds(words: MeasureWords) -> tuple[float, float]:
    """Return smallest and largest possible value of a measure; NaN where open."""
    low, high = BOUNDS.get(words.unit, (float("nan"), float("nan")))
    return (low if words.low is None else words.low, high if words.high is None else words.high)


def tabulate(cells: CellSet, description: Description) -> tuple[Table, int]:
    """
    Return the cells as a table, and how many there are.

    Raises DataError, with line and column, for two rows about one cell, and for figures outside what their unit allows
    or outside their own interval.
    """
    shape = (len(cells.times), len(cells.areas), len(cells.keys))
    if np.prod(shape, dtype=np.float64) > _MOST_CELLS:
        raise DataError(f"{cells.rows.source.where} spans {shape} times, areas and columns, over {_MOST_CELLS:,} "
                        "cells; keep fewer rows with --only")  # fmt: skip
    names = ", ".join(f'cast("{name}" as double) "{name}"' for name in ("value", "low", "high", "sample"))
    found = cells.rows.arrays(f"select line, field, area, time, key, {names}, state from {cells.relation}")
    arrays = {name: _plain(one) for name, one in found.items()}
    if not len(arrays["line"]):
        raise DataError(f"{cells.rows.source.where}: no row is left; look at what is left out and what is kept")
    flat = np.ravel_multi_index((arrays["time"], arrays["area"], arrays["key"]), shape)
    _check_unique(cells, arrays, flat, int(np.prod(shape)))
    half = np.isnan(arrays["low"]) != np.isnan(arrays["high"])
    arrays["low"][half] = arrays["high"][half] = np.nan
    _check_figures(cells, arrays, description)
    arrays["sample"] = np.where(np.isnan(arrays["sample"]), -1, arrays["sample"])
    cubes: dict[str, Any] = {}
    for name, kind in CUBES.items():
        cubes[name] = np.full(shape, {"sample": -1, "state": 0}.get(name, np.nan), kind)
        cubes[name].reshape(-1)[flat] = arrays[name]
    columns = tuple(_column(key, description, cubes["value"][..., index]) for index, key in enumerate(cells.keys))
    return Table(cells.areas, columns, cells.times, area_word=description.area_word,
                 parent_word=description.parent_word, **cubes), len(flat)


def _plain(one: "NDArray[Any]") -> "NDArray[Any]":
    """Return an array without a mask: what DuckDB has as NULL is NaN."""
    if isinstance(one, np.ma.MaskedArray):
        one = one.filled(np.nan) if one.dtype.kind == "f" else one.data
    return np.array(one)


def _check_unique(cells: CellSet, arrays: "dict[str, NDArray[Any]]", flat: "NDArray[np.intp]", size: int) -> None:
    counts = np.bincount(flat, minlength=size)
    if counts.max(initial=0) < 2:
        return
    at = int(np.argmax(counts > 1))
    twice = np.flatnonzero(counts[flat] > 1)
    # The first pair in the file, not in the cube.
    lines = arrays["line"][twice]
    later = sorted(twice, key=lambda row: (arrays["line"][row], arrays["field"][row]))
    seen: dict[int, int] = {}
    for row in later:
        if (before := seen.setdefault(int(flat[row]), int(row))) != row:
            break
    del at, lines
    area, time = cells.areas[arrays["area"][row]], cells.times[arrays["time"][row]]
    name = column_name(*cells.keys[arrays["key"][row]])
    first, second = int(arrays["line"][before]), int(arrays["line"][row])
    raise cells.rows.error(
        second, cells.fields[arrays["field"][row]].name,
        f"says again what line {first} says ({area.name}, {time}, {name}): two areas of one name, a total among them, "
        f"or rows that another column tells apart. Leave one out with --total 'line {second}', or name the column with "
        "--area, --stratum or --measure",
    )  # fmt: skip


def _check_figures(cells: CellSet, arrays: "dict[str, NDArray[Any]]", description: Description) -> None:
    """Check figures against the bounds of their measure and against their interval."""
    spans = np.array([bounds(description.measures[key[0]]) for key in cells.keys]).reshape(-1, 2)
    least, most = spans[arrays["key"]].T
    for name in ("value", "low", "high"):
        _refuse(cells, arrays, (arrays[name] < least) | (arrays[name] > most), name, description)
    value, low, high = (arrays[name] for name in ("value", "low", "high"))
    outside = (value < low) | (value > high)
    if outside.any():
        row = int(outside.argmax())
        raise cells.rows.error(int(arrays["line"][row]), cells.fields[arrays["field"][row]].name,
                               f"{value[row]:g} lies outside its interval {low[row]:g}..{high[row]:g}; correct one, or "
                               "name the right columns with --low and --high")  # fmt: skip


def _refuse(
    cells: CellSet, arrays: "dict[str, NDArray[Any]]", wrong: "NDArray[np.bool_]", name: str, description: Description
) -> None:
    if not wrong.any():
        return
    row = int(wrong.argmax())
    words = description.measures[cells.keys[arrays["key"][row]][0]]
    low, high = bounds(words)
    span = f"{low:g} and more" if np.isnan(high) else f"{low:g}..{high:g}"
    part = "" if name == "value" else f" ({name} end of the interval)"
    raise cells.rows.error(int(arrays["line"][row]), cells.fields[arrays["field"][row]].name,
                           f"{arrays[name][row]:g}{part} lies outside {span} {words.unit}; check figure and unit, or "
                           "say the unit with --unit")  # fmt: skip


def _group(key: tuple[str, str, str], description: Description) -> str:
    """Return the group that a column is about, in words; "" for everybody."""
    if key[1] == OVERALL:
        return ""
    words = description.strata.get(key[1], {})
    return f"{words.get('label', key[1].replace('_', ' '))}: {words.get(key[2], key[2].replace('_', ' '))}"


def _column(key: tuple[str, str, str], description: Description, value: "NDArray[np.float64]") -> Column:
    words = description.measures[key[0]]
    low, high = bounds(words)
    seen = value[np.isfinite(value)]
    low = low if np.isfinite(low) else float(min(seen, default=0.0))
    high = high if np.isfinite(high) else float(max(seen, default=1.0))
    group = _group(key, description)
    label = f"{words.label} ({group})" if group else words.label
    return Column(column_name(*key), label, words.unit, low, high, words.good, words.people, words.clause, words.other,
                  group)  # fmt: skip
