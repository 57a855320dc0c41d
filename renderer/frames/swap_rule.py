"""The rule that a picture hangs on its figures: where they change places, so much of it becomes another picture.

A picture that every table would make is an ornament. So each area's figures are moved to another area, each group's
to another group beside it, and all are made alike; places, names and the seed stay. What is counted are pixels.
"""

from collections.abc import Iterator

import numpy as np

from renderer.data.table import CUBES, Table

from .probe import Probe
from .trial_tables import alike, areas_swapped, groups_swapped

__all__ = ["STEP", "changed", "figures_swapped"]

SIZE = (480, 270)  # px: what is left of a wall at arm's length of its plate
# Codes of 255, in any channel, that count as another colour. It is seen from across a room; grain and the dither of
# the display, which stay as the seed has them, move fewer.
STEP = 24


def figures_swapped(probe: Probe) -> str:
    """Where figures change places, and where all are alike, as much of the picture changes as the scene says."""
    if not probe.loaded.scene.wanted:
        return ""
    shares, least = dict(changed(probe)), probe.loaded.scene.least_change
    if not shares:
        return ""
    said = ", ".join(f"{what} {share:.1%}" for what, share in shares.items())
    probe.told.append(f"pixels that change by {STEP} codes: {said}" + (f" (at least {least:.1%})" if least else ""))
    swapped = [share for what, share in shares.items() if what != "all alike"]
    held = {"figures that change places": max(swapped, default=1.0), "figures that are all alike":
            shares.get("all alike", 1.0)}  # fmt: skip
    few = [f"{what} change {share:.2%} of the picture" for what, share in held.items() if share < least]
    return f"{', '.join(few)}, and least_change asks for {least:.1%}: let figures move larger forms" if few else ""


def changed(probe: Probe) -> Iterator[tuple[str, float]]:
    """
    Yield how the figures were moved, and the share of the picture's pixels that changed, 0 .. 1.

    A way that leaves this table as it is says nothing of the scene, and is left out: one area, one figure for all.
    """
    ways = (("areas swapped", areas_swapped), ("groups swapped", groups_swapped), ("all alike", alike))
    other = probe.fresh()
    other.size = SIZE
    try:
        before = other.draw().astype(np.int16)
        for what, moved in ways:
            if not _same(probe.table, table := moved(probe.table)):
                apart = np.abs(other.draw(table=table).astype(np.int16) - before).max(axis=-1)
                yield what, float((apart >= STEP).mean())
    finally:
        other.release()


def _same(one: Table, other: Table) -> bool:
    """Return whether two tables hold the same figures."""
    return all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name in ("value", "low", "high"))
               for name in CUBES)  # fmt: skip
