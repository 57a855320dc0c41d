"""What is put into roles: the last word counts, and a preset takes back only what a preset brought."""

import pytest

from renderer.core.errors import DataError
from renderer.data.figure_choice import FigureChoice

HAND = FigureChoice().put("lit", "1-sealants@age=child").put("stratum", "race=black")


def test_a_hand_puts_figures_and_gives_a_role_back():
    assert HAND.figures == {"lit": "1-sealants@age=child", "stratum": "race=black"}
    assert HAND.asked == {"lit", "stratum"}
    assert HAND.put("lit", "").figures == {"stratum": "race=black"}
    assert HAND.put("stratum", "").figures["stratum"] == ""  # everybody is somebody, too


def test_a_preset_takes_the_place_of_a_hand_and_the_next_one_takes_it_back():
    lent = HAND.over({"stratum": "income=under_15k"})
    assert lent.figures == {"lit": "1-sealants@age=child", "stratum": "income=under_15k"}
    assert lent.asked == {"lit"}
    assert lent.over({}) == FigureChoice().put("lit", "1-sealants@age=child")


def test_groups_are_put_beside_each_other_in_one_spelling_and_taken_back():
    assert HAND.put("beside", " race , age=child ").figures["beside"] == "race,age=child"
    assert HAND.put("beside", "none").figures["beside"] == "none"
    assert HAND.put("beside", "race").put("beside", "") == HAND
    assert HAND.put("beside", "race").within(("lit", "stratum")) == HAND


@pytest.mark.parametrize(("name", "figure", "words"), [
    ("beside", "race,,age", "names no groups"),
    ("lit", "@age=child", "is no figure"),
    ("lit", "sealants@age", "is no figure"),
    ("stratum", "income", "write kind=name"),
])  # fmt: skip
def test_what_is_no_figure_is_refused(name, figure, words):
    with pytest.raises(DataError, match=words):
        HAND.put(name, figure)
