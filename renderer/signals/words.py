"""Signals in plain words, for sentences on what moves a picture."""

from dataclasses import replace
from typing import TYPE_CHECKING

from renderer.data.phrase import phrase

from .name import SignalName, groups_of, parse_signal
from .values import signal_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderer.data.table import Column, Table

__all__ = ["family_words", "group_words", "signal_unit", "signal_words"]

_SAID = {
    "mean": "the mean of {figure}",
    "median": "the median of {figure}",
    "level": "the mean of {figure} (0 where it is dark, 1 where it is full)",
    "spread": "the spread of {figure} among the {areas}",
    "gap": "the gap of {figure} between the highest and the lowest {area}",
    "width": "the uncertainty of {figure}",
    "completeness": "the share of {areas} that know {figure}",
    "delta": "the change of {figure} since the time before",
    "trend": "the trend of {figure}",
    "ewma": "the smoothed mean of {figure}",
    "z": "how far one {area} stands out in {figure}",
    "cusum": "how long one {area} has drifted in {figure}",
    "area": "{figure} in {place}",
    "drift": "a slow drift",
}
_BETWEEN, _UNSURE = "the gap of {figure} between {groups}", "the uncertainty of {figure} in {place}"
_BARE = {"level": "", "completeness": "", "drift": "", "z": "robust z", "cusum": "sigma"}
_DIFFERENCES = ("spread", "gap", "width", "delta", "trend")


def signal_words(name: str, table: "Table") -> str:
    """Return what the signal ``name`` is of ``table``; raises SceneError for one that it has not."""
    asked, column = parse_signal(name), signal_column(name, table)
    form = _BETWEEN if asked.other else _UNSURE if asked.width else _SAID[asked.family]
    one, many = table.area_word
    groups = _two(groups_of(name), table) if asked.other else ""
    place = table.areas[table.area(asked.area)].name if asked.area else ""
    return form.format(figure=_figure(asked, column), area=one, areas=many, groups=groups, place=place)


def signal_unit(name: str, table: "Table") -> str:
    """Return the unit of the signal ``name`` of ``table``, "" where it has none."""
    asked, column = parse_signal(name), signal_column(name, table)
    if column is None or asked.family in _BARE:
        return _BARE[asked.family]
    unit = {"percent": "%"}.get(column.unit, column.unit)
    if asked.family in _DIFFERENCES or asked.width:
        unit = "percentage points" if unit == "%" else unit
    return f"{unit} a year".strip() if asked.family == "trend" else unit


def group_words(group: str, table: "Table") -> str:
    """Return what ``group``, ``kind=group``, is called by the columns of ``table``."""
    column = _group_column(group, table)
    return column.group if column else group


def _group_column(group: str, table: "Table") -> "Column | None":
    """Return a column of ``group`` that says what it is called."""
    columns = (*table.columns, *(table.apart.columns if table.apart else ()))
    return next((one for one in columns if one.name.endswith(f"@{group}") and one.group), None)


def _two(groups: "Sequence[str]", table: "Table") -> str:
    """Return two ``groups``, as ``group_words`` does; what they are groups of is said once."""
    a, b = (_group_column(group, table) for group in groups)
    if a and b and a.kind and a.kind == b.kind:
        return f"{a.stratum_label} and {b.stratum_label} ({a.kind})"
    return " and ".join(group_words(group, table) for group in groups)


def family_words(family: str, table: "Table") -> str:
    """Return what ``family`` makes of a figure, where the figure itself is named beside it."""
    one, many = table.area_word
    return {"level": "mean, least to most shown", "gap": f"gap, highest to lowest {one}",
            "spread": f"spread among {many}", "width": "uncertainty",
            "delta": "change since the time before", "ewma": "smoothed mean",
            "completeness": f"share of {many} that know it", "z": f"most outstanding {one}",
            "cusum": f"longest drift of one {one}"}.get(family, family)  # fmt: skip


def _figure(asked: SignalName, column: "Column | None") -> str:
    """Return the figure in words, of the group where it is not a gap between two."""
    if column is None:
        return ""
    plain = replace(column, group="", label=column.plain_label) if asked.other else column
    if not plain.clause and not plain.other and not plain.label:
        return f"“{asked.column}”"
    return f"the share of {phrase(plain)}" if plain.clause or plain.other else phrase(plain)
