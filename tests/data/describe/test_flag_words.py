"""What flags of SDMX say."""

import pytest

from renderer.data.describe.flag_words import flag_absence, flag_words, is_withheld


@pytest.mark.parametrize(("text", "words", "absence", "withheld"), [
    ("", (), "", False), ("A", (), "missing", False), ("p", ("provisional",), "missing", False),
    ("be", ("after a break in the series", "estimated"), "missing", False),
    ("c", ("confidential",), "suppressed", True),
    ("u", ("of low reliability",), "suppressed", False), ("Q", (), "suppressed", True),
    ("s", ("estimated",), "missing", False), ("S", ("of a time of strikes",), "missing", False),
    ("see note", (), "", False),
])  # fmt: skip
def test_each_letter_says_its_own(text, words, absence, withheld):
    assert (flag_absence(text), is_withheld(text) and bool(absence)) == (absence, withheld)
    assert not absence or flag_words(text) == words
