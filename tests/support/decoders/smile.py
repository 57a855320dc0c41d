"""Smile: how warm a tooth is as a whole, pearl and glass."""

import numpy as np

FLOOR, OWN = (0.9, 0.88), (0.95, 0.95)
PARAMS = {"each": "place", "place": 1}  # the default's teeth are groups where there are any


def where(targets):
    """Return whose tooth lies under each pixel."""
    return {"row": targets["near"].channel(0)}


def read(still):
    """Return how cold the mean pixel of each tooth is: red to blue, by codes."""
    warm = np.log((still.picture[..., 0] + 8.0) / (still.picture[..., 2] + 8.0))
    return still.each(lambda window, mask: -warm[window][mask].mean())
