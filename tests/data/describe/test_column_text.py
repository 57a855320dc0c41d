import pytest

from renderer.core.errors import DataError
from renderer.data.describe.column_text import figure_text, mark_state
from renderer.data.describe.description import DataField
from renderer.data.describe.rows import Rows
from renderer.data.notation import decide
from renderer.data.numerals import NumberKind, take_apart
from renderer.data.state import State


def read(source, kind=NumberKind(), marks=None):  # noqa: B008 - it is frozen
    """Return number and state of each cell of the column b."""
    rows = Rows(source, f"{source.table} s")
    figure = figure_text(rows, "b", "s.c1", kind, marks or {})
    return rows.query(f"select {figure.number}, {figure.state} from {rows.table} {figure.join} order by line"), figure


@pytest.mark.parametrize("texts", [
    ["7.5", "8", "-3"], ["7,5", "8", "1.234,5"], ["1,234", "22", "1,000,000"], ["1 234", "7,5", "22"],
    ["1.234.567", "3"],
    ["12,5 %", "7 %"], ["7.5*", "8 p"], ["\u2212 7,5", "3"], ["1'234", "5"], [" 7 ", "8.25"], ["1e3", "2.5"],
])  # fmt: skip
def test_a_column_is_read_as_the_rule_of_notation_reads_it(table, texts):
    source = table(["a", "b", "c"], *([str(n), text, "x"] for n, text in enumerate(texts)))
    kind = NumberKind(percent=True)
    mark = decide(texts, kind).decimal

    found, _ = read(source, kind)
    assert [float(number) for number, _ in found] == [float(take_apart(text).plain(mark, kind)) for text in texts]


def test_marks_are_states_by_the_description_before_custom(table):
    texts = ["5", "-", "", "*", "<10", "Q", "-99"]
    source = table(["a", "b", "c"], *([str(n), text, "x"] for n, text in enumerate(texts)))

    found, figure = read(source, marks={"-": "zero", "q": "suppressed", "-99": "missing"})
    assert found == [("5", None), ("0", None), (None, None), (None, 3), (None, 3), (None, 3), (None, 0)]
    assert figure.marks["-99"] == (State.MISSING, 1)


@pytest.mark.parametrize("plain", [["7.5"] * 60, [f"{n}.5" for n in range(60)]], ids=["few texts", "many texts"])
def test_marks_are_counted_wherever_they_stand(table, plain):
    texts = [*plain[:20], "*", *plain[20:40], "n/a", "*", *plain[40:]]
    source = table(["a", "b", "c"], *([str(n), text, "x"] for n, text in enumerate(texts)))

    found, figure = read(source)
    assert [state for _, state in found] == [{"*": 3, "n/a": 0}.get(text) for text in texts]
    assert list(figure.marks.items()) == [("*", (State.SUPPRESSED, 2)), ("n/a", (State.MISSING, 1))]


@pytest.mark.parametrize("plain", [["7.5", "-8", ""] * 20, [f"{n}.5" for n in range(60)]], ids=["few", "many"])
def test_plain_numbers_are_read_as_they_stand(table, plain):
    found, figure = read(table(["a", "b", "c"], *([str(n), text, "x"] for n, text in enumerate(plain))))

    assert [number or "" for number, _ in found] == plain
    assert figure.join == ""


@pytest.mark.parametrize(("texts", "words"), [
    (["7,5", "7.5"], "line 3, column b: '7.5' beside '7,5' on line 2"),
    (["7", "seven"], "line 3, column b: 'seven' is no number, and nobody said what it means"),
    (["7", "7 %"], "line 3, column b: '7 %' is a share"),
    (["7", "79 (100)"], "line 3, column b: '79 (100)' is no number"),
    (["7", "1e999"], "line 3, column b: '1e999' cannot be held: write it without an exponent"),
])  # fmt: skip
def test_what_cannot_be_read_is_told_with_line_and_column(table, texts, words):
    source = table(["a", "b", "c"], *([str(n), text, "x"] for n, text in enumerate(texts)))
    with pytest.raises(DataError) as raised:
        read(source)

    assert words in str(raised.value)


def test_twelve_or_twelve_thousand_people_is_asked(table):
    source = table(["a", "b", "c"], ["1", "12.000", "x"], ["2", "7", "x"])
    with pytest.raises(DataError, match=r"'12\.000' may be 12 or 12000"):
        read(source, NumberKind(whole=True))


def test_a_mark_is_compared_without_blanks_and_case():
    assert mark_state(" [Note  1] ", {"[note 1]": "suppressed"}) is State.SUPPRESSED
    assert mark_state("7", {}) is None


def test_a_pattern_that_is_none_is_told_in_a_sentence(table):
    source = table(["a", "b", "c"], ["1", "7", "x"])
    rows = Rows(source, f"{source.table} s")
    broken = rows.column(DataField("b", "value", pattern="([0-9"))

    with pytest.raises(DataError, match=r"figures\.csv cannot be read as described"):
        figure_text(rows, "b", broken, NumberKind(), {})
