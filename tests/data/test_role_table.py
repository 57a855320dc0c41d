"""A table as the roles of a picture read it: units, direction, strata, and what is not there."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.role import Role, WantedRoles, parse_beside
from renderer.data.role_table import figures_shown, fitting, role_table
from renderer.data.share import shares_of
from renderer.data.state import State
from renderer.data.table import Area, Column, Table

AREAS = tuple(Area(str(n), f"Area {n}") for n in range(4))
STATES = np.uint8([State.VALUE, State.ZERO, State.SUPPRESSED, State.MISSING])


def table(*columns):
    """One time, four areas: a value, a zero, a suppressed and a missing figure in each column."""
    shape = (1, 4, len(columns))
    value = np.full(shape, np.nan)
    value[0, :2] = np.array([column.high for column in columns]) * np.array([[0.3], [0.0]])
    state = np.broadcast_to(STATES[None, :, None], shape).copy()
    return Table(AREAS, columns, ("2024",), value, value - 0.01 * value, value + 0.01 * value,
                 np.full(shape, -1, np.int64), state)  # fmt: skip


def column(name, unit="percent", high=100.0, good="", **words):
    return Column(name, name.title(), unit, 0.0, high, good, **words)


def role(name, **how):
    return Role(name, f"marks of {name}", **{"good": "more", **how})


def shown(figures, *roles, **how):
    return role_table(figures, WantedRoles(roles, **how), "mine.csv")


@pytest.mark.parametrize(("unit", "high"), [
    ("percent", 100.0), ("ratio", 1.0), ("per 1,000", 1e3), ("per 10 000 children", 1e4), ("per 100k people", 1e5),
])  # fmt: skip
def test_every_share_comes_as_percent(unit, high):
    (one,) = shown(table(column("a", unit, high, "more")), role("lit", default="a")).table.columns
    found = shown(table(column("a", unit, high, "more")), role("lit", default="a")).table

    assert found.value[0, 0, 0] == pytest.approx(30.0)
    assert (one.name, one.unit, one.low, one.high) == ("lit", "percent", 0.0, pytest.approx(100.0))
    assert (one.good, found.state[0, :, 0].tolist()) == ("more", STATES.tolist())


@pytest.mark.parametrize("unit", ["people", "people 65+", "years", "mm", ""])
def test_what_is_no_share_fits_no_role_of_shares(unit):
    figures = table(column("tall", unit), column("a"))

    assert np.isnan(shares_of(unit))
    assert fitting(figures, role("lit")) == ("a",)
    with pytest.raises(DataError, match=rf"mine.csv: tall is in {unit.replace('+', '.')}, and marks of lit show a "
                                        "share: what fits is a"):  # fmt: skip
        shown(figures, role("lit", default="tall", chosen=True))


@pytest.mark.parametrize("figure", ["visits", "1-visits"])
def test_a_rate_of_more_than_all_is_no_share_and_has_no_others(figure):
    figures = table(column("visits", "per 1,000", 1400.0), column("a"))

    assert fitting(figures, role("lit")) == ("a",)
    with pytest.raises(DataError, match=r"visits is in per 1,000 from 0 to 1400, and marks of lit show a share: what "):
        shown(figures, role("lit", default=figure, chosen=True))


@pytest.mark.parametrize(("good", "wanted", "turned"), [("less", "more", True), ("more", "less", True),
                                                        ("more", "more", False), ("", "more", False)])  # fmt: skip
def test_what_is_worse_the_more_is_turned_where_more_is_shown_better(good, wanted, turned):
    figures = table(column("decay", good=good, people="children", clause="have decay", other="have none"))
    found = shown(figures, role("lit", good=wanted, default="decay"))
    (one,) = found.table.columns

    assert found.table.value[0, :2, 0].tolist() == pytest.approx([70.0, 100.0] if turned else [30.0, 0.0])
    assert one.figure == ("1-decay" if turned else "decay")
    assert one.clause == ("have none" if turned else "have decay")
    assert bool(found.notes) == (turned or not good)
    ends = found.table.low[0, 0, 0], found.table.high[0, 0, 0]
    assert ends == pytest.approx((69.7, 70.3) if turned else (29.7, 30.3))


def test_of_what_nobody_said_which_way_is_good_a_role_that_has_one_says_so_and_how_to_say_it():
    figures = table(column("decay"))
    (note,) = shown(figures, role("lit", default="decay")).notes

    assert note.startswith("nobody said whether more of decay is better, so that marks of lit show it as it is: write")
    assert '"good": "more" or "less"' in note
    assert "--figure lit=1-decay shows all others" in note
    assert not shown(figures, role("lit", default="1-decay")).notes  # whoever turns it has said it
    assert not shown(figures, role("lit", default="decay", good="")).notes


def test_all_the_others_of_none_are_all_and_their_state_follows():
    found = shown(table(column("a", good="more")), role("lit", default="1-a", good="")).table

    assert found.value[0, 1, 0] == 100.0
    assert found.state[0, :, 0].tolist() == [State.VALUE, State.VALUE, State.SUPPRESSED, State.MISSING]
    assert np.isnan(found.value[0, 2:, 0]).all()


def test_without_the_measure_it_asks_for_a_role_takes_one_that_fits_and_says_so():
    figures = table(column("bad", good="less"), column("tall", "mm"), column("good", good="more"))
    found = shown(figures, role("lit", default="dental_visit"), role("open", default="teeth", needed=False))

    assert figures_shown(found.table, WantedRoles((role("lit"), role("open")))) == {"lit": "good", "stratum": ""}
    assert found.notes == ("marks of lit show good; for bad: --figure lit=MEASURE",
                           "nothing is put into marks of open; choose with --figure open=MEASURE")  # fmt: skip
    assert (found.table.state[..., 1] == State.MISSING).all()


def test_a_role_that_stays_empty_says_what_the_marks_do_then():
    twins = role("low", needed=False, empty="both rows show the upper one's figure")

    assert shown(table(column("good", good="more")), role("up"), twins).notes[1] == (
        "nothing is put into marks of low, so that both rows show the upper one's figure; choose with "
        "--figure low=MEASURE")  # fmt: skip


@pytest.mark.parametrize(("default", "message"), [
    ("sealents", "no measure 'sealents' for marks of lit; did you mean 'sealants'"),
    ("sealants@age=chid", "no stratum 'sealants@age=chid'; did you mean 'sealants@age=child'"),
    ("1-tall", "tall is in mm, and marks of lit show a share"),
])  # fmt: skip
def test_what_an_artist_asked_for_and_the_table_lacks_is_refused(default, message):
    figures = table(column("sealants"), column("sealants@age=child"), column("tall", "mm"))

    with pytest.raises(DataError, match=f"mine.csv: {message}"):
        shown(figures, role("lit", default=default, chosen=True))


def test_what_is_turned_without_being_asked_for_is_told_once_and_not_as_itself():
    figures = table(column("bad", good="less"), column("worse", good="less"))
    found = shown(figures, role("lit", default="dental_visit"))

    assert found.notes == ("marks of lit: for worse: --figure lit=MEASURE",
                           "marks of lit show all others than bad: it is turned, for less of it is better")  # fmt: skip


def test_the_scenes_own_measure_is_passed_over_where_it_is_no_share_there():
    figures = table(column("teeth", "people"), column("sealants", good="more"))
    found = shown(figures, role("lit", default="teeth"), role("open", default="teeth", needed=False))

    assert [one and one.measure for one in found.figures] == ["sealants", None]


def test_whom_a_preset_asks_for_is_everybody_where_one_measure_lacks_them():
    figures = table(column("a", good="more"), column("a@race=x", good="more"), column("b", good="more"))
    roles = (role("lit", default="a"), role("open", default="b"))
    found = shown(figures, *roles, stratum="race=x")

    assert [one.figure for one in found.table.columns[:2]] == ["a@race=x", "b"]
    assert found.notes == ("there are no figures of race=x for b: everybody's are shown",)
    with pytest.raises(DataError, match="'b' has no strata; name it alone"):
        shown(figures, *roles, stratum="race=x", asked=True)


def test_only_counts_fit_no_share_and_that_is_said():
    with pytest.raises(DataError, match=r"nothing that marks of lit .* its figures are in people; counts .*--pop"):
        shown(table(column("n", "people")), role("lit", default="x"))


def test_groups_stand_beside_each_other_after_the_roles():
    names = ("a", "b", "a@sex=f", "b@sex=f", "a@age=child", "a@race=x")
    figures = table(*(column(name) for name in names))
    roles = role("lit", default="a"), role("open", default="b")
    found = shown(figures, *roles, strata=("age", "sex=f"))

    assert found.strata == ("age=child", "sex=f")
    assert [one.figure for one in found.table.columns] == ["a", "b", "a@age=child", "", "a@sex=f", "b@sex=f"]
    assert (found.table.state[..., 3] == State.MISSING).all()  # b was not asked of children
    assert shown(figures, *roles, strata=("income",)).strata == ("sex=f", "age=child", "race=x")
    assert shown(table(column("a")), roles[0], strata=("income",)).strata == ()
    assert shown(figures, role("lit", default="b"), strata=("age", "sex")).strata == ("sex=f",)  # children: of a alone
    assert shown(table(*map(column, ("a", "b", "b@sex=f"))), roles[0], strata=("sex",)).strata == ()


def test_a_stratum_that_nobody_asked_for_gives_way_and_one_that_was_asked_for_does_not():
    figures = table(column("a"), column("a@sex=f"))
    one = role("lit", default="a", good="")

    assert shown(figures, one, stratum="sex=f").table.columns[0].figure == "a@sex=f"
    found = shown(figures, one, stratum="race=x")
    assert found.table.columns[0].figure == "a"
    assert found.notes == ("there are no figures of race=x: everybody's are shown",)
    with pytest.raises(DataError, match="no stratum 'a@race=x'"):
        shown(figures, one, stratum="race=x", asked=True)


def test_what_is_shown_asked_for_again_shows_the_same():
    figures = table(column("decay", good="less"), column("decay@sex=f", good="less"))
    first = shown(figures, role("lit", default="decay"), stratum="sex=f")
    kept = figures_shown(first.table, WantedRoles((role("lit"),)))
    again = shown(figures, replace(role("lit"), default=kept["lit"], chosen=True), stratum=kept["stratum"])

    assert kept == {"lit": "1-decay@sex=f", "stratum": ""}
    np.testing.assert_array_equal(again.table.value, first.table.value)
    assert again.table.columns == first.table.columns


@pytest.mark.parametrize(("strata", "chosen", "said"), [
    (("age",), None, "age=child"), (("age",), ("sex",), "sex=f"), (("age",), (), "none"),
    (("everybody", "age"), None, "age=child"), (("age",), ("everybody", "sex"), "everybody,sex=f"),
])  # fmt: skip
def test_groups_beside_each_other_are_told_so_that_asking_for_them_shows_the_same(strata, chosen, said):
    figures, roles = table(column("a"), column("a@age=child"), column("a@sex=f")), (role("lit", default="a"),)
    wanted = WantedRoles(roles, strata, beside=chosen)
    first = role_table(figures, wanted)
    told = figures_shown(first.table, wanted)
    again = role_table(figures, replace(wanted, beside=parse_beside(told["beside"]), beside_asked=True))

    assert told["beside"] == said
    assert again.strata == first.strata


def test_everybody_may_stand_beside_the_groups_and_leads_them():
    figures = table(*(column(name) for name in ("a", "a@sex=f", "a@age=child")))
    one = role("lit", default="a")
    found = shown(figures, one, strata=("everybody",), stratum="sex=f", asked=True)
    assert [(column.name, column.figure) for column in found.table.columns] == [
        ("lit", "a@sex=f"), ("lit@everybody", "a")
    ]  # fmt: skip
    assert shown(figures, one, strata=("age=child", "everybody")).strata == ("everybody", "age=child")
    assert shown(figures, one, strata=("everybody", "income")).strata == ("everybody", "sex=f", "age=child")


def test_groups_that_binds_read_stand_apart_and_change_nothing_else():
    figures = table(column("sealants", good="more"), column("sealants@age=child", good="more"),
                    column("sealants@age=adult", good="more"))  # fmt: skip
    lit, dark = role("lit", default="sealants", domain=(20.0, 60.0)), role("dark", good="less", needed=False)
    plain = shown(figures, lit, dark, strata=("age=child",))
    read = shown(figures, lit, dark, strata=("age=child",),
                 apart=(("age=adult", "bind 1, to 'glow'"), ("age=child", ""), ("everybody", "")))  # fmt: skip
    assert [one.name for one in read.table.columns] == [one.name for one in plain.table.columns]
    assert plain.table.apart is None
    assert np.array_equal(plain.table.value, read.table.value, equal_nan=True)
    apart = read.table.apart
    assert [one.name for one in apart.columns] == ["lit@age=adult", "dark@age=adult", "lit@everybody", "dark@everybody"]
    assert apart.columns[0].domain == read.table.columns[0].domain
    assert apart.value[0, 0, 0] == pytest.approx(30.0)
    assert read.notes == plain.notes


def test_a_group_that_a_bind_reads_and_the_table_lacks():
    figures = table(column("sealants", good="more"), column("sealants@age=child", good="more"))
    lit = role("lit", default="sealants")
    with pytest.raises(DataError, match=r"to .glow.: no figures of .age=chld.; did you mean .age=child"):
        shown(figures, lit, apart=(("age=child", ""), ("age=chld", "bind 2, to 'glow'")))
    found = shown(figures, lit, apart=(("income=low", "bind 1, to 'glow'"),))
    assert found.notes == ("bind 1, to 'glow': there are no figures of income=low, so it moves nothing",)
    assert np.isnan(found.table.apart.value).all()


def test_what_is_known_of_groups_only_is_shown_of_the_group_that_is_named_and_else_asked_for():
    figures = table(column("a@age=child", good="more"), column("a@age=adult", good="more"))
    lit = role("lit")

    assert fitting(figures, lit) == ()
    assert fitting(figures, lit, "age=child") == ("a",)
    assert shown(figures, lit, stratum="age=adult", asked=True).table.columns[0].figure == "a@age=adult"
    with pytest.raises(DataError, match=r"known of groups only: say whose with --stratum \(age=child, age=adult\), or "
                                        r"--figure lit=a@age=child"):  # fmt: skip
        shown(figures, lit)


def test_a_picture_of_groups_alone_needs_nothing_of_everybody():
    figures, lit = table(column("a@k=x"), column("a@k=y")), role("lit", default="b")
    found = shown(figures, lit, strata=("k=none",), groups_alone=True)
    everybody = shown(table(column("a"), column("a@k=x"), column("a@k=y")), lit, strata=("k",), groups_alone=True)

    assert [one.figure for one in found.table.columns] == ["a@k=x", "a@k=x", "a@k=y"]
    assert [one.figure for one in everybody.table.columns] == ["a", "a@k=x", "a@k=y"]
    with pytest.raises(DataError, match="known of groups only"):
        shown(figures, lit, strata=("k=none",))
    with pytest.raises(DataError, match="known of groups only"):
        shown(table(column("a@k=x")), lit, strata=("k=none",), groups_alone=True)
