"""Smile: how warm the light of a tooth's pearl is, which is the brighter half of the tooth."""

import numpy as np

FLOOR, OWN = (0.9, 0.88), (0.95, 0.95)
PARAMS = {"each": "place", "place": 1}  # the default's teeth are groups where there are any


def where(targets):
    """Return whose tooth lies under each pixel."""
    return {"row": targets["near"].channel(0)}


def read(still):
    """Return how cold the brighter half of each tooth is: red to blue, of all its light."""

    def cold(window, mask):
        light = still.light[window][mask]
        bright = light.sum(axis=1)
        red, _, blue = light[bright >= np.median(bright)].sum(axis=0) + 1e-4
        return np.log(blue / red)

    return still.each(cold)
