"""Lagoon: how much of a bell is sea-green and how much blue, whatever the water around it and how far off it is."""

import numpy as np

FLOOR, OWN = (0.9, 0.9), (0.93, 0.9)
PARAMS = {}
EMBER = 0.35  # green in an ember's light, of its red


def where(targets):
    """Return whose bell lies under each pixel."""
    return {"row": targets["bells"].channel(0)}


def read(still):
    """Return how green a bell is on the whole: clear glass is blue, and what its ember hides does not count."""
    light = still.light
    ember = light[..., 0] > 0.75 * light[..., 1:].max(axis=-1)

    def green(window, mask):
        free, own = still.maps["row"][window] < 0, mask & ~ember[window]
        here, seen = light[window], own if own.any() else mask
        water = np.median(here[free], axis=0) if free.any() else 0.0
        red, green, blue = np.maximum(here[seen] - water, 0.0).sum(axis=0)
        return max(green - EMBER * red, 0.0) / (green + blue + 1e-5)

    return still.each(green)
