"""What a table that was read may say wrongly: sentences for somebody who knows it; nothing is changed."""

from typing import TYPE_CHECKING

import numpy as np

from renderer.data.state import State
from renderer.data.table import Column, Table

from .find_totals import named_totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["doubts"]

_FEW = 3  # figures of which nothing can be told
_USUAL = 0.8  # share of the areas in which a count must be what its share says it is


def doubts(table: Table) -> list[str]:
    """Return a sentence on areas called like totals, or spelled in two ways, on shares and counts withheld in vain."""
    return [*_totals(table), *_twice(table), *_ratios(table), *_worked_out(table)]


def _totals(table: Table) -> list[str]:
    found = [name or code for code, name in named_totals([(area.code, area.name) for area in table.areas])]
    some = ", ".join(found[:4]) + (" ..." if len(found) > 4 else "")
    how = "are called as totals are, and stay" if len(found) > 1 else "is called as totals are, and stays"
    return [f"{some} {how} among the {table.area_word[1]}: --total leaves one out"] if found else []


def _twice(table: Table) -> list[str]:
    """Return the areas that differ in how they are written alone: one area, spelled in two ways, is drawn twice."""
    alike: dict[str, list[str]] = {}
    for area in table.areas:
        if area.code == area.name:  # where codes tell them apart, names may be alike
            alike.setdefault("".join(filter(str.isalnum, area.name.casefold())), []).append(area.name)
    pairs = [" and ".join(f"'{name}'" for name in names) for names in alike.values() if len(names) > 1]
    return [f"{', '.join(pairs[:3])} are written in different ways, and stay different {table.area_word[1]}: write one "
            "area alike everywhere"] if pairs else []  # fmt: skip


def _ratios(table: Table) -> list[str]:
    """Return the measures in percent of which no figure is more than 1, and some are parts of it."""
    said = []
    for index, column in enumerate(table.columns):
        value = table.value[:, :, index]
        known = value[np.isfinite(value) & (value != 0.0)]
        if column.unit == "percent" and "@" not in column.name and len(known) >= _FEW and known.max() <= 1.0:
            said.append(f"no figure of {column.name} is more than 1 percent: where 1 means all, say --unit "
                        f"{column.name}=ratio")  # fmt: skip
    return said


def _worked_out(table: Table) -> list[str]:
    """Return the counts that are withheld although a share of them, and of how many, stand beside."""
    said = []
    shares: dict[str, list[int]] = {}
    for index, column in enumerate(table.columns):
        if column.unit == "percent":
            shares.setdefault(_group(column), []).append(index)
    for index, counted in enumerate(table.columns):
        hidden = table.state[:, :, index] == State.SUPPRESSED
        if counted.unit == "percent" or not hidden.any():
            continue
        for other in shares.get(_group(counted), ()):
            told = table.value[:, :, other] * table.sample[:, :, other] / 100.0
            told[table.sample[:, :, other] <= 0] = np.nan
            plain = int(np.count_nonzero(hidden & np.isfinite(told)))
            if plain and _is_share_of(table.value[:, :, index], told, table.sample[:, :, other]):
                those = f"{plain:,} figures" if plain > 1 else "1 figure"
                share = table.columns[other].name
                said.append(f"{those} of {counted.name}, withheld, can be worked out from {share} and the number of "
                            "people asked: leave out one of the two before you show or send them")  # fmt: skip
    return said


def _is_share_of(count: "NDArray[np.float64]", told: "NDArray[np.float64]", among: "NDArray[np.int64]") -> bool:
    """Return whether ``count`` is, where it is known, what a share with one digit behind the point says it is."""
    both = np.isfinite(count) & np.isfinite(told)
    near = np.abs(count - told)[both] <= 0.5 + 0.0006 * among[both]
    return len(near) >= _FEW and near.mean() >= _USUAL


def _group(column: Column) -> str:
    return column.name.partition("@")[2]
