"""Fracture: how much of the petals of a blossom is filled with glaze."""

import numpy as np

FLOOR, OWN = (0.92, 0.7), (0.93, 0.85)
PARAMS = {}
LUMA = np.array([0.2126, 0.7152, 0.0722])
APART = 0.4  # of the logarithms of light


def places(targets):
    """Return the middle (x right, y up), radius (picture heights) and turn (cycles) of each blossom, [areas, 4]."""
    bowls = [targets["bowls"].channel(index) for index in range(3)]
    return np.stack([*(one[1] for one in bowls), bowls[0][0]], axis=-1)


def read(still):
    """Return the petals of each blossom that are pale glaze rather than dark clay, 0 .. 1 of ten, the last in part."""
    light = np.maximum(still.light @ LUMA, 1e-4)
    light[still.light[..., 2] < 0.3 * still.light[..., 0]] = np.nan  # gold does not count
    petals = [_petals(np.log(light), place) for place in still.places]
    every = np.concatenate(petals)
    if np.nanquantile(every, 0.9) - np.nanquantile(every, 0.1) < APART:
        return np.zeros(still.areas)  # no petal is lighter than the rest
    return np.array([_filled(one, np.nanmedian(every)) for one in petals])


def _filled(petals, middle):
    """Return the share of ten ``petals`` that is filled; beside each other, the lamp shades bare and full alike."""
    bare, full = np.nanmin(petals), np.nanmax(petals)
    if not full - bare > APART:
        return float(full > middle)
    petals = np.clip((petals - bare) / (full - bare), 0.0, 1.0)
    return np.nanmean(np.clip(1.6 * petals - 0.3, 0.0, 1.0))


def _petals(light, place):
    """Return how light each petal of one blossom is, [10]."""
    height, width = light.shape
    x, y, radius, turned = place
    across, down, reach = 0.5 * width + x * height - 0.5, 0.5 * height - y * height - 0.5, radius * height
    rows = np.arange(max(int(down - reach), 0), min(int(down + reach) + 2, height))
    columns = np.arange(max(int(across - reach), 0), min(int(across + reach) + 2, width))
    right, up = np.meshgrid((columns - across) / reach, (down - rows) / reach)
    off, turn = np.hypot(right, up), (np.arctan2(right, up) / (2 * np.pi) + turned) % 1.0 * 10
    patch, ring = light[np.ix_(rows, columns)], (off > 0.35) & (off < 0.88)
    inside = [patch[ring & (turn.astype(int) == petal)] for petal in range(10)]
    return np.array([np.nanmedian(one) if np.isfinite(one).any() else np.nan for one in inside])
