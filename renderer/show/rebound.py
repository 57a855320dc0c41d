"""A scene that plays, with what a session lets move its parameters."""

from collections.abc import Callable
from dataclasses import replace

from renderer.core.errors import RendererError
from renderer.data.table import Table
from renderer.frames.engine import Engine
from renderer.frames.modulation import played
from renderer.scene.catalogue import Loaded
from renderer.session.session import Session
from renderer.signals.fault.events import CALM
from renderer.signals.name import groups_of

__all__ = ["Say", "rebound", "rebound_told"]

Say = Callable[[str], None]


def rebound(loaded: Loaded, session: Session, table: Table) -> Loaded:
    """
    Return ``loaded`` moved as in ``session``; itself where it is already, or where the figures for that still come.

    Raises RendererError for what ``table`` cannot give.
    """
    scene = loaded.scene
    if session.binds == scene.binds:
        return loaded
    has = {one.name.partition("@")[2] for one in (*table.columns, *(table.apart.columns if table.apart else ()))}
    if scene.roles and any(group not in has for bind in session.binds for group in groups_of(bind.signal)):
        return loaded
    bound = replace(scene, binds=session.binds)
    played(bound, table, CALM, scene.frame(), session.params)
    return replace(loaded, scene=bound)


def rebound_told(engine: Engine, session: Session, tell: Callable[[str, Say], None], note: Say) -> Loaded:
    """Return what ``rebound`` does of what ``engine`` draws; what cannot be played is told, and it goes on as it is."""
    try:
        return rebound(engine.loaded, session, engine.table)
    except RendererError as error:
        tell(f"{error}\nWhat moved it before goes on.", note)
        return engine.loaded
