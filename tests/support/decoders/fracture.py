"""Fracture: how many petals of a blossom glaze fills: whole ones are counted, the last one as far as it is filled."""

import warnings

import numpy as np

FLOOR, OWN = (0.92, 0.75), (0.93, 0.85)
PARAMS = {}
LUMA = np.array([0.2126, 0.7152, 0.0722])
APART = 0.4  # of the logarithms of light
PETALS = 10
TURNS = np.arange(PETALS)[:, None, None] + 0.5 + np.linspace(-0.2, 0.2, 5)  # petals, along their middle lines
_EDGES = np.sqrt(np.linspace(0.3**2, 0.9**2, 13))
FACE = (0.5 * (_EDGES[1:] + _EDGES[:-1]))[:, None]  # radii from foot to tip, in steps of as much face
HEART = np.array([0.04, 0.08, 0.12])[:, None]


def places(targets):
    """Return the middle (x right, y up), radius (picture heights) and turn (cycles) of each blossom, [areas, 4]."""
    bowls = [targets["bowls"].channel(index) for index in range(3)]
    return np.stack([*(one[1] for one in bowls), bowls[0][0]], axis=-1)


def read(still):
    """Return the petals of each blossom that are pale glaze rather than dark clay, 0 .. 1 of ten, the last in part."""
    light = np.maximum(still.light @ LUMA, 1e-4)
    light[still.light[..., 2] < 0.3 * still.light[..., 0]] = np.nan  # gold does not count
    light = np.log(light)
    with warnings.catch_warnings():  # a petal all under gold
        warnings.simplefilter("ignore", RuntimeWarning)
        faces = [_at(light, place, TURNS, FACE) for place in still.places]
        hearts = [np.nanmedian(_at(light, place, TURNS, HEART)) for place in still.places]
        petals = [np.nanmedian(one, axis=2) for one in faces]
        every = np.array([np.nanmedian(one, axis=1) for one in petals])
        if np.nanquantile(every, 0.9) - np.nanquantile(every, 0.1) < APART:
            return np.zeros(still.areas)  # no petal is lighter than the rest
        apart = max(APART, np.median(np.nanmax(every, axis=1) - np.nanmin(every, axis=1)))
        return np.array([_filled(one, heart, apart) for one, heart in zip(petals, hearts, strict=True)])


def _filled(petals, heart, apart):
    """Return the share of ten ``petals`` that is filled, where full and bare ones are usually so far ``apart``."""
    petals = np.where(petals < heart - 1.0, np.nan, petals)  # far darker than clay: a crack
    each = np.nanmedian(petals, axis=1)
    bare, full = np.nanmin(each), np.nanmax(each)
    if not full - bare > 0.35 * apart:  # all are filled, or none is; the heart is clay
        return float(full - heart > 0.35 * apart)
    parts = np.clip(1.8 * (petals - bare) / (full - bare) - 0.4, 0.0, 1.0)
    parts = np.nan_to_num(np.nanmean(parts, axis=1), nan=0.5)
    # They are filled one after the other: all before the last one, none after it.
    wrong = [((1.0 - parts[:last]) ** 2).sum() + (parts[last + 1 :] ** 2).sum() for last in range(PETALS)]
    last = int(np.argmin(wrong))
    return (last + parts[last]) / PETALS


def _at(light, place, turns, radii):
    """Return ``light`` of one blossom, there: turns in petals from its first one, radii in its own."""
    height, width = light.shape
    x, y, radius, turned = place
    off, turn = radii * radius * height, 2.0 * np.pi * (turns / PETALS - turned)
    rows = np.rint(0.5 * height - y * height - 0.5 - off * np.cos(turn)).astype(int)
    columns = np.rint(0.5 * width + x * height - 0.5 + off * np.sin(turn)).astype(int)
    return light[rows.clip(0, height - 1), columns.clip(0, width - 1)]
