"""A printer's profile is read without trust: what is none is refused with what to do."""

from functools import partial

import pytest

from renderer.core.errors import UsageError
from renderer.core.small_file import read_bytes
from renderer.output.codecs import printer_profile
from renderer.output.codecs.printer_profile import read_profile
from tests.support.profiles import cmyk, small_rgb


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_profile_says_its_name_and_what_it_takes(tmp_path):
    (tmp_path / "paper.icc").write_bytes(cmyk())
    found = read_profile("paper.icc")
    assert (found.name, found.space, found.components) == ("A made-up press", "CMYK", 4)
    assert read_profile("p3").name == "Display P3"


def _of_class(kind, space=b"RGB "):
    made = bytearray(small_rgb())
    made[12:20] = kind + space
    return bytes(made)


@pytest.mark.parametrize(("content", "words"), [
    (b"", "it does not begin as one"),
    (b"%PDF-1.7" + bytes(200), "it does not begin as one"),
    (small_rgb()[:200], "is no profile to print with"),
    (bytes(36) + b"acsp" + bytes(88), "is no profile to print with"),
    (_of_class(b"abst"), "of the class 'abst'"),
    (_of_class(b"mntr", b"GRAY"), "of GRAY colours, and a picture is printed in RGB or CMYK"),
    (_of_class(b"mntr", b"CMYK"), "of CMYK, and no printer's"),
])  # fmt: skip
def test_what_is_none_is_refused(content, words, tmp_path):
    (tmp_path / "a.icc").write_bytes(content)
    with pytest.raises(UsageError, match=words) as refused:
        read_profile("a.icc")
    assert "ask your printer" in str(refused.value)


def test_no_file_a_long_one_and_a_folder_are_refused(monkeypatch, tmp_path):
    with pytest.raises(UsageError, match="there is no such file; name the profile that your printer gives you"):
        read_profile("paper.icc")
    (tmp_path / "long.icc").write_bytes(cmyk())
    monkeypatch.setattr(printer_profile, "read_bytes", partial(read_bytes, limit=100))
    with pytest.raises(UsageError, match="too long"):
        read_profile("long.icc")
    with pytest.raises(UsageError, match="is no profile to print with: it is a folder; ask"):
        read_profile(str(tmp_path))
