"""What lies on the desk during a preview, and what each key and button does to it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from renderer.core.errors import RendererError
from renderer.frames.clock import Clock
from renderer.scene.scene import Effect
from renderer.session.session import SEEDS, Session
from renderer.show.player import Player, take_path
from renderer.show.stage import Stage

from .panel.state import Action
from .save import keep_preset, keep_still
from .sculpt import Sculptor

__all__ = ["Desk", "act"]

NOTE = 8.0  # s that a note stays


@dataclass(slots=True)
class Desk:
    """
    The one mutable thing of a preview.

    module : the scene's file; data : the figures named by the artist, None for the scene's own
    play : plays the scene with another chain of effects
    pinned : row that a click keeps in the inspector
    notes : what was said lately, with the time (s) at which it goes
    """

    module: Path
    stage: Stage
    clock: Clock
    session: Session | None = None
    sculptor: Sculptor | None = None
    player: Player | None = None
    play: Callable[[tuple[Effect, ...]], None] = lambda _: None
    data: str | None = None
    exports: Path = field(default_factory=lambda: Path("exports"))
    panel: bool = True
    full: bool = False
    morph: float = 2.0
    pinned: int | None = None
    notes: list[tuple[float, str]] = field(default_factory=list)
    leave: bool = False

    def time(self, now: float) -> float:
        """Return seconds of the scene."""
        return self.clock.index(now) / float(self.clock.fps)

    def note(self, words: str) -> None:
        """Let the panel say ``words`` for a while."""
        self.notes = [*self.notes[-3:], (time.perf_counter() + NOTE, words)]

    def said(self, now: float) -> tuple[str, ...]:
        """Return the notes that still stand."""
        self.notes = [(end, words) for end, words in self.notes if end > now]
        return tuple(words for _, words in self.notes)


def act(desk: Desk, action: Action) -> None:
    """Do what an artist asked for; what cannot be done becomes a note."""
    name, *rest = action
    now = time.perf_counter()
    try:
        if name in _DESK:
            _DESK[name](desk, now)
        elif name == "sculpt" and desk.sculptor is not None:
            desk.sculptor.turn(*rest)
        elif desk.session is not None and name in _SESSION:
            desk.session = _SESSION[name](desk, desk.session, now, *rest)
    except RendererError as error:
        desk.note(str(error))


def _pause(desk: Desk, now: float) -> None:
    desk.clock = desk.clock.running(now) if desk.clock.stopped is not None else desk.clock.paused(now)


def _step(desk: Desk, now: float) -> None:
    desk.clock = desk.clock.stepped(now)


def _panel(desk: Desk, _: float) -> None:
    desk.panel = not desk.panel


def _full(desk: Desk, _: float) -> None:
    desk.full = not desk.full
    desk.stage.window.fullscreen(desk.full)


def _brush(desk: Desk, _: float) -> None:
    if desk.sculptor is not None and (why := desk.sculptor.toggle()):
        desk.note(why)


def _chain(desk: Desk, session: Session, _: float, effects: tuple[Effect, ...]) -> Session:
    desk.play(effects)
    return session


def _keys(desk: Desk, _: float) -> None:
    if desk.player is not None:
        desk.player.keyboard.playing = not desk.player.keyboard.playing
        desk.player.keyboard.release_all()


def _record(desk: Desk, session: Session, now: float) -> Session:
    """Begin a take, or end the one that is being recorded."""
    player, engine = desk.player, desk.stage.engine
    if player is None or engine is None:
        return session
    if (done := player.stop()) is not None:
        desk.note(f"take: {done}")
        return session
    path = take_path(desk.exports, engine.loaded.name)
    player.record(path, session, desk.clock.index(now), engine.loaded, engine.table, desk.data, desk.clock.fps,
                  desk.stage.wanted)  # fmt: skip
    desk.note(f"recording {path}")
    return session


def _learn(desk: Desk, session: Session, _: float, name: str) -> Session:
    if desk.player is not None:
        desk.player.learn(name)
        desk.note(f"touch the control that shall play {name}")
    return session


def _leave(desk: Desk, _: float) -> None:
    desk.leave = True


def _still(desk: Desk, session: Session, now: float) -> Session:
    index = desk.clock.index(now)
    desk.note(f"still: {keep_still(desk.stage, session, index, desk.data, desk.exports)}")
    return session


def _like(desk: Desk, session: Session, now: float) -> Session:
    index = desk.clock.index(now)
    path = keep_still(desk.stage, session, index, desk.data, desk.exports)
    title = f"{desk.module.resolve().parent.name}, frame {index}, seed {session.values.seed}"
    preset = keep_preset(path.parent, path.stem, title, session, exact=True)
    desk.note(f"liked: {path} and {preset.name}")
    return session


def _save_preset(desk: Desk, session: Session, _: float, title: str) -> Session:
    path = keep_preset(desk.module.resolve().parent / "presets", title, title, session)
    desk.note(f"preset saved: {path.name}")
    return session


def _number(desk: Desk, session: Session, now: float, number: int) -> Session:
    """Recall the preset on a number key."""
    if not 1 <= number <= len(session.presets):
        desk.note(f"no preset on {number}; this scene has {len(session.presets)}")
        return session
    return session.recall(session.presets[number - 1].name, desk.time(now), now, desk.morph)


_DESK: dict[str, Callable[[Desk, float], None]] = {
    "pause": _pause, "step": _step, "panel": _panel, "full": _full, "leave": _leave,
    "brush": _brush, "keys": _keys,
}  # fmt: skip
_SESSION: dict[str, Callable[..., Session]] = {
    "still": _still,
    "like": _like,
    "save_preset": _save_preset,
    "chain": _chain,
    "record": _record,
    "learn": _learn,
    "number": _number,
    "turn": lambda desk, session, now, name, value, drag=None: session.turn(name, value, desk.time(now), drag),
    "fire": lambda _desk, session, _now, name: session.fire(name),
    "reset": lambda desk, session, now, name: session.reset(name, desk.time(now)),
    "reset_all": lambda desk, session, now: session.reset_all(desk.time(now)),
    "undo": lambda desk, session, now: session.undo(desk.time(now)),
    "redo": lambda desk, session, now: session.redo(desk.time(now)),
    "recall": lambda desk, session, now, name, seconds: session.recall(name, desk.time(now), now, seconds),
    "seed": lambda desk, session, now, seed: session.reseed(seed, desk.time(now)),
    "reseed": lambda desk, session, now: session.reseed(random.randrange(SEEDS), desk.time(now)),
    "lock": lambda _desk, session, _now: replace(session, locked=not session.locked),
}
