"""Which passes of a scene are drawn, when and into what, as far as the scene alone says it."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from renderer.scene.scene import EffectPass, Scene

__all__ = ["counts_frames", "drawn_once", "draws_direct", "only_picked", "softens", "standing"]


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


def only_picked(scene: Scene) -> tuple[str, ...]:
    """
    Return the pass that says which area a pixel is, and what this one alone reads, in order; none that a picture needs.

    It may say how far a pixel is, too.
    """
    if scene.pick is None:
        return ()
    needed = _read_by(scene, {scene.passes[-1].name, *scene.kept, *(scene.solid.reads if scene.solid else ())})
    asked = _read_by(scene, {scene.pick[0]}) - needed
    return tuple(step.name for step in scene.passes if step.name in asked) if scene.pick[0] in asked else ()


def _read_by(scene: Scene, names: set[str]) -> set[str]:
    """Return ``names`` and all that these read in the same frame, whoever else reads it."""
    for step in reversed(scene.passes):
        if step.name in names:
            names = names | {read.source for read in step.sampled}
    return names


def softens(scene: Scene) -> bool:
    """Return whether another size softens what feeds back: it is resampled where its own size is one of the picture."""
    return any(step.name in scene.kept and ("width" in side or "height" in side)
               for step in scene.passes for side in step.size)  # fmt: skip


def counts_frames(files: Iterable[Path]) -> bool:
    """Return whether shaders made of ``files`` name the frame: the loader's own dither does in every last pass."""
    return any(re.search(rb"\bu_frame\b", file.read_bytes()) for file in set(files))
