"""What is typed after -p: values, lists, sweeps, and their refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import ParamError, UsageError
from renderer.params.parse import MOST_VALUES, parse_assignments, parse_seeds, parse_value, product


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("glow=1.5", {"glow": [1.5]}),
        (" glow = 1.5 ", {"glow": [1.5]}),
        ("glow=0..1..0.25", {"glow": [0.0, 0.25, 0.5, 0.75, 1.0]}),
        ("glow=0..1..0.3", {"glow": [0.0, 0.3, 0.6, 0.9]}),
        ("glow=0..0.3..0.1", {"glow": [0.0, 0.1, 0.2, 0.3]}),
        ("glow=-1..1..1", {"glow": [-1.0, 0.0, 1.0]}),
        ("prisms=6..9", {"prisms": [6, 7, 8, 9]}),
        ("prisms=6..12..3", {"prisms": [6, 9, 12]}),
        ("prisms=6,9", {"prisms": [6, 9]}),
        ("veil=on,off", {"veil": [True, False]}),
        ("veil=NO", {"veil": [False]}),
        ("ground=#ffffff", {"ground": ["#ffffff"]}),
        ("style=raku, silk", {"style": ["raku", "silk"]}),
        ("focus=0.5:0.25", {"focus": [(0.5, 0.25)]}),
        ("burst=1", {"burst": [True]}),
    ],
)
def test_texts_become_values(known, text, values):
    assert parse_assignments([text], known) == values


def test_the_last_of_two_assignments_holds(known):
    assert parse_assignments(["glow=1", "glow=2"], known) == {"glow": [2.0]}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("glow", "write it as name=value"),
        ("glwo=1", "did you mean 'glow'"),
        ("glow=", "is no number"),
        ("glow=a lot", "is no number"),
        ("glow=0..1", "needs a step"),
        ("glow=0..1..2..3", "needs a step"),
        ("glow=1..0..0.1", "ends before it begins"),
        ("glow=0..1..0", "above 0"),
        ("glow=0..1..-1", "above 0"),
        ("glow=0..1..nan", "above 0"),
        ("glow=0..inf..1", "above 0"),
        ("glow=0..1..1e-9", "at most 4096"),
        ("prisms=6.5", "is no number"),
        ("veil=perhaps", "neither on nor off"),
        ("focus=a:b", "is no number"),
    ],
)
def test_bad_texts_are_refused(known, text, part):
    with pytest.raises(UsageError, match=part):
        parse_assignments([text], known)


def test_an_example_is_given_from_the_scenes_own_parameters(known):
    with pytest.raises(ParamError, match=r"glow=1\.0"):
        parse_assignments(["x"], known)


@given(st.integers(0, 200), st.integers(0, 100), st.integers(1, 40))
def test_a_sweep_of_whole_numbers_is_a_range(first, length, step):
    from renderer.params.param import Spec

    found = parse_assignments([f"n={first}..{first + length}..{step}"], {"n": Spec("whole", 0, 0, 1000)})

    assert found == {"n": list(range(first, first + length + 1, step))}


@pytest.mark.parametrize("kind", ["choice", "colour"])
def test_words_stay_words(kind):
    from renderer.params.param import Spec

    assert parse_value("x", "1e5", Spec(kind, "")) == "1e5"


@pytest.mark.parametrize(("text", "seeds"), [("0", [0]), ("3..5", [3, 4, 5]), ("9,1", [9, 1])])
def test_seeds(text, seeds):
    assert parse_seeds(text) == seeds


@pytest.mark.parametrize("text", ["-1", "4294967296", "1.5", "", "a", "5..1"])
def test_bad_seeds(text):
    with pytest.raises(UsageError):
        parse_seeds(text)


def test_a_product_has_every_combination_once_the_last_fastest():
    rows = product({"a": [1, 2], "b": ["x"], "c": [True, False]})

    assert [tuple(row.values()) for row in rows] == [(1, "x", True), (1, "x", False), (2, "x", True), (2, "x", False)]
    assert product({}) == [{}]


def test_a_product_that_would_fill_the_disk_is_refused():
    with pytest.raises(UsageError, match="would make 8192 pictures"):
        product({"a": range(2), "b": range(MOST_VALUES)})
