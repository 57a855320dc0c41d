"""The nearest name, where one is near enough to be meant."""

import pytest

from renderer.core.suggest import nearest


@pytest.mark.parametrize(("word", "names", "found"), [
    ("partng", ["parting", "glow"], "parting"), ("GLOW", ["glow", "grow"], "glow"), ("glwo", ["glow", "grow"], "glow"),
    ("sead", ["speed", "seed"], "seed"), ("xyz", ["glow", "seed"], None), ("", ["glow"], None), ("glow", [], None),
    ("DENTAL_VISIT", ["dental_visit", "dental_visits_all"], "dental_visit"), ("tint", {"Tint": 1}, "Tint"),
])  # fmt: skip
def test_only_what_is_near_is_suggested(word, names, found):
    assert nearest(word, names) == (f"; did you mean '{found}'?" if found else "")


def test_names_may_come_one_by_one():
    assert nearest("glwo", (name for name in ("seed", "glow"))) == "; did you mean 'glow'?"
