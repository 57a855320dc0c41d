"""The SQL that reads one column of figures: by one notation for the whole column, its marks by what they mean.

Nearly all cells are plain numbers and are read by DuckDB; only the different texts that are none come to Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from renderer.data.marks import meaning
from renderer.data.names import clean, short
from renderer.data.notation import decide
from renderer.data.numerals import NumberKind, take_apart
from renderer.data.sql import sql_text
from renderer.data.state import State

if TYPE_CHECKING:
    from .rows import Rows

__all__ = ["FigureText", "figure_text", "mark_key", "mark_state"]

_PLAIN = {".": r"-?\d+(\.\d+)?", ",": r"-?\d+(,\d+)?"}
_GROUPED = {".": r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", ",": r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?"}
_SAMPLE, _FEW = 20_000, 4  # cells in which texts are counted; each of few stands in so many of them or more
_MOST = 100_000  # different texts that are no plain numbers; beyond it a column holds something else


@dataclass(frozen=True, slots=True)
class FigureText:
    """
    How a column of figures is read in SQL.

    number : an expression, the number as a tidy file writes it; NULL where there is none
    state : an expression, what a cell without a number says, a code of State; NULL where it is blank
    join : what has to be joined for both, "" for nothing
    marks : each mark met -> (what it means, in how many cells)
    notes : in which other ways numbers were written: words, the column, an example
    """

    number: str
    state: str
    join: str = ""
    marks: Mapping[str, tuple[State, int]] = field(default_factory=dict)
    notes: tuple[tuple[str, str, str], ...] = ()


def figure_text(rows: "Rows", column: str, expression: str, kind: NumberKind, marks: Mapping[str, str]) -> FigureText:
    """
    Return how the column called ``column``, which is ``expression`` in SQL, is read.

    marks : what the description says of marks
    Raises DataError, with line and column, for a text that is neither a number nor a known mark, or
    where the column writes its numbers in two ways.
    """
    sentinels = {
        mark: State.of(state) for mark, state in marks.items() if take_apart(mark) and state != State.ZERO.word
    }
    if sentinels:
        return _without(rows, column, expression, kind, (marks, sentinels))
    decimal = _PLAIN["."] if not kind.whole else r"-?\d+"
    if not _odd(rows, expression, decimal, 1):
        return FigureText(f"nullif({expression}, '')", "NULL")
    expression = f"trim({expression})"
    mark = _decimal(rows, column, expression, kind)
    plain = r"-?\d+" if kind.whole else _PLAIN[mark]
    grouped = _GROUPED[mark] if kind.most >= 1000 else r"\x00"
    odd = _odd(rows, expression, f"{plain}|{grouped}", _MOST)
    if len(odd) >= _MOST:
        told = short(clean(odd[0][0]))
        raise rows.error(odd[0][1], column, f"'{told}', as most cells here, is no number; choose another column for "
                         "the figures")  # fmt: skip
    read = [_read(rows, column, text, line, mark, kind, marks) for text, line, _ in odd]
    join = _joined(rows, expression, [(text, *one) for (text, _, _), one in zip(odd, read, strict=True)])
    number = _sql(expression, mark, plain, grouped)
    met = {text: (State(state), count) for (text, _, count), (_, state) in zip(odd, read, strict=True)
           if state is not None}  # fmt: skip
    name = join[0]
    notes = _notes(column, mark, odd, rows, expression, grouped)
    return FigureText(f"coalesce({number}, {name}.number)", f"{name}.state", join[1], met, notes)


def _without(
    rows: "Rows", column: str, expression: str, kind: NumberKind, said: tuple[Mapping[str, str], Mapping[str, State]]
) -> FigureText:
    """Return how a column is read in which some numbers are marks: -99, 999."""
    marks, sentinels = said
    listed = ", ".join(map(sql_text, sentinels))
    text = f"trim({expression})"
    others = {mark: state for mark, state in marks.items() if mark not in sentinels}
    rest = figure_text(rows, column, f"case when {text} in ({listed}) then '' else {expression} end", kind, others)
    found = rows.query(f"select {text} v, count(*) from {rows.table} where {text} in ({listed}) group by v order by v")
    cases = " ".join(f"when {text} = {sql_text(mark)} then {int(state)}" for mark, state in sentinels.items())
    met = {mark: (sentinels[mark], count) for mark, count in found}
    return FigureText(rest.number, f"case {cases} else {rest.state} end", rest.join, {**rest.marks, **met}, rest.notes)


def _odd(rows: "Rows", expression: str, pattern: str, most: int) -> list[tuple[str, int, int]]:
    """
    Return the different texts that do not match, with the first line and the number of cells of each.

    Where few texts stand in many cells, they are told apart first: that costs half of matching each cell.
    """
    cells = f"select {expression} v, line from {rows.table}"
    ((different, some),) = rows.query(f"select count(distinct v), count(*) from ({cells} limit {_SAMPLE})")
    odd = f"where v <> '' and not regexp_full_match(v, '{pattern}')"
    grouped = "select v, min(line) first_line, count(*) from ({}) {} group by v"
    if _FEW * different < some:
        texts = f"with texts as materialized ({grouped.format(cells, '')}) select * from texts {odd}"
    else:
        texts = grouped.format(cells, odd)
    return rows.query(f"{texts} order by first_line limit {most}")


def _decimal(rows: "Rows", column: str, expression: str, kind: NumberKind) -> str:
    """Return the decimal mark, by one cell of each shape that the column has: the rule looks at nothing else."""
    shape = "case when regexp_matches(v, '[eE]') then v else regexp_replace(v, '[1-9]', '9', 'g') end"
    shapes = rows.query(
        f"select arg_min(v, line), min(line) first_line from (select {expression} v, line from {rows.table}) "
        f"where v <> '' group by {shape} order by first_line limit {_MOST}"
    )
    notation = decide([text for text, _ in shapes], kind)
    if notation.clash:
        row, before = notation.clash
        text, line = shapes[row]
        if before < 0:
            either = f"{text.partition('.')[0]} or {text.replace('.', '')}"
            raise rows.error(line, column, f"'{text}' may be {either}; write it without a point")
        other = f"'{shapes[before][0]}' on line {shapes[before][1]}"
        remedy = "in one column a comma or a point is the decimal mark, not both; write all its numbers alike"
        raise rows.error(line, column, f"'{text}' beside {other}: {remedy}")
    return notation.decimal


def _read(
    rows: "Rows", column: str, text: str, line: int, decimal: str, kind: NumberKind, marks: Mapping[str, str]
) -> tuple[str | None, int | None]:
    """Return the number in a text, or what its mark means."""
    if not clean(text):
        return None, None
    if (state := mark_state(text, marks)) is not None:
        if state is State.ZERO:
            return "0", None
        return None, int(state)
    written = take_apart(text)
    if written is None:
        told = short(clean(text))
        raise rows.error(line, column, f"'{told}' is no number, and nobody said what it means: say so with "
                         f"--mark '{told}=suppressed', or =missing or =zero")  # fmt: skip
    if not (plain := written.plain(decimal, kind)):
        raise rows.error(line, column, written.unfit(clean(text), kind))
    return plain, None


def mark_key(text: str) -> str:
    """Return a mark as descriptions compare it: without stray blanks, in small letters."""
    return " ".join(clean(text).casefold().split())


def mark_state(text: str, marks: Mapping[str, str]) -> State | None:
    """Return what a mark means: as the description says, else as publishers commonly mean it; None for none."""
    said = {mark_key(mark): state for mark, state in marks.items()}.get(mark_key(text))
    if said is not None:
        return State.of(said)
    return None if take_apart(text) is not None else meaning(clean(text))


def _sql(expression: str, decimal: str, plain: str, grouped: str) -> str:
    """Return the expression that reads plain and grouped numbers; NULL for others."""
    point = expression if decimal == "." else f"replace({expression}, ',', '.')"
    group = "," if decimal == "." else "."
    ungrouped = f"replace({expression}, '{group}', '')"
    ungrouped = ungrouped if decimal == "." else f"replace({ungrouped}, ',', '.')"
    return (f"case when regexp_full_match({expression}, '{plain}') then {point} "
            f"when regexp_full_match({expression}, '{grouped}') then {ungrouped} end")  # fmt: skip


def _joined(rows: "Rows", expression: str, read: list[tuple[str, str | None, int | None]]) -> tuple[str, str]:
    name = rows.keep("odd", "text varchar, number varchar, state utinyint", read)
    return name, f"left join {name} on {name}.text = {expression}"


def _notes(
    column: str, decimal: str, odd: list[tuple[str, int, int]], rows: "Rows", expression: str, grouped: str
) -> tuple[tuple[str, str, str], ...]:
    """Return in which ways numbers were not written as a tidy file would."""
    notes = []
    if decimal == ",":
        commas = [text for text, _, _ in odd if "," in text and take_apart(text)]
        some = rows.query(f"select any_value(v) from (select {expression} v from {rows.table}) where contains(v, ',')")
        notes.append(("a comma is the decimal mark", commas[0] if commas else str(some[0][0])))
    found = rows.query(f"select any_value(v) from (select {expression} v from {rows.table}) "
                       f"where regexp_full_match(v, '{grouped}')")  # fmt: skip
    if found and found[0][0]:
        notes.append((f"{'commas' if decimal == '.' else 'points'} group thousands", found[0][0]))
    numbers = [(text, written) for text, _, _ in odd if (written := take_apart(text))]
    if blanks := [text for text, written in numbers if " " in written.body]:
        notes.append(("blanks group thousands", blanks[0]))
    if marked := [text for text, written in numbers if written.footnote]:
        notes.append(("the mark of a footnote is taken off", marked[0]))
    return tuple((words, column, clean(text)) for words, text in notes)
