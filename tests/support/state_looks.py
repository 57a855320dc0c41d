"""The five states of an installation at arm's length: how far two looks of the same places are from each other."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from grounds import on_ground
from PIL import Image
from scipy import ndimage

from renderer.core.colour import linear_to_oklab, srgb_decode
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import some_in

SMALL = (200, 112)  # px: as a file manager shows it
NEAR = 2.0  # px of the small picture over which colour and structure are taken together
CHANGED = 0.02  # OKLab: what tells a place whose figure is in another state from one that is known
EACH = 3  # each third area is in the state, as in the gallery


def looks(gl, loaded, table, size=(800, 450), *, seed=0, each=EACH, **values):
    """
    Return the small picture of each state in a third of the areas, OKLab [112, 200, 3], and where they are, bool.

    A place counts where any state makes it another than a known figure does. What all areas together move, by binds,
    is held: it lies on all of them. Nobody says how many were asked: marks of that size would stand elsewhere.
    """
    table = replace(table, sample=np.full_like(table.sample, -1))
    held = frozenset(bind.to for bind in loaded.scene.binds)
    frame, params = loaded.scene.frame(0, size=size, seed=seed), loaded.scene.params(**values)
    engine, drawn = on_ground(Engine(gl, loaded, table, size)), {}
    for state in State:
        shown = table if state == State.VALUE else some_in(table, state, each)
        engine.table = replace(shown, sample=table.sample, release=state.word)
        if loaded.scene.feedback:
            engine.restart()
        engine.draw(frame, params, held=held)
        drawn[state] = _small(engine.read(3))
    engine.release()
    apart = [np.linalg.norm(_near(one) - _near(drawn[State.VALUE]), axis=-1) for one in drawn.values()]
    return drawn, np.max(apart, axis=0) > CHANGED


def distances(drawn, where):
    """
    Return how far the looks of each two states are from each other over ``where``, by their words.

    It is in OKLab: of colour, as far as two pixels blur it, and of roughness, by how much lightness differs within.
    """
    return {f"{one.word} and {other.word}": _distance(drawn[one], drawn[other], where)
            for one, other in combinations(drawn, 2)}  # fmt: skip


def lightness(drawn, where):
    """Return the mean lightness of each state over ``where``, OKLab."""
    return {state: float(one[..., 0][where].mean()) for state, one in drawn.items()}


def _small(picture):
    """Return sRGB codes, [height, width, 3], at 200 px, shrunk as light is, in OKLab."""
    light = srgb_decode(picture / 255.0).astype(np.float32)
    shrunk = [Image.fromarray(light[..., n]).resize(SMALL, Image.Resampling.BOX) for n in range(3)]
    return linear_to_oklab(np.clip(np.stack([np.asarray(one) for one in shrunk], axis=-1), 0.0, 1.0))


def _distance(one, other, where):
    rough = _rough(one) - _rough(other)
    return float(np.sqrt(((_near(one) - _near(other)) ** 2).sum(axis=-1) + rough**2)[where].mean())


def _near(one):
    """Return the mean around each pixel."""
    return ndimage.gaussian_filter(one, (NEAR, NEAR, 0.0))


def _rough(one):
    """Return by how much lightness differs from pixel to pixel around each."""
    lightness = one[..., 0]
    return np.sqrt(ndimage.gaussian_filter((lightness - ndimage.gaussian_filter(lightness, NEAR)) ** 2, NEAR))
