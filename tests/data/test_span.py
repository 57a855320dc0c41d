from dataclasses import replace

import numpy as np
import pytest

from renderer.data.role import Role
from renderer.data.span import spanned
from renderer.data.state import State
from renderer.data.table import Area, Column, Table

LIT, OPEN = Role("lit", "lit tiles"), Role("open", "open tiles", needed=False)
YEARS = tuple(str(year) for year in range(2010, 2020))


def table(*asked):
    """Return ten years of one area; each column was asked in the years, 0 .. 9, that are named."""
    value = np.full((10, 1, len(asked)), np.nan)
    for column, years in enumerate(asked):
        value[list(years), 0, column] = [10.0 + year for year in years]
    state = np.where(np.isfinite(value), State.VALUE, State.MISSING).astype(np.uint8)
    columns = tuple(Column(f"m{n}", "", "percent", 0, 100, figure="m") for n in range(len(asked)))
    return Table((Area("1", "1"),), columns, YEARS, value, value, value, np.full(value.shape, -1, np.int64), state)


def test_a_picture_runs_from_the_first_to_the_last_release_of_what_it_needs():
    found, notes = spanned(table((2, 4, 6), (0, 5, 9)), (LIT, OPEN), 2)

    assert found.times == ("2012", "2014", "2015", "2016")
    np.testing.assert_array_equal(found.value[:, 0], [[12, np.nan], [14, np.nan], [np.nan, 15], [16, np.nan]])
    assert notes == (
        "the newest figures that lit tiles show are of 2016, where the picture ends; this table goes on to 2019",
    )


def test_groups_beside_each_other_count_and_what_comes_after_them_does_not():
    figures = table((2, 3), (), (4, 9), ())

    assert spanned(figures, (LIT, OPEN), 4)[0].times == ("2012", "2013", "2014", "2019")
    assert spanned(figures, (LIT, OPEN), 2)[0].times == ("2012", "2013")


@pytest.mark.parametrize("asked", [(range(10), ()), ((), (3,)), ((), ())])
def test_a_table_that_has_all_times_or_none_of_them_stays_whole(asked):
    figures = table(*asked)

    assert spanned(figures, (LIT, OPEN), 2) == (figures, ())


def test_everybody_beside_a_group_keeps_no_time_that_the_group_lacks():
    figures = table((2, 3), (), (1, 2, 3, 9), ())
    names = ("lit", "open", "lit@everybody", "open@everybody")
    columns = tuple(replace(one, name=name) for one, name in zip(figures.columns, names, strict=True))

    assert spanned(replace(figures, columns=columns), (LIT, OPEN), 4)[0].times == ("2012", "2013")


def test_where_nothing_is_needed_every_role_counts():
    assert spanned(table((2, 3), (5,)), (OPEN, OPEN), 2)[0].times == ("2012", "2013", "2015")
