"""The parameters of a frame as a stage draws them, for whoever shows them beside it."""

from typing import Any

from renderer.core.errors import RendererError
from renderer.frames.modulation import played
from renderer.session.session import Session

from .stage import Stage

__all__ = ["shown_params"]


def shown_params(stage: Stage, session: Session, index: int) -> Any:  # noqa: ANN401
    """Return the parameters of frame ``index`` after the binds; those set by hand where a bind fails."""
    engine = stage.engine
    if engine is None or not (session.binds or session.triggers):
        return session.params
    frame, how = stage.moment(session, index)
    try:
        return played(engine.loaded.scene, engine.table, engine.faults, frame, how["params"], how["held"])
    except RendererError:
        return session.params
