"""The page as it is heard, and its table however many releases and however long the names are."""

import re
from dataclasses import replace

import pytest
from labels import label
from listener import heard

from renderer.label.figure_rows import ColumnHead
from renderer.label.forms import written
from renderer.session.setup import Setup

JPEG = b"\xff\xd8\xff\xd9"
ID = "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
LONG = "Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu"


@pytest.fixture(scope="module")
def said():
    whole = label(Setup("enamel", roles={"stratum": "race=black"}))[2]
    return replace(whole, heads=whole.heads[:3], rows=tuple(row[:3] for row in whole.rows))


@pytest.fixture(scope="module")
def many(said):
    """A label of two long measures at six releases, the second not at the last, of two areas."""
    names = (f"Adults who in the past twelve months saw {LONG}", "Children who wait")
    heads = [ColumnHead(name, time=str(year)) for name in names for year in range(2021, 2027)][:-1]
    rows = tuple((area, *(f"{start + place}.5 %" for place in range(11))) for area, start in ((LONG, 1), ("Oak", 21)))
    return replace(said, heads=(ColumnHead("Area"), *heads), rows=rows)


def test_who_listens_hears_everything_once_what_it_is_first_and_the_id_last(said, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(written(said, ".html", JPEG, ID))
    told, cut = heard(path, tmp_path / "profile")
    words = [name.replace("\u00a0", " ") for role, name in told if role in ("image", "StaticText")]
    spoken = " ".join(words)
    assert words[:2] == [said.title, f"{said.title}: {said.look}"]
    for sentence in (said.look, *said.marks, said.reading):
        assert len(re.findall(rf"(?<!or ){re.escape(sentence)}", spoken)) == 1, sentence
    assert spoken.count(ID) == 1
    assert ID in words[-1]
    assert [role for role, _ in told].count("image") == 2
    assert ("table", "The figures") in told
    heads = [name for role, name in told if role == "columnheader"]
    assert heads == list(map(str, said.heads))
    assert [name for role, name in told if role == "rowheader"] == [row[0] for row in said.rows]
    assert cut <= 0


def test_many_releases_and_long_names_are_heard_line_by_line_and_printed_whole(many, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(written(many, ".html"))
    told, cut = heard(path, tmp_path / "profile")
    cells = [name.replace("\u00a0", " ") for role, name in told if role == "cell"]
    times = [str(year) for year in range(2021, 2027)]
    first, second = (row[1:] for row in many.rows)
    measures = dict.fromkeys(head.measure for head in many.heads[1:])
    assert [name for role, name in told if role == "columnheader"] == ["Area", *measures]
    assert [name for role, name in told if role == "rowheader"] == [LONG, *times, "Oak", *times]
    for found, row in ((cells[:12], first), (cells[12:], second)):
        assert found[::2] == list(row[:6])
        assert found[1::2] == [*row[6:], "no figure"]
    assert cut <= 0
