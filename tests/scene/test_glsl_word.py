"""Names spelt as GLSL takes them: what is proposed in place of one that it does not take works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.scene.glsl_word import foreign, glsl_word, is_glsl_word


@pytest.mark.parametrize(("name", "word"), [
    ("Gr\xf6\xdfe", "Grosse"), ("\u0142\xf3d\u017a", "lodz"),
    ("\xe6ther", "aether"), ("caf\xe9", "cafe"), ("a__b", "a_b"),
    ("_a_", "a"),
    ("3 d", "n3_d"), ("\u043c\u0438\u0440", ""), ("\u591c", ""), ("glow", "glow"),
])  # fmt: skip
def test_a_name_is_spelt_with_what_there_is(name, word):
    assert glsl_word(name) == word


@pytest.mark.parametrize("name", ["a__b", "_a", "a_", "2a", "", "a b", "a\n", "caf\xe9"])
def test_what_glsl_keeps_for_itself_or_cannot_read_is_no_word(name):
    assert not is_glsl_word(name)


@given(st.text())
def test_whatever_is_proposed_is_taken(name):
    word = glsl_word(name)
    assert word == "" or is_glsl_word(word)
    assert glsl_word(word) == word
    assert foreign(word) is False
    if is_glsl_word(name):
        assert word == name
