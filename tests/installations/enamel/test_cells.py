"""Enamel: a field of which one figure of three is not known says so in its own cells, whichever it is."""

from dataclasses import replace

import numpy as np
import pytest

from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import all_of
from renderer.scene.catalogue import load

SIZE = (64, 36)


@pytest.fixture(scope="module")
def cells(gl_context):
    """
    Return ``cells(missing)``: cells.frag with the figure of one column missing everywhere, [rows, cells, 4].

    filled : whether the role has a figure at all
    """
    loaded = load("enamel")
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl_context, loaded, table, SIZE)

    def draw(missing, *, filled=True):
        known = all_of(table, State.VALUE, 0.5)
        cubes = {name: getattr(known, name).copy() for name in ("value", "low", "high", "state")}
        for name in ("value", "low", "high"):  # saw a dentist, lost six teeth or more, lost all
            cubes[name][:, :, :3] = 50.0, 60.0, 20.0
        if missing is not None:
            for name in ("value", "low", "high"):
                cubes[name][:, :, missing] = np.nan
            cubes["state"][:, :, missing] = State.MISSING
        columns = tuple(one if filled or n != missing else replace(one, figure="", domain=None)
                        for n, one in enumerate(known.columns))  # fmt: skip
        engine.table = replace(known, columns=columns, **cubes)
        engine.draw(loaded.scene.frame(0, size=SIZE))
        target = engine.pipeline.targets["cells"]
        texels = np.frombuffer(target.buffer.read(components=4, dtype="f4"), np.float32).reshape(-1, 101, 4)
        return texels[:, :100].reshape(-1, 4)  # the last column is of the field as a whole

    yield draw
    engine.release()


@pytest.mark.parametrize(("missing", "veil"), [(None, 0.0), (0, 1.0), (1, 0.6), (2, 0.3)])
def test_the_veil_says_which_figure_is_not_known(cells, missing, veil):
    drawn = cells(missing)
    state = State.VALUE if missing is None else State.MISSING
    np.testing.assert_allclose(drawn[:, 2], float(state) + veil * 0.124, atol=2e-3)


@pytest.mark.parametrize("empty", [1, 2])
def test_a_role_without_a_figure_veils_no_field(cells, empty):
    drawn = cells(empty, filled=False)
    np.testing.assert_allclose(drawn[:, 2], float(State.VALUE), atol=2e-3)


def test_a_socket_needs_its_own_figure_known(cells):
    """What is hollow says who lost six teeth or more: not without that share, and also without that of all teeth."""
    whole, without, alone = (cells(missing)[:, 3] >= 2.0 for missing in (None, 1, 2))
    assert whole.any()
    assert not without.any()
    assert alone.any()
