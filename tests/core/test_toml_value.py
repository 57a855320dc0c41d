"""What is written as TOML is read as it was."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from renderer.core.toml_value import toml_value

NUMBERS = st.one_of(st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False))
VALUES = st.one_of(st.text(), st.booleans(), NUMBERS)


@given(st.one_of(VALUES, st.lists(VALUES, max_size=3)))
def test_what_is_written_is_what_is_read(value):
    assert tomllib.loads(f"one = {toml_value(value)}") == {"one": value}
