"""Lagoon: how much sea-green light stands in a bell, high and bright."""

import numpy as np

FLOOR, OWN = (0.9, 0.9), (0.95, 0.95)
PARAMS = {}


def where(targets):
    """Return whose bell lies under each pixel."""
    return {"row": targets["bells"].channel(0)}


def read(still):
    """Return how green a bell is on the whole: clear glass is blue, and what its ember hides does not count."""
    red, green, blue = np.moveaxis(still.light, -1, 0)
    sea = np.sqrt(np.maximum(green - 0.45 * blue - 0.6 * red, 0.0))
    ember = red > 0.75 * np.maximum(green, blue)
    return still.each(lambda window, mask: sea[window][own if (own := mask & ~ember[window]).any() else mask].mean())
