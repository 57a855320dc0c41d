"""The families of faults: named once, and known wherever a fault is detected, played or drawn."""

from renderer.scene.effect import effects, kind_of
from renderer.signals.fault.feeds import faults_of
from renderer.signals.fault.kinds import KINDS


def test_each_family_has_one_name_that_can_stand_in_glsl():
    assert len(set(KINDS)) == len(KINDS)
    assert all(kind.isidentifier() and kind.islower() for kind in KINDS)


def test_detectors_and_effects_know_no_other_family():
    assert {one.kind for one in faults_of("rehearsal", 3).faults} <= {*KINDS}
    assert {kind_of(name).fault for name in effects()} - {""} <= {*KINDS}
