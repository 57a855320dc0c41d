"""Signal loss: how far the lamp has come round a sitter, by the light on the cloth to the right."""

import numpy as np
from scipy import ndimage

FLOOR, OWN = (0.93, 0.85), (0.95, 0.95)
PARAMS = {}
_CLOTH = (0.36, 0.60, -0.4, 0.5)  # left, right, bottom, top of it, of half a receiver from its middle
_DARK = 30  # percent of it that are darker than what is read: lights that stand there are brighter


def where(targets):
    """Return whose receiver stands under each pixel."""
    return {"row": targets["glass"].channel(0)}


def read(still):
    """Return how light the cloth is between the lights there."""
    return still.each(lambda window, mask: _cloth(still.bright[window], mask))


def _cloth(bright, mask):
    """Return it for the largest receiver that shows the area: the great one may show it too."""
    parts, _ = ndimage.label(mask)
    mask = parts == np.bincount(parts[mask]).argmax()
    across, up = (_centred(mask.any(axis=axis)) for axis in (0, 1))
    left, right, bottom, top = _CLOTH
    beside = (across > left) & (across < right) & ((-up > bottom) & (-up < top))[:, None] & mask
    return np.percentile(bright[beside if beside.any() else mask], _DARK)


def _centred(line):
    """Return of each place on ``line`` how far it lies from the middle of what is set, in halves of that."""
    places = np.flatnonzero(line)
    return (np.arange(len(line)) - (places[0] + places[-1]) / 2) / max(np.ptp(places) / 2, 1)
