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
    found = _arrays(cells, shape)
    flat = found.pop("place")
    if not len(flat):
        raise DataError(f"{cells.rows.source.where}: no row is left; look at what is left out and what is kept")
    ordered = len(flat) == np.prod(shape) and bool((flat == np.arange(len(flat))).all())
    if not ordered:
        taken = np.zeros(np.prod(shape), np.bool_)
        taken[flat] = True
        if np.count_nonzero(taken) < len(flat):
            raise _twice(cells, shape)
    half = np.isnan(found["low"]) != np.isnan(found["high"])
    found["low"][half] = found["high"][half] = np.nan
    cubes: dict[str, Any] = {}
    for name, kind in CUBES.items():
        if ordered:  # the file's order is the cube's, as many a file's is: nothing has to be moved
            cubes[name] = found.pop(name).astype(kind, copy=False).reshape(shape)
        else:
            cubes[name] = np.full(shape, {"sample": -1, "state": 0}.get(name, np.nan), kind)
            cubes[name].reshape(-1)[flat] = found.pop(name)
    if _wrong(cubes, np.array([bounds(description.measures[key[0]]) for key in cells.keys]).reshape(-1, 2)):
        _refuse(cells, shape, description)
    columns = tuple(_column(key, description, cubes["value"][..., index]) for index, key in enumerate(cells.keys))
    return Table(cells.areas, columns, cells.times, area_word=description.area_word,
                 parent_word=description.parent_word, **cubes), len(flat)


def _arrays(cells: CellSet, shape: tuple[int, int, int], lines: str = "") -> "dict[str, NDArray[Any]]":
    """
    Return the cells as arrays, in the file's order: place in the raveled cube, value, low, high, sample, state.

    lines : "line, field, " for where each stands, which only an error asks for
    """
    figures = ", ".join(f"coalesce(cast(\"{name}\" as double), {none}) as \"{name}\"" for name, none in
                        (("value", "'nan'"), ("low", "'nan'"), ("high", "'nan'"), ("sample", "-1")))  # fmt: skip
    place = f"(cast(time as bigint) * {shape[1]} + area) * {shape[2]} + key as place"
    return cells.rows.arrays(f"select {lines}{place}, {figures}, state from {cells.relation}")


def _twice(cells: CellSet, shape: tuple[int, int, int]) -> DataError:
    """Return what is wrong where two rows are about one cell: the first pair in the file."""
    found = _arrays(cells, shape, "line, field, ")
    seen: dict[int, int] = {}
    for row in np.lexsort((found["field"], found["line"])).tolist():
        if (before := seen.setdefault(int(found["place"][row]), row)) != row:
            break
    at, area, key = np.unravel_index(int(found["place"][row]), shape)
    said = f"{cells.areas[area].name}, {cells.times[at]}, {column_name(*cells.keys[key])}"
    first, second = int(found["line"][before]), int(found["line"][row])
    if first == second:
        both = [cells.fields[found["field"][one]].name for one in (before, row)]
        return DataError(f"{cells.rows.source.where}: columns {both[0]} and {both[1]} are about the same ({said}): say "
                         f"of which time each is, --time '{both[0]}=2020' --time '{both[1]}=2021', or which holds the "
                         f"figures, --value '{both[0]}'")  # fmt: skip
    return cells.rows.error(
        second, cells.fields[found["field"][row]].name,
        f"says again what line {first} says ({said}): two areas of one code or name, a total among them, "
        f"or rows that another column tells apart. Leave one out with --total 'line {second}', or name the column with "
        "--area, --stratum or --measure",
    )  # fmt: skip


def _wrong(cubes: "dict[str, NDArray[Any]]", spans: "NDArray[np.float64]") -> bool:
    """Return whether any figure lies outside the ``spans`` [columns, 2] of its measure, or outside its interval."""
    value, low, high = (cubes[name] for name in ("value", "low", "high"))
    least, most = spans.T
    outside = any(bool(((one < least) | (one > most)).any()) for one in (value, low, high))
    return outside or bool(((value < low) | (value > high)).any())


def _refuse(cells: CellSet, shape: tuple[int, int, int], description: Description) -> None:
    """Raise DataError for the first figure outside what its measure allows, or outside its interval."""
    found = _arrays(cells, shape, "line, field, ")
    half = np.isnan(found["low"]) != np.isnan(found["high"])
    found["low"][half] = found["high"][half] = np.nan
    keys = found["place"] % shape[2]
    least, most = np.array([bounds(description.measures[key[0]]) for key in cells.keys]).reshape(-1, 2)[keys].T
    value, low, high = (found[name] for name in ("value", "low", "high"))

    def error(row: int, message: str) -> DataError:
        return cells.rows.error(int(found["line"][row]), cells.fields[found["field"][row]].name, message)

    for name in ("value", "low", "high"):
        wrong = (found[name] < least) | (found[name] > most)
        if not wrong.any():
            continue
        row = int(wrong.argmax())
        span = f"{least[row]:g} and more" if np.isnan(most[row]) else f"{least[row]:g}..{most[row]:g}"
        part = "" if name == "value" else f" ({name} end of the interval)"
        unit = description.measures[cells.keys[keys[row]][0]].unit
        raise error(row, f"{found[name][row]:g}{part} lies outside {span} {unit}; check figure and unit, or "
                         "say the unit with --unit")  # fmt: skip
    row = int(((value < low) | (value > high)).argmax())
    raise error(row, f"{value[row]:g} lies outside its interval {low[row]:g}..{high[row]:g}; correct one, or "
                     "name the right columns with --low and --high")  # fmt: skip


def _group(key: tuple[str, str, str], description: Description) -> str:
    """Return the group that a column is about, in words; "" for everybody."""
    if key[1] == OVERALL:
        return ""
    words = description.strata.get(key[1], {})
    return f"{_kind(key[1], description)}: {words.get(key[2], key[2].replace('_', ' '))}"


def _kind(kind: str, description: Description) -> str:
    """Return what the groups of a ``kind`` are groups of, in words."""
    return description.strata.get(kind, {}).get("label", kind.replace("_", " "))


def _column(key: tuple[str, str, str], description: Description, value: "NDArray[np.float64]") -> Column:
    words = description.measures[key[0]]
    low, high = bounds(words)
    seen = value[np.isfinite(value)]
    low = low if np.isfinite(low) else float(seen.min()) if len(seen) else 0.0
    high = high if np.isfinite(high) else float(seen.max()) if len(seen) else 1.0
    group, kind = _group(key, description), _kind(key[1], description)
    label = f"{words.label} ({group})" if group else words.label
    return Column(column_name(*key), label, words.unit, low, high, words.good, words.people, words.clause, words.other,
                  group, kind if group else "")  # fmt: skip
