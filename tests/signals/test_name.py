"""Names of signals, taken apart without a table."""

import pytest

from renderer.core.errors import SceneError
from renderer.signals.name import SignalName, groups_of, parse_signal


@pytest.mark.parametrize(("text", "name"), [
    ("mean.lit", SignalName("mean", "lit")),
    ("level.lit@everybody", SignalName("level", "lit@everybody")),
    ("gap.lit", SignalName("gap", "lit")),
    ("gap.lit@age=child", SignalName("gap", "lit@age=child")),
    ("gap.lit@age=child..age=65_plus", SignalName("gap", "lit@age=child", "lit@age=65_plus")),
    ("gap.lit@everybody..age=child", SignalName("gap", "lit@everybody", "lit@age=child")),
    ("area.CA.lit@age=child", SignalName("area", "lit@age=child", area="CA")),
    ("area.x.1.lit", SignalName("area", "lit", area="x.1")),
    ("area.CA.width.lit", SignalName("area", "lit", area="CA", width=True)),
    ("drift.007", SignalName("drift", "7")),
])  # fmt: skip
def test_a_name_is_taken_apart_and_put_together(text, name):
    assert parse_signal(text) == name
    assert str(name) == text.replace("007", "7")


@pytest.mark.parametrize(("text", "words"), [
    ("meen.lit", "no signal 'meen.lit'; did you mean 'mean.lit'"),
    ("zzz", "it begins with mean, median, level"),
    ("mean", "write mean.FIGURE"),
    ("mean.", "write mean.FIGURE"),
    ("area.lit", "write area.CA.FIGURE"),
    ("area.width.lit", None),
    ("drift.x", "write drift.0"),
    ("drift.-1", "write drift.0"),
    ("drift.12345678901", "write drift.0"),
    ("", "no signal ''"),
])  # fmt: skip
def test_what_is_no_name_is_refused(text, words):
    if words is None:  # an area may be called so
        assert parse_signal(text).area == "width"
        return
    with pytest.raises(SceneError, match=words):
        parse_signal(text)


def test_the_groups_that_a_signal_reads():
    assert groups_of("gap.lit@a=b..c=d") == ("a=b", "c=d")
    assert groups_of("area.CA.width.lit@a=b") == ("a=b",)
    assert groups_of("mean.lit") == groups_of("drift.0") == ()
    assert parse_signal("mean.lit@a=b").figure == "lit"
    assert parse_signal("drift.0").figure == ""
