"""A value as the text of a cell."""

import datetime

import pytest

from renderer.data.readers.cell_text import cell_text


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (12, "12"), (12.0, "12"), (-0.5, "-0.5"), (0.1 + 0.2, "0.3"), (1e15, "1e+15"),
    (123456789012345.0, "123456789012345"), (float("nan"), "nan"),
    (True, "true"), ("04013", "04013"), (datetime.date(2024, 1, 31), "2024-01-31"),
    (datetime.datetime(2024, 1, 31, 8, 30), "2024-01-31 08:30:00"), (datetime.time(8, 30), "08:30:00"),
])  # fmt: skip
def test_it_is_what_a_person_would_write(value, text):
    assert cell_text(value) == text
