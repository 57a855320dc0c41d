import re
from dataclasses import replace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.data.table import CUBES, Area, Column, Table
from renderer.label.figure_rows import figure_rows
from renderer.label.figures_said import figures_said

N = float("nan")
NAMES = ("Alder", "Birch", "Cedar", "Dale", "Elm", "Fir", "Glen", "Hazel")
OLD = (10.0, 20.0, 30.0, 40.0, N, 60.0, 70.0, 80.0)
NEW = (10.0, 25.0, 20.0, 0.0, N, N, 71.0, 71.0)
ALL = (10.0, 25.0, 20.0, 40.0, 50.0, 60.0, 71.0, 71.0)
STATES = "valuE valuE valuE zero suppressed held valuE valuE".upper().split()


def table(new=NEW, states=STATES, half=2.0, unit="percent", groups=()):
    """Return two years of eight towns, one measure in a role, and ``groups`` of it at its side."""
    old = [State.VALUE if value == value else State.MISSING for value in OLD]
    now = [State[name] for name in states]
    value = np.array([OLD, new])[..., None]
    state = np.array([old, now], np.uint8)[..., None]
    for _, figures in groups:
        value = np.concatenate([value, np.array([figures, figures])[..., None]], 2)
        state = np.concatenate([state, np.full((2, 8, 1), State.VALUE, np.uint8)], 2)
    column = Column("lit", "visits", unit, 0, 100, figure="visits")
    columns = (column, *(replace(column, name=f"lit@{group.replace(': ', '=')}", group=group,
                                 kind=group.partition(": ")[0]) for group, _ in groups))  # fmt: skip
    return Table(tuple(Area(str(n), name) for n, name in enumerate(NAMES)), columns, ("2020", "2024"), value,
                 value - half, value + half, np.full(value.shape, -1, np.int64), state,
                 area_word=("town", "towns"))  # fmt: skip


def said(of, at=1.0, roles=1):
    ((head, sentences),) = figures_said(of, roles, at)
    assert head == "Visits"
    return " ".join(sentences)


def test_how_many_are_known_and_what_is_the_matter_with_the_others():
    assert said(table()).startswith(
        "2024: figures of 6 of 8 towns, of 1 of them it is zero; 1 is withheld by its source and 1 is held back until "
        "the next release."
    )
    assert "figures of 7 of 8 towns; 1 has no figure." in said(table(), 0.0)


def test_extremes_have_the_names_of_all_who_are_there():
    assert "Lowest: 0 %, Dale. Highest: 71 %, Glen and Hazel." in said(table())


def test_a_change_is_counted_where_both_figures_are_known_and_is_larger_than_doubt_where_intervals_do_not_overlap():
    words = said(table())  # 10 to 10, 20 to 25, 30 to 20, 40 to 0, 70 to 71, 80 to 71; within 2 either way
    middle = float(np.median([0.0, 5.0, -10.0, -40.0, 1.0, -9.0]))
    assert middle == -4.5
    assert "Since 2020, of 6 towns with both figures it rose in 2, fell in 3 and stayed in 1" in words
    assert "the change in the middle: down 4.5 percentage points." in words
    assert "In 4 of them it is larger" in words
    assert "In 1 of them it is larger" in said(table(half=6.0))
    assert "Since" not in said(table(), 0.0)


def test_figures_without_intervals_say_nothing_of_how_sure_they_are():
    exact = table()
    bare = replace(exact, low=np.full_like(exact.low, N), high=np.full_like(exact.high, N))
    assert "How sure: in the middle of those known within 2 percentage points either way" in said(exact)
    assert "How sure: in the middle town within 2 percentage points either way" in said(table(ALL, ["VALUE"] * 8))
    assert "sure" not in said(bare)
    assert "overlap" not in said(bare)


def newest(of):
    """Return the newest time of a table alone."""
    return replace(of, times=of.times[-1:], **{name: getattr(of, name)[-1:] for name in CUBES})


def with_intervals(old, new):
    """Return eight towns all of which rose by 30 points, with intervals of those numbered ``old`` and ``new`` alone."""
    risen = table(new=[value + 30.0 for value in (10, 20, 30, 40, 50, 60, 69, 70)], states=["VALUE"] * 8)
    low, high = risen.low.copy(), risen.high.copy()
    for time, able in enumerate((old, new)):
        lacking = [town for town in range(8) if town not in able]
        low[time, lacking] = high[time, lacking] = N
    return replace(risen, low=low, high=high)


@pytest.mark.parametrize(("old", "new", "sure", "doubt"), [
    ((), range(8), "How sure: in the middle town within", ""), (range(8), (), "", ""), ((0,), (1,), "How sure", ""),
    ((0,), (0,), "How sure, of 1 town with an interval: within 2 percentage points either way.",
     "Of 1 town with both intervals, in 1 the change is larger than"),
    ((0, 1, 2), (1, 2, 3), "How sure, of 3 towns with an interval: in the middle within 2",
     "Of 2 towns with both intervals, in 2 the change is larger than"),
])  # fmt: skip
def test_doubt_is_told_of_those_alone_that_have_intervals_with_how_many_those_are(old, new, sure, doubt):
    words = said(with_intervals(old, new))
    assert sure in words
    assert doubt in words
    assert ("How sure" in words, "overlap" in words) == (bool(sure), bool(doubt))


def test_half_of_the_areas_is_said_only_where_all_are_known():
    known = [value for value in NEW if value == value]
    few = said(table(new=[*known, 33.0, N], states=[*["VALUE"] * 7, "SUPPRESSED"]))
    assert "Half of the towns lie from" in said(table(ALL, ["VALUE"] * 8))
    assert "Half of" not in few
    assert "Of the 7 known, half lie from" in few


@pytest.mark.parametrize("unit", ["percent", "per 100,000"])
def test_figures_that_differ_read_differently_however_small_they_are(unit):
    small = (0.008, 0.0095, 0.011, 0.012, 0.014, 0.021, 0.03, 0.0)
    rare = newest(table(new=small, states=[*["VALUE"] * 7, "ZERO"], half=0.0, unit=unit))
    sign = "%" if unit == "percent" else unit
    assert f"Lowest: 0 {sign}, Hazel. Highest: 0.03 {sign}, Glen." in said(rare, 0.0)
    _, rows = figure_rows(rare, 1, 0.0)
    assert [row[1] for row in rows] == [f"{value:g} {sign}" for value in small]


def test_what_is_not_nothing_is_never_told_as_nothing_nor_what_is_not_all_as_all():
    ends = table(new=(99.96, 0.04, 0.0, 100.0, 50.0, 50.04, 99.999, 20.0), states=["VALUE"] * 8, half=0.0)
    assert "Lowest: 0 %, Cedar. Highest: 100 %, Dale." in said(ends)
    _, rows = figure_rows(ends, 1, 1.0)
    assert [row[1] for row in rows] == ["99.96 %", "0.04 %", "0 %", "100 %", "50 %", "50 %", "99.999 %", "20 %"]


def test_a_whole_number_of_four_digits_is_told_apart_from_the_next_where_all_are_near():
    near = table(new=[1001.0 + n for n in range(8)], states=["VALUE"] * 8, half=0.0, unit="index")
    assert "Lowest: 1,001 index, Alder. Highest: 1,008 index, Hazel." in said(newest(near), 0.0)


def test_two_groups_are_compared_place_by_place():
    low, high = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0), (20.0, 21.0, 50.0, 60.0, 70.0, 80.0, 90.0, 99.0)
    words = said(table(groups=(("income: low", low), ("income: high", high))))
    assert f"By income, in the middle town: low {np.median(low):g} %; high {np.median(high):g} %." in words
    assert "farthest apart in 5 towns, by 20 percentage points, and least in Birch, by 1 percentage point." in words


def test_other_units_are_said_as_they_are():
    words = said(table(unit="per 1,000"))
    assert "Highest: 71 per 1,000" in words
    assert "percent" not in words
    assert "%" not in words


def test_where_nothing_is_known_there_is_no_figure_in_the_words():
    words = said(table(new=[N] * 8, states=["SUPPRESSED"] * 8))
    assert words == "2024: figures of 0 of 8 towns; 8 are withheld by their source."
    one = said(table(states=[*["VALUE"] * 4, "SUPPRESSED", "SUPPRESSED", "VALUE", "VALUE"]))
    assert "; 2 are withheld by their source." in one


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_every_number_of_the_bundled_figures_is_one_that_is_there(at):
    """The words are held against the table itself: no number is told that a state keeps back."""
    told = load_table("us_oral_health", ("dental_visit@race=black",))
    told = replace(told, columns=(replace(told.columns[0], figure="dental_visit@race=black"),))
    (_, sentences) = next(figures_said(told, 1, at))
    extremes = re.findall(r"(?:Lowest|Highest): ([\d.]+) %", " ".join(sentences))
    known = told.state[round(at + 0.1)] == State.VALUE
    value = told.value[round(at + 0.1)][known]
    assert [float(one) for one in extremes] == [round(value.min(), 1), round(value.max(), 1)]
    assert not known.all()


@pytest.mark.parametrize(("states", "words"), [
    (["VALUE"] * 4 + ["SUPPRESSED"] * 4, "few 25 %"),  # half of them: its mean is drawn
    (["VALUE"] * 3 + ["SUPPRESSED"] * 5, "few withheld in most towns"),
    (["VALUE"] + ["HELD"] * 7, "few held back in most towns"),
    (["VALUE", *["HELD"] * 3, *["SUPPRESSED"] * 4], "few not known in most towns"),
    (["SUPPRESSED"] * 8, "few withheld in all towns"),
])  # fmt: skip
def test_of_a_group_whose_mean_is_drawn_as_not_known_no_middle_is_told(states, words):
    low = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0)
    of = table(groups=(("k: a", low), ("k: b", low), ("k: few", low)))
    state, value = of.state.copy(), of.value.copy()
    state[:, :, 3] = [State[name] for name in states]
    value[:, :, 3] = np.where(state[:, :, 3] == State.VALUE, value[:, :, 3], N)
    told = said(replace(of, state=state, value=value))

    assert f"By k, in the middle town: a 45 %; b 45 %; {words}." in told


def alone(groups):
    """Return a table of which no figure of everybody is shown."""
    of = table(groups=groups)
    state = of.state.copy()
    state[:, :, 0] = State.MISSING
    return replace(of, state=state)


def test_of_groups_alone_that_are_means_nothing_is_told_of_any_one_area():
    low = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0)
    two = alone((("age: years: Under: 5", low), ("age: years: 65+", tuple(reversed(low)))))
    two = replace(two, columns=(two.columns[0], *(replace(one, kind="age: years") for one in two.columns[1:])))
    ((head, sentences),) = figures_said(two, 1, 1.0, means=True)

    assert (head, sentences) == ("Visits", ("2024: figures of 2 groups in 8 towns.",
                                            "By age: years, in the middle town: Under: 5 45 %; 65+ 45 %."))  # fmt: skip
    each = [*figures_said(two, 1, 1.0)]
    assert [any("Lowest: 10 %, " in one for one in said) for _, said in each] == [True, True, False]
    assert "farthest apart" in " ".join(each[-1][1])


def test_of_one_area_no_middle_one_is_told():
    one = table(groups=(("k: a", (7.0, *[1.0] * 7)), ("k: b", (9.0, *[1.0] * 7))))
    cubes = {name: getattr(one, name)[:, :1] for name in ("value", "low", "high", "sample", "state")}

    assert "By k, in Alder: a 7 %; b 9 %." in said(replace(one, areas=one.areas[:1], **cubes))


@pytest.mark.parametrize(("areas", "words"), [(1, "of 1 of 1 town."), (2, "of both towns."), (3, "of all 3 towns.")])
def test_two_areas_are_both(areas, words):
    few = table(new=ALL, states=["VALUE"] * 8)
    cubes = {name: getattr(few, name)[:, :areas] for name in CUBES}

    assert f"2024: figures {words}" in said(replace(few, areas=few.areas[:areas], **cubes))
