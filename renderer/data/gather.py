"""Areas gathered into the larger ones that they are part of, where a picture cannot hold them all."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError

from .mean_state import enough_known, states_of_means
from .state import State
from .table import CUBES, Area, Table, known_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["POPULATION", "as_held", "gathered", "hidden_in", "latest_people", "people_in"]

POPULATION = "population"  # the measure by which means are weighted


def people_in(table: Table) -> "NDArray[np.float64] | None":
    """Return how many people live in each area, [times, areas], NaN where unknown; None where ``table`` says not."""
    index = next((n for n, column in enumerate(table.columns) if column.name == POPULATION), None)
    return None if index is None else table.value[:, :, index]


def latest_people(table: Table) -> "NDArray[np.float64] | None":
    """Return how many people live in each area, [areas], at the latest time that says so; as ``Table.people``."""
    if (people := people_in(table)) is None:
        return None
    last = len(people) - 1 - np.isfinite(people)[::-1].argmax(axis=0)
    return np.asarray(people[last, np.arange(people.shape[1])])


def gathered(
    table: Table, most: int, people: "NDArray[np.float64] | None", where: str = "", *, parts: bool = False,
    asked: bool = False,
) -> tuple[Table, str]:  # fmt: skip
    """
    Return ``table`` with at most ``most`` areas, and a sentence that says what became of them, "" where nothing did.

    table : its columns are a picture's roles
    most : 0 for any number
    people : [times, areas], by which a larger area's figure is the mean of its areas'; their plain mean without.
        An area of which that is unknown weighs as much as the others do on average
    parts : whether the picture can show more: where there are no larger areas they stay, and all larger ones are taken
    asked : whether larger areas are wanted however many it holds; those that have none, as parts of one, stay
    An interval is that of a mean of independent surveys. What is not known of some areas is left out of their mean;
    where it is not known of more than half, by weight, the state is theirs: held, suppressed or missing, in this order;
    held or suppressed, too, where all that is known is zero and others are. Areas without a parent stay.
    Raises DataError where no parents are declared, or too many, and it cannot show ``parts``.
    """
    asked = asked and any(area.parent for area in table.areas)
    if not asked and (not most or len(table.areas) <= most):
        return table, ""
    keys = [(area.parent or area.code, bool(area.parent)) for area in table.areas]
    order = sorted(set(keys))
    if parts and len(order) == len(keys):
        return table, ""
    if most and not parts:
        _check_held(table, len(order), most, where)
    place = {key: n for n, key in enumerate(order)}
    member = np.array([place[key] for key in keys])
    cubes = _means(table, member, len(order), _weights(table, people))
    areas = tuple(_area([table.areas[n] for n in np.flatnonzero(member == index)], key)
                  for index, key in enumerate(order))  # fmt: skip
    alone = sum(not parent for _, parent in order)
    gathered = f"{len(table.areas) - alone:,} {table.area_word[1]}"
    weighed = "weighted by population" if people is not None else "unweighted"
    told = _told(table, f"{gathered} are gathered to {len(order) - alone:,} {table.parent_word[1]}", alone, weighed)
    told += _too_little(table, member, cubes["state"])
    words = tuple(f"{larger} {joint} {own}" for larger, own, joint
                  in zip(table.parent_word, table.area_word, ("or", "and"), strict=True))  # fmt: skip
    area_word = (words[0], words[1]) if alone else table.parent_word
    known, every = _counted(table)
    living = None if table.people is None else _living(table.people, member, len(order))
    return replace(table, areas=areas, area_word=area_word, gathered=gathered, weighed=weighed, finer=table,
                   people=living, known_of=f"{known:,} of {every:,} figures" if known < every else "",
                   **cubes), told  # fmt: skip


def as_held(table: Table, most: int, people: "NDArray[np.float64] | None", *, parts: bool = False) -> Table:
    """Return ``table`` as ``gathered`` does; as it is where a picture could not hold it."""
    try:
        return gathered(table, most, people, parts=parts)[0]
    except DataError:
        return table


def hidden_in(table: Table, column: int, time: int) -> "NDArray[np.bool_]":
    """
    Return which areas of ``table`` show no figure of ``column`` at ``time`` though some of their own areas have one.

    No source withheld these: they were gathered, and of too few the figure is known. [areas], none where not gathered.
    """
    unknown = ~known_in(table.state[time, :, column])
    if (finer := table.finer) is None:
        return np.zeros_like(unknown)
    state = finer.state[finer.times.index(table.times[time]), :, finer.column(table.columns[column].name)]
    some = {area.parent for area, one in zip(finer.areas, known_in(state), strict=True) if one}
    return np.asarray(unknown & np.array([area.code in some for area in table.areas], np.bool_))


def _living(people: "NDArray[np.float64]", member: "NDArray[np.intp]", count: int) -> "NDArray[np.float64]":
    """Return how many people live in each of ``count`` larger areas, NaN where no area's are known."""
    known = np.isfinite(people)
    out = np.bincount(member[known], people[known], count)
    return np.where(np.bincount(member[known], minlength=count) > 0, out, np.nan)


def _told(table: Table, begun: str, alone: int, weighed: str) -> str:
    """Return ``begun``, how many areas became larger ones, with what these show; ``alone`` stay as they are."""
    known, every = _counted(table)
    stay = f" ({alone:,} without a parent {'stay as they are' if alone > 1 else 'stays as it is'})" if alone else ""
    why = f": there is no measure '{POPULATION}'" if weighed == "unweighted" else ""
    plural = "figures that are withheld or missing are" if every - known > 1 else \
             "figure that is withheld or missing is"
    left = f"; {every - known:,} {plural} not in it" if known < every else ""
    return f"{begun}{stay}: each shows their mean, {weighed}{why}{left}"


def _shown(table: Table) -> list[int]:
    """Return the columns of everybody, or of whom the roles show, that hold figures."""
    return [n for n, column in enumerate(table.columns) if column.figure and not column.stratum]


def _counted(table: Table) -> tuple[int, int]:
    """Return how many of the figures that are shown are known, and how many these are, at the times that have any."""
    state = table.state[:, :, _shown(table)]
    asked = (state != State.MISSING).any(axis=1)  # [times, columns]: where it is not, there was no survey
    return int(np.count_nonzero(known_in(state))), int(np.count_nonzero(asked)) * len(table.areas)


def _too_little(table: Table, member: "NDArray[np.intp]", state: "NDArray[np.uint8]") -> str:
    """Return how many figures of larger areas, in ``state``, are not shown though some of their own are known."""
    some = np.zeros(state.swapaxes(0, 1).shape, np.bool_)
    np.logical_or.at(some, member, table.known.swapaxes(0, 1))
    count = int(np.count_nonzero((some.swapaxes(0, 1) & ~known_in(state))[:, :, _shown(table)]))
    are = "larger one is" if count == 1 else "figures of larger ones are"
    return f"; {count:,} {are} drawn as what is not known, for of too few there are figures" if count else ""


def _check_held(table: Table, larger: int, most: int, where: str) -> None:
    """Raise DataError where ``table`` has no larger areas, or more of them than ``most``."""
    one, many = table.area_word
    begun = f"{where}{where and ': '}{len(table.areas):,} {many}"
    if not any(area.parent for area in table.areas):
        raise DataError(
            f"{begun}, and this picture holds {most:,}: name in a column 'parent' which larger area each {one} is part "
            "of, and they are gathered to those; or make a table of fewer"
        )
    if larger > most:
        raise DataError(
            f"{begun} are gathered to {larger:,} {table.parent_word[1]}, and this picture holds {most:,}: name larger "
            "ones in the column 'parent', or make a table of fewer"
        )


def _area(members: list[Area], key: tuple[str, bool]) -> Area:
    """Return the larger area ``key``, in the middle of its ``members``; one without a parent is itself."""
    if not key[1]:
        return members[0]
    lon, lat = (np.array([getattr(one, name) for one in members]) for name in ("lon", "lat"))
    known = np.isfinite(lon) & np.isfinite(lat)
    here = (float(lon[known].mean()), float(lat[known].mean())) if known.any() else (float("nan"), float("nan"))
    return Area(key[0], key[0], *here)


def _weights(table: Table, people: "NDArray[np.float64] | None") -> "NDArray[np.float64]":
    """Return the weight of each area at each time, [times, areas, 1], > 0."""
    if people is None:
        return np.ones((len(table.times), len(table.areas), 1))
    known = np.isfinite(people) & (people > 0.0)
    usual = people[known].mean() if known.any() else 1.0
    return np.where(known, people, usual)[:, :, None]


def _means(table: Table, member: "NDArray[np.intp]", count: int, weight: "NDArray[np.float64]") -> dict[str, Any]:
    """Return the cubes of ``count`` larger areas; ``member`` says to which each area belongs."""
    known = table.known
    weighed = np.where(known, weight, 0.0)

    def total(cube: "NDArray[Any]") -> "NDArray[np.float64]":
        out = np.zeros((count, cube.shape[0], cube.shape[2]))
        np.add.at(out, member, cube.swapaxes(0, 1))
        return out.swapaxes(0, 1)

    with np.errstate(divide="ignore", invalid="ignore"):
        whole = total(weighed)
        value = total(np.where(known, weighed * table.value, 0.0)) / whole
        ends = [np.where(known, weighed * (end - table.value), 0.0) for end in (table.low, table.high)]
        below, above = (np.sqrt(total(end * end)) / whole for end in ends)  # NaN where one has no interval
    enough = enough_known(whole, total(np.broadcast_to(weight, known.shape)))
    state = states_of_means(enough, value != 0.0, lambda kind: total(table.state == kind) > 0)
    value, below, above = (np.where(known_in(state), one, np.nan) for one in (value, below, above))
    sample = np.where(known_in(state), total(np.where(known & (table.sample > 0), table.sample, 0)), 0).astype(np.int64)
    cubes = {"value": value, "low": value - below, "high": value + above, "state": state,
             "sample": np.where(sample > 0, sample, -1)}  # fmt: skip
    return {name: np.ascontiguousarray(cubes[name], kind) for name, kind in CUBES.items()}
