"""Every cell of a described file as one relation in DuckDB: parsed, with its state, in the file's order."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.descriptor import BOUNDS
from renderer.data.numerals import NumberKind
from renderer.data.share import COUNTED
from renderer.data.sql import sql_text
from renderer.data.state import State
from renderer.data.table import Area

from .areas import Areas, read_areas
from .column_profile import INTERVAL
from .column_text import FigureText, figure_text
from .description import PAIRED, DataField, Description
from .flag_text import FlagText, flag_text
from .rates import RATE_UNITS, wilson_sql
from .rows import Rows, kept_rows
from .table_keys import read_keys, read_times_of
from .unmet import lines_left

if TYPE_CHECKING:
    from collections.abc import Iterable

    from renderer.data.readers.source import Source

__all__ = ["CellSet", "gather_cells"]

_FIGURES = ("value", "low", "high", "sample")


@dataclass(frozen=True, slots=True)
class CellSet:
    """
    A described file, read.

    relation : a view or table with line, field, area, time, key (indices), value, low, high, sample (text as a
        tidy file writes it, NULL where none) and state (a code of State)
    fields : the value fields, by their index; met : for each mark, "" the blank, what it means and how often
    flagged : what the source says of figures that are there, "provisional" -> of how many
    """

    rows: Rows
    relation: str
    areas: tuple[Area, ...]
    times: tuple[str, ...]
    keys: tuple[tuple[str, str, str], ...]
    fields: tuple[DataField, ...]
    left: dict[str, int]
    met: Counter[tuple[str, State]]
    flagged: Counter[str]
    notes: tuple[str, ...]


def gather_cells(source: "Source", description: Description) -> CellSet:
    """Read the file by its description; raise DataError, with line and column, for what is not as it says."""
    fields = description.having("value", "count")
    if not fields:
        raise DataError(f"{source.where}: no column of figures; name it with --value COLUMN")
    rows = kept_rows(source, description)
    areas = read_areas(rows, description)
    times, time_join = read_times_of(rows, description)
    keys = read_keys(rows, description)
    met: Counter[tuple[str, State]] = Counter()
    flagged: Counter[str] = Counter()
    ways: list[tuple[str, str, str]] = []
    parts = []
    for number, one in enumerate(fields):
        field = (number, one, keys.joins[number])
        part, marks, said, flags = _part(rows, description, field, (areas, times, time_join))
        parts.append(part)
        met += marks
        ways += said
        flagged += flags
    relation = rows.keep_query("cells", parts[0], "view" if len(parts) == 1 else "table")
    for part in parts[1:]:  # one by one: the joins of 68 columns at once take more memory than a film
        rows.run(f"insert into {relation} {part}")
    left, absent = lines_left(source, description)
    return CellSet(rows, relation, areas.areas, times, keys.keys, fields, areas.left | left, met, flagged,
                 (*areas.notes, *absent, *_told(ways)))  # fmt: skip


def _told(ways: list[tuple[str, str, str]]) -> list[str]:
    """Return in which ways numbers were written, one sentence for all columns that write them so."""
    by: dict[str, list[tuple[str, str]]] = {}
    for words, column, text in dict.fromkeys(ways):
        if text is not None:  # where no number is written so, there is nothing to tell
            by.setdefault(words, []).append((column, text))
    more = {words: f" and {len(where) - 1} more column{'s' * (len(where) > 2)}" if len(where) > 1 else ""
            for words, where in by.items()}  # fmt: skip
    return [f"{where[0][0]}{more[words]}: {words}, as in {where[0][1]}" for words, where in by.items()]


@dataclass(frozen=True, slots=True)
class _Reading:
    """
    How the cells of one value column are read, in SQL.

    picks : the expression of each of value, low, high and sample; known : whether there is a figure
    state : the code of the state of a cell without one; joins : by role, what the expressions are read from
    """

    figure: FigureText
    picks: dict[str, str]
    known: str
    state: str
    joins: dict[str, str]
    notes: tuple[tuple[str, str, str], ...]


def _part(
    rows: Rows, description: Description, field: tuple[int, DataField, str], shared: tuple[Areas, tuple[str, ...], str]
) -> tuple[str, Counter[tuple[str, State]], tuple[tuple[str, str, str], ...], Counter[str]]:
    """Return the SQL that reads the cells of one value column, its marks, what is to be told, and its flags."""
    number, one, key_join = field
    areas, times, time_join = shared
    flag = _flag(rows, description, one)
    read = _among(rows, description, one, _reading(rows, description, one, flag))
    time = "t.id" if time_join else f"{times.index(one.time or description.time)}"
    known, picks = read.known, read.picks
    figures = ", ".join(f'case when {known} then cast({picks[role]} as varchar) end as "{role}"' for role in _FIGURES)
    zero = f"case when cast({picks['value']} as double) = 0 then {int(State.ZERO)} else {int(State.VALUE)} end"
    state = f"case when {known} then {zero} else {read.state} end"
    joins = " ".join(dict.fromkeys(filter(None, (areas.join, time_join, key_join, *read.joins.values()))))
    flags = Counter(flag.told(rows, read.figure.number, joins)) if flag else Counter[str]()
    sql = (f"select s.line as line, {number} as field, a.id as area, {time} as time, k{number}.id as key, {figures}, "
           f"{state} as state from {rows.table} {joins}")  # fmt: skip
    return sql, _marks(rows, rows.said(one), read.figure.marks, (state, joins)), read.notes, flags


def _marks(rows: Rows, text: str, marks: "Iterable[str]", read: tuple[str, str]) -> Counter[tuple[str, State]]:
    """Return how many cells, ``text`` in SQL, hold each of ``marks``, or nothing, and what that is taken for."""
    state, joins = read
    said = f"trim({text})"
    if not marks and not rows.query(f"select 1 from {rows.table} where {said} = '' limit 1"):
        return Counter()
    listed = ", ".join(map(sql_text, ("", *marks)))
    found = rows.query(f"select {said} mark, {state} taken, count(*) from {rows.table} {joins} where {said} in "
                       f"({listed}) group by mark, taken")  # fmt: skip
    return Counter({(mark, State(taken)): count for mark, taken, count in found})


def _reading(rows: Rows, description: Description, one: DataField, flag: FlagText | None) -> _Reading:
    """Return how a value column is read with its interval, sample and flags, as they stand beside it."""
    figure = figure_text(rows, one.name, rows.column(one), _kind(description, one), description.marks)
    beside = {role: _beside(rows, description, one, role) for role in ("low", "high", "sample")}
    state = f"coalesce({figure.state}, {int(_blank(description))})"
    known = f"{figure.number} is not null"
    if flag:
        state = f"coalesce({flag.state}, {state})"
        known += f" and not coalesce({flag.withheld}, false)"
    picks = {role: text.number for role, text in beside.items()} | {"value": figure.number}
    joins = {"value": figure.join} | {role: text.join for role, text in beside.items()}
    joins |= {"flag": flag.join} if flag else {}
    notes = (*figure.notes, *beside["low"].notes, *beside["high"].notes)
    return _Reading(figure, picks, known, state, joins, notes)


def _among(rows: Rows, description: Description, one: DataField, read: _Reading) -> _Reading:
    """Return ``read`` with the people that it is among: nobody among nobody is no figure, and counts become rates."""
    denominator = _belonging(description, one, "denominator")
    if denominator is None:
        if one.role == "count":
            raise DataError(f"{rows.source.where}, column {one.name}: a count among nobody knows how many; name the "
                            "column of the people asked with --n COLUMN, or show the counts themselves with "
                            "--value")  # fmt: skip
        return read
    seen = figure_text(rows, denominator.name, rows.column(denominator), NumberKind(whole=True), description.marks)
    # Nobody among nobody is no share at all, and above all no zero.
    known = f"{read.known} and coalesce(cast({seen.number} as double), -1) <> 0"
    picks, state = read.picks | {"sample": seen.number}, read.state
    if one.role == "count":
        _check_counts(rows, one, denominator, read.figure, seen)
        known += f" and {seen.number} is not null"
        whole = _whole(rows, description, one)
        counted, among = (f"cast({text.number} as double)" for text in (read.figure, seen))
        picks |= dict(zip(("value", "low", "high"), wilson_sql(counted, among, whole), strict=True))
        state = f"coalesce({read.figure.state}, {seen.state}, {int(_blank(description))})"
    return replace(read, picks=picks, known=known, state=state, joins=read.joins | {"sample": seen.join})


def _beside(rows: Rows, description: Description, value: DataField, role: str) -> FigureText:
    """Return how the column ``role`` beside a value is read; NULL everywhere where it has none."""
    kind = NumberKind(whole=role == "sample")
    if (one := _belonging(description, value, role)) is not None:
        return figure_text(rows, one.name, rows.column(one), kind, {**description.marks, "": "missing"})
    interval, brackets = _belonging(description, value, "interval"), ""
    if interval is None and value.pattern == PAIRED:  # 34.2 (30.1-38.3): in the cell itself
        interval, brackets = replace(value, pattern=""), r"[(\[][^)\]]*?"
    if interval is not None and role != "sample":
        end = 1 if role == "low" else 2
        text = f"regexp_extract({rows.column(interval)}, {sql_text(brackets + INTERVAL)}, {end})"
        return FigureText(f"nullif(replace({text}, ',', '.'), '')", "NULL")
    return FigureText("NULL", "NULL")


def _belonging(description: Description, value: DataField, role: str) -> DataField | None:
    """Return the column of ``role`` that belongs to ``value``: its own before that of every value."""
    found = [one for one in description.having(role) if one.of in ("", value.name)]
    return next((one for one in found if one.of), found[0] if found else None)


def _flag(rows: Rows, description: Description, value: DataField) -> FlagText | None:
    """Return how the flags or footnotes beside a value are read; None where there are none."""
    one = _belonging(description, value, "flag")
    return None if one is None else flag_text(rows, rows.said(one), description.flags)


def _blank(description: Description) -> State:
    return State.of(description.marks.get("", State.MISSING.word))


def _whole(rows: Rows, description: Description, one: DataField) -> float:
    """Return how many of the unit of a count's rate are all; raise DataError where it is no unit of rates."""
    unit = description.measures[one.measure].unit if one.measure in description.measures else "percent"
    if unit not in RATE_UNITS:
        raise DataError(f"{rows.source.where}, column {one.name}: counts among people become a rate, and '{unit}' is "
                        f"the unit of none; give one with --unit: {', '.join(RATE_UNITS)}")  # fmt: skip
    return RATE_UNITS[unit]


def _kind(description: Description, one: DataField) -> NumberKind:
    """Return what a value column can hold, by the units of the measures in it."""
    if one.role == "count":
        return NumberKind(whole=True)
    named = (
        [description.measures[one.measure]] if one.measure in description.measures else description.measures.values()
    )
    units: Iterable[str] = {measure.unit for measure in named}
    units = set(units)
    if units and units <= set(BOUNDS):
        return NumberKind(most=max(BOUNDS[unit][1] for unit in units), percent=units == {"percent"})
    return NumberKind(whole=bool(units) and {unit.casefold() for unit in units} <= COUNTED)


def _check_counts(rows: Rows, one: DataField, denominator: DataField, count: FigureText, seen: FigureText) -> None:
    """Check that no count is larger than what it is counted among."""
    joins = " ".join(filter(None, (count.join, seen.join)))
    wrong = rows.query(f"select line, {count.number}, {seen.number} from {rows.table} {joins} where "
                       f"cast({count.number} as double) > cast({seen.number} as double) limit 1")  # fmt: skip
    if wrong:
        line, cases, among = wrong[0]
        raise rows.error(line, one.name, f"{cases} of {among} in {denominator.name}: more than there are; correct one")
