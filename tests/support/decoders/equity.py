"""Equity: how far the porcelain of an area's pipes reaches on the left wing."""

import numpy as np

FLOOR, OWN = (0.95, 0.75), (0.95, 0.95)
PARAMS = {}
COLUMN = 1  # where groups stand beside each other the left wing is the first
WING = -1  # -1 the left one, 1 the right
PARTS = 50  # of a pipe


def where(targets):
    """Return whose pipe lies under each pixel, and where on it: < 0 on the left wing."""
    return {"row": targets["form"].channel(0), "along": 1000.0 * targets["form"].channel(1)}


def read(still, wing=WING):
    """Return how much of a wing's pipe is warm as porcelain is; glass is cool. 0 .. 1, of the longest pipe."""
    light = np.maximum(still.light, 1e-3)
    warm = (light[..., 0] > 1.05 * light[..., 2]) & (still.bright > 0.12)
    along = still.maps["along"] * wing

    def reach(window, mask):
        mine = mask & (along[window] > 0)
        if not mine.any():
            return np.nan
        part = np.minimum(along[window][mine] * PARTS // 1000, PARTS)
        counts = np.bincount(part, minlength=PARTS + 1)
        share = np.bincount(part, warm[window][mine], PARTS + 1) / np.maximum(counts, 1)
        share[: part.min()] = share[part.min()]  # by the hinge pipes are too thin to be seen
        return share.sum() / PARTS

    return still.each(reach)
