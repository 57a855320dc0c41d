"""Areas are called what they are, and not what they are part of."""

import pytest

TRACTS = "county,{tract},decay %\n" + "".join(f"{'Kent' if n < 3 else 'Essex'},T00{n},{n + 4}.5\n" for n in range(6))


@pytest.mark.parametrize(("tract", "word", "answers"), [
    ("tract", "tract", {}), ("tract", "tract", {"area": "tract"}), ("place_id", "area", {"area": "place_id"}),
])  # fmt: skip
def test_tracts_are_no_counties(tmp_path, imports, tract, word, answers):
    path = tmp_path / "a.csv"
    path.write_text(TRACTS.format(tract=tract), "utf-8")
    table = imports(path, time={"2024": ""}, **answers)[0].table

    assert (table.area_word, len(table.columns)) == ((word, f"{word}s"), 1)
    assert [area.name for area in table.areas] == [f"T00{n}" for n in range(6)]


def test_counties_of_one_name_keep_it(tmp_path, imports):
    path = tmp_path / "a.csv"
    names = ("Kent", "Essex", "Kent", "Kent", "Lee", "Lee")
    rows = "".join(f"0{n}001,{one},{n + 4}\n" for n, one in enumerate(names))
    path.write_text(f"fips,county,decay %\n{rows}", "utf-8")
    table = imports(path, time={"2024": ""})[0].table

    assert tuple(area.name for area in table.areas) == names
    assert table.area_word == ("county", "counties")
