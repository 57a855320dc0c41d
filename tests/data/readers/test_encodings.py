"""In which encoding a text is written: told where it is a guess, refused where nobody can tell."""

import pytest

from renderer.data.readers.encodings import guess_encoding
from tests.support.sources import opened, refused, rows_of


@pytest.mark.parametrize(("encoding", "said"), [
    ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"),
    ("cp1252", "Windows-1252; that is a guess"), ("mac-roman", "Mac Roman; that is a guess"), ("cp850", "DOS"),
])  # fmt: skip
def test_an_old_encoding_is_read_and_told(tmp_path, encoding, said):
    text = "Stadtteil,Anteil Zahnärzte\nEimsbüttel,1\nGroß Borstel,2\nÖjendorf,3\nFuhlsbüttel,4\n"
    source = opened(tmp_path / "a.csv", text.encode(encoding))

    assert source.header == ("Stadtteil", "Anteil Zahnärzte")
    assert [row[0] for row in rows_of(source)] == ["Eimsbüttel", "Groß Borstel", "Öjendorf", "Fuhlsbüttel"]
    assert len(source.notes) == bool(said)
    assert said in "".join(source.notes)


def test_signs_of_windows_tell_it_from_latin_1(tmp_path):
    source = opened(tmp_path / "a.csv", "area,value\nCôte d\u2019Or,€ 1\nFinistère \u2013 Sud,2\n".encode("cp1252"))

    assert [row[0] for row in rows_of(source)] == ["Côte d\u2019Or", "Finistère \u2013 Sud"]


def test_an_encoding_that_nobody_can_tell_is_refused(tmp_path):
    text = "\u043e\u0431\u043b\u0430\u0441\u0442\u044c,1\n\u0422\u0443\u043b\u0430,2\n"  # Cyrillic
    said = refused(tmp_path / "a.csv", text.encode("cp1251"))

    assert "an encoding that cannot be told" in said


def test_one_bad_byte_in_utf_8_is_named_with_its_line(tmp_path):
    bad = "area,value\n" + "Eimsbüttel,1\n" * 9
    said = refused(tmp_path / "a.csv", bad.encode() + b"M\xfcnster,2\n")

    assert ", line 11: a byte there (0xfc) is no UTF-8" in said


@pytest.mark.parametrize("content", [b"area,value\n", "Eimsb\u00fcttel\n".encode(), b"\0\1\2\3", b"", b"\xff"[:0]])
def test_what_is_utf_8_or_binary_is_left_to_the_scan(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    assert guess_encoding(path) == "utf-8"


def test_utf_16_that_was_cut_is_refused(tmp_path):
    assert "it was cut short or damaged" in refused(tmp_path / "a.csv", "area,value\nMitte,1\n".encode("utf-16")[:-1])
