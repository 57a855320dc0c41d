"""Equity: how far the porcelain of an area's pipes reaches on the left wing."""

import numpy as np

FLOOR, OWN = (0.95, 0.9), (0.95, 0.95)
PARAMS = {}
COLUMN = 1  # where groups stand beside each other the left wing is the first
WING = -1  # -1 the left one, 1 the right
OUTER = 90  # percent of its pixels that lie nearer to the hinge: at the end itself they are blurred


def where(targets):
    """Return whose pipe lies under each pixel, and where on it: < 0 on the left wing."""
    return {"row": targets["form"].channel(0), "along": 1000.0 * targets["form"].channel(1)}


def read(still, wing=WING):
    """Return how far out a wing's pipe is warm as porcelain is; glass is cool. Thousandths of the range."""
    light = np.maximum(still.light, 1e-3)
    warm = (light[..., 0] > 1.05 * light[..., 2]) & (still.bright > 0.12)
    along = still.maps["along"] * wing

    def reach(window, mask):
        mine = mask & warm[window] & (along[window] > 0)
        return np.percentile(along[window][mine], OUTER) if mine.any() else np.nan

    return still.each(reach)
