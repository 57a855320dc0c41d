"""What the data does to a scene at a frame: figures move its parameters, faults strike them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.frame import Frame
from renderer.data.table import Table
from renderer.params.moved import apply_binds
from renderer.params.trigger import apply_triggers
from renderer.scene.scene import Scene
from renderer.signals.fault.events import Faults, levels_of
from renderer.signals.lookback import Lookback

__all__ = ["alarms", "played"]


def played(
    scene: Scene, table: Table, faults: Faults, frame: Frame, params: Any, held: frozenset[str] = frozenset()  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Return ``params`` at ``frame`` as binds and triggers move them; names in ``held`` stay as a hand set them."""
    params = apply_binds(params, scene.binds, Lookback(table, frame), held)
    if not scene.triggers:
        return params
    return apply_triggers(params, scene.triggers, lambda one: faults.level(one.fault, frame.time, one.envelope), held)


def alarms(scene: Scene, table: Table, faults: Faults, frame: Frame) -> NDArray[np.float32] | None:
    """Return what is wrong with each area of ``table`` at ``frame``, [areas, kinds, 4]; None without a feed."""
    return levels_of(faults, table, frame.time, scene.envelope) if scene.feed else None
