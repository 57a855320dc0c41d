"""Signal loss: how far a sitter has turned into the lamp, by the side on which the light lies."""

import numpy as np
from scipy import ndimage

FLOOR, OWN = (0.93, 0.75), (0.9, 0.9)
PARAMS = {}


def where(targets):
    """Return whose receiver stands under each pixel."""
    return {"row": targets["glass"].channel(0)}


def read(still):
    """Return how far left of the middle of a receiver its brightest light lies, in widths of the receiver."""
    bright = still.bright**4  # the lit side of the face, and hardly what stands behind it
    return still.each(lambda window, mask: _left(bright[window], mask))


def _left(light, mask):
    """Return it for the largest receiver that shows the area: the great one may show it too."""
    parts, _ = ndimage.label(mask)
    mask = parts == np.bincount(parts[mask]).argmax()
    across = np.broadcast_to(np.arange(mask.shape[1]), mask.shape)[mask]
    middle = (across.min() + across.max()) / 2
    return (middle - np.average(across, weights=light[mask] + 1e-9)) / max(np.ptp(across), 1)
