"""A blossom as its petals are counted: filled in part, and not the brightest where its figure is not told."""

from dataclasses import replace

import numpy as np
import pytest
from areas import areas_table

from renderer.data.role_table import role_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.params.param import assign
from renderer.scene.catalogue import load
from renderer.scene.filled import filled, ranged

SIZE = (640, 360)
STATES = (State.ZERO, State.SUPPRESSED, State.HELD, State.MISSING)


@pytest.fixture(scope="module")
def blossoms(gl_context):
    """
    Return ``blossoms(states, shares, **params)``: light and thickness of glaze in each of as many, lists of [px].

    Of a calm floor; with ``colour`` the light is [px, 3].
    """
    loaded = load("fracture")
    loaded = replace(loaded, scene=ranged(filled(loaded.scene, {"glaze": "sealed"}, {"glaze": "sealed"}),
                                           {"glaze": (0.0, 100.0)}))  # fmt: skip

    def draw(states, shares, *, colour=False, **values):
        table = role_table(areas_table(len(states), interval=False), loaded.scene.wanted).table
        cubes = {"state": table.state.copy(), "value": table.value.copy()}
        cubes["state"][..., 0], cubes["value"][..., 0] = states, shares
        table = replace(table, **cubes)
        engine = Engine(gl_context, loaded, table, SIZE)
        calm = assign(loaded.scene.params(), movement=0.0, vary=0.0, lamp=0.0, plate="field", focus=(0.36, 0.58))
        engine.draw(loaded.scene.frame(0, size=SIZE), assign(calm, **values))
        read = {name: np.frombuffer(engine.pipeline.targets[name].buffer.read(components=4, dtype="f4"), np.float32)
                for name in ("relief", "bowls")}  # fmt: skip
        light = (engine.read()[::-1, :, :3] / 255.0) ** 2.2
        light = light if colour else light @ np.array([0.2126, 0.7152, 0.0722])
        engine.release()
        relief, bowls = read["relief"].reshape(*SIZE[::-1], 4), read["bowls"].reshape(-1, len(states), 4)[0]
        up, right = (np.mgrid[: SIZE[1], : SIZE[0]] + 0.5 - 0.5 * np.array(SIZE[::-1])[:, None, None]) / SIZE[1]
        own = [np.hypot(right - x, up - y) < 0.85 * radius for x, y, radius, _ in bowls]
        return [light[one] for one in own], [relief[..., 1][one] for one in own]

    return draw


def test_each_part_of_a_petal_is_as_much_more_glaze(blossoms):
    """10 and 12 percent looked the same, and so did 70 and 71: the last petal was a paler whole one."""
    shares = np.array([0.1, 5.0, 8.0, 10.0, 12.0, 70.0, 71.0, 75.0, 100.0])
    _, thick = blossoms([State.VALUE] * len(shares), shares)
    glaze = np.array([np.clip((one - 0.15) / 0.85, 0.0, 1.0).mean() for one in thick])

    assert (np.diff(glaze) > 0.0).all()
    np.testing.assert_allclose(glaze / glaze[-1], shares / 100.0, atol=0.04)
    assert min(np.quantile(one, 0.99) for one in thick[1:3]) > 0.85, "as deep as in a whole petal"


@pytest.mark.parametrize("glaze", ["#c3d6c6", "#2c7a80"])
def test_what_is_not_told_lies_a_step_below_all_that_is_whatever_the_glaze(blossoms, glaze):
    """Slip, frost and bare clay were the brightest discs on a dark plate, clay the darkest thing on a pale one."""
    states, shares, light = (State.VALUE, *STATES), [10.0, 0.0, np.nan, np.nan, np.nan], np.zeros(5)
    for shift in range(5):  # each comes to every place once: the lamp does not reach all alike
        drawn, _ = blossoms([*np.roll(states, shift), State.VALUE], [*np.roll(shares, shift), 90.0], glaze=glaze)
        light += np.roll([one.mean() for one in drawn[:5]], -shift)
    least, zero, *covered = light

    for state, one in zip(STATES[1:], covered, strict=True):
        assert 0.3 * zero < one < 0.95 * min(least, zero), state


def test_five_states_look_their_own_way(blossoms):
    """Each against each: by colour, or by how even it is."""
    states = (State.VALUE, *STATES)
    light, _ = blossoms(states * 3, [50.0, 0.0, np.nan, np.nan, np.nan] * 3, colour=True)
    looks = [np.mean([np.quantile(one, np.linspace(0.1, 0.9, 9), axis=0) for one in light[n::5]], axis=0)
             for n in range(5)]  # fmt: skip

    for n, one in enumerate(looks):
        for other in looks[:n]:
            assert np.abs(one - other).max() > 0.04


@pytest.mark.parametrize("knob", ["suppressed", "stale"])
def test_what_a_hand_lays_over_a_blossom_hides_no_figure(blossoms, knob):
    shares, count = np.tile([20.0, 80.0], 16), 32
    (few, _), (many, _) = (blossoms([State.VALUE] * count, order, **{knob: 1.0}) for order in (shares, shares[::-1]))
    plain, _ = blossoms([State.VALUE] * count, shares)
    other, _ = blossoms([State.VALUE] * count, shares[::-1])
    struck = [n for n in range(count) if np.abs(few[n] - plain[n]).mean() > 0.01]

    assert len(struck) > 1
    for n in struck:
        assert np.abs(few[n] - many[n]).mean() > 0.3 * np.abs(plain[n] - other[n]).mean()


@pytest.mark.parametrize("knob", ["suppressed", "stale"])
def test_what_a_hand_lays_over_a_blossom_is_plainly_there(blossoms, knob):
    """Blossoms whose figures stopped arriving, or that were to be covered, could not be told from their neighbours."""
    shares, count = np.tile([20.0, 80.0], 16), 32
    (laid, _), (plain, _) = (blossoms([State.VALUE] * count, shares, colour=True, **{knob: level})
                             for level in (1.0, 0.0))  # fmt: skip
    changed = np.array([np.mean(np.abs(a ** (1 / 2.2) - b ** (1 / 2.2)).max(axis=1) > 24 / 255)
                        for a, b in zip(laid, plain, strict=True)])  # fmt: skip
    struck = np.flatnonzero(changed > 0.05)  # not whom a crack of theirs crosses

    assert 2 < len(struck) < 8
    assert changed[struck].min() > 0.22
    darker = [laid[n].mean() < plain[n].mean() for n in struck]
    assert all(darker), "what is covered lies a step below"
