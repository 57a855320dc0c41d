"""Which pass is the first that holds something else where a picture is drawn in parts than where it is drawn whole."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.frame import Frame
from renderer.core.region import Region
from renderer.gpu.target import Target

from .engine import Engine
from .probe import Probe

__all__ = ["first_wrong"]

Held = dict[str, NDArray[np.float32]]


def first_wrong(
    probe: Probe,
    regions: Iterable[Region],
    frame: Frame,
    params: Any,  # noqa: ANN401
    among: tuple[str, ...],
) -> str:
    """
    Return the name of the pass that is wrong first, by frame and then in order of drawing, or "".

    What reads too far is wrong before all that read it, also where it comes back as a last frame.

    among : names of the passes that may be it; the regions are parts of the picture, px
    """
    engine = probe.engine()
    frames = [probe.frame(index) for index in range(frame.index + 1)] if probe.loaded.scene.feedback else [frame]
    found: list[tuple[int, int]] = []
    for region in regions:
        whole, part = (_walked(engine, drawn, region, frames, params, among)
                       for drawn in (Region(0, 0, *probe.size), region))  # fmt: skip
        found += [(at, among.index(name)) for at, (one, other) in enumerate(zip(whole, part, strict=True))
                  for name in one if not np.array_equal(one[name], other[name], equal_nan=True)]  # fmt: skip
    engine.resize(probe.size, Region(0, 0, *probe.size))
    return among[min(found)[1]] if found else ""


def _walked(
    engine: Engine,
    drawn: Region,
    region: Region,
    frames: Iterable[Frame],
    params: Any,  # noqa: ANN401
    among: tuple[str, ...],
) -> list[Held]:
    """Return for each frame what the passes ``among`` hold in ``region`` while ``drawn`` is drawn."""
    engine.resize(engine.size, drawn)
    engine.restart()
    walked = []
    for frame in frames:
        engine.draw(frame, params)
        walked.append({name: _held(engine, name, region) for name in among})
    return walked


def _held(engine: Engine, name: str, region: Region) -> NDArray[np.float32]:
    """Return what the pass ``name`` holds in ``region``, or all of it where it has a size of its own."""
    target = engine.pipeline.target(name)
    if target is None:  # the last pass draws straight into the picture
        left, top = region.x - engine.region.x, region.y - engine.region.y
        return engine.read(4)[top : top + region.height, left : left + region.width].astype(np.float32)
    outputs = [_texels(target, at) for at in range(len(target.textures[0]))]
    texels = np.concatenate(outputs, axis=-1)
    if target.place.whole != engine.size:
        return texels
    left = region.x - target.place.origin[0]
    bottom = engine.size[1] - region.y - region.height - target.place.origin[1]
    return texels[bottom : bottom + region.height, left : left + region.width]


def _texels(target: Target, output: int) -> NDArray[np.float32]:
    """Return one output of a target, [height, width, 4], bottom row first."""
    data = target.buffer.read(components=4, attachment=output, dtype="f4")
    return np.frombuffer(data, np.float32).reshape(target.size[1], target.size[0], 4)
