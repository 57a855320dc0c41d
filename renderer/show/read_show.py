"""All that a show begins with, read and tried before its window opens: whatever can refuse it does so here."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from renderer.core.errors import RendererError
from renderer.core.once import once
from renderer.data.places.shown_ground import about_ground
from renderer.scene.catalogue import Loaded
from renderer.session.session import Session
from renderer.signals.source import Figures

from .life import SAFE, Life
from .live_figures import LiveFigures
from .live_map import LiveMap
from .show_state import ShowState, next_take, with_keys
from .start import LaunchOptions, started, try_first_frame

__all__ = ["ReadShow", "read_patiently", "read_show"]

PATIENCE = 60.0  # s for which a life that follows another waits for files that it can read
AGAIN = 1.0  # s between two readings
_WAITS = "the show waits for files that it can read, and its last picture stays"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadShow:
    """What a show begins with; ``before`` is the life before, where it goes on."""

    launch: LaunchOptions
    figures: LiveFigures
    first: Figures
    session: Session
    index: int
    before: ShowState | None


def read_patiently(read: Callable[[Callable[[str], None]], T], say: Callable[[str], None], life: Life) -> T:
    """
    Return what ``read``, called with who is told, returns.

    A save with a mistake leaves a running show as it is, and shall not end one that is to go on: a life that follows
    another reads again for a minute, while the picture of before is on the wall. Raises the RendererError of ``read``.
    """
    until, tell = time.monotonic() + PATIENCE, once(say)
    while True:
        try:
            return read(tell)
        except RendererError as error:
            if not life.follows or life.how == SAFE or time.monotonic() > until:
                raise
            tell(f"{error}\n  {_WAITS}")
        life.wait()
        time.sleep(AGAIN)


def read_show(loaded: Loaded, launch: LaunchOptions, say: Callable[[str], None], life: Life) -> ReadShow:
    """Read and try all that ``launch`` names, before any window is open; raises what is wrong with it."""
    setup = launch.setup
    figures = LiveFigures(setup.figures, seed=launch.seed or 0, places=LiveMap.of(setup, launch.size))
    kept = life.state()
    before = ShowState.read(kept, loaded, figures.follow(loaded), launch.fps) if kept else None
    if before is not None:
        session, index = before.session, before.clock.index(time.perf_counter())
    else:
        session, index = started(loaded, launch, say, figures.follow(loaded))
        session = session if life.how == SAFE else with_keys(session, life.before())
    if life.watched:
        launch = next_take(launch, say, before.take if before is not None else None)
    figures.choose(session.values.choice, session.values.binds)
    first = figures.follow(loaded)
    for note in (*first.notes, *(about_ground(first.ground) if loaded.scene.places else ())):
        say(note)
    if before is None or not before.unchanged:
        try_first_frame(launch, session, index, say)
    return ReadShow(launch, figures, first, session, index, before)
