import json

import pytest

from renderer.core.errors import DataError
from renderer.data.load import load_all

ENTRY = {
    "path": "figures.csv",
    "title": "Visits",
    "licenses": [{"name": "CC0-1.0", "title": "CC0"}],
    "sources": [{"title": "A clinic"}],
    "measures": {"visit": {"label": "Visited a dentist", "unit": "percent", "minimum": 0, "maximum": 90}},
    "strata": {"income": {"label": "household income", "values": {"under_15k": "below 15,000"}}},
}


@pytest.fixture
def described(tidy):
    def write(package=None, **changes):
        path = tidy()
        text = package if isinstance(package, str) else json.dumps({"resources": [{**ENTRY, **changes}]})
        (path.parent / "datapackage.json").write_text(text)
        return path

    return write


def test_labels_bounds_and_source_are_the_descriptor_s(described):
    table = load_all(described())

    assert table.source == "Visits; A clinic; licence: CC0"
    assert [(column.label, column.low, column.high) for column in table.columns] == [
        ("Visited a dentist", 0, 90), ("Visited a dentist (household income: below 15,000)", 0, 90),
    ]  # fmt: skip


def test_bounds_come_from_the_unit_and_open_ones_from_the_figures(described):
    percent = load_all(described(measures={"visit": {"label": "", "unit": "percent"}})).columns[0]
    assert (percent.low, percent.high) == (0, 100)

    path = described(measures={"visit": {"label": "", "unit": "people", "minimum": 0}})
    path.write_text(path.read_text().replace("percent", "people"))
    people = load_all(path).columns[0]
    assert (people.low, people.high) == (0, 60)


def test_a_file_that_the_descriptor_does_not_name_has_none(described):
    assert load_all(described(path="other.csv")).source == "figures.csv"


@pytest.mark.parametrize(
    ("package", "changes", "message"),
    [
        ("{", {}, "datapackage.json, line 1, column 2 is no JSON"),
        ("[]", {}, "has no list 'resources'"),
        ('{"resources": 3}', {}, "has no list 'resources'"),
        ("[" * 100_000, {}, "is no JSON"),
        (None, {"measures": {"visit": {"label": "V"}}}, "'figures.csv' has a field missing.*'unit'"),
        (None, {"measures": {"visit": {"unit": "percent", "people": 3}}}, "of the wrong kind .*'people' is no text"),
        (None, {"area_word": "ab"}, "of the wrong kind .*'ab' are not two words"),
        (None, {"area_word": ["area", " "]}, "are not two words, for one and for many"),
        (None, {"area_word": ["a", "b", "c"]}, "are not two words, for one and for many"),
        (None, {"measures": []}, "of the wrong kind"),
        (None, {"sources": ["a"]}, "of the wrong kind"),
        (
            None,
            {"measures": {"visits": {"label": "", "unit": "percent"}}},
            "'visit' is not described.*'visits'",
        ),
        (
            None,
            {"measures": {"visit": {"label": "", "unit": "ratio"}}},
            "'percent' for visit, but its descriptor",
        ),
        (
            None,
            {"measures": {"visit": {"label": "", "unit": "percent", "maximum": 59}}},
            r"outside 0\.\.59 percent",
        ),
        (None, {"hash": "sha256:" + "0" * 64, "bytes": 9}, r"bytes instead of 9: it was cut short or edited"),
    ],
)
def test_a_descriptor_that_does_not_fit_is_named(described, package, changes, message):
    path = described(package, **changes)

    with pytest.raises(DataError, match=message):
        load_all(path)


def test_words_that_are_null_or_absent_are_none_and_a_label_is_the_measures_name(described):
    words = dict.fromkeys(("label", "good", "people", "clause", "other"))
    for measure in (words | {"unit": "percent"}, {"unit": "percent"}):
        (column,) = (one for one in load_all(described(measures={"visit": measure})).columns if one.name == "visit")

        assert (column.label, column.good, column.people, column.clause, column.other) == ("visit", "", "", "", "")


def test_a_descriptor_that_is_no_text_or_too_large_is_named(described):
    path = described()
    for content, message in ((b"\xff\xfe{", "is not UTF-8"), (b" " * (1 << 22) + b"{", "larger than")):
        (path.parent / "datapackage.json").write_bytes(content)
        with pytest.raises(DataError, match=message):
            load_all(path)
