"""Which roles of which scenes the measures of a table can stand in, and in which they are turned."""

from collections.abc import Iterator, Mapping

from renderer.data.role import Role
from renderer.data.role_table import fitting
from renderer.data.share import how_shares, share_times, unit_words
from renderer.data.table import Column, Table

from .scene import Scene

__all__ = ["role_fits"]

_TURNED = "turned"
_NOWHERE = "no role"


def role_fits(table: Table, scenes: Mapping[str, Scene]) -> Iterator[str]:
    """
    Yield a line for all measures of ``table`` that fit the same roles of ``scenes``: who they are, and which.

    A share against a role's direction is shown turned, as all the others; those roles are named apart.
    """
    alike: dict[str, list[str]] = {}
    seen = {column.measure for column in table.columns if not column.stratum}
    for column in table.columns:
        if not column.stratum or column.measure not in seen:  # of what is known of groups only, the first
            seen.add(column.measure)
            alike.setdefault(_where(table, column, scenes), []).append(column.name)
    for where, names in alike.items():
        yield f"{', '.join(names)}: {where}"
    how = how_shares(table.columns) if all(where.startswith(_NOWHERE) for where in alike) else ""
    if how:
        yield how.removeprefix("; ")


def _where(table: Table, column: Column, scenes: Mapping[str, Scene]) -> str:
    """Return which roles ``column`` fits, in words."""
    found: dict[str, dict[str, list[str]]] = {"": {}, _TURNED: {}}
    for name, scene in scenes.items():
        for role in scene.roles:
            if column.measure in fitting(table, role, column.stratum):
                found[_way(column, role)].setdefault(name, []).append(role.name)
    plain, turned = (", ".join(f"{name} ({', '.join(roles)})" for name, roles in found[way].items()) for way in found)
    if not (plain or turned):
        return f"{_NOWHERE}, for they show shares, and this is in {unit_words(column)}"
    return "; ".join(filter(None, (plain, turned and f"turned, as all others: {turned}")))


def _way(column: Column, role: Role) -> str:
    """Return whether ``role`` turns ``column``."""
    share = share_times(column) == share_times(column)  # NaN differs from itself
    return _TURNED if share and column.good and role.good and column.good != role.good else ""
