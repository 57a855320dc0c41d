"""From where to where a role shows its figures: what shows least, and what most.

What the artist says; else what the scene says for its own measure, where the figures lie there; else how far the
figures of the table reach, rounded out to numbers that can be read. Where the scene's own range begins at zero, so does
theirs: lengths without a zero would make 22 and 46 % look like two and twenty-six. A role that counts shows all that
can be.

A group's figures may lie all on one side of what suits everybody: then nothing would be seen of them. So where a group
is shown the range must suit each group of that measure, whichever is shown, so that two pictures can be compared. Where
a mark can be a group's mean of all areas it must suit these means, too: they reach beyond the figures of everybody.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import ParamError
from renderer.core.suggest import nearest

from .mean_state import mean_of_known
from .role import Role, parse_figure
from .table import CUBES, Column, Table, unit_sign

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Domain", "Domains", "beyond", "check_domain", "domains_shown", "keep_domains", "of_all_groups", "shows_own",
           "with_domains"]  # fmt: skip

Domain = tuple[float, float]
Domains = Mapping[str, Domain]  # by role

_FEW = 3  # areas of which no spread can be told
_TAILS = (2.0, 98.0)  # percent of the figures between which they lie, where there are many
_MANY = 100
_LEAST = 0.1  # of all that a measure can be: what differs less shall not look as if it differed much
_OUTSIDE = 0.10  # share of figures beyond the scene's own domain from which on that does not fit them
_LARGEST = 1e30  # a picture counts in numbers of 32 bits
_STEPS = (1.0, 2.0, 5.0, 10.0)


def with_domains(
    table: Table, roles: Sequence[Role], *, groups_alone: bool = False, whole: Table | None = None, aside: int = 0,
    group_means: bool = False,
) -> tuple[Table, tuple[str, ...]]:  # fmt: skip
    """
    Return ``table`` with the domain of each column, and a sentence on each that its figures gave, or go beyond where an
    artist did.

    table : columns are those of ``roles``, the same of each group beside them, then of ``aside`` groups and of
        everybody, who are left out of the table that is returned and say from where to where the others are shown
    groups_alone : whether the groups beside them are what is shown, where there are two or more: then theirs do
    whole : the same columns of all areas, where ``table`` has those of one larger area alone: they are shown from where
        to where all are, so that one can be compared with another
    group_means : whether marks can be the means of the groups beside them over all areas: then what goes beyond is
        counted of these means
    """
    every, kinds = len(table.columns), len(roles)
    count = every - kinds * (1 + aside)
    columns, notes = list(table.columns[:count]), []
    for index, column in enumerate(columns):
        role = roles[index % kinds]
        if index >= kinds:
            columns[index] = replace(column, domain=columns[index % kinds].domain)
            continue
        beside = [n for n in range(index + kinds, count, kinds) if table.columns[n].figure]
        alone = groups_alone and len(beside) > 1
        theirs = [n for n in range(index + kinds, every, kinds) if table.columns[n].figure] or [index]
        everybody = theirs[-1] if theirs[-1] >= every - kinds else index
        of_groups = alone or is_of_group(column)
        reach = [(whole or table).value[:, :, n] for n in (theirs if of_groups else [everybody])]
        reach += [_means(whole or table, beside)] if group_means and beside else []
        domain, own = _domain(role, column, reach)
        columns[index] = replace(column, domain=domain)
        if column.figure and role.domain and (own or role.asked):
            whose = "the figures of all groups" if of_groups else "these figures"
            whose += " and the means of groups" if group_means and beside else ""
            around = whose if whole is None else f"{whose.replace('these figures', 'the figures of all')}, not of " \
                                                 f"{table.inside} alone"  # fmt: skip
            shown = _means(table, beside) if group_means and beside else table.value[:, :, beside if alone else [index]]
            notes += _told(role, columns[index], shown, own=own, few=_few(reach), around=around,
                           what="means of groups" if group_means and beside else "figures")  # fmt: skip
    cubes: dict[str, Any] = {name: np.ascontiguousarray(getattr(table, name)[:, :, :count]) for name in CUBES}
    return replace(table, columns=tuple(columns), **cubes), tuple(notes)


def _means(table: Table, columns: Sequence[int]) -> "NDArray[np.float64]":
    """Return the mean of each of the ``columns`` over all areas, [times, columns], NaN where too few are known."""
    return np.apply_along_axis(mean_of_known, 1, table.value[:, :, columns])


def is_of_group(column: Column) -> bool:
    """Return whether a role's ``column`` has the figures of one group of people."""
    return bool(column.figure) and bool(parse_figure(column.figure).stratum)


def of_all_groups(role: Role, column: Column) -> bool:
    """Return whether a group's figures, in ``column``, are shown in the range of all groups of that measure."""
    ranged = role.domain is not None and role.asked is None and column.domain is not None
    return ranged and is_of_group(column) and column.domain != role.domain


def beyond(domain: Domain, value: "NDArray[np.float64]") -> tuple[int, int, int]:
    """Return how many figures of ``value`` lie below and above ``domain``, and how many there are but for zeros."""
    known = value[np.isfinite(value) & (value != 0.0)]  # a zero has a mark of its own
    low, high = domain
    slack = 1e-9 * max(abs(low), abs(high), 1.0)
    return int(np.count_nonzero(known < low - slack)), int(np.count_nonzero(known > high + slack)), len(known)


def _told(
    role: Role, column: Column, value: "NDArray[np.float64]", *, own: bool, few: bool, around: str, what: str
) -> list[str]:
    """
    Return from where to where ``column`` is shown, where figures gave that (``own``) or ``value`` goes beyond.

    few : whether those that gave it were too few for another; around : whose figures they are
    what : what those in ``value`` are called, "figures" or "means of groups"
    """
    domain = column.domain or (0.0, 0.0)
    below, above, count = beyond(domain, value)
    if not own and not below + above:
        return []
    unit = unit_sign(column.unit)
    low, high = f"{domain[0]:g}{unit}{' and below' * (below > 0)}", f"{domain[1]:g}{unit}{' and above' * (above > 0)}"
    out = below + above
    outside = f"; {out:,} of {count:,} {what} {'lies' if out == 1 else 'lie'} beyond" if out else ""
    known = value[np.isfinite(value)]
    why = "" if not own else f", around {around}"
    if own and len(known) and np.allclose(domain, (known.min(), known.max())):
        why = ", the smallest and the largest of these figures"
    elif own and domain[0] == 0.0 and _from_nothing(role) and not few:
        why = f", from nothing to the most of {around}"
    elif own and domain == (column.low, column.high):
        why = f", the bounds of the measure{', for of so few figures no reach can be told' * few}"
    return [f"{role.spans or role.mark}: least at {low}, most at {high}{why}{outside}; another range: --domain "
            f"{role.name}=LOW..HIGH"]  # fmt: skip


def domains_shown(table: Table, roles: Sequence[Role]) -> dict[str, Domain]:
    """
    Return from where to where ``table``, one of ``roles``, shows those that can be told another domain.

    Not a group's that are shown in the range of all groups: that is worked out again, and is told as what it is.
    """
    shown = zip(roles, table.columns, strict=False)
    return {role.name: column.domain for role, column in shown
            if role.domain and column.figure and column.domain and not of_all_groups(role, column)}  # fmt: skip


def check_domain(roles: Sequence[Role], name: str, domain: Domain, title: str) -> None:
    """Raise ParamError where the role ``name`` of the scene ``title`` cannot be shown from where to where this says."""
    able, (low, high) = [role.name for role in roles if role.domain], domain
    if name not in able:
        some = f"a domain can be given for {', '.join(able)}" if able else "none of its roles can have one"
        known = any(role.name == name for role in roles)
        why = f"this role has no range of its own; {some}" if known else f"there is no role '{name}'"
        raise ParamError(f"no domain for '{name}' of '{title}': {why}{'' if known else nearest(name, able, some)}")
    if not -_LARGEST <= low < high <= _LARGEST:
        raise ParamError(f"the domain {low:g}..{high:g} for '{name}' is none: write low..high, as 20..80")


def keep_domains(table: Table, roles: Sequence[Role], known: dict[Hashable, Domain | None]) -> Table:
    """
    Return ``table``, one of ``roles``, with the domains that a show began with, which ``known`` gathers.

    A role that shows the same again has its domain again, whatever is released, unless an artist asks for another.
    """
    domains: dict[str, Domain | None] = {}
    for role, column in zip(roles, table.columns, strict=False):
        key = (role.name, role.domain, column.figure, column.unit)
        domains[role.name] = known.setdefault(key, column.domain) if role.asked is None else column.domain

    def kept(columns: tuple[Column, ...]) -> tuple[Column, ...]:
        return tuple(replace(one, domain=domains[one.name.partition("@")[0]]) for one in columns)

    apart = replace(table.apart, columns=kept(table.apart.columns)) if table.apart else None
    return replace(table, columns=kept(table.columns), apart=apart)


def _domain(role: Role, column: Column, reach: "Sequence[NDArray[np.float64]]") -> tuple[Domain, bool]:
    """Return the domain of ``column`` in ``role``, and whether figures gave it: ``reach``, of each group one."""
    if not column.figure:
        return (0.0, 0.0), False
    bounds = (column.low, column.high) if column.low < column.high else (column.low, column.low + 1.0)
    if role.domain is None:
        return bounds, False
    if role.asked is not None:
        return role.asked, False
    known = [group[np.isfinite(group) & (group != 0.0)] for group in reach]  # a zero has a mark of its own
    if shows_own(role, column) and all(_suits(role.domain, group) for group in known):
        return role.domain, False
    low, high = _spread(known, bounds, few=_few(reach))
    return (0.0 if _from_nothing(role) and low > 0.0 else low, high), True


def _from_nothing(role: Role) -> bool:
    """Return whether what ``role`` draws is as long as the figure is large: its own range begins at zero."""
    return role.domain is not None and role.domain[0] == 0.0


def _suits(domain: Domain, known: "NDArray[np.float64]") -> bool:
    """Return whether so few of the ``known`` figures lie beyond ``domain`` that the rest is not lost beside them."""
    return bool(np.count_nonzero((known < domain[0]) | (known > domain[1])) <= _OUTSIDE * len(known))


def _few(reach: "Sequence[NDArray[np.float64]]") -> bool:
    """Return whether too few areas, or groups of them, have a figure in ``reach``, [times, areas] of each group."""
    return sum(int(np.count_nonzero(np.isfinite(group).any(axis=0))) for group in reach) < _FEW


def shows_own(role: Role, column: Column) -> bool:
    """Return whether ``column`` is the measure that the scene shows in ``role`` by itself, of whomever."""
    own = role.own or role.default
    if not own or not column.figure:
        return False
    shown, meant = parse_figure(column.figure), parse_figure(own)
    return (shown.measure, shown.rest) == (meant.measure, meant.rest)


def _spread(known: "Sequence[NDArray[np.float64]]", bounds: Domain, *, few: bool) -> Domain:
    """Return from where to where ``known`` figures reach, of each group, rounded out; ``bounds`` they can have."""
    whole = bounds[1] - bounds[0]
    ends = [np.percentile(group, _TAILS) if len(group) > _MANY else (group.min(), group.max())
            for group in known if len(group)]  # fmt: skip
    if few or not ends or not isfinite(whole):
        return bounds
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    short = max(_LEAST * whole - (high - low), 0.0)
    low, high = low - short / 2, high + short / 2
    step = _step(high - low)
    rounded = step * floor(low / step + 1e-9), step * ceil(high / step - 1e-9)
    return max(rounded[0], bounds[0]), min(rounded[1], bounds[1])


def _step(length: float) -> float:
    """
    Return a readable step of which 4 to 10 make ``length``.

    >>> _step(48.0), _step(7.0), _step(0.3)
    (5.0, 1.0, 0.05)
    """
    size = 10.0 ** floor(log10(length / 10.0))
    return next((size * times for times in _STEPS if length / (size * times) <= 10.0), size * _STEPS[-1])
