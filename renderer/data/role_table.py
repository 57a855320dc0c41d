"""A table as the roles of a picture read it: a column a role, in the role's unit and direction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .beside import groups_beside, groups_of
from .domain import with_domains
from .gather import as_held, gathered, latest_people, people_in
from .parts import gather_shown, parts_of, place_shown
from .role import BESIDE, EVERYBODY, GATHER, NOBODY, PLACE, STRATUM, Figure, Role, WantedRoles, parse_figure
from .share import how_shares, share_times, unit_words
from .span import spanned
from .state import State
from .table import CUBES, Column, Table, known_in, select

__all__ = ["Shown", "figures_shown", "fitting", "is_undirected", "role_table", "unfit"]

_OPPOSITE = {"more": "less", "less": "more", "": ""}


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A table in which every column is a role's, and how it came to be.

    table : columns are the roles, then the roles again for each of ``strata``
    figures : what each role shows, in their order; None for one that is empty
    strata : ``kind=stratum`` of the groups that stand beside each other, or ``everybody``
    notes : what an artist did not ask for and should know, a sentence each
    """

    table: Table
    figures: tuple[Figure | None, ...]
    strata: tuple[str, ...]
    notes: tuple[str, ...]


def figures_shown(table: Table, wanted: tuple[str, ...] | WantedRoles) -> dict[str, str]:
    """Return what stands in each role of ``table``, that of ``wanted``, as somebody would ask for it."""
    if not isinstance(wanted, WantedRoles):
        return {}
    shown = zip(wanted.roles, table.columns, strict=False)  # groups beside each other follow the roles
    said = {role.name: column.figure for role, column in shown if column.figure} | {STRATUM: ""}
    if wanted.groups:
        groups = dict.fromkeys(column.stratum for column in table.columns[len(wanted.roles) :])
        own = [EVERYBODY] if EVERYBODY in wanted.strata else []  # they lead whatever is asked for
        said[BESIDE] = ",".join(group for group in groups if group not in own) or NOBODY
    larger = {PLACE: table.inside, GATHER: wanted.gather if table.gathered else ""}
    return said | {name: one for name, one in larger.items() if one}


def fitting(table: Table, role: Role, stratum: str = "") -> tuple[str, ...]:
    """Return the measures of ``table``, of a ``stratum``, that ``role`` can show, those of its own direction first."""
    theirs = [column for column in table.columns if column.stratum == stratum]
    able = [column for column in theirs if role.kind == "any" or share_times(column) == share_times(column)]
    order = {role.good: 0, _OPPOSITE[role.good]: 1, "": 2}
    return tuple(column.measure for column in sorted(able, key=lambda one: order.get(one.good, 2)))


def is_undirected(role: Role, column: Column) -> bool:
    """Return whether ``role`` means what is good or bad, and nobody said which ``column``, shown there, is."""
    return bool(role.good and column.figure) and not (column.good or column.figure.startswith("1-"))


def unfit(table: Table, role: Role, where: str = "") -> DataError:
    """Return the error of a table without a measure that ``role`` could show; ``where`` is its name."""
    of_groups = [one for one in table.columns if one.stratum and one.measure in fitting(table, role, one.stratum)]
    if of_groups:
        one, groups = of_groups[0], list(dict.fromkeys(one.stratum for one in of_groups))
        return DataError(f"{_at(where)}what {role.mark} could show is known of groups only: say whose with --stratum "
                         f"({', '.join(groups[:4])}), or --figure {role.name}={one.name}")  # fmt: skip
    units = ", ".join(dict.fromkeys(unit_words(column) for column in table.columns)) or "no unit"
    return DataError(f"{_at(where)}nothing that {role.mark} could show: they show a share (percent, ratio, per "
                     f"1,000), and its figures are in {units}{how_shares(table.columns)}")  # fmt: skip


def role_table(table: Table, wanted: WantedRoles, where: str = "") -> Shown:
    """
    Return ``table`` as the roles of ``wanted`` read it; ``where`` is its name, for messages.

    Of groups beside each other those that the table has; where it has none of them, all that it has.
    Raises DataError where a measure or stratum is unknown, or cannot be shown in its role, and where there are more
    areas than the picture holds and no larger ones.
    """
    notes: list[str] = []
    inside = place_shown(table, wanted, where, notes)
    own = _of_groups_alone(table, wanted)
    figures = tuple(_chosen(table, role, own, where, notes) for role in wanted.roles)
    beside = groups_beside(table, wanted, [figure.measure for figure in figures if figure], where, notes)
    apart = tuple(dict.fromkeys(group for group, _ in wanted.apart if group not in beside))
    notes += _absent(table, wanted.apart, where)
    stratum = own.stratum
    if stratum and not wanted.asked and not any(one.stratum == stratum for one in table.columns):
        notes.append(f"there are no figures of {stratum}: everybody's are shown")
        stratum = ""
    pairs = list(zip(wanted.roles, figures, strict=True))
    known = {column.name for column in table.columns}
    names = [_whose(figure, stratum, set() if wanted.asked else known, notes) if figure else "" for figure in figures]
    columns = [_in_role(table, role, figure, name, where, notes) if figure else None
               for (role, figure), name in zip(pairs, names, strict=True)]  # fmt: skip
    # The last say from where to where the others are shown: everybody, and where a group is shown all that there are,
    # so that groups can be compared.
    alone = wanted.groups_alone and len(beside) > 1
    aside = groups_of(table, {one.measure for one, name in zip(figures, names, strict=True)
                              if one and (alone or "@" in name)}, {*beside, *apart})  # fmt: skip
    groups = (*beside, *apart, *aside, EVERYBODY)
    columns += [one for group in groups for one in _of_group(table, pairs, group, where)]
    titles = [f"{role.name}@{group}".rstrip("@") for group in ("", *groups) for role in wanted.roles]
    joined = replace(_joined(table, titles, columns), people=latest_people(table))
    # People of the whole table weigh: they may have other times than what is shown.
    people = people_in(parts_of(table, inside))
    held, told = gathered(parts_of(joined, inside), wanted.most, people, where, parts=wanted.parts,
                          asked=gather_shown(table, wanted, where, notes))  # fmt: skip
    count = len(wanted.roles) * (1 + len(beside))
    span, ends = spanned(held, wanted.roles, count)
    every = as_held(joined, wanted.most, people_in(table), parts=wanted.parts) if inside else None
    whole = spanned(every, wanted.roles, count)[0] if every else None
    found, reach = with_domains(span, wanted.roles, groups_alone=wanted.groups_alone, whole=whole,
                                aside=len(aside), group_means=wanted.group_means)  # fmt: skip
    notes += [*([told] if told else ()), *ends, *reach, *_partly(wanted, len(found.areas), len(beside))]
    if apart:
        titles = titles[: -len(wanted.roles) * (1 + len(aside))]
        apart_only = replace(select(found, titles[count:]), finer=None)
        found = replace(select(found, titles[:count]), apart=apart_only)
    return Shown(found, figures, beside, tuple(dict.fromkeys(notes)))


def _of_groups_alone(table: Table, wanted: WantedRoles) -> WantedRoles:
    """Return ``wanted`` with the first group for its roles, where nothing is known of everybody and none shows them."""
    needed = [role for role in wanted.roles if role.needed]
    if not wanted.groups_alone or wanted.stratum or any(fitting(table, role) for role in needed):
        return wanted
    groups = dict.fromkeys(column.stratum for column in table.columns)
    able = [group for group in groups if all(fitting(table, role, group) for role in needed)]
    return replace(wanted, stratum=able[0]) if len(able) > 1 else wanted


def _of_group(
    table: Table, pairs: Sequence[tuple[Role, Figure | None]], group: str, where: str
) -> "list[_RoleColumn | None]":
    """Return what each role shows of one group, whomever else it names; None of a group that was not asked."""
    known = {column.name for column in table.columns}
    names = [replace(figure, stratum="", rest=False).column("" if group == EVERYBODY else group) if figure else ""
             for _, figure in pairs]  # fmt: skip
    return [_in_role(table, role, figure, name, where, []) if figure and name in known else None
            for (role, figure), name in zip(pairs, names, strict=True)]  # fmt: skip


def _whose(figure: Figure, stratum: str, known: set[str], notes: list[str]) -> str:
    """
    Return the name of the column of ``figure``, of ``stratum``; everybody's where that is not among those ``known``.

    known : none where somebody asked for the stratum and shall be told that it is not there
    """
    name = figure.column(stratum)
    if name in known or figure.stratum or figure.measure not in known:
        return name
    notes.append(f"there are no figures of {stratum} for {figure.measure}: everybody's are shown")
    return figure.measure


def _absent(table: Table, read: Sequence[tuple[str, str]], where: str) -> list[str]:
    """
    Return a note on each group that is ``read``, by whom, of a kind that ``table`` has no groups of.

    Raises DataError where it has groups of that kind, and not this one.
    """
    has = sorted({column.stratum for column in table.columns})
    notes = []
    for group, reader in read:
        if group == EVERYBODY or group in has:
            continue
        if alike := [one for one in has if one.partition("=")[0] == group.partition("=")[0]]:
            hint = nearest(group, alike) or f"; there is {', '.join(alike[:8])}"
            raise DataError(f"{_at(where)}{reader}: no figures of '{group}'{hint}")
        notes.append(f"{reader}: there are no figures of {group}, so it moves nothing")
    return notes


def _partly(wanted: WantedRoles, areas: int, groups: int) -> list[str]:
    """Return what is told of a picture that does not show all ``areas`` or ``groups`` at once."""
    count = {"areas": areas, "groups": groups}
    return [words.format(count=count[what]) for what, most, words in wanted.partly if count[what] > most]


def _chosen(table: Table, role: Role, wanted: WantedRoles, where: str, notes: list[str]) -> Figure | None:
    """Return what ``role`` shows: what it names, else, of a table without that, the first that fits; None for none."""
    measures = list(dict.fromkeys(column.measure for column in table.columns))
    figure = parse_figure(role.default) if role.default else None
    if figure and (role.chosen or (figure.measure in measures and _is_shown(table, role, figure.measure))):
        if figure.measure not in measures:
            listed = ", ".join(measures[:12])
            hint = nearest(figure.measure, measures) or f"; it has {listed}"
            raise DataError(f"{_at(where)}no measure '{figure.measure}' for {role.mark}{hint}")
        return figure
    name = f"--figure {role.name}=MEASURE"
    if not role.needed:
        does = f", so that {role.empty}" if role.empty else ""
        notes.append(f"nothing is put into {role.mark}{does}; choose with {name}")
        return None
    taken = {parse_figure(one.default).measure for one in wanted.roles if one.chosen}
    able = fitting(table, role) or fitting(table, role, wanted.stratum)
    free = [one for one in able if one not in taken] or list(able)
    if not free:
        raise unfit(table, role, where)
    more = f"for {', '.join(free[1:4])}: {name}" if free[1:] else ""
    if not _is_against(next(one for one in table.columns if one.measure == free[0]), role):
        notes.append(f"{role.mark} show {free[0]}" + (f"; {more}" if more else ""))
    elif more:  # what is turned tells so itself
        notes.append(f"{role.mark}: {more}")
    return Figure(free[0])


def _is_shown(table: Table, role: Role, measure: str) -> bool:
    """Return whether ``role`` can show ``measure``, of everybody or of those whom the table has."""
    return measure not in {one.name for one in table.columns} or measure in fitting(table, role)


def _is_against(column: Column, role: Role) -> bool:
    return bool(role.good) and column.good == _OPPOSITE[role.good]


@dataclass(frozen=True, slots=True)
class _RoleColumn:
    """One column in a role: what it is, and its cubes [times, areas]."""

    column: Column
    cubes: dict[str, Any]


def _in_role(table: Table, role: Role, figure: Figure, name: str, where: str, notes: list[str]) -> _RoleColumn:
    """Return the column ``name`` as ``role`` shows it; raise DataError where it cannot."""
    index = _column(table, name, where)
    column = table.columns[index]
    cubes: dict[str, Any] = {key: getattr(table, key)[:, :, index] for key in CUBES}
    times = share_times(column)
    if role.kind == "share" and times != times:
        able = ", ".join(fitting(table, role)[:8]) or f"none of this table{how_shares([column])}"
        raise DataError(f"{_at(where)}{figure.measure} is in {unit_words(column)}, and {role.mark} show a share: what "
                        f"fits is {able}")  # fmt: skip
    against = _is_against(column, role)
    rest = figure.rest or (against and times == times)
    if rest and times != times:
        raise DataError(f"{_at(where)}1-{figure.measure}: {figure.measure} is in {unit_words(column)}, and only a "
                        "share has others")  # fmt: skip
    if against and not figure.rest:
        notes.append(f"{role.mark} show all others than {figure.measure}: it is turned, for {column.good} of it is "
                     "better")  # fmt: skip
    column = replace(column, figure=f"{'1-' * rest}{name}")
    if is_undirected(role, column):
        notes.append(f"nobody said whether more of {figure.measure} is better, so that {role.mark} show it as it is: "
                     f'write "good": "more" or "less" beside it in datapackage.json; --figure '
                     f"{role.name}=1-{figure.measure} shows all others")  # fmt: skip
    return _turned(column, cubes, times if role.kind == "share" or rest else 1.0, rest)


def _turned(column: Column, cubes: dict[str, Any], times: float, rest: bool) -> _RoleColumn:
    """Return a column in percent, or as all the others where ``rest``."""
    if times == 1.0 and not rest:
        return _RoleColumn(column, cubes)
    scaled = {key: cubes[key] * times for key in ("value", "low", "high")}
    low, high, unit = column.low * times, column.high * times, "percent" if times != 1.0 or rest else column.unit
    if rest:
        scaled = {"value": 100.0 - scaled["value"], "low": 100.0 - scaled["high"], "high": 100.0 - scaled["low"]}
        low, high = 100.0 - high, 100.0 - low
        column = replace(column, good=_OPPOSITE[column.good], clause=column.other, other=column.clause,
                         label=f"all others than {column.label}")  # fmt: skip
    state = np.where(scaled["value"] == 0.0, State.ZERO, State.VALUE)
    state = np.where(known_in(cubes["state"]), state, cubes["state"]).astype(np.uint8)
    return _RoleColumn(replace(column, unit=unit, low=low, high=high), {**cubes, **scaled, "state": state})


def _joined(table: Table, names: Sequence[str], shown: Sequence[_RoleColumn | None]) -> Table:
    """Return a table of the columns ``shown``, called ``names``; where one is None nobody asked."""
    shape = (len(table.times), len(table.areas), len(shown))
    cubes: dict[str, Any] = {name: np.full(shape, {"sample": -1, "state": 0}.get(name, np.nan), kind)
                             for name, kind in CUBES.items()}  # fmt: skip
    columns = []
    for n, (name, one) in enumerate(zip(names, shown, strict=True)):
        columns.append(replace(one.column, name=name) if one else Column(name, "", "", 0.0, 1.0))
        for key, cube in (one.cubes if one else {}).items():
            cubes[key][:, :, n] = cube
    return replace(table, columns=tuple(columns), **cubes)


def _column(table: Table, name: str, where: str) -> int:
    try:
        return table.column(name)
    except DataError as error:
        raise DataError(f"{_at(where)}{error}") from None


def _at(where: str) -> str:
    return f"{where}: " if where else ""
