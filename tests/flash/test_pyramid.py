"""The sizes of a plane, each half the one before, and what is found of them, kept for the next who asks."""

from itertools import pairwise

import numpy as np
import pytest

from renderer.flash import spectrum
from renderer.flash.pyramid import Pyramid


@pytest.mark.parametrize("shape", [(180, 320), (181, 333), (722, 90), (20, 80)])
def test_each_size_is_half_of_the_one_before(shape):
    plane = np.random.default_rng(2).random(shape, np.float32)
    sizes = Pyramid(plane).pictures

    assert len(sizes) > 1
    for large, small in pairwise(sizes):
        assert small.shape == (large.shape[0] // 2, large.shape[1] // 2)
        # The kernel 1 3 3 1 on both axes, edges repeated.
        wide = np.pad(large, 1, "edge").astype(float)
        rows = sum(w * wide[k : k + 2 * small.shape[0] : 2] for k, w in enumerate((1, 3, 3, 1))) / 8
        wanted = sum(w * rows[:, k : k + 2 * small.shape[1] : 2] for k, w in enumerate((1, 3, 3, 1))) / 8
        np.testing.assert_allclose(small, wanted, atol=1e-6)
    assert sizes[-1].shape[1] < 80 or sizes[-1].shape[0] < 20


def test_narrow_planes_are_widened_and_kept_as_they_came():
    plane = np.ones((9, 2), np.float32)

    assert Pyramid(plane).pictures[0].shape == (9, 4)
    assert Pyramid(plane).plane is plane


def test_two_rooms_share_the_spectra_and_find_what_each_would_alone(monkeypatch):
    plane = np.random.default_rng(5).random((180, 320), np.float32)
    made = []
    real = spectrum._Spectrum
    monkeypatch.setattr(spectrum, "_Spectrum", lambda *args: made.append(args) or real(*args))
    shared = Pyramid(plane)
    together = [spectrum.search(shared, size, 0.1) for size in (1.7, 4.1)]
    count = len(made)
    alone = [spectrum.search(Pyramid(plane), size, 0.1) for size in (1.7, 4.1)]

    assert count == len(shared.pictures)
    for one, other in zip(together, alone, strict=True):
        for a, b in zip(one, other, strict=True):
            np.testing.assert_array_equal(a.contrast, b.contrast)
            np.testing.assert_array_equal(a.coarse, b.coarse)
