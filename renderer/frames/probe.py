"""A small headless probe: draws one scene with any figures, values and frame, to compare pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.frame import Frame
from renderer.data.places.map_answers import NOTHING_SAID, MapAnswers
from renderer.data.places.shown_ground import ground_for
from renderer.data.table import Table
from renderer.gpu.context import Context
from renderer.params.param import Spec, assign
from renderer.scene.catalogue import Loaded
from renderer.signals.fault.feeds import faults_of, reseeded

from .engine import Engine
from .exposure import Exposure

__all__ = ["NOTICEABLE", "Probe", "across", "differ"]

NOTICEABLE = 3  # codes of 255: less is rounding and dither
SHARE = 2e-4  # of the picture's pixels that must differ for two pictures to be two


@dataclass(slots=True)
class Probe:
    """
    Draws ``loaded`` at ``size`` px. An engine is kept for each depth; ``release`` frees them.

    table : the figures drawn where no others are given
    told : what a rule found out beside whether it holds, a line each
    places, said : the map that is drawn, None for the one that travels with Chorus, and what somebody says of it
    step : called by a rule that takes long, with how much of what is done: ``step(7, 23, "parameters")``
    """

    gl: Context
    loaded: Loaded
    table: Table
    size: tuple[int, int]
    told: list[str] = field(default_factory=list)
    places: str | None = None
    said: MapAnswers = NOTHING_SAID
    step: Callable[[int, int, str], None] = lambda *_: None
    _engines: dict[int, Engine] = field(default_factory=dict)

    @property
    def moment(self) -> Frame:
        """A frame on the way: rates have had time to turn. Feedback scenes must run through to it."""
        return self.frame(12 if self.loaded.scene.feedback else 81)

    def frame(self, index: int, seed: int = 0) -> Frame:
        """Return frame ``index`` of the scene at the probe's size."""
        return self.loaded.scene.frame(index, size=self.size, seed=seed)

    def params(self, **values: Any) -> Any:  # noqa: ANN401
        """Return the scene's defaults with ``values`` set."""
        return assign(self.loaded.scene.params(), **values)

    def engine(self, table: Table | None = None, depth: int = 8) -> Engine:
        """Return the engine at ``depth`` bits, compiled at first use, with ``table`` for its figures."""
        table = table or self.table
        if depth not in self._engines:
            self._engines[depth] = Engine(self.gl, self.loaded, table, self.size, Exposure(depth=depth),
                                          faults=faults_of(self.loaded.scene.feed))  # fmt: skip
            if self.loaded.scene.places:
                self._engines[depth].pipeline.ground(ground_for(self.places, table, self.size, self.said))
        engine = self._engines[depth]
        if engine.table is not table:
            engine.table = table
        return engine

    def draw(
        self,
        frame: Frame | None = None,
        params: Any = None,  # noqa: ANN401
        table: Table | None = None,
        *,
        held: frozenset[str] = frozenset(),
        depth: int = 8,
    ) -> NDArray[Any]:
        """
        Return the picture, [height, width, 4]: sRGB codes, or linear light at depth 32.

        What feeds back begins anew: the picture is that of ``frame`` alone, whatever was drawn before.
        """
        frame = frame or self.moment
        engine = self.engine(table, depth)
        engine.faults = reseeded(engine.faults, self.loaded.scene.feed, frame.seed)
        if self.loaded.scene.feedback:
            engine.restart()
        engine.draw(frame, params, held=held)
        return engine.read(4)

    def walk(self, frames: Iterable[Frame]) -> NDArray[Any]:
        """Return the last picture of ``frames``, drawn and read one after the other, as ``draw`` returns one."""
        engine = self.engine()
        for frame in frames:
            engine.draw(frame)
            picture = engine.read(4)
        return picture

    def fresh(self) -> "Probe":
        """Return another probe for the same scene, with nothing drawn yet."""
        return replace(self, told=[], _engines={})

    def release(self) -> None:
        """Free every GL object."""
        for engine in self._engines.values():
            engine.release()
        self._engines = {}


def differ(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Return whether two pictures of sRGB codes, [height, width, n], would be told apart."""
    apart = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=-1) >= NOTICEABLE
    return bool(apart.mean() >= SHARE)


def across(spec: Spec) -> tuple[Any, ...]:
    """Return values across a parameter's range, low to high, or all its choices: neighbours must look different."""
    if spec.kind in ("switch", "trigger"):
        return (False, True)
    if spec.kind == "colour":
        return ("#000000", "#ffffff")
    if spec.kind == "choice":
        return spec.choices
    low, high = spec.low or 0.0, spec.high or 0.0
    middle = (low + high) / 2
    values = tuple(dict.fromkeys((low, round(middle) if spec.kind == "whole" else middle, high)))
    return tuple((value, value) for value in values) if spec.kind == "point" else values
