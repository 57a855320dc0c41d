"""Journey: how much of a strand is cut open in the last chamber, which is of the newest time."""

import numpy as np

from .still import halves

FLOOR, OWN = (0.95, 0.9), (0.9, 0.9)
PARAMS = {}


def where(targets):
    """Return whose strand each pixel is, -1 outside of the last chamber."""
    row, at = targets["plan"].channel(0), np.floor(targets["plan"].channel(3))
    return {"row": np.where((row >= 0) & (at == at.max()), row, -1)}


def read(still):
    """Return the share of each strand that is brighter than what parts all strands best into light and dark."""
    rows = still.maps["row"]
    light = halves(still.bright[rows >= 0]) if (rows >= 0).any() else 0.0
    return still.each(lambda window, mask: (still.bright[window][mask] >= light).mean())
