"""Biome map: how much of a place is water rather than sand, and how much of that water kelp leaves bare."""

import numpy as np

from .still import halves

FLOOR, OWN = (0.9, 0.7), (0.9, 0.9)
PARAMS = {}


def where(targets):
    """Return whose place lies under each pixel."""
    return {"row": targets["whose"].channel(0)}


def hues_of(still):
    """Return how blue each pixel is beside red, as water is, how green beside both, as kelp is; where places are."""
    light = np.maximum(still.light, 2e-3)
    blue = np.log(light[..., 2] / light[..., 0])
    green = np.log(light[..., 1] ** 2 / (light[..., 0] * light[..., 2]))
    return (blue, green), still.maps["row"] >= 0


def read(still):
    """Return how much of each place is not sand, in the light of this picture: what is half of it counts half."""
    hues, here = hues_of(still)
    ends = [np.percentile(hue[here], (10, 90)) for hue in hues]
    most = np.maximum(*((hue - low) / max(high - low, 0.1) for hue, (low, high) in zip(hues, ends, strict=True)))
    wet = np.clip(3.0 * most - 0.5, 0.0, 1.0)
    return still.each(lambda window, mask: wet[window][mask].mean())


def read_bare(still):
    """Return how much of what is not sand is water: kelp holds more green than blue, water less."""
    light, ((blue, green), here) = np.maximum(still.light, 2e-3), hues_of(still)
    wet = (blue > halves(blue[here])) | (green > halves(green[here]))
    yellow = np.log(light[..., 1] / light[..., 2])
    kelp = yellow > halves(yellow[here & wet])

    def bare(window, mask):
        under = mask & wet[window]
        return 1.0 - kelp[window][under].mean() if under.sum() > 3 else np.nan

    return still.each(bare)
