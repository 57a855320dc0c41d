"""The parts of a bind, changed by a mouse: each becomes an action that says what was meant."""

from dataclasses import replace

import pytest

from renderer import Bind
from renderer.params.param import Spec
from renderer.preview.panel.binds import BindRows, first_signal
from renderer.preview.panel.contents import Movable

SPEC = Spec("number", 0.5, 0.0, 2.0, "stop")
MOVABLE = Movable(
    (("lit", "prisms in the light"), ("open", "open sockets")),
    (("everybody", "everybody"), ("age=child", "children"), ("income=low", "Least"), ("income=high", "Most")),
    (("AL", "Alabama"), ("TX", "Texas")),
    (("mean", "mean"), ("median", "median"), ("between", "gap between two groups"), ("area", "one state"),
     ("area.width", "uncertainty of one state")),
    {"glow": (0.0, 100.0, "%")},
)  # fmt: skip
MEAN = Bind("mean.lit", "glow", (20.0, 80.0))


@pytest.fixture
def rows(hand):
    """Return ``rows(bind)``: a hand at the parts of a bind."""

    def show(bind=MEAN, movable=MOVABLE):
        made = BindRows()
        return hand(lambda: made.draw(bind, SPEC, movable))

    return show


@pytest.mark.parametrize(("bind", "part", "number", "signal"), [
    (MEAN, "figure", 1, "mean.open"),
    (MEAN, "figure", 2, "drift.0"),
    (replace(MEAN, signal="drift.0"), "figure", 0, "mean.lit"),
    (replace(MEAN, signal="mean.lit@age=child"), "figure", 1, "mean.open@age=child"),
    (MEAN, "whose", 2, "mean.lit@age=child"),
    (replace(MEAN, signal="area.TX.lit@age=child"), "whose", 0, "area.TX.lit"),
    (MEAN, "of it", 1, "median.lit"),
    (replace(MEAN, signal="mean.lit@age=child"), "of it", 1, "median.lit@age=child"),
    (MEAN, "of it", 2, "gap.lit@income=low..income=high"),
    (MEAN, "of it", 3, "area.AL.lit"),
    (replace(MEAN, signal="area.TX.lit"), "of it", 4, "area.TX.width.lit"),
    (replace(MEAN, signal="area.TX.lit"), "area", 0, "area.AL.lit"),
    (replace(MEAN, signal="gap.lit@a=b..income=low"), "between", 1, "gap.lit@age=child..income=low"),
    (replace(MEAN, signal="gap.lit@a=b..income=low"), "and", 3, "gap.lit@a=b..income=high"),
    (replace(MEAN, signal="gap.lit@a=b..income=low"), "of it", 0, "mean.lit"),
    (replace(MEAN, signal="gap.lit@a=b..income=low"), "figure", 1, "gap.open@a=b..income=low"),
])  # fmt: skip
def test_a_list_chooses_another_signal(rows, bind, part, number, signal):
    assert rows(bind).choose(f"bind/##{part}", number) == [("hear", "glow", signal)]


def test_what_does_not_belong_is_not_there(rows):
    drift = rows(replace(MEAN, signal="drift.0"))
    drift.frame()
    assert not {"bind/##whose", "bind/##of it", "bind/##times", "bind/##middle"} & set(drift.places)
    plain = rows(MEAN, replace(MOVABLE, groups=()))
    plain.frame()
    assert "bind/##whose" not in plain.places
    assert {"bind/##of it", "bind/##times"} <= set(plain.places)


def test_numbers_are_dragged_within_their_limits_and_a_drag_is_one_gesture(rows):
    here = rows()
    changes = here.drag("bind/##span", 0.05, 0.2)
    assert {action[0] for action in changes} == {"bind"}
    assert len({action[2] for action in changes}) == 1
    assert changes[-1][1] == replace(MEAN, span=(pytest.approx(40.0, abs=3.0), 80.0))
    reach = here.drag("bind/##reach", 0.95, 0.75)
    assert reach[-1][1].reach == (0.0, pytest.approx(1.0, abs=0.1))
    assert reach[-1][2] != changes[-1][2]
    times = here.drag("bind/##times", 0.05, 0.25)[-1][1]
    assert (times.rise, times.fall) == (pytest.approx(10.0, abs=1.0), 0.0)


def test_a_middle_a_scale_and_the_ends(rows):
    assert rows().choose("bind/##scale", 2) == [("scale", "glow", "log")]
    diverging = replace(MEAN, scale="diverging", middle=50.0)
    moved = rows(diverging).drag("bind/##middle", 0.5, 0.75)[-1][1]
    assert moved == replace(diverging, middle=pytest.approx(65.0, abs=2.0))
    wider = rows(diverging).drag("bind/##span", 0.05, 0.2)[-1][1]
    assert wider.middle == pytest.approx(sum(wider.span) / 2)
    assert rows().click("bind/stays at its ends", 0.05) == [("bind", replace(MEAN, clamp=False), None)]


def test_a_place_among_figures_is_offered_only_to_what_has_one(rows):
    spread = replace(MEAN, signal="spread.lit")
    assert rows(spread).choose("bind/##scale", 3) == [("scale", "glow", "diverging")]
    assert rows(MEAN).choose("bind/##scale", 3) == [("scale", "glow", "quantile")]


def test_the_first_signal_is_a_figure_where_there_is_one():
    assert first_signal(MOVABLE) == "mean.lit"
    assert first_signal(Movable()) == "drift.0"
