"""What a table offers to roles: what fits, which way round, and a refusal in one sentence before anything is read."""

import pytest

from renderer.core.errors import DataError
from renderer.data.figure_choice import FigureChoice
from renderer.data.load import load_newest
from renderer.data.offer import offer_of
from renderer.data.role import Role, WantedRoles
from renderer.data.role_table import figures_shown, role_table

LIT = Role("lit", "prisms in the light", good="more", default="dental_visit")
OPEN = Role("open", "open sockets", good="less", default="teeth_lost_all", needed=False)
SHOWN = {"lit": "dental_visit", "open": "teeth_lost_all", "stratum": ""}


@pytest.fixture(scope="module")
def whole():
    return load_newest("us_oral_health")


@pytest.fixture(scope="module")
def offer(whole):
    return offer_of(whole, (LIT, OPEN))


def test_what_fits_is_offered_with_its_way_round_and_every_stratum(offer):
    assert [(fit.measure, fit.turned) for fit in offer.fits[0]] == [
        ("dental_visit", False), ("teeth_lost_6", True), ("teeth_lost_all", True)
    ]  # fmt: skip
    assert [fit.turned for fit in offer.fits[1]] == [False, False, True]
    assert ("income=under_15k", "household income: Less than $15,000") in offer.strata


def test_what_is_offered_as_turned_is_what_the_table_turns(whole, offer):
    for role, fits in zip((LIT, OPEN), offer.fits, strict=True):
        for fit in fits:
            chosen = Role(role.name, role.mark, good=role.good, default=fit.measure, chosen=True)
            shown = figures_shown(role_table(whole, WantedRoles((chosen,))).table, WantedRoles((chosen,)))
            assert shown[role.name].startswith("1-") == fit.turned


@pytest.mark.parametrize(("name", "figure", "words"), [
    ("lit", "dental_vist", "no measure 'dental_vist' for prisms in the light; did you mean 'dental_visit'?"),
    ("lit", "dental_visit@income=under_15", "did you mean 'income=under_15k'?"),
    ("stratum", "race=blak", "no figures of 'race=blak'; did you mean 'race=black'?"),
])  # fmt: skip
def test_what_the_table_has_not_is_refused_with_the_nearest(offer, name, figure, words):
    choice = FigureChoice().put(name, figure)
    with pytest.raises(DataError) as told:
        offer.check(name, choice, SHOWN)
    assert words in str(told.value)
    assert offer.unfit(choice.put("open", "teeth_lost_6"), SHOWN) == {name: str(told.value)}


def test_a_share_is_wanted_and_a_stratum_must_be_there_for_every_role(whole):
    from dataclasses import replace

    columns = [replace(one, unit="people") if one.name.startswith("teeth_lost_6") else one for one in whole.columns]
    columns = [replace(one, name="teeth_lost_all@else=where") if one.name == "teeth_lost_all@race=black" else one
               for one in columns]  # fmt: skip
    offer = offer_of(replace(whole, columns=tuple(columns)), (LIT, OPEN))
    with pytest.raises(DataError, match="teeth_lost_6 is in people, and open sockets show a share: what fits is"):
        offer.check("open", FigureChoice().put("open", "teeth_lost_6"), SHOWN)
    black = FigureChoice().put("stratum", "race=black")
    with pytest.raises(DataError, match="teeth_lost_all has no figures of 'race=black' for open sockets"):
        offer.check("stratum", black, SHOWN)
    offer.check("stratum", black.put("open", "dental_visit"), SHOWN)


def test_the_roles_default_counts_before_what_is_shown_in_another_groups_place(offer):
    offer.check("stratum", FigureChoice().put("stratum", "race=white"), {"lit": "1-teeth_lost_6@race=black"})
