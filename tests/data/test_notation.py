"""Written numbers against an oracle: a number is written in a known way and must come back, or be refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.data.notation import decide
from renderer.data.numerals import NumberKind, take_apart

GROUPERS = {".": (",", " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019"),
            ",": (".", " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019")}  # fmt: skip
FREE = NumberKind()
COUNT = NumberKind(whole=True)
SHARE = NumberKind(most=100, percent=True)


def written(number, places, decimal, group):
    """Write ``number`` as printf would, with another decimal mark, and groups of three."""
    whole, _, part = f"{abs(number):.{places}f}".partition(".")
    head = len(whole) % 3 or 3
    groups = [whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))]
    return ("\u2212" if number < 0 else "") + group.join(groups) + (decimal + part if part else "")


def read(texts, kind):
    notation = decide(texts, kind)
    if notation.clash:
        return None
    return [take_apart(text).plain(notation.decimal, kind) for text in texts]


numbers = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8)


@given(numbers, st.sampled_from((1, 2, 4)), st.sampled_from(".,"), st.data())
def test_a_column_with_a_fraction_comes_back(column, places, decimal, data):
    """One, two or four places cannot be taken for a group: every notation is read, and none by a factor of 1,000."""
    group = data.draw(st.sampled_from(GROUPERS[decimal]))
    values = [number / 10**places for number in column]

    got = read([written(value, places, decimal, group) for value in values], FREE)

    assert [float(text) for text in got] == [float(f"{value:.{places}f}") for value in values]


@given(numbers, st.sampled_from((".", *GROUPERS["."])))
def test_a_column_of_counts_comes_back(column, group):
    got = read([written(number, 0, ".", group) for number in column], COUNT)

    assert got is None or [int(text) for text in got] == column
    if group != ".":
        assert got is not None
    else:  # 12.000 may be twelve; it is refused unless another cell says what a point is
        unsure = any(abs(n) >= 1000 and n % 1000 == 0 and abs(n) < 10**6 for n in column)
        shown = any(abs(n) >= 10**6 or (abs(n) >= 1000 and n % 1000) for n in column)
        assert (got is None) == (unsure and not shown)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=8), st.sampled_from(".,"))
def test_shares_with_three_places_are_never_thousands(column, decimal):
    values = [number / 1000 for number in column]

    got = read([written(value, 3, decimal, "") + " %" for value in values], SHARE)

    assert [float(text) for text in got] == values


@pytest.mark.parametrize(
    ("texts", "kind", "found"),
    [
        (["7,5", "8,125"], FREE, ["7.5", "8.125"]),  # decimal in one cell is decimal in all
        (["1,234", "8,125"], FREE, ["1234", "8125"]),
        (["1,234", "7.5"], FREE, ["1234", "7.5"]),
        (["1.234", "7,5"], FREE, ["1234", "7.5"]),
        (["0,125"], FREE, ["0.125"]),  # no thousands begin with a nought
        (["1234,567"], FREE, ["1234.567"]),
        (["1.234.567", "1.234"], FREE, ["1234567", "1234"]),
        (["1 675", "100,0", "-  23", "\u221212,3"], FREE, ["1675", "100.0", "-23", "-12.3"]),  # as Hamburg writes
        (["36.033"], COUNT, ["36033"]),  # a count has no fraction
        (["36033.0", "12."], COUNT, ["36033", "12"]),
        (["7.5*", "8.1 [1]", "9.0\u00b9", "6.5 (a)", "5.5\u2020\u2021", "4.5 p"], FREE,
         ["7.5", "8.1", "9.0", "6.5", "5.5", "4.5"]),
        (["1e3", "+5", ".5", "5."], FREE, ["1e3", "5", ".5", "5."]),
        (["1,5e3"], FREE, ["1.5e3"]),
    ],
)  # fmt: skip
def test_what_a_column_means(texts, kind, found):
    assert read(texts, kind) == found


@pytest.mark.parametrize(
    ("texts", "kind", "clash"),
    [
        (["7,5", "7.5"], FREE, (1, 0)),
        (["1", "7.5", "8", "7,5"], FREE, (3, 1)),
        (["1.234.567", "7.5"], FREE, (1, 0)),
        (["1,234,567", "7,5"], FREE, (1, 0)),
        (["1.234,5", "1,234.5"], FREE, (1, 0)),
        (["5", "12.000"], COUNT, (1, -1)),
    ],
)
def test_a_column_that_contradicts_itself_is_told_with_both_places(texts, kind, clash):
    assert decide(texts, kind).clash == clash


@pytest.mark.parametrize(("text", "kind"), [("5 %", COUNT), ("5%", FREE), ("5,5", COUNT), ("1,234.5", SHARE)])
def test_a_column_refuses_what_it_cannot_hold(text, kind):
    assert read([text], kind) == [""]
