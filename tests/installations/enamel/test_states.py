"""Enamel: each state has a look of its own across a room, and what is not known lies a step below what is."""

import pytest
from state_looks import distances, lightness, looks

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.scene.catalogue import load

APART, STEP = 0.035, 0.05  # OKLab
LAMPS = [{}, {"azimuth": 30.0, "elevation": 12.0}, {"place": 40, "elevation": 50.0}]


@pytest.mark.parametrize(("seed", "lamp"), [(0, 0), (1, 1), (2, 0), (3, 2)])
def test_each_state_has_a_look_of_its_own_at_200_px(gl, seed, lamp):
    """Fields of zero and fields that were asked nothing were both flat navy: 0.014 from each other."""
    loaded = load("enamel")
    drawn, where = looks(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), seed=seed, **LAMPS[lamp])
    found, light = distances(drawn, where), lightness(drawn, where)

    assert 0.15 < where.mean() < 0.45
    assert min(found.values()) > APART, found
    for state in (State.SUPPRESSED, State.HELD, State.MISSING):
        assert light[state] < light[State.VALUE] - STEP, state.word
    # Where nobody was asked there is no floor: darker than all prisms asleep, and without their blue.
    assert light[State.MISSING] < light[State.ZERO] - 0.01
    assert drawn[State.MISSING][where][:, 2].mean() > drawn[State.ZERO][where][:, 2].mean() + 0.015
