import numpy as np

from renderer.data.load import load_all
from renderer.data.state import State
from renderer.data.texture import table_texture


def test_texels_are_value_low_high_and_state(tidy):
    table = load_all(tidy())
    texels = table_texture(table)

    assert texels.shape == (2, 2, 2, 4)
    assert texels.dtype == np.float32
    np.testing.assert_array_equal(texels[0, 0, 0], np.float32([58.6, 57.1, 60.1, State.VALUE]))
    np.testing.assert_array_equal(texels[1, 1, 0], np.float32([0, 0, 2.5, State.ZERO]))


def test_what_is_unknown_is_finite_and_told_by_its_state_alone(tidy):
    table = load_all(tidy())
    texels = table_texture(table)
    silent = ~np.isin(table.state, (State.VALUE, State.ZERO))

    assert np.isfinite(texels).all()
    assert silent.sum() == 4
    assert (texels[silent][:, :3] == 0).all()
    np.testing.assert_array_equal(texels[..., 3], table.state)


def test_a_value_without_an_interval_is_a_point(tidy):
    table = load_all(tidy())

    np.testing.assert_array_equal(table_texture(table)[1, 0, 1], np.float32([33.3, 33.3, 33.3, State.VALUE]))
