"""Numbers stay with their units, on a page and in large print."""

import pytest

from renderer.label.unbroken import unbroken


@pytest.mark.parametrize(("text", "kept"), [
    ("5 % of 48", "5~% of 48"), ("every 10 s, 20 m wide", "every 10~s, 20~m wide"),
    ("12 areas, 3 saw", "12 areas, 3 saw"),
    ("a % b", "a % b"), ("30.0 x 30.0 mm", "30.0 x 30.0~mm"),
])  # fmt: skip
def test_a_number_and_its_unit_are_one_word(text, kept):
    assert unbroken(text).replace("\u00a0", "~") == kept
