"""What a bind begins with in the panel, and what changes with it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer import Bind
from renderer.core.errors import SceneError
from renderer.data.load import load_table
from renderer.params.bind import SCALES, check_binds
from renderer.params.param import specs
from renderer.preview.bind_choice import limits_of, reheard, rescaled
from renderer.scene.catalogue import load
from renderer.signals.name import FAMILIES

SCENE = load("enamel").scene
TABLE = load_table(SCENE.data, SCENE.wanted)
GAP = "gap.lit@income=under_15k..income=50k_and_over"
SIGNALS = [*(f"{family}.open" for family in FAMILIES[:-2]), "area.TX.open", "area.TX.width.lit", "drift.2", GAP]


@pytest.mark.parametrize(("signal", "limits", "span"), [
    ("mean.lit", (0, 100), (45, 85)),  # from where to where the role shows it
    ("median.open@race=black", (0, 100), (0, 100)),
    ("level.lit", (0, 1), (0, 1)),
    ("spread.lit", (0, 50), (0, 10)),
    ("area.TX.width.lit", (0, 100), (0, 20)),
    ("delta.lit", (-100, 100), (-10, 10)),
    (GAP, (-100, 100), (0, 40)),
    ("drift.0", (0, 1), (0, 1)),
])  # fmt: skip
def test_a_first_bind_spans_what_its_figure_can_be(signal, limits, span):
    assert limits_of(signal, TABLE) == limits
    assert reheard(None, "parting", signal, TABLE) == Bind(signal, "parting", span)


def test_another_signal_of_one_kind_keeps_all_and_of_another_what_is_the_knobs():
    bind = Bind("mean.lit", "parting", (50, 70), (0.2, 0.9), scale="log", clamp=False, rise=2, fall=6)
    assert reheard(bind, "parting", "area.TX.lit@race=black", TABLE) == replace(bind, signal="area.TX.lit@race=black")
    other = reheard(bind, "parting", "spread.lit", TABLE)
    assert other == Bind("spread.lit", "parting", (0, 10), (0.2, 0.9), clamp=False, rise=2, fall=6)
    assert reheard(bind, "parting", "drift.0", TABLE).rise == 0.0
    assert reheard(bind, "parting", "mean.worn", TABLE).span == (0, 100)
    with pytest.raises(SceneError, match="no column 'opn'"):
        reheard(bind, "parting", "mean.opn", TABLE)


@given(st.sampled_from(SIGNALS), st.lists(st.sampled_from(SCALES), max_size=6))
def test_whatever_is_chosen_after_another_is_a_bind_that_can_be_played(signal, scales):
    bind = reheard(None, "parting", signal, TABLE)
    for scale in scales:
        if scale == "quantile" and signal.partition(".")[0] not in ("mean", "median", "width", "area"):
            continue  # which the panel does not offer
        bind = rescaled(bind, scale, TABLE)
        check_binds([bind], specs(SCENE.params), SCENE.figures)
        assert bind.scale == scale


def test_a_scale_changes_no_more_than_it_must():
    bind = Bind("mean.lit", "parting", (0, 80), rise=2)
    assert rescaled(bind, "log", TABLE) == replace(bind, scale="log", span=(0.8, 80))
    assert rescaled(bind, "sqrt", TABLE) == replace(bind, scale="sqrt")
    assert rescaled(replace(bind, span=(80, 0)), "log", TABLE).span == (80, 0.8)
    assert rescaled(bind, "diverging", TABLE) == replace(bind, scale="diverging", middle=40)
    assert rescaled(rescaled(bind, "diverging", TABLE), "linear", TABLE) == bind
    assert rescaled(bind, "quantile", TABLE) == replace(bind, scale="quantile", span=(0, 100))
    assert rescaled(rescaled(bind, "quantile", TABLE), "linear", TABLE).span == (45, 85)
    below = replace(bind, signal="delta.lit", span=(-10, -5))
    assert rescaled(below, "log", TABLE) == below  # nothing of it can be gone through so
