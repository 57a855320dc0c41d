"""Faults reach a scene: by their own time, on the row of their own area, each family its own effect."""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from renderer.core.frame import Frame
from renderer.data.load import load_table
from renderer.frames.modulation import alarms, played
from renderer.scene.catalogue import find, load
from renderer.scene.faulty import GLITCHES, with_feed
from renderer.scene.scene import Effect
from renderer.signals.fault.events import CALM, levels_of
from renderer.signals.fault.feeds import faults_of
from renderer.signals.fault.kinds import KINDS

SEED, FPS = 4, Fraction(30)


@pytest.fixture(scope="module")
def enamel():
    return load(find("enamel"), None, "rehearsal")


def test_each_family_plays_its_own_effect_at_its_own_time(enamel):
    table = load_table(enamel.scene.data, enamel.scene.wanted)
    faults = faults_of("rehearsal", SEED)
    for second in (10, 200, 305, 420):
        frame = Frame(second * 30, FPS, seed=SEED, frames=360)
        params = played(enamel.scene, table, faults, frame, enamel.scene.params())
        for kind, effect, most, shape in GLITCHES:
            assert getattr(params, f"{effect}_amount") == pytest.approx(most * faults.level(kind, second, shape))
    assert max(faults.level(kind, 305.0, shape) for kind, _, _, shape in GLITCHES) > 0.5


def test_a_row_gets_the_faults_of_its_area_whatever_the_order(enamel):
    areas = load_table(enamel.scene.data, enamel.scene.wanted).areas
    table = SimpleNamespace(areas=areas[::-1])
    faults, shape = faults_of("flusight"), enamel.scene.envelope
    found = levels_of(faults, table, 300.0, shape)
    own = faults.levels(300.0, shape)
    for row, area in enumerate(table.areas):
        np.testing.assert_array_equal(found[row], own[faults.areas.index(area.name)])
    assert found[:, KINDS.index("revised"), 0].any()


def test_alarms_are_of_the_frames_own_time_and_none_without_a_feed(enamel):
    table = load_table(enamel.scene.data, enamel.scene.wanted)
    faults = faults_of("rehearsal", SEED)
    early, late = (alarms(enamel.scene, table, faults, Frame(n, FPS, seed=SEED, frames=360)) for n in (0, 9000))
    assert not early[:, :, 0].any()
    assert late[:, :, 0].any()
    assert alarms(load(find("enamel")).scene, table, CALM, Frame(0, FPS)) is None


def test_a_scene_with_triggers_or_a_feed_of_its_own_keeps_them(enamel):
    fracture = load(find("fracture")).scene
    struck = with_feed(fracture, "rehearsal")
    assert (struck.feed, struck.effects, struck.triggers) == ("rehearsal", fracture.effects, fracture.triggers)
    assert with_feed(fracture, "none").feed == "none"
    plain = load(find("enamel")).scene
    twice = with_feed(plain.__class__(plain.title, plain.params, plain.passes, effects=(Effect("tear"),)), "rehearsal")
    assert sorted(effect.name for effect in twice.effects) == sorted(effect for _, effect, _, _ in GLITCHES)
    assert {trigger.fault for trigger in enamel.scene.triggers} == set(KINDS)


def test_a_feed_about_other_areas_triggers_nothing(enamel):
    struck = with_feed(enamel.scene, "flusight")
    faults, table = faults_of("flusight"), load_table(enamel.scene.data, enamel.scene.wanted)
    quarters = replace(table, areas=tuple(replace(area, code=f"Q{area.code}") for area in table.areas))
    plain = struck.params()
    frames = [Frame(second * 30, FPS, frames=18000) for second in range(0, 600, 20)]
    calm = [played(struck, table, CALM, frame, plain) for frame in frames]
    assert [played(struck, table, faults, frame, plain) for frame in frames] != calm
    assert [played(struck, quarters, faults, frame, plain) for frame in frames] == calm
