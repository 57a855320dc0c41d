"""Biome map: a seed is a work and a preset a form, told apart at 200 px."""

from itertools import combinations

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage
from thumbnails import LUMA

from renderer.scene.catalogue import load
from tests.installations.biome_map.conftest import Flat

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


@pytest.fixture(scope="module")
def look(gl_context, coarse_biome_map):
    """
    Return ``look(size, seed, values)``: the thumbnail of a picture; one engine draws all of a size, each once.

    Tall ones have fewer and larger colonies, at a sixth of the cost: the composition is the same.
    """
    engines, seen = {}, {}

    def draw(size, seed=0, **values):
        if size not in engines:
            engines[size] = Flat(gl_context, size, where="biome_map" if size == WIDE else coarse_biome_map)
        if (key := (size, seed, *sorted(values.items()))) not in seen:
            seen[key] = thumbnail(engines[size].draw(seed=seed, **values))
        return seen[key]

    yield draw
    for one in engines.values():
        one.engine.release()


@pytest.mark.usefixtures("gl")  # no GL error, before and after
@pytest.mark.parametrize("values", PRESETS)
@pytest.mark.parametrize("size", [WIDE, TALL])
def test_four_seeds_are_four_works(look, size, values):
    alike, far = apart([look(size, seed, **values) for seed in range(4)])

    assert alike < 0.9
    assert far > 9.0


@pytest.mark.usefixtures("gl")
@pytest.mark.parametrize("size", [WIDE, TALL])
def test_presets_differ_in_form(look, size):
    alike, far = apart([look(size, **values) for values in PRESETS])

    assert alike < 0.9
    assert far > 12.0
