"""The integer hashes again, in numpy, from the paper: the noises' oracles stand on them."""

from types import SimpleNamespace

import numpy as np
import pytest


def pcg(n):
    """Jarzynski and Olano 2020, listing 1: an LCG step, then the RXS-M-XS permutation of O'Neill's PCG."""
    state = np.asarray(n, np.uint64) * 747796405 + 2891336453 & 0xFFFFFFFF
    word = ((state >> (state >> np.uint64(28)) + np.uint64(4)) ^ state) * np.uint64(277803737)
    word &= np.uint64(0xFFFFFFFF)
    return ((word >> np.uint64(22)) ^ word).astype(np.uint32)


def mixed(n, order):
    """Return lanes n [k, lanes] after two rounds of ``lane += product`` in ``order``, as in the paper."""
    v = (np.asarray(n).astype(np.uint32).T * np.uint32(1664525) + np.uint32(1013904223)).copy()
    with np.errstate(over="ignore"):
        for last in (False, True):
            for lane, (a, b) in enumerate(order):
                v[lane] += v[a] * (v[b] if b is not None else np.uint32(1664525))
            if not last or len(order) == 2:
                v ^= v >> np.uint32(16)
    return v.T


@pytest.fixture(scope="session")
def hashes():
    """Return pcg, pcg2d, pcg3d, pcg4d and unit, in numpy."""
    return SimpleNamespace(
        pcg=pcg,
        pcg2d=lambda n: mixed(n, [(1, None), (0, None)]),
        pcg3d=lambda n: mixed(n, [(1, 2), (2, 0), (0, 1)]),
        pcg4d=lambda n: mixed(n, [(1, 3), (2, 0), (0, 1), (1, 2)]),
        unit=lambda n: (np.asarray(n, np.uint32) >> 8).astype(np.float64) / 2**24,
    )
