"""Triggers play parameters as a hand would, leave the hand free, and refuse what cannot be played."""

from dataclasses import dataclass

import pytest

from renderer.core.errors import SceneError
from renderer.params.param import param, specs
from renderer.params.trigger import Trigger, apply_triggers, check_triggers


@dataclass(frozen=True)
class Params:
    tear: float = param(0.25, 0.0, 1.0, help="Tear.")
    push: float = param(2.0, 2.0, 6.0, help="Push.")
    bands: int = param(1, 1, 11, help="Bands.")
    rate: float = param(1.0, 0.0, 2.0, unit="Hz", help="Rate.")
    hard: bool = param(True, help="Hard.")


def played(*triggers, levels, params=None, held=()):
    return apply_triggers(params or Params(), triggers, lambda one: levels[one.fault], held)


def test_the_level_spans_the_range_above_its_threshold():
    on = {"missing": 0.6}
    assert played(Trigger("missing", "push"), levels=on).push == pytest.approx(4.4)
    assert played(Trigger("missing", "push", above=0.2), levels=on).push == pytest.approx(4.0)
    assert played(Trigger("missing", "push", most=0.5), levels=on).push == pytest.approx(3.2)
    assert played(Trigger("missing", "bands"), levels=on).bands == 7
    assert played(Trigger("missing", "push", above=0.6), levels=on).push == 2.0


def test_the_larger_of_hand_and_fault_counts_and_two_faults_do_not_add():
    quiet, loud = {"missing": 0.1, "stale": 0.4}, {"missing": 0.9, "stale": 0.4}
    both = (Trigger("missing", "tear"), Trigger("stale", "tear"))
    assert played(both[0], levels=quiet).tear == 0.25
    assert played(*both, levels=quiet).tear == pytest.approx(0.4)
    assert played(*both, levels=loud).tear == played(*both[::-1], levels=loud).tear == pytest.approx(0.9)


def test_what_a_hand_holds_no_fault_moves():
    assert played(Trigger("missing", "tear"), levels={"missing": 1.0}, held=("tear",)).tear == 0.25


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        (Trigger("missing", "taer"), "no such parameter; did you mean 'tear'"),
        (Trigger("mising", "tear"), "no fault 'mising'; did you mean 'missing'"),
        (Trigger("missing", "rate"), "this is a rate in Hz"),
        (Trigger("missing", "hard"), "this is a switch"),
    ],
)
def test_what_cannot_be_played_is_refused(trigger, words):
    with pytest.raises(SceneError, match=words):
        check_triggers([trigger], specs(Params))


def test_it_says_what_it_does_in_one_sentence():
    said = Trigger("revised", "push", most=0.5).sentence(specs(Params))
    assert said == (
        "a figure that was changed afterwards moves push towards 4: attack 0.2 s, hold 1 s, release 4 s"
    )
