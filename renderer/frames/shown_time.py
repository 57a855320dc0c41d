"""Of when the figures of a picture are, or of a film."""

from collections.abc import Iterable

from renderer.core.frame import Frame
from renderer.scene.when import shown_at, shown_over
from renderer.signals.moment import moment

from .engine import Engine

__all__ = ["when_shown"]


def when_shown(engine: Engine, frames: Iterable[Frame]) -> str:
    """Return of when the figures are that ``engine`` draws in ``frames``, in words; "" for a scene without figures."""
    scene, table = engine.loaded.scene, engine.table
    if not scene.wanted or not table.times:
        return ""
    newest = len(table.times) - 1
    # A scene whose shaders do not ask for the moment shows the newest, whatever the frame.
    moves = any("u_moment" in compiled.names for compiled in engine.pipeline.compiled)
    moments = sorted({moment(frame, table) for frame in frames}) if moves and newest else [float(newest)]
    said = {shown_at(scene, table, at) for at in moments}
    return said.pop() if len(said) == 1 else shown_over(table, moments)
