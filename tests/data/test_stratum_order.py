"""Groups stand in an order of their own: the lines of a file may come in any."""

import json
from itertools import permutations

import pytest

from renderer.data.descriptor import parse_entry
from renderer.data.stratum_order import in_order, natural
from renderer.data.tidy import read_tidy

HEADER = "area,time,measure,stratum_kind,stratum,value,state,unit"
GROUPS = ("east", "north", "center")


@pytest.mark.parametrize(("texts", "order"), [
    (["65_and_over", "18_to_24", "under_18", "100_and_over", "9_to_17"],
     ["9_to_17", "under_18", "18_to_24", "65_and_over", "100_and_over"]),
    (["$50,000+", "Less than $15,000", "$9,000", "$15,000-$24,999"],
     ["$9,000", "Less than $15,000", "$15,000-$24,999", "$50,000+"]),
    (["all", "30,000 and more", "less than 30,000", "None"], ["less than 30,000", "30,000 and more", "all", "None"]),
])  # fmt: skip
def test_what_is_numbered_is_counted_and_words_are_spelled(texts, order):
    for mixed in permutations(texts):
        assert natural(mixed) == order


def test_a_descriptor_has_the_order_and_what_it_lacks_follows():
    keys = [("m", "race", "z"), ("m", "income", "10"), ("m", "overall", "overall"), ("n", "income", "9"),
            ("m", "income", "9"), ("m", "race", "a"), ("m", "race", "b")]  # fmt: skip

    for mixed in (keys, keys[::-1]):
        assert in_order(mixed, ["n"], [("race", "b"), ("race", "z")]) == [
            ("n", "income", "9"), ("m", "overall", "overall"), ("m", "race", "b"), ("m", "race", "z"),
            ("m", "race", "a"), ("m", "income", "9"), ("m", "income", "10")]  # fmt: skip


@pytest.mark.parametrize("described", [False, True])
def test_shuffling_the_lines_of_a_file_moves_no_group(tmp_path, described):
    """Each group was seated by the first line about it: another sort of the sheet was another picture."""
    strata = {"side": {"label": "side", "values": dict.fromkeys(("north", "center", "east"), "x")}}
    resource = parse_entry(json.loads(json.dumps({"strata": strata}))) if described else None
    found = set()
    for at, order in enumerate(permutations(GROUPS)):
        path = tmp_path / f"{at}.csv"
        lines = [f"1,2020,m,side,{group},{3 * GROUPS.index(group) + 1},value,percent" for group in order]
        path.write_text("\n".join((HEADER, *lines, "")), encoding="utf-8")
        table = read_tidy(path, resource)
        found.add((tuple(column.stratum for column in table.columns), tuple(table.value[0, 0])))

    wanted = ("north", "center", "east") if described else ("center", "east", "north")
    assert found == {(tuple(f"side={one}" for one in wanted), tuple(3.0 * GROUPS.index(one) + 1.0 for one in wanted))}


@pytest.mark.parametrize("described", [False, True])
def test_shuffling_the_lines_of_a_file_moves_no_measure(tmp_path, described):
    """The first is what a scene shows that names none: another sort of the sheet was another picture."""
    words = {name: {"label": name, "unit": "percent"} for name in ("pain", "decay", "visits")}
    resource = parse_entry(json.loads(json.dumps({"measures": words}))) if described else None
    found = set()
    for at, order in enumerate(permutations(words)):
        path = tmp_path / f"{at}.csv"
        lines = [f"1,2020,{name},overall,overall,{len(name)},value,percent" for name in order]
        path.write_text("\n".join((HEADER, *lines, "")), encoding="utf-8")
        table = read_tidy(path, resource)
        found.add((tuple(column.name for column in table.columns), tuple(table.value[0, 0])))

    wanted = tuple(words) if described else ("decay", "pain", "visits")
    assert found == {(wanted, tuple(float(len(name)) for name in wanted))}
