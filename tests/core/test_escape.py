"""What somebody else wrote moves no cursor, hides nothing and looks like nobody else's line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.escape import escape, escape_lines

HARMFUL = {"Cc", "Cs", "Zl", "Zp"}  # categories of Unicode; of Cf only the joiners are shown


@pytest.mark.parametrize(("text", "shown"), [
    ("Zähne, 歯, \u0646\u200c\u0645, 🦷", "Zähne, 歯, \u0646\u200c\u0645, 🦷"),
    ("\x1b]0;owned\x07\x1bc", r"\x1b]0;owned\x07\x1bc"),
    ("\x9b31m\x85", r"\x9b31m\x85"),
    ("ok\r\nChorus: done", r"ok\r\nChorus: done"),
    ("exe\u202egnp.wall", r"exe\u202egnp.wall"),
    ("a\u2028b\u2066c\ufeffd\xade\U000e0041", r"a\u2028b\u2066c\ufeffd\xade\ue0041"),
    ("\udc80.png", r"\udc80.png"),
    ("en\u034fam\u115fe\u3164l\uffa0", r"en\u034fam\u115fe\u3164l\uffa0"),  # letters to Unicode, and to no eye
    ("a\U0001d173b\U0001bca0\ufff0", r"a\u1d173b\u1bca0\ufff0"),
    ("a\u200db\u200c.wall", r"a\u200db\u200c.wall"),  # they join nothing
    ("ن\u200c\u200d\u200c", "ن\u200c" + r"\u200d\u200c"),
    ("🦷\ufe0f\ufe0f👩\u200d👩", "🦷\ufe0f" + r"\ufe0f👩" + "\u200d👩"),
    ("葛\U000e0100\U000e0101 ᠠ\u180b", "葛\U000e0100" + r"\ue0101 ᠠ" + "\u180b"),
    ("!\U000e0148\U000e0149", r"!\ue0148\ue0149"),  # a message behind a mark
])  # fmt: skip
def test_what_no_eye_would_see_is_spelled_out(text, shown):
    assert escape(text) == shown


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_nothing_harmful_passes(text):
    kinds = [unicodedata.category(letter) for letter in escape_lines(text).replace("\n", "")]
    assert not HARMFUL & set(kinds)
    assert not {letter for letter in escape(text) if unicodedata.bidirectional(letter) in
                ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")}  # fmt: skip


@given(st.text("ab \n\t", max_size=30))
def test_no_later_line_begins_where_one_of_ours_would(text):
    assert all(line[:1] in (" ", "") for line in escape_lines(text).split("\n")[1:])
