"""The rules that hold for every scene, each a function of a probe that returns what is wrong, or ""."""

import re
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.frame import Frame
from renderer.data.state import State
from renderer.gpu.include import expand, show
from renderer.params.param import Spec, assign, specs

from .probe import Probe, across, differ
from .region_rule import regions
from .swap_rule import figures_swapped
from .trial_tables import all_of, some_of_each

__all__ = ["PARAMETERS", "RULES", "Rule"]

Rule = Callable[[Probe], str]
_LATER = 45  # frame at which a feedback scene is looked at once more
_SINE_HASH = re.compile(r"fract\s*\(\s*(?:\w+\s*\*\s*)?(?:sin|cos)\s*\(")


def compiles(probe: Probe) -> str:
    """Every pass compiles, and the first frame is drawn."""
    probe.draw(probe.frame(0))
    return ""


def finite(probe: Probe) -> str:
    """No pixel is NaN or infinite, with every preset, at the start and on the way."""
    mixed, looks = some_of_each(probe.table), _looks(probe)
    for done, (name, params) in enumerate(looks.items()):
        probe.step(done, len(looks), "looks")
        moments = ((probe.frame(0), probe.table), (probe.moment, probe.table), (probe.moment, mixed))
        for frame, table in moments:
            light = probe.draw(frame, params, table, depth=32)
            if wrong := int(np.count_nonzero(~np.isfinite(light).all(axis=-1))):
                return f"{name}, frame {frame.index}: {wrong} pixels are NaN or infinite"
    return ""


def parameters(probe: Probe) -> str:
    """Every parameter changes the picture from low to the middle, and on to high."""
    table, known = some_of_each(probe.table), specs(probe.loaded.scene.params)
    dead = []
    for done, (name, spec) in enumerate(known.items()):
        probe.step(done, len(known), "parameters")
        dead.append(_dead(probe, name, spec, table))
    return "; ".join(filter(None, dead))


def figures(probe: Probe) -> str:
    """Low and high figures make different pictures."""
    if not probe.loaded.scene.wanted:
        return ""
    low, high = (probe.draw(table=all_of(probe.table, State.VALUE, part)) for part in (0.1, 0.9))
    return "" if differ(low, high) else "figures at 10 % and at 90 % of their range look the same"


def missing(probe: Probe) -> str:
    """A table without one figure still draws finite light, and not as if all were zero."""
    if not probe.loaded.scene.wanted:
        return ""
    nothing, zero = all_of(probe.table, State.MISSING), all_of(probe.table, State.ZERO)
    if not np.isfinite(probe.draw(table=nothing, depth=32)).all():
        return "with every figure missing, pixels are NaN or infinite"
    same = not differ(probe.draw(table=nothing), probe.draw(table=zero))
    return "missing figures look like zeros" if same else ""


def states(probe: Probe) -> str:
    """Missing, zero, suppressed and held figures can be told apart, and from a value, by the marks themselves."""
    if not probe.loaded.scene.wanted:
        return ""
    held = frozenset(bind.to for bind in probe.loaded.scene.binds)  # a lamp over all of them tells no mark
    drawn = {state.word: probe.draw(table=all_of(probe.table, state), held=held) for state in State}
    return _alike(drawn)


def alone(probe: Probe) -> str:
    """A frame drawn alone equals the same frame drawn after those before it."""
    last, walked, jumped = 5, probe.fresh(), probe.fresh()
    try:
        sequence = walked.walk(map(probe.frame, range(last + 1)))
        same = np.array_equal(sequence, jumped.draw(probe.frame(last)))
    finally:
        walked.release()
        jumped.release()
    return "" if same else f"frame {last} alone is not frame {last} after 0..{last - 1}"


def repeats(probe: Probe) -> str:
    """The same seed draws the same bytes, in another engine too."""
    one, again = probe.fresh(), probe.fresh()  # what was drawn before with another seed must not linger
    try:
        frame = probe.frame(3, seed=7)
        same = np.array_equal(one.draw(frame), again.draw(frame))
    finally:
        one.release()
        again.release()
    return "" if same else "two drawings with seed 7 differ"


def presets(probe: Probe) -> str:
    """Every preset loads, draws, and is a look of its own; one that brings other figures or binds is told by these."""
    if unread := [one.unread for one in probe.loaded.presets if one.unread]:
        return "; ".join(unread)
    looks, drawn = _looks(probe), {}
    for done, (name, params) in enumerate(looks.items()):
        probe.step(done, len(looks), "looks")
        drawn[name] = probe.draw(params=params)
    alike: dict[object, dict[str, NDArray[Any]]] = {}
    for one in probe.loaded.presets:
        name = f"preset '{one.name}'"
        alike.setdefault((frozenset(one.figures.items()), one.binds), {})[name] = drawn[name]
    return "; ".join(filter(None, map(_alike, alike.values())))


def hashes(probe: Probe) -> str:
    """Noise comes from integer hashes: fract(sin()) differs from driver to driver."""
    found: dict[str, None] = {}  # a file that many passes include is told of once
    for file in sorted({step.shader for step in probe.loaded.scene.passes}):
        source = expand(probe.loaded.folder / file, roots=probe.loaded.roots)
        for text, (path, number) in zip(source.text.split("\n"), source.lines, strict=False):
            if path is not None and _SINE_HASH.search(text):
                found[f"{show(path)}:{number}"] = None
    return f"fract(sin()) at {', '.join(found)}: use lib/hash/pcg.glsl" if found else ""


def errors(probe: Probe) -> str:
    """After all that was drawn, the driver has nothing to complain of."""
    return "" if probe.gl.error == "GL_NO_ERROR" else "a GL error was left behind"


PARAMETERS = "every parameter changes the picture"
RULES: Mapping[str, Rule] = {
    "compiles": compiles,
    "light is finite": finite,
    PARAMETERS: parameters,
    "figures change the picture": figures,
    "figures that change places change the picture": figures_swapped,
    "missing draws, and not as zero": missing,
    "the five states look different": states,
    "a frame alone equals it in sequence": alone,
    "same seed, same bytes": repeats,
    "a picture in parts is the whole picture": regions,
    "presets load, each a look of its own": presets,
    "noise comes from integer hashes": hashes,
    "no GL error is left": errors,
}


def _looks(probe: Probe) -> dict[str, Any]:
    """Return the scene's defaults and the values of each preset, by name."""
    defaults = probe.params()
    named = {f"preset '{one.name}'": assign(defaults, **one.params)
             for one in probe.loaded.presets if not one.unread}
    return {"defaults": defaults, **named}


def _dead(probe: Probe, name: str, spec: Spec, table: Any) -> str:  # noqa: ANN401
    """Return which values of the parameter look the same, or "" where it changes the picture in some look."""
    first, *looks = _looks(probe).values()  # others may hide it in one
    known = specs(probe.loaded.scene.params)
    high = probe.params(**{n: s.high for n, s in known.items() if s.kind in ("number", "whole")})
    bases = (first, high, *looks)  # with all else at its most, what the defaults hide is seen soonest
    frame, when = probe.moment, ""
    same: tuple[Any, ...] = ()
    for base in bases:
        if not (found := _same(probe, base, name, spec, table, frame)):
            return ""
        same = same or found
    if probe.loaded.scene.feedback:  # what feeds back may take its time
        later = probe.frame(_LATER)
        if not (same := _same(probe, bases[0], name, spec, table, later)):
            return ""
        when = f" and at frame {later.index}"
    one, other = (f"{value:.4g}" if isinstance(value, float) else str(value) for value in same)
    return f"{name}: {one} and {other} look the same at frame {frame.index}{when}"


def _same(
    probe: Probe,
    base: Any,  # noqa: ANN401
    name: str,
    spec: Spec,
    table: Any,  # noqa: ANN401
    frame: Frame,
) -> tuple[Any, ...]:
    """Return two values across the range that look the same; its ends may, as 0 and 360 degrees do. () for none."""
    held = frozenset({name})  # a bind must not turn it back
    drawn: list[tuple[Any, NDArray[Any]]] = []
    for value in across(spec):
        picture = probe.draw(frame, assign(base, **{name: value}), table, held=held)
        for other, before in drawn if spec.kind == "choice" else drawn[-1:]:
            if not differ(before, picture):
                return other, value  # no other value would make this one alive
        drawn.append((value, picture))
    return ()


def _alike(drawn: Mapping[str, NDArray[Any]]) -> str:
    """Return which of the named pictures look the same, or ""."""
    return "; ".join(f"{a} looks like {b}" for a, b in combinations(drawn, 2) if not differ(drawn[a], drawn[b]))
