"""Biome map: how much of a place is water rather than sand."""

import numpy as np

FLOOR, OWN = (0.9, 0.7), (0.9, 0.9)
PARAMS = {}


def where(targets):
    """Return whose place lies under each pixel."""
    return {"row": targets["whose"].channel(0)}


def read(still):
    """Return how blue each place is on the whole: sand is warm, water and what grows in it are not."""
    light = np.maximum(still.light, 2e-3)
    cold = np.log(light[..., 2] / light[..., 0])
    # From sand to water in the light of this picture: by night sand is bluish, too.
    sand, water = np.percentile(cold[still.maps["row"] >= 0], (10, 90))
    cold = np.clip(5.0 * (cold - sand) / max(water - sand, 0.1) - 1.0, 0.0, 1.0)
    return still.each(lambda window, mask: cold[window][mask].mean())
