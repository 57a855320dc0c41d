"""What stands between the cells of a text, from its first lines."""

import pytest

from renderer.data.readers.delimiters import find_delimiters, split_rows


@pytest.mark.parametrize(("text", "mark"), [
    ("a,b\n1,2\n", ","), ("a;b\n1,5;2,5\n3,5;4,5\n", ";"), ("a\tb, c\n1\t2, 3\n", "\t"), ("a:b\n1:2\n", ":"),
    ("A title, with a comma\nof, three, words\na;b;c\n1;2;3\n4;5;6\n7;8;9\n", ";"),
    ('a,b\n"x;y;z",1\n"x;y;z",2\n', ","), ("sep=|\na|b\n", "|"), ("12:30,a\n12:31,b\n", ","),
])  # fmt: skip
def test_the_mark_that_splits_most_rows_alike_is_taken(text, mark):
    assert find_delimiters(text).cell == mark


@pytest.mark.parametrize("text", ["", "\n\n", "word\nword\n", "A letter, to you.\nIt has lines\nof prose\nand more\n"])
def test_prose_has_none(text):
    assert find_delimiters(text) is None


def test_rows_have_the_line_on_which_they_begin():
    text = 'a,b\n"one\ntwo",1\n\nc,2\n'

    assert list(split_rows(text, find_delimiters(text))) == [
        (1, ["a", "b"]), (2, ["one two", "1"]), (4, []), (5, ["c", "2"])]  # fmt: skip
