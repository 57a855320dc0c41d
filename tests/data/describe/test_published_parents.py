"""Figures that a publisher has of larger areas, and a table of their parts has not."""

import pytest

ROWS = (["Area", "Town", "Level", "Decay %"], ["W1", "Ashford", "Ward", "20"], ["W2", "Ashford", "Ward", "40"],
        ["W3", "Burwell", "Ward", "10"], ["W4", "Burwell", "Ward", "15"])  # fmt: skip
SAID = {"area": "Area", "parent": "Town", "value": ("Decay %",), "time": {"2024": ""}, "good": {"": "less"}}


@pytest.fixture
def told(table, imports):
    """Return what is told of larger areas in a file of ``ROWS`` and others."""

    def run(*more, **said):
        done, _ = imports(table(*ROWS, *more).path, **SAID, **said)
        return [note for note in done.report if note.startswith("the file has figures of")]

    return run


def test_figures_of_larger_areas_that_are_left_out_are_told(told):
    (note,) = told(["Ashford", "", "Town", "33"], ["Burwell", "", "Town", "12"], only={"Level": ("Ward",)})

    assert note.startswith("the file has figures of 2 towns, Ashford, Burwell, which are not kept: where a ")
    assert note.endswith("it shows their mean, which is not that figure; --only keeps the towns alone")
    (note,) = told(["Ashford", "", "Town", "33"], totals=("Ashford",))
    assert "figures of 1 town, Ashford, which" in note


def test_where_there_are_none_or_they_stay_nothing_is_told(told):
    assert told() == []
    assert told(["Ashford", "", "Town", "33"], keep=("Ashford",)) == []
    assert told(["Cray", "", "Town", "33"], only={"Level": ("Ward",)}) == []
    finer = (["B1", "Ashford", "Block", "33"], ["B2", "Ashford", "Block", "34"])
    assert told(*finer, only={"Level": ("Ward",)}) == []
