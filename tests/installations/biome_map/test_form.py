"""Biome map: a seed is a work and a preset a form, told apart at 200 px."""

from itertools import combinations

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from renderer.scene.catalogue import load

LUMA = (0.2126, 0.7152, 0.0722)
PRESETS = [{}, *(dict(one.params) for one in load("biome_map").presets if one.name != "places")]
WIDE, TALL = (320, 180), (180, 320)
THUMBNAIL = 200


def thumbnail(picture):
    """Grey at 200 px, as soft as it is seen across a room."""
    height, width = picture.shape[:2]
    small = [round(side * THUMBNAIL / max(width, height)) for side in (width, height)]
    grey = np.asarray(Image.fromarray(picture).resize(small, Image.Resampling.LANCZOS)) @ LUMA
    return ndimage.gaussian_filter(grey, 2.0)


def apart(looks):
    """Return how alike the two of ``looks`` are that are most alike, and how far apart those that are least."""
    pairs = list(combinations(looks, 2))
    return (max(np.corrcoef(one.ravel(), other.ravel())[0, 1] for one, other in pairs),
            min(np.abs(one - other).mean() for one, other in pairs))  # fmt: skip


@pytest.mark.parametrize("values", PRESETS)
@pytest.mark.parametrize("size", [WIDE, TALL])
def test_four_seeds_are_four_works(flat, size, values):
    made = flat(size)
    alike, far = apart([thumbnail(made.draw(seed=seed, **values)) for seed in range(4)])

    assert alike < 0.9
    assert far > 9.0


@pytest.mark.parametrize("size", [WIDE, TALL])
def test_presets_differ_in_form(flat, size):
    made = flat(size)
    alike, far = apart([thumbnail(made.draw(**values)) for values in PRESETS])

    assert alike < 0.9
    assert far > 12.0
