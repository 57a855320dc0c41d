"""Lagoon: the blue light of a bell is its figure, whatever its heart; what is not told is not larger than what is."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from areas import areas_table

from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.scene.catalogue import load
from renderer.scene.filled import filled

SIZE = (480, 270)
COOL, WARM, HOLLOW = 0.0, 100.0, np.nan


@pytest.fixture(scope="module")
def lagoon(gl_context):
    """Return ``lagoon(bell, heart, state)``: twelve alike creatures' blue light, and the px that their bells cover."""
    figures = {"bell": "sealed", "heart": "decayed"}
    loaded = load("lagoon")
    loaded = replace(loaded, scene=filled(loaded.scene, figures, figures))
    table = role_table(areas_table(12, interval=False), loaded.scene.wanted).table
    table = replace(table, columns=tuple(replace(one, domain=(0.0, 100.0)) for one in table.columns))
    engine = Engine(gl_context, loaded, table, SIZE)

    def draw(bell, heart, state=State.VALUE):
        cubes = {name: getattr(table, name).copy() for name in ("value", "low", "high", "state")}
        for cube in (cubes["value"], cubes["low"], cubes["high"]):
            cube[..., :2] = bell, heart
        cubes["state"][..., :2] = state, State.SUPPRESSED if np.isnan(heart) else State.VALUE
        engine.table = replace(table, release=f"trial {bell} {heart} {state}", **cubes)
        engine.draw(loaded.scene.frame(0, size=SIZE))
        bells = np.frombuffer(engine.pipeline.targets["bells"].buffer.read(components=4, dtype="f4"), np.float32)
        return ((engine.read()[..., 2] / 255.0) ** 2.2).sum(), int((bells[::4] >= 0.0).sum())

    yield draw
    engine.release()


def test_a_heart_takes_and_gives_no_blue(lagoon):
    """40 percent with a hollow heart had more blue than 50 with a warm one, and the plate says: more blue, more."""
    blue = np.array([lagoon(50.0, heart)[0] for heart in (COOL, WARM, HOLLOW)])

    np.testing.assert_allclose(blue / blue[0], 1.0, atol=0.1)
    ranked = [lagoon(bell, heart)[0] for bell, heart in zip(
        (10.0, 20.0, 30.0, 40.0, 50.0, 60.0), (HOLLOW, WARM, COOL, HOLLOW, WARM, COOL), strict=True)]  # fmt: skip
    assert all(less < more for less, more in pairwise(ranked))


@pytest.mark.parametrize("state", [State.SUPPRESSED, State.HELD, State.MISSING])
def test_what_is_not_told_is_no_larger_than_what_is_small(lagoon, state):
    blue, size = lagoon(np.nan, COOL, state)

    assert size <= lagoon(15.0, COOL)[1]
    assert blue < lagoon(15.0, COOL)[0]


def test_a_bead_of_zero_is_not_as_warm_as_a_heart_nor_as_blue_as_the_least(lagoon):
    assert lagoon(0.0, COOL, State.ZERO)[0] < lagoon(1.0, COOL)[0]
