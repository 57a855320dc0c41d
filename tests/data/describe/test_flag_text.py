"""Flags and footnotes beside figures: told with their counts, and kept from figures that may not be told."""

import pytest

from renderer.data.load import load_all
from renderer.data.state import State

HEADER = ["geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"]
EUROSTAT = [("AT", "5", ""), ("BE", "6", "bp"), ("CZ", "7", "e"), ("DE", "", "c"), ("DK", "8", "c"), ("EE", "", "u"),
            ("FI", "9", "u"), ("FR", "", "z"), ("GR", "4", "p")]  # fmt: skip


def test_what_the_source_says_of_its_figures_is_told_in_the_report_and_wherever_the_source_stands(
    table, imports, tmp_path
):
    source = table(HEADER, *([geo, "2021", value, flag] for geo, value, flag in EUROSTAT))
    done, _ = imports(source.path, unit={"": "percent"})
    one = load_all(tmp_path / "out.csv")

    states = {area.code: State(int(one.state[0, n, 0])).word for n, area in enumerate(one.areas)}
    assert states == {"AT": "value", "BE": "value", "CZ": "value", "DE": "suppressed", "DK": "suppressed",
                      "EE": "suppressed", "FI": "value", "FR": "missing", "GR": "value"}  # fmt: skip
    assert "the source says of 2 figures: provisional" in done.report
    assert "the source says of 1 figure: withheld here, for the source calls them confidential" in done.report
    for words in ("provisional (2)", "after a break in the series (1)", "estimated (1)", "of low reliability (1)"):
        assert words in one.source


@pytest.mark.parametrize(("value", "state"), [("7.5", "value"), ("", "suppressed")])
def test_a_footnote_is_told_where_a_figure_stands_beside_it_and_explains_where_none_does(table, imports, value, state):
    note = "Fewer than 50 were asked"
    rows = [["Alton", "2021", "5", ""], ["Barton", "2021", value, note]]
    done, _ = imports(table(["town", "year", "decay %", "footnote"], *rows).path)

    assert State(int(done.table.state[0, 1, 0])).word == state
    assert any(note in line for line in done.report) == bool(value)
