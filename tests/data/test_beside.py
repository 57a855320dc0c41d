"""Which groups stand beside each other: the picture's own, or those that somebody chose."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.beside import groups_beside, lacking
from renderer.data.role import Role, WantedRoles, parse_beside
from renderer.data.state import State
from renderer.data.table import Area, Column, Table

ROLE = Role("lit", "tiles", default="a")
NAMES = ("a", "a@income=low", "a@income=high", "a@race=x", "b@age=child")


def beside(text=None, *, asked=True, strata=("income",), role=ROLE, stratum=""):
    """Return the groups for what was typed, and the notes."""
    shape = (1, 1, len(NAMES))
    table = Table((Area("1", "1"),), tuple(Column(name, name, "percent", 0, 100) for name in NAMES), ("2024",),
                  *(np.full(shape, 50.0) for _ in range(3)), np.full(shape, -1, np.int64),
                  np.full(shape, State.VALUE, np.uint8))  # fmt: skip
    chosen, notes = None if text is None else parse_beside(text), []
    wanted = WantedRoles((role,), strata, stratum, beside=chosen, beside_asked=asked and chosen is not None)
    return groups_beside(table, wanted, ["a"], "mine.csv", notes), notes


@pytest.mark.parametrize(("text", "found"), [
    (None, ("income=low", "income=high")), ("race", ("race=x",)), ("none", ()), ("everybody", ("everybody",)),
    ("race, income=high", ("race=x", "income=high")), ("income=high,income", ("income=high", "income=low")),
    ("race,everybody", ("everybody", "race=x")),
])  # fmt: skip
def test_those_that_somebody_chose_stand_in_the_place_of_the_pictures_own(text, found):
    assert beside(text) == (found, [])


def test_everybody_leads_where_the_picture_always_shows_them():
    assert beside("race", strata=("everybody", "income"))[0] == ("everybody", "race=x")
    assert beside("none", strata=("everybody", "income"))[0] == ("everybody",)


@pytest.mark.parametrize(("text", "words"), [
    ("incone", "mine.csv: no groups of 'incone' to stand beside each other; did you mean 'income'"),
    ("income=hig", "did you mean 'income=high'"), ("sexes", "there is income, race, income=low, income=high, race=x"),
])  # fmt: skip
def test_a_group_that_an_artist_asked_for_and_that_is_not_there_is_refused(text, words):
    with pytest.raises(DataError, match=words):
        beside(text)


def test_what_a_preset_asks_for_gives_way_to_what_there_is_and_says_so():
    found, notes = beside("age", asked=False)

    assert found == ("income=low", "income=high", "race=x")
    assert notes == ["there are no groups of age: all that there are stand beside each other"]


@pytest.mark.parametrize("said", [{"stratum": "race=x"}, {"role": replace(ROLE, default="a@race=x", chosen=True)},
                                  {"role": replace(ROLE, default="a@race=x", own="b")}])  # fmt: skip
def test_a_group_that_somebody_named_is_shown_and_not_hidden_by_those_that_would_stand_in_its_place(said):
    assert beside(**said) == ((), ["no groups stand beside each other, so that race=x is shown: --beside KIND shows "
                                   "those of a kind"])  # fmt: skip
    assert beside("income", asked=False, **said)[0] == ()
    found, notes = beside("income", **said)
    assert (found, len(notes)) == (("income=low", "income=high"), 1)
    assert "shows its own figures, not those of race=x: leave --beside out" in notes[0]
    assert beside("race", strata=("everybody", "income"), **said) == (("everybody", "race=x"), [])
    assert beside("none", **said) == ((), [])


def test_a_group_that_is_not_there_hides_none_beside_each_other():
    assert beside(stratum="age=x") == (("income=low", "income=high"), [])


def test_without_any_groups_that_is_said():
    assert lacking(("income",), ()) == "no groups of 'income' to stand beside each other: these figures have no groups"
    assert lacking(("everybody",), ()) == ""


@pytest.mark.parametrize("text", ["", "income,", "=low", "income=", "none,income"])
def test_what_is_no_list_of_groups_is_refused(text):
    with pytest.raises(DataError, match="names no groups: write a kind, as income"):
        parse_beside(text)
