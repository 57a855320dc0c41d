"""Figures of one's own for a starter: which measures of a table stand in its roles, and how it finds the table."""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from renderer.data.load import bundled, find_source, load_newest
from renderer.data.role import Role
from renderer.data.role_table import fitting, unfit
from renderer.data.table import Table

__all__ = ["StarterFigures", "choose_figures", "put_in"]

_AFTER = "    params=Params,\n"
_OTHERS = 3  # more measures that are named, of those that fit, too


@dataclass(frozen=True, slots=True)
class StarterFigures:
    """
    What a new scene shows.

    source : the table, as an artist named it; figures : what stands in each role, "" for nothing
    notes : how that was chosen, a sentence each
    """

    source: str
    figures: Mapping[str, str]
    notes: tuple[str, ...]


def choose_figures(roles: Sequence[Role], source: str) -> StarterFigures:
    """
    Return the measures of ``source`` that stand in ``roles`` at first, each in one, as long as there are enough.

    A share against the direction of a needed role is turned; one that may stay empty does.
    Raises DataError where there is no such table, or nothing in it fits a role that is needed.
    """
    table = load_newest(source)
    figures: dict[str, str] = {}
    notes: list[str] = []
    for role in roles:
        chosen = _chosen(table, role, {figure.removeprefix("1-") for figure in figures.values()})
        if not chosen and role.needed:
            raise unfit(table, role, source)
        figures[role.name] = chosen
        notes += _told(table, role, chosen)
    return StarterFigures(source, figures, tuple(notes))


def put_in(module: str, chosen: StarterFigures, home: Path) -> str:
    """Return the text ``module`` of a starter's scene.py showing what was ``chosen``; ``home`` : the scene's folder."""
    for name, figure in chosen.figures.items():
        module = re.sub(rf'(Role\("{name}".*?default=")[^"]*"', rf'\g<1>{figure}"', module, count=1)
    where = _from(chosen.source, home)
    says = "" if where == chosen.source or Path(where).is_absolute() else "  # from this folder"
    return module.replace(_AFTER, f"{_AFTER}    data={json.dumps(where, ensure_ascii=False)},{says}\n", 1)


def _chosen(table: Table, role: Role, taken: Iterable[str]) -> str:
    """Return the first measure that fits ``role`` and stands in no other, ``1-`` before it where it is turned."""
    able = fitting(table, role)
    free = [name for name in able if name not in taken] or (list(able) if role.needed else [])
    good = {column.name: column.good for column in table.columns}
    against = {name for name in free if role.good and good[name] not in ("", role.good)}
    if not role.needed:
        free = [name for name in free if name not in against]
    return f"{'1-' * (free[0] in against and role.kind == 'share')}{free[0]}" if free else ""


def _told(table: Table, role: Role, chosen: str) -> Iterable[str]:
    """Yield what an artist should know of what stands in ``role``."""
    if not chosen:
        yield f"{role.mark} show nothing yet: no measure is left that they need not turn"
        return
    name = chosen.removeprefix("1-")
    others = [one for one in fitting(table, role) if one != name][:_OTHERS]
    also = f" (also fit: {', '.join(others)})" if others else ""
    good = table.columns[table.column(name)].good
    if chosen != name:
        yield f"{role.mark} show all others than {name}: it is turned, for {good} of it is better{also}"
    else:
        yield f"{role.mark} show {name}{also}"
    if not good and role.good:
        yield f"{name} is shown as it is, for nobody said which way is good; 1-{name} in scene.py turns it"


def _from(source: str, home: Path) -> str:
    """
    Return how the scene in ``home`` names the table ``source``.

    From its folder where both lie in one project, so that they move together; else the whole path.
    """
    if source in bundled():
        return source
    path, folder = find_source(source).resolve(), home.resolve()
    near = path.is_relative_to(folder.parent)
    return Path(os.path.relpath(path, folder) if near else path).as_posix()
