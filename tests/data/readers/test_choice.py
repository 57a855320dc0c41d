"""Which of several sheets or tables is meant."""

from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.data.readers.choice import choose
from renderer.data.readers.scratch import Given


def given(sheet=None):
    return Given(Path("a.db"), Path("a.db"), None, sheet)


def test_the_only_one_or_the_one_asked_for_is_meant():
    assert choose(given(), ["visits"], "table") == "visits"
    assert choose(given("Visits "), ["rates", "visits"], "table") == "visits"


@pytest.mark.parametrize(("sheet", "names", "said"), [
    (None, [], "a.db holds no table"), (None, list("abcdefghij"), "holds 10 tables .*'h' .*; say which"),
    ("vists", ["visits", "n"], "did you mean 'visits'"), ("A", ["a", "a "], "holds no table 'A'"),
])  # fmt: skip
def test_what_cannot_be_known_is_asked_for(sheet, names, said):
    with pytest.raises(DataError, match=said):
        choose(given(sheet), names, "table")
