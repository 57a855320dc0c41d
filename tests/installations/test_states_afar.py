"""Every installation at arm's length: zero, withheld, held back and missing are told from each other, and from known.

The rule of all scenes (``the five states look different``) asks that a few pixels differ: fields of which nothing is
known and fields of zero were both flat navy, and differed by thin lines. Here is asked what is seen at 200 px.
"""

from itertools import combinations

import numpy as np
import pytest
from state_looks import distances, looks

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.scene.catalogue import installations, load

SIZE = (400, 225)
LEAST = 0.03  # OKLab; half as much is just seen where two flat colours touch


@pytest.mark.parametrize("name", installations())
def test_the_five_states_are_told_apart_at_arms_length(gl, name):
    loaded = load(name)
    each = 1 if name == "smile" else 3  # a tooth is the mean of all areas
    found = distances(*looks(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), SIZE, each=each))
    few = {pair: round(one, 3) for pair, one in found.items() if one < LEAST}
    assert not few


def test_what_is_measured_is_nothing_between_equals_and_sees_colour_and_structure():
    flat = np.full((112, 200, 3), 0.4)
    light, checked = flat.copy(), flat.copy()
    light[..., 0] += 0.05
    checked[::2, ::2, 0] += 0.2
    checked[..., 0] -= 0.05  # as light as the flat one, from afar
    drawn = {State.VALUE: flat, State.ZERO: light, State.HELD: checked, State.MISSING: flat.copy()}
    found = distances(drawn, np.ones((112, 200), bool))

    assert list(found) == [f"{one.word} and {other.word}" for one, other in combinations(drawn, 2)]
    assert found["value and missing"] == 0.0
    assert found["value and zero"] == pytest.approx(0.05, abs=1e-6)
    assert found["value and held"] > 0.05
