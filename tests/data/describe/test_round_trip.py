"""Any table written as a publisher might write it comes back as it was: figures, zeros, silences, times, areas."""

import csv
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.data.describe.answers import Answers
from renderer.data.describe.described_import import import_described
from renderer.data.describe.drafting import draft
from renderer.data.load import load_all
from renderer.data.readers.opening import open_source
from renderer.data.state import State

AREAS = ("Ash", "Birch Row", "Cedar, East", 'The "Dell"', "Élan")
TIMES = {"2021": "2021", "2021/22": "2021/2022", "Q3 2021": "2021-Q3",
         "31.12.2021": "2021-12-31", "Mai 2021": "2021-05"}
MARKS = {"*": State.SUPPRESSED, "n/a": State.MISSING, "<5": State.SUPPRESSED, "": State.MISSING}
cells = st.one_of(st.integers(0, 1000), st.integers(0, 9), st.sampled_from(sorted(MARKS)))  # tenths, or a mark


def written(cell, decimal):
    return cell if isinstance(cell, str) else f"{cell / 10:.1f}".replace(".", decimal)


@settings(max_examples=25)
@given(
    st.lists(st.lists(cells, min_size=2, max_size=2), min_size=2, max_size=5),
    st.sampled_from([",.", ";,", "\t,", "|."]), st.sampled_from(sorted(TIMES)), st.booleans(),
)  # fmt: skip
def test_a_table_comes_back_from_any_way_of_writing_it(content, marks, time, long):
    delimiter, decimal = marks
    content[0] = [125, 5]  # a file without any figure is refused
    names = AREAS[: len(content)]
    rows = [[name, *(written(one, decimal) for one in row)] for name, row in zip(names, content, strict=True)]
    header = ["Ward", "Date", "Decay %", "Sealants %"]
    table = [[name, time, one, other] for name, one, other in rows]
    if long:
        header = ["Ward", "Date", "Indicator", "Value (%)"]
        table = [[name, time, word, text] for name, *both in rows
                 for word, text in zip(("Decay", "Sealants"), both, strict=True)]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "sheet.csv", Path(folder) / "out.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([header, *table])
        source = open_source(path)
        done = import_described(source, draft(source, Answers(yes=True)).description, out)
        again = load_all(out)

    assert done.table.times == (TIMES[time],)
    for one in (done.table, again):
        assert sorted(area.name for area in one.areas) == sorted(names)
        for name, row in zip(names, content, strict=True):
            for column, cell in zip(("decay", "sealants"), row, strict=True):
                if all(isinstance(line[("decay", "sealants").index(column)], str) for line in content):
                    continue  # a measure without any figure is left out
                at = (0, one.area(name), one.column(column))
                state = MARKS[cell] if isinstance(cell, str) else State.VALUE if cell else State.ZERO
                assert one.state[at] == state
                np.testing.assert_equal(one.value[at], np.nan if isinstance(cell, str) else cell / 10)
