"""Tables of any number of areas, as communities have them: a map, gaps, and figures from 8 to 97 percent."""

from math import ceil

import numpy as np

from renderer.data.state import State
from renderer.data.table import Area, Column, Table

MEASURES = {"sealed": "more", "decayed": "less", "lost": "less"}
# Beside each other in every table that is large enough, whatever the seed.
_STATES = (State.SUPPRESSED, State.MISSING, State.ZERO, State.HELD)


def areas_table(areas, times=1, *, placed=True, interval=True, parents=0, seed=5, low=8.0, high=97.0):
    """
    Return a table of ``areas`` with a share in each of ``MEASURES`` and how many people live there.

    placed : whether they lie on Earth; interval : whether figures have low and high
    parents : number of larger areas that they are part of, 0 for none
    low, high : smallest and largest share of ``sealed``, percent
    """
    chance = np.random.default_rng(seed)
    lon, lat = _map(areas, chance)
    slope = np.argsort(np.argsort(lon + 0.7 * lat + chance.normal(0, 6.0, areas))) / max(areas - 1, 1)
    sealed = low + (high - low) * (slope if areas > 1 else np.array([0.6]))
    drift = np.linspace(-1.0, 0.0, times)[:, None] * chance.uniform(0.0, 8.0, areas)
    value = np.stack([sealed + drift, 78.0 - 0.7 * sealed - drift, 30.0 - 0.25 * sealed - drift], axis=-1)
    value = np.clip(value, 1.0, 99.0).round(1)
    people = np.round(10 ** chance.uniform(3.0, 5.5, areas))
    value = np.concatenate([value, np.broadcast_to(people[None, :, None], (times, areas, 1))], axis=-1)
    state = np.full(value.shape, State.VALUE, np.uint8)
    for n, kind in enumerate(_STATES if areas >= 12 else ()):
        state[:, 3 + 2 * n :: 29, :3] = kind
    value = np.where(state == State.ZERO, 0.0, np.where(state == State.VALUE, value, np.nan))
    half = np.where(state[..., :3] == State.VALUE, chance.uniform(1.0, 6.0, (1, areas, 3)), np.nan)
    ends = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    if interval:
        ends[0][..., :3] = np.maximum(value[..., :3] - half, 0.0)
        ends[1][..., :3] = np.minimum(value[..., :3] + half, 100.0)
    group = ceil(areas / parents) if parents else areas
    order = np.argsort(np.argsort(lon)) // group
    rows = tuple(
        Area(f"{n:05d}", f"Area {n}", *((lon[n], lat[n]) if placed else ()),
             **({"parent": f"{order[n]:02d}"} if parents else {}))
        for n in range(areas)
    )  # fmt: skip
    columns = (*(Column(name, name, "percent", 0.0, 100.0, good, "children", f"are {name}", f"are not {name}")
                 for name, good in MEASURES.items()),
               Column("population", "people", "people", 0.0, float(people.max())))  # fmt: skip
    return Table(rows, columns, tuple(f"{1980 + n}" for n in range(times)), value, *ends,
                 np.full(value.shape, -1, np.int64), state, release="test")  # fmt: skip


def _map(areas, chance):
    """Return degrees east and north: towns by the coasts, few between them."""
    x = chance.beta(0.8, 0.6, areas)
    y = chance.beta(1.4, 1.2, areas)
    return -124.0 + 57.0 * x, 25.0 + 24.0 * y
