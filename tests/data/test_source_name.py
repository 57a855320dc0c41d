"""Whose figures a table's are, in as few words as a plate has room for."""

import pytest

from renderer.data.descriptor import parse_entry
from renderer.data.source_name import OWN_TABLE, source_named


@pytest.mark.parametrize(("entry", "named"), [
    ({"title": "Visits", "sources": [{"title": "Health office, via a copy"}]}, "Health office"),
    ({"title": "Visits", "sources": [{"title": "Health office"}], "flagged": {"provisional": 3}}, "Health office"),
    ({"title": "Visits", "licenses": [{"name": "cc0"}]}, "Visits"),
    ({"title": "Visits", "sources": [{"title": "Visits"}]}, "Visits"),
    ({"title": "Visits", "sources": [{"title": OWN_TABLE}]}, "Visits"), ({"licenses": [{"name": "cc0"}]}, ""), ({}, ""),
])  # fmt: skip
def test_it_is_the_publisher_where_one_is_named_else_the_title(entry, named):
    assert source_named(parse_entry(entry).line) == named


def test_a_file_is_no_source():
    assert source_named("mine.csv") == source_named("mine.CSV; licence: not stated") == ""
