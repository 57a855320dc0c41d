"""What the names in a caption stand for, over a table and with the values of a scene.

``{lit}`` is who stands in the role ``lit``; ``{lit.plain}`` leaves out whose figures they are: of groups beside each
other each shows its own; ``{lit.whose}`` is that alone, or ``everybody``. ``{lit.share}`` and ``{lit.share_plain}``
are their share, or the figure by its name where nobody said who that is; ``{lit.fewer}`` and ``{lit.fewer_plain}``
say that there are fewer of them. ``{lit.low}`` and ``{lit.high}`` are from where to where it is shown, and
``{lit.falls}`` from the most down to the least.

Conditions, nothing where they do not hold: ``{lit.less?...}`` less of what it shows is known to be better; ``.own`` it
shows the measure that the scene names itself; ``.same`` the same as the first role, ``.alike`` the same measure, of
whomever, ``.likewise`` figures of the same people; ``.gained`` some of its figures are larger than at the first time,
``.moved`` the newest are others than the first; ``.whole`` it is shown from nothing to the whole, 0 to 100 %, so that
tenths of a mark are tenths of people; ``.missing``, ``.withheld``, ``.held``, ``.zero`` some of its marks
are in that state at the moments that are shown, and these without a role: some of any role (areas of a map without
figures are missing in the first one); ``.unknown`` in one of the first three; ``.over`` somewhere it and the first
role are more than a whole together, ``.above`` it is as much as the role before it, or more; ``.apart`` marks of the
same areas that stand beside each other differ, and ``.unpaired`` some are known where the other is not.

``area_1`` is the name of the first area, and so on to the last: ``caption`` adds those that are asked for.
``first_group`` and ``last_group`` are what two of the groups beside each other are called, ``group_1`` .. what each is
without its kind.
``partly`` some marks are means that leave out areas without a figure; ``incomplete`` an area with a figure in the first
role lacks another; ``doubt`` figures have an interval; ``asked`` it is known how many were asked; ``groups`` are those
beside each other, ``feed`` whose faults can strike these areas, ``events`` what happened in them,
``times`` from when to when the figures are, where there are several times, ``first`` the first of these, ``when`` of
when those of this picture are; ``inside`` is the larger area whose parts alone are shown, and ``compared`` it where
they are shown from where to where all are;
``gathered`` of what areas ``larger`` ones are,
``weighed`` how their means are, and ``known_of`` of how many figures, where some are not known; ``beyond`` how many
figures of which role lie beyond its range, ``undirected`` of what nobody said whether more is better, ``source`` who
published it; ``mapped`` areas are seated by a map that somebody named, and ``unmapped`` who is not on it; ``walk`` who
follows whom, few by their names, many from the first to the last, and then ``alphabet`` they are in its order;
``compass`` where north is on a wall on which they lie as on Earth, on a tall one to the right, or as on that map.
``figureless`` says which areas of the map have no figures; where it is drawn ``placeless`` which of the table's have no
place on it, ``undrawn`` how many of its areas stay out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.listed import listed
from renderer.data.beside import kinds_of
from renderer.data.dated_events import event_words
from renderer.data.domain import beyond, of_all_groups, shows_own
from renderer.data.mean_state import mean_of_known
from renderer.data.phrase import phrase
from renderer.data.places.map_gaps import gap_words
from renderer.data.role import EVERYBODY, Role
from renderer.data.role_table import is_undirected
from renderer.data.source_name import source_named
from renderer.data.table import Column, Table, unit_sign
from renderer.data.times import time_words
from renderer.params.param import specs
from renderer.signals.fault.feeds import feed_words

from .figure_conditions import STATES, figure_conditions
from .scene import Mark, Scene
from .states_shown import distinct_moments
from .when import releases

__all__ = ["ABOUT_ROLES", "NAMES", "groups_beside", "marks_of", "walk_words", "words_of"]

ABOUT_ROLES = ("less", "more", "own", "plain", "whose", "low", "high", "whole", "gained", "moved", "unknown", "same",
               "alike", "likewise", "over", "above", "apart", "unpaired", "share", "share_plain", "rest", "rest_plain",
               "fewer", "fewer_plain", "falls", *STATES)
NAMES = ("an_area", "area", "areas", "groups", "first_group", "last_group", "doubt", "asked", "gathered", "inside",
         "compared", "larger", "weighed", "known_of", "beyond", "ranged", "undirected", "source", "times", "first",
         "when", "feed", "events", "partly", "incomplete", "mapped", "walk", "alphabet", "compass", "unmapped",
         "figureless", "placeless", "undrawn", *STATES)  # fmt: skip
_SAME = 8  # words with which two shares begin, so that the second need not say them again
_FEW = 3  # groups that a caption names, and areas that are not on a map
_ROW = 14  # areas in a row that it names: as many as teeth
_AN = re.compile(r"(?!uni|u[sk]\b|eu|one\b)[aeiou]|hour|honou?r|heir", re.IGNORECASE)  # by ear: a unit, an hour


def words_of(
    scene: Scene, table: Table, params: Any, moments: Sequence[float] | None = None,  # noqa: ANN401
    size: tuple[int, int] | None = None,
) -> dict[str, str]:  # fmt: skip
    """Return what each name stands for, "" for nothing; ``moments`` and ``size`` as ``caption_of`` has them."""
    every = moments is None or scene.all_times
    shown = list(map(float, range(len(table.times)))) if every else distinct_moments(moments or ())
    one, many = table.area_word
    groups = _beside(scene, table)
    called = [column.group or name for name, column in groups.items()] or [""]
    times = [time_words(table.times[0]), time_words(table.times[-1])] if len(table.times) > 1 else []
    words = {"area": one, "areas": many, "an_area": f"{'an' if _AN.match(one) else 'a'} {one}",
             "feed": feed_words(scene.feed, table.areas), "groups": _groups_named(groups),
             "first_group": called[0], "last_group": called[-1],
             **{f"group_{n}": name for n, name in enumerate(_own_names(groups), 1)},
             "gathered": table.gathered, "inside": table.inside, "larger": table.parent_word[0],
             "compared": _compared(scene, table), "ranged": _ranged(scene, table),
             "weighed": table.weighed, "known_of": table.known_of, "source": source_named(table.source),
             "events": event_words(table),
             "undirected": ", and of ".join(_undirected(scene, table)),
             "times": " to ".join(times), "first": times[0] if times else "",
             **_seated(table, size), **gap_words(table.map_gaps, table.area_word)}  # fmt: skip
    for role, column in zip(scene.roles, table.columns, strict=False):  # groups beside each other follow
        words |= _of_role(role, column, table.columns[0])
    marks = marks_of(scene, table, params)
    words |= _beyond(scene, table, shown, words, marks)
    names = tuple(role.name for role in scene.roles)
    words |= figure_conditions(table, names, marks, tuple(shown))
    return words | {f"{name}={getattr(params, name)}": name for name, spec in specs(params).items() if spec.choices}


def marks_of(scene: Scene, table: Table, params: Any) -> tuple[Mark, ...] | None:  # noqa: ANN401
    """Return what each mark of ``scene`` shows of ``table``; None where they are its areas, one by one."""
    said = tuple(bool(column.figure) for column in table.columns[: len(scene.roles)])
    return tuple(scene.marks(params, len(table.areas), groups_beside(scene, table), said)) if scene.marks else None


def _seated(table: Table, size: tuple[int, int] | None) -> dict[str, str]:
    """
    Return who follows whom, where north is, whether a map that somebody named seats areas, and who is not on it.

    size : of the picture, px: seats that follow the Earth are turned where it is tall, as lib/data/wall_seat has it
    """
    names = [area.name for area in table.areas]
    said = {"walk": "walk"}  # where it is asked for: the names themselves are ``walk_words``
    if table.on_map is None:
        spelled = len(names) > _ROW and names == sorted(names, key=str.casefold)
        on_earth = len(names) > 1 and all(np.isfinite((area.lon, area.lat)).all() for area in table.areas)
        north = ("north above (right on tall walls)" if size is None else
                 "north to the right" if size[0] < size[1] else "north above")  # fmt: skip
        return said | {"alphabet": "alphabet" * spelled, "compass": north * on_earth}
    here = np.isfinite(table.on_map)[:, 0]
    aside = [name for name, on in zip(names, here, strict=True) if not on]
    return said | {"mapped": "mapped", "compass": "north above", "unmapped": listed(aside, _FEW)}


def _of_role(role: Role, column: Column, first: Column) -> dict[str, str]:
    """Return what ``role`` shows, and conditions on it; ``first`` is what the first role does."""
    if not column.figure:
        return {role.name: ""}
    said = {"": phrase(column), ".plain": phrase(_of_nobody(column)), f".{column.good}": column.good}
    said[".share"], said[".share_plain"] = _share(column), _share(_of_nobody(column))
    said[".fewer"], said[".fewer_plain"] = (_fewer(said[one]) for one in (".share", ".share_plain"))
    said[".rest"] = _rest(said[".share"], _share(first))
    said[".rest_plain"] = _rest(said[".share_plain"], _share(_of_nobody(first)))
    said[".whose"] = column.group or EVERYBODY
    said[".own"] = role.name if shows_own(role, column) else ""
    said[".same"] = "same" if said[""] == phrase(first) else ""
    said[".likewise"] = "likewise" if column.group == first.group else ""
    said[".alike"] = "alike" if said[".plain"] == phrase(_of_nobody(first)) else ""
    if column.domain:
        unit = unit_sign(column.unit)
        said |= {f".{end}": f"{at:g}{unit}" for end, at in zip(("low", "high"), column.domain, strict=True)}
        said[".whole"] = "whole" if column.domain == (0.0, 100.0) and column.unit == "percent" else ""
        said[".falls"] = f"{column.domain[1]:g}-{column.domain[0]:g}{unit}"
    return {role.name + what: words for what, words in said.items()}


def _beyond(
    scene: Scene, table: Table, moments: Sequence[float], words: dict[str, str], marks: Sequence[Mark] | None
) -> dict[str, str]:
    """Return the ends of ranges beyond which ``marks`` have figures, and of how many that is so, each once."""
    found: dict[str, str] = {}
    counted: list[tuple[int, str]] = []
    roles = [(n, role, column) for n, (role, column) in enumerate(zip(scene.roles, table.columns, strict=False))
             if column.figure and column.domain and role.domain and not role.spans]  # fmt: skip
    for index, role, column in roles:
        own = [mark for mark in marks if mark[0] % len(scene.roles) == index] if marks else None
        below, above, count = beyond(column.domain or (0.0, 0.0), _marked(table, index, moments, own))
        found |= {f"{role.name}.low": f"{words[f'{role.name}.low']} and below"} if below else {}
        found |= {f"{role.name}.high": f"{words[f'{role.name}.high']} and above"} if above else {}
        if below + above:
            figures = "" if counted else f" {'figure' if count == 1 else 'figures'}"
            of_role = f" of {role.mark}" if len(roles) > 1 else ""
            counted.append((below + above, f"{below + above:,} of {count:,}{figures}{of_role}"))
    lies = "lies" if sum(out for out, _ in counted) == 1 else "lie"
    return found | ({"beyond": f"{' and '.join(said for _, said in counted)} {lies}"} if counted else {})


def _marked(
    table: Table, index: int, moments: Sequence[float], marks: Sequence[Mark] | None
) -> NDArray[np.float64]:
    """Return the figures of the column ``index``, or of a role the figures and means that ``marks`` show."""
    # What is drawn between two times is no figure: those around it are.
    if marks is None:
        return table.value[sorted({time for at in moments for time in releases(table, index, at)}), :, index]
    found: dict[tuple[int, int, int, int], float] = {}
    times = {(of, share): {time for at in moments
                           for time in releases(table, of, at if share is None else share * (len(table.times) - 1))}
             for of, _, _, share in marks}  # fmt: skip
    for of, first, count, share in marks:
        for time in times[of, share]:
            if (time, of, first, count) not in found:
                drawn = np.take(table.value[time, :, of], range(first, first + count), mode="wrap")
                found[time, of, first, count] = mean_of_known(drawn)
    return np.array([*found.values()])


def _compared(scene: Scene, table: Table) -> str:
    """Return whether parts of a larger area are shown from where to where all are, and no artist asked for another."""
    shown = [role for role, column in zip(scene.roles, table.columns, strict=False) if column.figure and role.domain]
    return table.inside if shown and all(role.asked is None for role in shown) else ""


def _ranged(scene: Scene, table: Table) -> str:
    """Return the marks that show a group's figures in the range of all groups."""
    pairs = zip(scene.roles, table.columns, strict=False)
    return " and ".join(role.mark for role, column in pairs if not role.spans and of_all_groups(role, column))


def _share(column: Column) -> str:
    """Return the figure of ``column``: the share of those whom it counts, or what it is called where nobody said."""
    said = phrase(column)
    return f"the figure {said}" if said.startswith("“") and not column.clause else f"the share of {said}"


def _fewer(share: str) -> str:
    """Return that the ``share`` of somebody, as a caption says it, is smaller."""
    whom = share.removeprefix("the share of ")
    return f"the smaller {share}" if whom == share or whom.startswith(("“", "all others")) else f"the fewer {whom}"


def _rest(said: str, first: str) -> str:
    """Return what is left of ``said`` after the words with which ``first`` begins as well, where these are many."""
    own, other = said.split(), first.split()
    same = next((n for n, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other)))
    rest = " ".join(own[same:])
    return rest if _SAME <= same < len(own) and rest.count("(") == rest.count(")") else said


def _undirected(scene: Scene, table: Table) -> list[str]:
    """Return what is shown in roles that have a direction, and of which nobody said whether more is better."""
    shown = zip(scene.roles, table.columns, strict=False)
    return list(dict.fromkeys(phrase(_of_nobody(column)) for role, column in shown if is_undirected(role, column)))


def groups_beside(scene: Scene, table: Table) -> int:
    """Return how many groups stand beside each other in ``table``; everybody is none."""
    return len(table.columns) // len(scene.roles) - 1 - (EVERYBODY in scene.strata)


def walk_words(areas: int) -> str:
    """Return who follows whom of ``areas``, by their numbers: few one by one, many from the first to the last."""
    if areas > _ROW:
        return f"from {{area_1}} to {{area_{areas}}}"
    return ", ".join(f"{{area_{n}}}" for n in range(1, areas + 1))


def _beside(scene: Scene, table: Table) -> dict[str, Column]:
    """Return the first column of each of ``groups_beside``, in their order, by ``kind=stratum``."""
    groups = {column.stratum: column for column in table.columns[len(scene.roles) :: len(scene.roles)]}
    return {name: column for name, column in groups.items() if name != EVERYBODY or EVERYBODY not in scene.strata}


def _own_names(groups: dict[str, Column]) -> list[str]:
    """Return what each of ``groups`` is called without its kind."""
    return [column.stratum_label or name for name, column in groups.items()]


def _groups_named(groups: dict[str, Column]) -> str:
    """Return which ``groups`` stand beside each other: few by their names, more by their kinds; "" for none."""
    lead = [EVERYBODY] if EVERYBODY in groups else []
    named = [column.group or name for name, column in groups.items() if name != EVERYBODY]
    if len(named) <= _FEW:
        return "; ".join((*lead, *named))
    *kinds, last = (kind.replace("_", " ") for kind in kinds_of([*groups]))
    return "; ".join((*lead, f"by {', '.join(kinds)}{' and ' if kinds else ''}{last}"))


def _of_nobody(column: Column) -> Column:
    """Return ``column`` without the words that say whose figures it has."""
    return replace(column, label=column.plain_label, group="")
