"""Groups of people whose figures stand beside each other in a picture."""

from collections.abc import Collection, Sequence

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .role import EVERYBODY, WantedRoles, parse_figure
from .table import Table

__all__ = ["groups_beside", "groups_of", "kinds_of", "lacking"]


def groups_beside(
    table: Table, wanted: WantedRoles, measures: Collection[str], where: str, notes: list[str]
) -> tuple[str, ...]:
    """
    Return the groups of which ``measures`` are known that stand beside each other, everybody first where they do.

    Of those that somebody chose, else of the picture's own, the ones that there are, in that order; where there is
    none of these, all. No groups stand in the place of one that somebody put into a role, unless an artist asked for
    them, too. Raises DataError where an artist asked for one that ``table``, called ``where``, lacks.
    """
    names = (column.name.partition("@") for column in table.columns)
    has = tuple(dict.fromkeys(group for measure, at, group in names if at and measure in measures))
    asked = wanted.strata if wanted.beside is None else wanted.beside
    lead = (EVERYBODY,) if EVERYBODY in (*wanted.strata, *asked) else ()
    if wanted.beside_asked and (why := lacking(asked, has)):
        raise DataError(f"{where}{where and ': '}{why}")
    others = [one for one in asked if one != EVERYBODY]
    if others and has and not lead and (named := _named(table, wanted)):
        if not wanted.beside_asked:
            notes.append(f"no groups stand beside each other, so that {', '.join(named)} is shown: --beside KIND shows "
                         "those of a kind")  # fmt: skip
            return ()
        notes.append("each group that stands beside others shows its own figures, not those of "
                     f"{', '.join(named)}: leave --beside out for these")  # fmt: skip
    found = tuple(dict.fromkeys(one for want in others for one in has if want in (one, one.partition("=")[0])))
    if others and not found and has and wanted.beside is not None:
        notes.append(f"there are no groups of {', '.join(others)}: all that there are stand beside each other")
    return (*lead, *(found or has)) if others else lead


def _named(table: Table, wanted: WantedRoles) -> tuple[str, ...]:
    """Return the groups of ``table`` whose figures somebody put into roles of ``wanted``."""
    has = {column.stratum for column in table.columns}
    put = [parse_figure(role.default).stratum for role in wanted.roles if role.chosen or role.own]
    return tuple(one for one in dict.fromkeys((*put, wanted.stratum)) if one and one in has)


def groups_of(table: Table, measures: Collection[str], but: Collection[str] = ()) -> tuple[str, ...]:
    """Return the groups, without those of ``but``, of which ``table`` has one of ``measures``, in its order."""
    groups = (column.stratum for column in table.columns if column.measure in measures)
    return tuple(dict.fromkeys(group for group in groups if group and group not in but))


def kinds_of(groups: Sequence[str]) -> tuple[str, ...]:
    """
    Return the kinds of ``groups``, each once.

    >>> kinds_of(["everybody", "income=under_15k", "income=50k_and_over", "race=black"])
    ('income', 'race')
    """
    return tuple(dict.fromkeys(one.partition("=")[0] for one in groups if "=" in one))


def lacking(asked: Sequence[str], has: Sequence[str]) -> str:
    """Return why what was ``asked`` for cannot stand beside each other where there are the groups ``has``, or ""."""
    able = (*kinds_of(has), *has, EVERYBODY)
    for one in asked:
        if one not in able:
            some = f"; there is {', '.join(able[:12])}" if has else ": these figures have no groups"
            return f"no groups of '{one}' to stand beside each other{nearest(one, able) or some}"
    return ""
