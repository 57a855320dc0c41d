"""What an import says at its end."""

from dataclasses import replace
from pathlib import Path

from areas import areas_table

from renderer.cli.written import tell_written
from renderer.data.table import CUBES


def test_it_ends_with_what_nobody_said_and_how_to_say_it(capsys):
    table = areas_table(3)
    unsaid = replace(table, columns=tuple(replace(one, good="") for one in table.columns))

    tell_written(Path("mine.csv"), table)
    whole = capsys.readouterr().out
    tell_written(Path("mine.csv"), unsaid)
    said = capsys.readouterr().out

    assert "Nobody said" not in whole
    assert "Nobody said whether more is better of sealed, decayed, lost: pictures show" in said  # people are no share
    assert "--good sealed=less" in said
    assert whole.endswith("Next: chorus data show mine.csv\n")


def test_of_many_it_names_some(capsys):
    table = areas_table(3)
    first = [replace(table.columns[0], good="", name=f"m{n}") for n in range(9)]
    cubes = {name: getattr(table, name)[:, :, [0] * 9].copy() for name in CUBES}
    table = replace(table, columns=tuple(first), **cubes)

    tell_written(Path("mine.csv"), table)
    assert "of m0, m1, m2, m3, m4, m5 and 3 more:" in capsys.readouterr().out
