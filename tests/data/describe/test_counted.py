"""Counts beside the people that they are among become shares with an interval; other numbers stay as they are."""

import numpy as np
import pytest

from renderer.data.describe.answers import Answers
from renderer.data.describe.drafting import draft
from renderer.data.role_table import fitting
from renderer.scene.catalogue import load

PEOPLE, CASES = [240, 95, 410, 33], [24, 0, 205, 33]


def rows(cases, people):
    return [[f"Ward {letter}", "2024", str(case), str(whole)]
            for letter, case, whole in zip("abcd", cases, people, strict=True)]  # fmt: skip


@pytest.mark.parametrize("people", ["Population", "N", "Children examined", "Einwohner"])
def test_a_count_beside_its_people_is_a_share_with_wilsons_interval_and_fits_a_role(table, imports, people):
    source = table(["Ward", "Year", "With decay", people], *rows(CASES, PEOPLE))
    done, found = imports(source.path)
    share, whole, z = np.array(CASES) / PEOPLE, np.array(PEOPLE), 1.959963984540054
    half = z * np.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    middle, scale = share + z * z / (2 * whole), 100 / (1 + z * z / whole)

    assert done.table.columns[0].unit == "percent"
    np.testing.assert_allclose(done.table.value[0, :, 0], 100 * share, atol=1e-6)
    np.testing.assert_allclose(done.table.low[0, :, 0], np.maximum((middle - half) * scale, 0), atol=1e-5)
    np.testing.assert_allclose(done.table.high[0, :, 0], np.minimum((middle + half) * scale, 100), atol=1e-5)
    assert done.table.sample[0, :, 0].tolist() == PEOPLE
    assert fitting(done.table, load("enamel").scene.roles[0]) == ("with_decay",)
    assert f"With decay counts people among {people}, and is shown as a share of them" in "".join(found.notes)


@pytest.mark.parametrize("name", ["Median income", "Mean age", "Schools", "Cost in dollars", "Waiting days", "Rank"])
def test_what_counts_no_people_stays_as_it_is(table, name):
    source = table(["Ward", "Year", name, "Population"], *rows(CASES, PEOPLE))

    assert draft(source, Answers(yes=True)).description.having("count") == ()


def test_neither_does_what_is_more_than_they_are_nor_what_a_share_stands_beside(table):
    more = table(["Ward", "Year", "Visits", "Population"], *rows([24, 0, 411, 33], PEOPLE))
    beside = [[*row, "12.5"] for row in rows(CASES, PEOPLE)]
    shares = table(["Ward", "Year", "With decay", "Population", "Decay %"], *beside, name="b.csv")

    assert draft(more, Answers(yes=True)).description.having("count") == ()
    assert draft(shares, Answers(yes=True)).description.having("count") == ()


@pytest.mark.parametrize("said", [{"value": ("Visits",)}, {"unit": {"": "visits"}}])
def test_a_person_may_keep_the_counts(table, said):
    source = table(["Ward", "Year", "Visits", "Population"], *rows(CASES, PEOPLE))

    assert draft(source, Answers(yes=True, **said)).description.having("count") == ()
    assert draft(source, Answers(yes=True)).description.having("count")[0].name == "Visits"
