"""The figures in the panel: each mark with what it shows and which way that reads, and lists to choose others from."""

import pytest

from renderer.data.offer import Fit
from renderer.preview.panel.contents import InRole, PutIn
from renderer.preview.panel.roles import draw_roles

FITS = (Fit("dental_visit", "Saw a dentist"), Fit("teeth_lost_6", "Lost six teeth", True))
LIT = InRole("lit", "prisms in the light", "dental_visit", "Saw a dentist", "percent", "more", fits=FITS)
OPEN = InRole("open", "open sockets", "", "", "", "")
STRATA = (("income=under_15k", "Less than $15,000"), ("race=black", "Black"))


@pytest.fixture
def figures(hand):
    return lambda *roles, **how: hand(lambda: draw_roles(PutIn(roles, **how)))


def test_each_mark_stands_with_what_it_shows_and_which_way_it_reads(figures):
    worn = InRole("worn", "prisms worn hollow", "x@age=child", "Decay", "percent", "less", "children")
    here = figures(LIT, worn, OPEN)
    for words in ("prisms in the light", "more is better   percent", "more is worse   percent   children",
                  "open sockets", "nothing is put in, so it says nothing"):  # fmt: skip
        assert words in here.said, here.words
    unknown = figures(InRole("lit", "light", "waits", "Days of waiting", "days", ""))
    assert "which way is better is not known   days" in unknown.said


def test_a_list_puts_a_measure_that_fits_into_its_role(figures):
    here = figures(LIT, strata=STRATA)
    assert here.choose("lit/##figure", 1) == [("figure", "lit", "teeth_lost_6")]


def test_what_would_be_turned_says_so_in_the_list(figures):
    here = figures(LIT)
    here.click("lit/##figure")
    assert "lit/1/all others than Lost six teeth" in here.places
    assert "lit/0/Saw a dentist" in here.places


def test_a_list_chooses_whose_figures_all_show(figures):
    here = figures(LIT, strata=STRATA, stratum="race=black")
    assert here.choose("stratum/##figure", 0) == [("figure", "stratum", "")]
    assert figures(LIT, strata=STRATA).choose("stratum/##figure", 2) == [("figure", "stratum", "race=black")]
    assert "everybody: these figures have no groups" in figures(LIT).said


def test_a_list_chooses_which_kind_of_groups_stands_beside_each_other(figures):
    own = {"strata": STRATA, "groups": "Less than $15,000, Black", "kinds": ("income", "age_group")}
    assert "Less than $15,000, Black" in figures(LIT, **own).said
    assert figures(LIT, **own).choose("beside/##figure", 2) == [("figure", "beside", "age_group")]
    assert figures(LIT, **own).choose("beside/##figure", 3) == [("figure", "beside", "none")]
    assert "beside/reset" not in figures(LIT, **own).places
    assert figures(LIT, **own, beside="income").click("beside/reset") == [("figure", "beside", "")]
    assert "beside/##figure" not in figures(LIT, strata=STRATA).places  # of a scene that shows none so


def test_two_fields_say_where_a_role_shows_least_and_where_most(figures):
    from dataclasses import replace

    ranged = replace(LIT, domain=(45.0, 85.5))
    assert {"least at", "most at"} <= {*figures(ranged).said}
    for field, text, domain in (("least at", "20", (20.0, 85.5)), ("most at", "62.5", (45.0, 62.5))):
        here = figures(ranged)
        assert here.click(f"lit/##{field}") == []
        assert here.type(text, "enter") == [("domain", "lit", domain)]
    assert "lit/reset domain" not in figures(ranged).places
    assert figures(replace(ranged, ranged=True)).click("lit/reset domain") == [("domain", "lit", None)]
    for other in (LIT, replace(ranged, label="")):  # what is counted, or shows nothing, has none
        assert "least at" not in figures(other).said


def test_a_dot_gives_a_role_its_own_again(figures):
    from dataclasses import replace

    assert figures(replace(LIT, chosen=True)).click("lit/reset") == [("figure", "lit", "")]
    assert "lit/reset" not in figures(LIT).places
