"""Phases by each method: the table of them, the slices and the points of light that the deep ones are made of."""

import numpy as np
import pytest

from renderer.displays.hologram.methods import METHODS
from renderer.displays.hologram.phases import PHASES, _points, _slices, phase_by

RNG = np.random.default_rng(6)


def test_every_method_has_its_phase_and_no_two_have_the_same(bench):
    amplitude = RNG.uniform(0.1, 1.0, (64, 96)).astype(np.float32)
    depth = np.linspace(0.0, 1.0, 64 * 96, dtype=np.float32).reshape(64, 96)
    one = {method: bench(method, iterations="3", points="50") for method in METHODS}
    made = {method: phase_by(one[method], amplitude, depth, 520e-9) for method in METHODS}

    assert list(PHASES) == list(METHODS)
    for method, phase in made.items():
        assert phase.shape == amplitude.shape
        assert np.abs(phase).max() <= np.pi + 1e-6
        assert not any(np.allclose(phase, other, atol=0.1) for name, other in made.items() if name != method), method


@pytest.mark.parametrize("method", METHODS)
def test_a_dark_picture_makes_a_flat_phase(method, bench):
    assert not phase_by(bench(method), np.zeros((64, 96), np.float32), np.zeros((64, 96), np.float32), 520e-9).any()


def test_slices_part_the_light_and_stand_in_the_middle_of_their_share(bench):
    one = bench("planes", z="150", depth="30", planes="3")
    amplitude = RNG.uniform(0.1, 1.0, (4, 6)).astype(np.float32)
    depth = np.linspace(0.0, 1.0, 24, dtype=np.float32).reshape(4, 6)
    cut, at = _slices(one, amplitude, depth)

    assert at == pytest.approx([0.140, 0.150, 0.160])
    np.testing.assert_array_equal(sum(cut), amplitude)
    for k, part in enumerate(cut):
        inside = (depth >= k / 3) & (depth < (k + 1) / 3 if k < 2 else depth <= 1.0)
        np.testing.assert_array_equal(part > 0, inside)
    assert len(_slices(one, np.where(depth < 0.3, amplitude, 0), depth)[0]) == 1  # what is dark costs nothing


def test_points_lie_where_the_light_is_upright_and_at_their_depth(bench):
    one = bench("cloud", z="150", depth="30", points="50", seed="3")
    amplitude, depth = np.zeros((64, 96), np.float32), np.full((64, 96), 0.75, np.float32)
    amplitude[10, 20] = 1.0
    places, light = _points(one, amplitude, depth)

    assert (places.shape, light.tolist()) == ((50, 3), [1.0] * 50)
    np.testing.assert_allclose(places, [[(20 - 47.5) * 8e-6, (31.5 - 10) * 8e-6, 0.1575]] * 50)
    amplitude[40, 60] = 2.0  # four times the light
    share = (_points(bench("cloud", points="4000"), amplitude, depth)[0][:, 0] > 0).mean()
    assert share == pytest.approx(0.8, abs=0.03)
