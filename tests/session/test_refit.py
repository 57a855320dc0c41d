"""Values of a scene that was edited: kept by name, brought to the end of a smaller range, or told as gone."""

from dataclasses import dataclass

import pytest

from renderer.params.param import param
from renderer.session.refit import refit


@dataclass(frozen=True)
class Old:
    glow: float = param(1.0, 0.0, 4.0)
    count: int = param(8, 2, 64)
    gone: float = param(0.5, 0.0, 1.0)
    mode: str = param("a", choices=("a", "b"))
    focus: tuple = param((0.5, 0.5), 0.0, 1.0)
    tint: str = param("#102030")
    veil: bool = param(True)


@dataclass(frozen=True)
class New:
    glow: float = param(2.0, 1.0, 3.0, unit="stop")
    count: int = param(9, 4, 32)
    mode: str = param("c", choices=("c", "a"))
    focus: tuple = param((0.0, 0.0), -1.0, 0.25)
    tint: str = param("#ffffff")
    veil: bool = param(False)
    fresh: float = param(0.25, 0.0, 1.0)


def test_what_was_never_turned_takes_the_new_defaults():
    assert refit(Old(), New()) == (New(), ())


def test_what_was_turned_stays():
    found, notes = refit(Old(glow=2.5, count=16, tint="#abcdef", veil=False), New())
    assert found == New(glow=2.5, count=16, tint="#abcdef", veil=False)
    assert notes == ()


@pytest.mark.parametrize(("old", "new", "note"), [
    (Old(glow=0.25), New(glow=1.0), "glow = 0.25 is outside 1..3 stop; it is now 1"),
    (Old(glow=3.5), New(glow=3.0), "glow = 3.5 is outside 1..3 stop; it is now 3"),
    (Old(count=64), New(count=32), "count = 64 is outside 4..32; it is now 32"),
    (Old(mode="b"), New(), "mode = b is outside c | a; it is now c"),
    (Old(focus=(0.1, 0.9)), New(focus=(0.1, 0.25)), "focus = (0.1, 0.9) is outside -1..0.25; it is now (0.1, 0.25)"),
    (Old(gone=0.75), New(), "gone is gone from the scene; its value 0.75 was dropped"),
])  # fmt: skip
def test_what_no_longer_fits_comes_to_the_nearest_end_and_is_told(old, new, note):
    assert refit(old, New()) == (new, (note,))
