"""Of when the figures of a picture are, or of a film."""

from collections.abc import Iterable, Sequence
from math import ceil, floor

from renderer.core.frame import Frame
from renderer.data.times import time_words
from renderer.scene.when import said_over, turns
from renderer.signals.moment import moment

from .engine import Engine

__all__ = ["frames_said", "moments_shown", "when_shown"]


def moments_shown(engine: Engine, frames: Iterable[Frame]) -> list[float]:
    """Return where in the times of its table ``engine`` stands in each of ``frames``; [] where it has none."""
    newest = float(len(engine.table.times) - 1)
    if newest < 0.0:
        return []
    # A scene whose shaders do not ask for the moment shows the newest, whatever the frame.
    moves = newest > 0.0 and any("u_moment" in compiled.names for compiled in engine.pipeline.compiled)
    return [moment(frame, engine.table) if moves else newest for frame in frames]


def when_shown(engine: Engine, frames: Iterable[Frame]) -> str:
    """Return of when the figures are that ``engine`` draws in ``frames``, in words; "" for a scene without figures."""
    scene, table = engine.loaded.scene, engine.table
    moments = moments_shown(engine, frames)
    if not scene.wanted or not moments:
        return ""
    return said_over(scene, table, moments)


def frames_said(engine: Engine, frames: Sequence[Frame]) -> str:
    """Return which frames of a film show which time, where it begins, turns round and ends; "" where all show one."""
    moments = moments_shown(engine, frames)
    places = [n for n, _ in turns(moments)] if moments else []
    said = [f"frame {frames[n].index}: {_at(engine.table.times, moments[n])}" for n in places]
    return ", ".join(said) if len(said) > 1 else ""


def _at(times: Sequence[str], at: float) -> str:
    """Return the time at the moment ``at``, or the two between which it lies."""
    first, last = time_words(times[floor(at)]), time_words(times[ceil(at)])
    return first if first == last else f"between {first} and {last}"
