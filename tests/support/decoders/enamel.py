"""Enamel: of the prisms of a field, how many are bright; from afar how much of it is, and how warm."""

import numpy as np
from scipy.stats import rankdata
from thumbnails import LUMA

from .still import halves

FLOOR, OWN = (0.94, 0.70), (0.95, 0.8)
PARAMS = {}


def where(targets):
    """Return whose field, and which prism, lies under each pixel."""
    return {"row": targets["relief"].channel(1), "prism": targets["lattice"].channel(0)}


def read(still):
    """Return the share of a field's prisms that are brighter than its middle between bright and dark, 0 .. 1."""
    bright = np.sqrt(still.light @ LUMA)  # moonlight is blue, which eyes see darker than its largest code
    if _unseen(still):  # at arm's length a prism is no mark any more: what is left is what the plate says of afar
        much = still.each(lambda window, mask: _lit(bright[window][mask]))
        warm = still.each(lambda window, mask: _warmth(still.light[window][mask]))
        return rankdata(much, nan_policy="omit") + rankdata(warm, nan_policy="omit")
    return still.each(lambda window, mask: _share(_means(bright[window][mask], still.maps["prism"][window][mask])))


def _unseen(still):
    """Return whether prisms are smaller than five pixels across."""
    mine = still.maps["row"] >= 0
    return mine.sum() < 25 * len(np.unique(still.maps["prism"][mine]))


def _means(values, names):
    """Return the mean of ``values`` for each name."""
    _, index = np.unique(names, return_inverse=True)
    return np.bincount(index, values) / np.bincount(index)


def _share(values):
    return (values > halves(values)).mean()


def _lit(values):
    """Return the share of ``values`` that is bright: more than 0.55 of what most of the bright ones are."""
    full = np.median(values[values > 0.4 * np.percentile(values, 95)])
    return (values > 0.55 * full).mean()


def _warmth(light):
    """Return how much more red than blue the brighter half of ``light``, linear, is: -1 .. 1."""
    mean = light[light @ LUMA >= np.median(light @ LUMA)].mean(axis=0)
    return (mean[0] - mean[2]) / mean.sum()
