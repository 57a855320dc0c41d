"""A table of released figures: the only form in which data reaches a scene.

It never changes after it was made: arrays are read-only, and a new release is a new table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.core.suggest import nearest

from .state import State

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .dated_events import DatedEvent
    from .places.map_gaps import MapGaps

__all__ = ["CUBES", "Area", "Column", "Table", "known_in", "overall", "select", "unit_sign"]

# The arrays of a table with the type of their cells; all have the shape [times, areas, columns].
CUBES: dict[str, Any] = {"value": np.float64, "low": np.float64, "high": np.float64,
                         "sample": np.int64, "state": np.uint8}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """
    A place that figures are about.

    code : as the source writes it, padded text ("01", "04013")
    lon, lat : degrees east and north; NaN where the source gives none
    abbr : short name ("AL"), or "" where there is none
    parent : code or name of the larger area that it is part of, "" where nobody said
    """

    code: str
    name: str
    lon: float = float("nan")
    lat: float = float("nan")
    abbr: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """
    A measure, of everybody (``dental_visit``) or of a stratum (``dental_visit@income=under_15k``).

    low, high : smallest and largest value that the measure can take, in ``unit``
    good, people, clause, other : as a ``Measure`` has them; group : label of the stratum behind that of its kind,
        ``income: under 15,000``, "" for everybody; kind : the label of its kind alone
    figure : in a role's column the ``Figure`` that it shows, "" for none
    domain : and from where to where the role shows it, ``unit``; None in other tables
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    good: str = ""
    people: str = ""
    clause: str = ""
    other: str = ""
    group: str = ""
    kind: str = ""
    figure: str = ""
    domain: tuple[float, float] | None = None

    @property
    def measure(self) -> str:
        """Name of the measure, or of the role, without the stratum."""
        return self.name.partition("@")[0]

    @property
    def stratum(self) -> str:
        """Whose figures they are, ``kind=stratum``; "" for everybody."""
        return self.name.partition("@")[2]

    @property
    def stratum_label(self) -> str:
        """What the stratum is called without its kind; both may hold any letters, colons too."""
        return self.group.removeprefix(f"{self.kind}: ") if self.kind else self.group

    @property
    def plain_label(self) -> str:
        """What the measure is called, whosever figures they are."""
        return self.label.removesuffix(f" ({self.group})") if self.group else self.label


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """
    One release of figures.

    value, low, high : float64, [times, areas, columns], the column's unit; NaN unless value or zero
    sample : int64, [times, areas, columns], people asked; -1 where unknown
    state : uint8, [times, areas, columns], a ``State``
    release : sha256 of the file the figures came from, hexadecimal
    source : title and licence of the figures, one line
    area_word : what an area is called, one and many: ``("state", "states")``
    parent_word : what a larger area is called that areas are part of
    gathered : of what its areas were put together, ``3,144 counties``; "" where they are as in the file
    weighed, known_of : how their means are, ``unweighted``; of how many figures, where some are not known
    inside : the larger area whose parts alone its areas are, "" where they are all that the file has
    finer : the table that it was gathered from; None where its areas are as in the file
    apart : figures of the same areas and times that no picture shows: groups that binds read
    people : float64, [areas], who live there at the latest time that says so, NaN where none does; None where nobody
        says
    on_map : float64, [areas, 2], where each lies on a map that somebody named, x right, y up, NaN where it is not on
        it; the areas are then in the order of a walk through that map. None where no map was named
    map_gaps : what a map that is drawn, or seats them, and these areas lack of each other, None where there is none
    events : what happened there, as events.csv beside the figures says
    """

    areas: tuple[Area, ...]
    columns: tuple[Column, ...]
    times: tuple[str, ...]
    value: "NDArray[np.float64]" = field(repr=False)
    low: "NDArray[np.float64]" = field(repr=False)
    high: "NDArray[np.float64]" = field(repr=False)
    sample: "NDArray[np.int64]" = field(repr=False)
    state: "NDArray[np.uint8]" = field(repr=False)
    release: str = ""
    source: str = ""
    area_word: tuple[str, str] = ("area", "areas")
    parent_word: tuple[str, str] = ("larger area", "larger areas")
    gathered: str = ""
    weighed: str = ""
    known_of: str = ""
    apart: "Table | None" = None
    inside: str = ""
    finer: "Table | None" = None
    people: "NDArray[np.float64] | None" = field(default=None, repr=False)
    on_map: "NDArray[np.float64] | None" = field(default=None, repr=False)
    map_gaps: "MapGaps | None" = None
    events: "tuple[DatedEvent, ...]" = ()

    def __post_init__(self) -> None:
        """Check shapes and make the arrays read-only."""
        for name, of_area in (("people", ()), ("on_map", (2,))):
            if (given := getattr(self, name)) is not None:
                if given.shape != (len(self.areas), *of_area):
                    raise ValueError(f"{name} is {given.shape}, not {(len(self.areas), *of_area)}")
                given.setflags(write=False)
        shape = (len(self.times), len(self.areas), len(self.columns))
        for name, kind in CUBES.items():
            cube = getattr(self, name)
            if cube.shape != shape or cube.dtype != kind:
                raise ValueError(f"{name} is {cube.dtype} {cube.shape}, not {np.dtype(kind)} {shape}")
            cube.setflags(write=False)

    @property
    def extent(self) -> str:
        """How many areas, times and columns it has, in words: ``51 states x 2 times x 12 columns``."""
        counts = ((len(self.areas), *self.area_word), (len(self.times), "time", "times"),
                  (len(self.columns), "column", "columns"))  # fmt: skip
        return " x ".join(f"{number:,} {one if number == 1 else many}" for number, one, many in counts)

    def column(self, name: str) -> int:
        """Return the index of the column ``name``; raise DataError with the nearest name."""
        for index, column in enumerate(self.columns):
            if column.name == name:
                return index
        raise _unknown(name, [column.name for column in self.columns])

    def area(self, key: str) -> int:
        """Return the index of the area with this code, short name or name; raise DataError."""
        for index, area in enumerate(self.areas):
            if key in (area.code, area.abbr, area.name):
                return index
        names = [name for area in self.areas for name in (area.code, area.abbr, area.name) if name]
        raise DataError(f"no area '{key}' among {len(self.areas)} areas{nearest(key, names)}")

    @property
    def known(self) -> "NDArray[np.bool_]":
        """Where there is a figure, [times, areas, columns]."""
        return known_in(self.state)

    def count(self, state: State) -> int:
        """Return how many cells are in ``state``."""
        return int(np.count_nonzero(self.state == state))


def overall(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that are about everybody."""
    return tuple(column.name for column in table.columns if not column.stratum)


_KNOWN = np.isin(np.arange(256), [one for one in State if one.known])  # of each code: a caption asks it of every mark


def known_in(state: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    """Return where ``state``, of any shape, is that of a figure: a value or a zero."""
    return _KNOWN[state]


def select(table: Table, names: Sequence[str], where: str = "") -> Table:
    """
    Return ``table`` with only the columns ``names``, in that order.

    where : file or name the table came from, for the message
    Raises DataError for an unknown measure or stratum, with the nearest name.
    """
    known = {column.name: index for index, column in enumerate(table.columns)}
    for name in names:
        if name not in known:
            raise _unknown(name, list(known), where)
    picked = [known[name] for name in names]
    cubes: dict[str, Any] = {name: np.ascontiguousarray(getattr(table, name)[:, :, picked]) for name in CUBES}
    return replace(table, columns=tuple(table.columns[index] for index in picked), **cubes)


def _unknown(name: str, known: list[str], where: str = "") -> DataError:
    """Say which part of a column's name is wrong: the measure, or its stratum."""
    within = f"{where}: " if where else ""
    measure = name.partition("@")[0]
    siblings = [column for column in known if column.startswith(f"{measure}@")]
    if "@" in name and siblings:
        return DataError(f"{within}no stratum '{name}'{nearest(name, siblings)}")
    if "@" in name and measure in known:
        return DataError(f"{within}'{measure}' has no strata; name it alone")
    plain = [column for column in known if "@" not in column]
    hint = nearest(measure, plain or known) or f"; it has {', '.join((plain or known)[:12])}"
    return DataError(f"{within}no column '{name}'{hint}")


def unit_sign(unit: str) -> str:
    """
    Return what stands after a number of ``unit``, with a blank before it.

    >>> unit_sign("percent"), unit_sign("days"), unit_sign("")
    (' %', ' days', '')
    """
    return f" {'%' if unit == 'percent' else unit}".rstrip()
