"""What is bound for a pass, worked out once: it is asked for each pass of each frame."""

import re
from typing import NamedTuple

from renderer.scene.scene import Pass, Scene

__all__ = ["Bindings", "Sampled", "bindings_of"]

_WORD = re.compile(r"[A-Za-z_]\w*")


class Sampled(NamedTuple):
    """A pass that another one samples: which output (counted), of the last frame or not, and its names in GLSL."""

    source: str
    output: int
    last: bool
    sampler: str
    corner: str


class Bindings(NamedTuple):
    """
    What a pass samples.

    others : the samplers of the scene's inputs that it does not read
    counts : the uniforms that say how often it is drawn: its shader need not know them
    """

    passes: tuple[Sampled, ...]
    others: frozenset[str]
    counts: tuple[str, ...]


def bindings_of(scene: Scene, step: Pass) -> Bindings:
    """Return what is bound for ``step``, a pass of ``scene`` or its solid."""
    outputs = {one.name: ("", *one.outputs) for one in scene.passes}
    passes = tuple(Sampled(read.source, outputs[read.source].index(read.output), read.last, f"t_{read.sampler}",
                           f"chorus_{read.sampler}") for read in step.sampled if read.source in outputs)  # fmt: skip
    read = {one.source for one in step.sampled}
    counts = tuple(f"u_{word}" for word in _WORD.findall(f"{step.instances} {step.vertices}"))
    return Bindings(passes, frozenset(f"t_{one.name}" for one in scene.inputs if one.name not in read), counts)
