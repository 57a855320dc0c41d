"""From where to where a role shows its figures: who says it, how it is rounded, and that a show keeps it."""

from dataclasses import replace

import numpy as np
import pytest
from areas import areas_table

from renderer.data.domain import beyond, domains_shown, keep_domains
from renderer.data.load import load_newest, load_shown
from renderer.data.role import Role, WantedRoles
from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

LIT = Role("lit", "prisms", good="more", default="sealed", domain=(40.0, 80.0))
OPEN = Role("open", "sockets", good="less", default="decayed", needed=False)


def shown(table, *roles, **how):
    return role_table(table, WantedRoles(roles or (LIT, OPEN), **how))


def domain(table, *roles):
    return shown(table, *roles).table.columns[0].domain


def near(low, high, areas=40):
    """Return a table whose shares reach exactly from ``low`` to ``high``."""
    table = areas_table(areas, interval=False)
    value = table.value.copy()
    known = np.isfinite(value[0, :, 0])
    value[0, known, 0] = np.linspace(low, high, known.sum())
    return replace(table, value=value)


@pytest.mark.parametrize(("low", "high", "expected"), [
    (41.3, 78.9, (40, 80)),  # the scene's own
    (12.2, 46.9, (10, 50)), (3.1, 96.0, (0, 100)), (20.2, 21.4, (15, 26)), (95.5, 99.9, (92, 100)), (0.2, 0.4, (0, 6)),
])  # fmt: skip
def test_figures_beyond_the_scene_s_own_domain_make_one_of_readable_numbers(low, high, expected):
    assert domain(near(low, high)) == pytest.approx(expected)


def test_another_measure_in_the_role_has_its_own_reach_and_a_few_areas_all_that_can_be():
    other = replace(LIT, default="lost", own="sealed", chosen=True)

    assert domain(near(41.0, 79.0), replace(other, good="less")) != (40.0, 80.0)
    assert domain(near(10.0, 30.0, 2)) == (0.0, 100.0)
    assert domain(areas_table(1)) == (40.0, 80.0)


def test_many_areas_of_which_one_is_known_are_as_few():
    table = near(10.0, 30.0)
    lowest = np.nanargmin(table.value[0, :, 0])
    known = np.isfinite(table.value) & (np.arange(40)[None, :, None] == lowest)
    bare = replace(table, value=np.where(known, table.value, np.nan), low=np.where(known, table.low, np.nan),
                   high=np.where(known, table.high, np.nan),
                   state=np.where(known, table.state, State.MISSING).astype(table.state.dtype))  # fmt: skip

    assert domain(bare) == (0.0, 100.0)


@pytest.mark.parametrize(("least", "most", "domain"), [(22.0, 92.0, (0.0, 100.0)), (12.2, 46.9, (0.0, 50.0))])
def test_what_begins_at_zero_begins_there_for_all_figures(least, most, domain):
    """A length without its zero exaggerates a gap: 22 and 46 % of a town were two and twenty-six of eighty."""
    lengths = replace(LIT, own="lost", chosen=True, domain=(0.0, 88.0))
    found = shown(near(least, most), lengths, OPEN)
    (note,) = [one for one in found.notes if "--domain" in one]

    assert found.table.columns[0].domain == domain
    assert f"least at 0 %, most at {domain[1]:g} %, from nothing to the most of these figures; another range" in note
    assert shown(near(least, most), replace(lengths, domain=(1.0, 88.0)), OPEN).table.columns[0].domain[0] > 0
    assert shown(near(least, most), replace(lengths, asked=(5.0, 88.0)), OPEN).table.columns[0].domain[0] == 5.0


def test_what_can_be_less_than_nothing_does_not_begin_there():
    table = near(2.0, 18.5)
    value = table.value - 10.0  # as of degrees below zero
    columns = (replace(table.columns[0], low=-20.0, high=20.0), *table.columns[1:])
    lengths = replace(LIT, own="lost", kind="any", chosen=True, domain=(0.0, 88.0))

    assert shown(replace(table, columns=columns, value=value), lengths, OPEN).table.columns[0].domain[0] < -7.0


def test_an_artist_decides_and_a_role_that_counts_shows_all_that_can_be():
    table = shown(near(3.0, 20.0), replace(LIT, asked=(5.0, 65.0)), OPEN).table

    assert [one.domain for one in table.columns] == [(5.0, 65.0), (0.0, 100.0)]
    assert domains_shown(table, (LIT, OPEN)) == {"lit": (5.0, 65.0)}


def test_an_empty_role_shows_nothing_from_nowhere():
    assert shown(near(41, 79), LIT, replace(OPEN, default="")).table.columns[1].domain == (0.0, 0.0)


def test_the_reach_of_figures_is_told_with_the_way_to_another():
    told = "prisms: least at 10 %, most at 50 %, around these figures; another range: --domain lit=LOW..HIGH"

    assert told in shown(near(12.2, 46.9)).notes
    lamp = replace(LIT, spans="the lamp")
    assert told.replace("prisms", "the lamp") in shown(near(12.2, 46.9), lamp, OPEN).notes
    assert not any("--domain" in note for note in shown(near(41.0, 79.0)).notes)


def test_the_bounds_of_a_measure_are_not_told_as_the_reach_of_its_figures():
    (note,) = [one for one in shown(near(12.2, 46.9, areas=2)).notes if "--domain" in one]
    assert "least at 0 %, most at 100 %, the bounds of the measure, for of so few figures no reach can be told;" in note
    (note,) = [one for one in shown(near(0.4, 99.7)).notes if "--domain" in one]
    assert "least at 0 %, most at 100 %, the bounds of the measure;" in note


def test_the_ends_of_a_table_are_not_told_as_the_bounds_of_the_measure():
    table = near(2.0, 18.5)
    columns = (replace(table.columns[0], low=2.0, high=18.5), *table.columns[1:])  # as of rates without bounds
    (note,) = [one for one in shown(replace(table, columns=columns)).notes if "--domain" in one]

    assert "least at 2 %, most at 18.5 %, the smallest and the largest of these figures;" in note


def test_figures_beyond_the_range_that_is_shown_are_counted():
    table = near(12.0, 58.0, areas=9)
    asked = (replace(LIT, asked=(20.0, 40.0)), OPEN)
    (note,) = [one for one in shown(table, *asked).notes if "--domain" in one]
    known = table.value[0, :, 0][np.isfinite(table.value[0, :, 0])]
    out = np.count_nonzero((known < 20) | (known > 40))

    assert f"prisms: least at 20 % and below, most at 40 % and above; {out} of {len(known)} figures lie beyond;" in note
    assert beyond((20.0, 58.0), table.value[:, :, 0])[1] == 0
    assert beyond((20.0, 58.0), np.array([0.0, np.nan, 19.0, 30.0])) == (1, 0, 2)  # none has a mark of its own
    assert not any("--domain" in one for one in shown(table, replace(LIT, asked=(0.0, 80.0)), OPEN).notes)
    many = near(30.1, 49.4, areas=300)
    value = many.value.copy()
    value[0, np.flatnonzero(np.isfinite(value[0, :, 0]))[:3], 0] = 2.0
    (note,) = [one for one in shown(replace(many, value=value), replace(LIT, domain=(80.0, 90.0)), OPEN).notes
               if "--domain" in one]  # fmt: skip
    assert "prisms: least at 30 % and below, most at 50 %, around these figures; 3 of " in note
    assert "figures lie beyond;" in note


def test_groups_beside_each_other_are_shown_as_everybody_is():
    scene = load("signal_loss").scene
    found = load_shown("us_oral_health", scene.wanted)
    groups = [column.domain for column in found.table.columns]

    assert groups == [(48.0, 76.0), (0.0, 100.0)] * (1 + len(found.strata))


def test_a_show_keeps_the_domain_it_began_with_until_another_figure_is_shown():
    before, now = shown(near(12.0, 47.0)).table, shown(near(30.0, 99.0)).table
    other = shown(near(30.0, 99.0), replace(LIT, default="1-decayed", own="sealed", chosen=True), OPEN).table

    roles, known = (LIT, OPEN), {}

    assert keep_domains(before, roles, known).columns == before.columns
    assert keep_domains(now, roles, known).columns[0].domain == before.columns[0].domain != now.columns[0].domain
    assert keep_domains(other, roles, known).columns[0].domain == other.columns[0].domain
    np.testing.assert_array_equal(keep_domains(now, roles, known).value, now.value)


def test_what_an_artist_asks_for_goes_before_what_a_show_began_with_and_leaves_it_there():
    known, asked = {}, (replace(LIT, asked=(0.0, 50.0)), OPEN)
    before, now = shown(near(12.0, 47.0)).table, shown(near(30.0, 99.0)).table
    keep_domains(before, (LIT, OPEN), known)

    assert keep_domains(shown(near(30.0, 99.0), *asked).table, asked, known).columns[0].domain == (0.0, 50.0)
    assert keep_domains(now, (LIT, OPEN), known).columns[0].domain == before.columns[0].domain
    edited = (replace(LIT, domain=(1.0, 2.0)), OPEN)  # a scene that was edited begins anew
    assert keep_domains(now, edited, known).columns[0].domain == now.columns[0].domain


@pytest.mark.parametrize("name", ["enamel", "lagoon", "signal_loss"])
def test_the_bundled_figures_are_shown_from_where_to_where_the_scenes_were_made_for(name):
    scene = load(name).scene
    found = load_shown(scene.data, scene.wanted)

    assert domains_shown(found.table, scene.roles) == {one.name: one.domain for one in scene.roles if one.domain}
    assert not any("--domain" in note for note in found.notes)


GROUPS = ("income=under_15k", "income=50k_and_over", "race=black", "gender=male")


def known_of(measure):
    """Return the known figures of ``measure`` of each group of the bundled table, and of everybody."""
    table = load_newest("us_oral_health")
    of = {one.stratum: table.value[:, :, n] for n, one in enumerate(table.columns) if one.measure == measure}
    return {group: value[np.isfinite(value) & (value != 0)] for group, value in of.items()}


def share_beyond(low, high, value):
    return np.mean((value < low) | (value > high))


@pytest.mark.parametrize(("measure", "own"), [
    ("dental_visit", (48.0, 76.0)), ("dental_visit", (40.0, 80.0)), ("teeth_lost_6", (20.0, 55.0)),
    ("dental_visit", None),  # a range of another measure, so none for this one
])  # fmt: skip
def test_a_group_is_shown_in_a_range_that_suits_every_group_of_that_measure(measure, own):
    good = "less" if measure == "teeth_lost_6" else "more"
    lit = replace(LIT, default=measure, good=good, own="" if own else "sealed", domain=own or (5.0, 6.0))
    known = known_of(measure)
    every, *some = (load_shown("us_oral_health", WantedRoles((lit,), stratum=who)).table for who in ("", *GROUPS))
    (low, high), *others = (one.columns[0].domain for one in some)
    reach = [np.percentile(one, (2, 98)) if len(one) > 100 else (one.min(), one.max()) for one in known.values()]
    least, most = min(one[0] for one in reach), max(one[1] for one in reach)

    assert others == [(low, high)] * 3  # two pictures can be compared
    assert max(share_beyond(*own, one) for one in known.values()) > 0.5 if own else True
    assert max(share_beyond(low, high, one) for one in known.values()) <= 0.1
    assert low <= least <= low + 10
    assert high - 10 <= most <= high
    assert share_beyond(*every.columns[0].domain, known[""]) <= 0.1
    assert every.columns[0].domain == own or not own  # everybody's suits the scene's own


def test_where_each_group_lies_in_the_scene_s_own_range_that_is_kept():
    known, lit = known_of("dental_visit"), replace(LIT, default="dental_visit", domain=(28.0, 87.0))
    shown_so = load_shown("us_oral_health", WantedRoles((lit,), stratum="income=under_15k"))

    assert max(share_beyond(28.0, 87.0, one) for one in known.values()) <= 0.1
    assert shown_so.table.columns[0].domain == (28.0, 87.0)
    assert not any("--domain" in note for note in shown_so.notes)


@pytest.mark.parametrize("default", ["dental_visit", "dental_visit@income=under_15k"])
def test_the_range_of_all_groups_is_told_and_an_artist_s_own_goes_before_it(default):
    lit, stratum = replace(LIT, default=default, own="dental_visit"), "" if "@" in default else "income=under_15k"
    (note,) = (one for one in load_shown("us_oral_health", WantedRoles((lit,), stratum=stratum)).notes
               if "--domain" in one)  # fmt: skip
    asked = WantedRoles((replace(lit, asked=(20.0, 60.0)),), stratum=stratum)

    assert "least at 30 % and below, most at 90 %, around the figures of all groups; 2 of 102 figures lie" in note
    assert load_shown("us_oral_health", asked).table.columns[0].domain == (20.0, 60.0)


def test_a_range_of_all_groups_reads_no_group_into_the_picture():
    scene = load("signal_loss").scene
    plain, one = (load_shown("us_oral_health", replace(scene.wanted, stratum=who)).table for who in ("", GROUPS[0]))

    assert [column.name for column in plain.columns] == [column.name for column in one.columns]
    assert plain.value.shape == one.value.shape


def test_one_figure_in_ten_beyond_the_scene_s_own_range_is_the_most_it_bears():
    table = near(41.0, 79.0, areas=300)
    known = np.flatnonzero(np.isfinite(table.value[0, :, 0]))

    def with_low(count):
        value = table.value.copy()
        value[0, known[:count], 0] = 12.0
        return domain(replace(table, value=value))

    assert with_low(len(known) // 10) == (40.0, 80.0)
    assert with_low(len(known) // 10 + 1) == (10.0, 80.0)


def test_groups_that_are_shown_alone_say_from_where_to_where():
    table = near(42.0, 58.0)
    columns, cubes = [*table.columns], {}
    for n, factor in enumerate((0.5, 1.5)):
        columns.append(replace(table.columns[0], name=f"sealed@k={n}", group=f"{n}"))
        cubes[n] = table.value[:, :, :1] * factor
    values = {name: np.concatenate([getattr(table, name), *(getattr(table, name)[:, :, :1] for _ in cubes)], axis=2)
              for name in ("low", "high", "sample", "state")}  # fmt: skip
    value = np.concatenate([table.value, *cubes.values()], axis=2)
    grouped, wide = replace(table, columns=tuple(columns), value=value, **values), replace(LIT, own="lost", chosen=True)

    one, alone = (shown(grouped, wide, strata=("k",), groups_alone=alone).table.columns for alone in (False, True))
    assert {column.domain for column in one} == {(42.0, 58.0)}
    assert {column.domain for column in alone} == {(20.0, 90.0)}


def test_of_groups_that_are_shown_alone_it_is_their_figures_that_are_told():
    one = near(50.0, 50.0, areas=1)
    value = np.array([[[1.0, 99.0, 50.0]]])
    columns = tuple(replace(one.columns[0], name=f"sealed@k={n}", group=f"{n}") for n in range(3))
    cubes = {name: np.repeat(getattr(one, name)[:, :, :1], 3, axis=2) for name in ("low", "high", "sample")}
    state = np.full(value.shape, State.VALUE, np.uint8)
    groups = replace(one, columns=columns, value=value, state=state, **cubes)

    def told(*roles):
        (note,) = [one for one in shown(groups, *roles, strata=("k",), groups_alone=True).notes if "--domain" in one]
        return note

    assert "prisms: least at 0 %, most at 100 %, the bounds of the measure; another" in told(replace(LIT, own="lost"))
    asked = told(replace(LIT, asked=(20.0, 60.0)))
    assert "prisms: least at 20 % and below, most at 60 % and above; 2 of 3 figures lie beyond;" in asked


def of_groups(*means, everybody=(45.0, 55.0)):
    """Return a table of everybody from where to where, and of groups each of which lies about its mean."""
    one = near(*everybody, areas=12)
    value = np.where(np.isfinite(one.value[:, :, :1]), np.linspace(-1.0, 1.0, 12)[None, :, None], np.nan)
    value = np.concatenate([one.value[:, :, :1], *(mean + value - np.nanmean(value) for mean in means)], axis=2)
    columns = (one.columns[0], *(replace(one.columns[0], name=f"sealed@k={n}", group=f"k: {n}")
                                 for n in range(len(means))))  # fmt: skip
    cubes = {name: np.repeat(getattr(one, name)[:, :, :1], 1 + len(means), axis=2)
             for name in ("low", "high", "sample", "state")}  # fmt: skip
    return replace(one, columns=columns, value=value, **cubes)


def test_means_of_groups_that_are_drawn_lie_within_the_range():
    """It was everybody's, and four groups were drawn as two."""
    wide = replace(LIT, own="lost", chosen=True)
    table = of_groups(13.5, 25.5, 59.5, 67.5)
    (low, high), alone = (shown(table, wide, strata=("k",), group_means=means).table.columns[0].domain
                          for means in (True, False))  # fmt: skip

    assert low <= 13.5 < 67.5 <= high
    assert high - low <= 67.5 - 13.5 + 20.0
    assert alone == (45.0, 55.0)
    everybody = shown(of_groups(49.0, 51.0), wide, strata=("k",), group_means=True).table.columns[0].domain
    assert everybody == (45.0, 55.0)  # who is drawn, too, where areas stand beside each other


def test_what_lies_beyond_is_counted_of_the_means_that_are_drawn():
    asked = replace(LIT, asked=(20.0, 60.0))
    (note,) = [one for one in shown(of_groups(13.5, 25.5, 59.5, 67.5), asked, strata=("k",), group_means=True).notes
               if "--domain" in one]  # fmt: skip

    assert "least at 20 % and below, most at 60 % and above; 2 of 4 means of groups lie beyond;" in note


def test_a_mean_of_which_most_is_not_known_says_nothing_of_the_range():
    table = of_groups(13.5, 50.0)
    state, value = table.state.copy(), table.value.copy()
    state[:, 2:, 1], value[:, 2:, 1] = State.SUPPRESSED, np.nan
    one = shown(replace(table, state=state, value=value), replace(LIT, own="lost", chosen=True), strata=("k",),
                group_means=True).table.columns[0].domain  # fmt: skip

    assert one == (45.0, 55.0)


@pytest.mark.parametrize(("figures", "same"), [({}, True), ({"upper": "dental_visit"}, False)])
def test_a_smile_keeps_its_own_range_where_that_suits_groups(figures, same):
    scene = filled(load("smile").scene, figures, figures)
    table = load_shown(scene.data, scene.wanted).table
    (low, high), role = table.columns[0].domain, scene.roles[0]
    cells = table.value[:, :, 2::2].swapaxes(1, 2).reshape(-1, 51)
    means = [np.nanmean(cell) for cell in cells if np.isfinite(cell).sum() > 25]

    assert np.mean([not low <= one <= high for one in means]) <= 0.1
    assert ((low, high) == role.domain) == same
