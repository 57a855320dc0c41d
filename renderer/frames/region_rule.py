"""The rule that a picture drawn in parts is the whole picture, and which pass lies where it is not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.frame import Frame
from renderer.core.region import Region, parts
from renderer.gpu.include import expand
from renderer.params.param import specs
from renderer.scene.scene import Footprint, Pass, Scene

from .engine import Engine
from .first_wrong import first_wrong
from .probe import Probe, across

__all__ = ["in_parts", "regions"]

# Width and height of a part, as shares of the picture's: 65x37 and 49x101 px of 192x108, 9 parts and 8. Few,
# as what feeds back may be run through from its first frame for each.
_SHARES = ((0.34, 0.345), (0.26, 0.936))
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_LOCAL = re.compile(r"\bgl_FragCoord\b|\btexel\(\)")


def in_parts(
    engine: Engine, part: tuple[int, int], draw: Callable[[], object], components: int = 4, *, along: bool = True
) -> NDArray[Any]:
    """
    Return the picture of ``engine`` drawn in parts of at most ``part`` px, [height, width, components], top row first.

    draw : draws the frame by ``engine``; a state that is drawn in parts is lost with each
    along : row by row, as murals are, where each part keeps what it can of the one before; else column by column
    """
    size, before = engine.size, engine.region
    every = list(parts(size, part))
    made = dict[Region, NDArray[Any]]()
    for region in every if along else sorted(every, key=lambda one: (one.x, one.y)):
        engine.resize(size, region)
        draw()
        made[region] = engine.read(components)
    engine.resize(size, before)
    across = -(-size[0] // part[0])
    return np.concatenate([np.concatenate([made[one] for one in every[row : row + across]], axis=1)
                           for row in range(0, len(every), across)])  # fmt: skip


def regions(probe: Probe) -> str:
    """A picture drawn in parts is the whole picture, bit for bit: no pass reads further than its footprint says."""
    for params, frame, part in _trials(probe):
        if found := _apart(probe, part, frame, params):
            return f"{found}; {_liar(probe, part, frame, params)}"
    return ""


def _trials(probe: Probe) -> Iterator[tuple[Any, Frame, tuple[int, int]]]:
    """
    Yield what is drawn: parameters, frame and the size of a part.

    All numbers low or high shows how far a radius may grow; each choice, and each switch either way, what
    a shader reads only then.
    """
    known = specs(probe.loaded.scene.params)
    low, high = (probe.params(**{name: getattr(spec, end) for name, spec in known.items()
                                 if spec.kind in ("number", "whole")}) for end in ("low", "high"))  # fmt: skip
    sizes, start, moment = _sizes(probe.size), probe.frame(0), probe.moment
    looks = [(probe.params(), start), *((params, moment) for params in (probe.params(), low, high))]
    yield from ((*look, part) for look in looks for part in sizes)
    ways = {name: across(spec) for name, spec in known.items() if spec.kind in ("choice", "switch", "trigger")}
    for turn in range(max(map(len, ways.values()), default=0)):  # all of them at once, so that few are drawn
        chosen = probe.params(**{name: values[turn % len(values)] for name, values in ways.items()})
        if chosen != probe.params():
            yield chosen, moment, sizes[0]


def _sizes(size: tuple[int, int]) -> list[tuple[int, int]]:
    """Return two odd sizes of a part for pictures of ``size`` px."""
    return [(int(size[0] * across) | 1, int(size[1] * up) | 1) for across, up in _SHARES]


def _apart(probe: Probe, part: tuple[int, int], frame: Frame, params: Any) -> str:  # noqa: ANN401
    """Return how the picture in parts differs from the whole one, or ""."""
    engine = probe.engine()
    engine.draw(frame, params)
    whole = engine.read(4)
    # From frame 0 on where a part of a state was lost; a state that is whole for each part stands as it was. Not along
    # the rows: there what is read too far away may stand yet from the part before.
    other = in_parts(engine, part, lambda: engine.draw(frame, params, catch_up=frame.index), along=False)
    wrong = np.argwhere((whole != other).any(axis=-1))
    if not len(wrong):
        return ""
    y, x = wrong[0]
    return (
        f"frame {frame.index} drawn in parts of {part[0]}x{part[1]} px: {len(wrong)} of {whole[..., 0].size} pixels "
        f"differ from the whole picture, the first at column {x}, row {y}"
    )


def _liar(probe: Probe, part: tuple[int, int], frame: Frame, params: Any) -> str:  # noqa: ANN401
    """
    Return which pass reads further than it says: one whose reads need only be whole for all to be right.

    Where that is true of several, as of a last frame and those who read it, it is the one that is wrong first.
    """
    steps = {step.name: step for step in probe.loaded.scene.passes if _mends(probe, step, part, frame, params)}
    if not steps:
        return "no single footprint is to blame: does a shader use gl_FragCoord or texel() where pixel() or " \
               "target_texel() is meant, or do two passes read further than they say?"  # fmt: skip
    names = tuple(steps)
    first = first_wrong(probe, parts(probe.size, part), frame, params, names) if len(names) > 1 else ""
    return _advice(probe, steps[first or names[0]])


def _mends(probe: Probe, step: Pass, part: tuple[int, int], frame: Frame, params: Any) -> bool:  # noqa: ANN401
    """Return whether all is right as soon as ``step`` may read anywhere."""
    other = probe.fresh()
    other.loaded = replace(probe.loaded, scene=_forced(probe.loaded.scene, step.name))
    try:
        return not _apart(other, part, frame, params)
    finally:
        other.release()


def _advice(probe: Probe, step: Pass) -> str:
    """Return what to change where all is right as soon as what ``step`` reads is drawn whole."""
    if step.kind == "geometry":
        return f"pass '{step.name}' draws geometry, which rounds otherwise in a part: Footprint(whole=True)"
    read = {read.source for read in step.sampled}
    for other in probe.loaded.scene.passes:
        if other.name in read and other.kind == "fragment" and (word := _counts_in_part(probe, other)):
            return f"pass '{other.name}' uses {word}, which counts in the part drawn: use target_texel() or pixel()"
    return (
        f"pass '{step.name}' probably reads further than its footprint ({_said(step.footprint)}): "
        f"{_nearer(probe, step)}declare Footprint(radius=...) with the px that it looks around itself, or name in "
        "Footprint(whole=...) what it may read anywhere"
    )


def _nearer(probe: Probe, step: Pass) -> str:
    """Return what ``step`` may write in place of its first texture() of a read, where one texel would do."""
    samplers = "|".join(read.sampler for read in step.sampled)
    found = re.search(rf"\b(texture\w*|texelFetch)\s*\(\s*t_({samplers})\b", _code(probe, step)) if samplers else None
    return f"write fetch_{found[2]}(target_texel()) in place of {found[1]}(t_{found[2]}, ...), or " if found else ""


def _counts_in_part(probe: Probe, step: Pass) -> str:
    """Return the word in the shader of ``step`` that means a place in what is drawn, or ""."""
    found = _LOCAL.search(_code(probe, step))
    return found[0] if found else ""


def _code(probe: Probe, step: Pass) -> str:
    """Return the shader of ``step`` with what it includes, without comments."""
    return _COMMENT.sub("", expand(probe.loaded.folder / step.shader, roots=probe.loaded.roots).text)


def _forced(scene: Scene, name: str) -> Scene:
    """Return ``scene`` with all that the pass ``name`` reads drawn whole."""
    passes = tuple(replace(step, footprint=replace(step.footprint, whole=True)) if step.name == name else step
                   for step in scene.passes)  # fmt: skip
    return replace(scene, passes=passes)


def _said(footprint: Footprint) -> str:
    """Return what a footprint says, in words."""
    whole = footprint.whole if isinstance(footprint.whole, bool) else ", ".join(footprint.whole)
    said = [f"radius {footprint.radius} px", *([f"displacement {footprint.displacement:g} px"] if
            footprint.displacement else []), *([f"whole: {whole}"] if whole else [])]  # fmt: skip
    return ", ".join(said)
