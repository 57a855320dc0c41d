"""Which passes of a scene are drawn, when and into what, as far as the scene alone says it."""

from collections.abc import Mapping
from typing import Any

from renderer.scene.scene import EffectPass, Scene

__all__ = ["drawn_once", "draws_direct", "standing"]


def draws_direct(scene: Scene) -> bool:
    """Return whether the last pass can draw straight into the picture."""
    step = scene.passes[-1]
    plain = step.kind == "fragment" and not isinstance(step, EffectPass) and not step.outputs
    return plain and step.name not in scene.kept


def standing(scene: Scene, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the passes of effects that change nothing now, each with the pass that stands for it."""
    return {step.name: step.source for step in scene.passes if isinstance(step, EffectPass) and step.idle
            and not values[f"u_{step.key}_amount"] * values[f"u_{step.key}_wet"]}  # fmt: skip


def drawn_once(scene: Scene) -> frozenset[str]:
    """Return the passes whose last frame is read, and all that these read."""
    needed = set(scene.kept)
    for step in reversed(scene.passes):
        if step.name in needed:
            needed.update(read.source for read in step.sampled)
    return frozenset(needed & {step.name for step in scene.passes})
