"""Values from a file that a scene takes no longer as they are: each becomes one that it takes, and is told."""

from dataclasses import dataclass

import pytest

from renderer.params.param import param
from renderer.params.refit_values import refit_values


@dataclass(frozen=True)
class New:
    glow: float = param(2.0, 1.0, 3.0, unit="stop")
    count: int = param(9, 4, 32)
    focus: tuple = param((0.0, 0.0), -1.0, 0.25)


@pytest.mark.parametrize("value", [float("nan"), None, "x", True, [1], {}])
def test_nonsense_from_a_file_becomes_the_default_and_is_told(value):
    found, notes = refit_values({"glow": value}, New())
    assert found == New()
    assert len(notes) == 1
    assert notes[0].endswith("it is now 2")


@pytest.mark.parametrize("value", [[0.5], (0.1, float("nan")), ("x", 0.0), 3])
def test_a_point_that_is_none_becomes_the_default(value):
    found, notes = refit_values({"focus": value}, New())
    assert found == New()
    assert len(notes) == 1


def test_infinity_is_the_end_of_the_range():
    assert refit_values({"glow": float("inf"), "count": -1e9}, New())[0] == New(glow=3.0, count=4)
