"""A caption parts where the scene ends a sentence, never within a name."""

import re

import pytest

from renderer.scene.sentences import Sentence, sentences_in

EVIL = ("Ward No. 19", "St. Clair", "A. B. C. Hill", "Under: 5, men. Women", "Why? Yes! 1", "Figures: 2020.")


def told(*parts):
    return tuple(sentences_in([(text.removeprefix("@"), text.startswith("@")) for text in parts]))


@pytest.mark.parametrize("name", EVIL)
def test_a_name_ends_no_sentence_whatever_stands_in_it(name):
    found = told("It is ", f"@{name}", ". From left: ", f"@{name}", ", ", f"@{name}", ". ", f"@{name}", " is last.")

    assert [*map(str, found)] == [f"It is {name}.", f"From left: {name}, {name}.", f"{name} is last."]
    assert found[1].listed == ("From left", (name, name))
    assert (found[0].own, found[1].before_colon) == ("It is ….", "From left")


def test_without_names_it_parts_as_any_reader_does():
    text = "One is 2.5 mm. 12 are “more”. “Less” is not! So? each 10 s. in all. End."
    parts = told(text[:20], text[20:41], "", text[41:])

    assert [*map(str, parts)] == re.split(r"(?<=[.!?])\s+(?=[A-Z“0-9])", text)
    assert all(one.listed == ("", ()) for one in parts)


@pytest.mark.parametrize("parts", [
    ("A light: in ", "@A", ", ", "@B", "."), ("Row: ", "@A", "; ", "@B", "."), ("Row: ", "@A", ", ", "@B", " of it."),
    ("Row: ", "@A", ", B."), ("Row ", "@A: B", "."), ("@Row: A, B", "."),
])  # fmt: skip
def test_only_names_with_commas_between_are_a_list(parts):
    assert Sentence(tuple((one.removeprefix("@"), one.startswith("@")) for one in parts)).listed == ("", ())


def test_a_sentence_is_changed_text_by_text():
    (one,) = told("A: ", "@b", ".")

    assert one.changed(str.upper).parts == (("A: ", False), ("B", True), (".", False))
