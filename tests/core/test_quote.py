"""What is quoted stays short, whatever it is."""

import pytest

from renderer.core.quote import MOST, quoted


@pytest.mark.parametrize("value", [0.5, "tear", [0, 359], None, {"name": "quilt"}])
def test_what_is_short_stands_as_it_is(value):
    assert quoted(value) == repr(value)


@pytest.mark.parametrize("value", ["a" * 5000, [{"width_m": 4.0, "distance_m": 3.0}] * 1000, [["x" * 40] * 40] * 40,
                                   10**400])  # fmt: skip
def test_what_is_long_is_cut(value):
    assert len(quoted(value)) <= MOST + len("...")
