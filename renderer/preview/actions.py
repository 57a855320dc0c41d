"""What a preview holds, and what each key and button does to it."""

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from renderer.core.errors import DisplayError, RendererError
from renderer.frames.clock import Clock
from renderer.params.parse import parse_seeds
from renderer.params.preset import Preset
from renderer.params.preset_keys import key_of, keyed, numbered
from renderer.scene.scene import Effect
from renderer.session.open_setup import recorded
from renderer.session.session import SEEDS, Session
from renderer.session.setup import Setup
from renderer.show.display_claim import holder_of, refusal
from renderer.show.input.default_links import on_keys
from renderer.show.player import Player, take_path
from renderer.show.refine import Refiner
from renderer.show.stage import Stage

from .bind_choice import reheard, rescaled
from .panel.contents import Action
from .save import save_preset, save_still
from .sculpt import Sculptor

__all__ = ["PreviewState", "act"]

NOTE = 8.0  # s that a note stays
_TYPED = re.compile(r"--figure \w+=MEASURE|--stratum(?= )")  # where a window has a list to choose from


@dataclass(slots=True)
class PreviewState:
    """
    The one mutable thing of a preview.

    module : the scene's file; setup : what is played, as it was asked for
    play : plays the scene with another chain of effects
    say : tells something on the terminal
    refiner : makes what stands better
    pinned : row that a click keeps in the inspector
    notes : what was said lately, with the time (s) at which it goes
    """

    module: Path
    setup: Setup
    stage: Stage
    clock: Clock
    session: Session | None = None
    sculptor: Sculptor | None = None
    player: Player | None = None
    refiner: Refiner | None = None
    play: Callable[[tuple[Effect, ...]], None] = lambda _: None
    say: Callable[[str], None] = lambda _: None
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
        """Let the panel say ``words`` for a while; what else would be typed is named by where it is in the panel."""
        self.notes = [*self.notes[-3:], (time.perf_counter() + NOTE, _TYPED.sub("the section Figures", words))]

    def said(self, now: float) -> tuple[str, ...]:
        """Return the notes that still stand."""
        self.notes = [(end, words) for end, words in self.notes if end > now]
        return tuple(words for _, words in self.notes)


def act(state: PreviewState, action: Action) -> None:
    """Do what an artist asked for; what cannot be done becomes a note."""
    name, *rest = action
    now = time.perf_counter()
    try:
        if name in _PREVIEW:
            _PREVIEW[name](state, now)
        elif name == "sculpt" and state.sculptor is not None:
            state.sculptor.turn(*rest)
        elif state.session is not None and name in _SESSION:
            state.session = _SESSION[name](state, state.session, now, *rest)
    except RendererError as error:
        state.note(str(error))


def _pause(state: PreviewState, now: float) -> None:
    state.clock = state.clock.running(now) if state.clock.stopped is not None else state.clock.paused(now)


def _step(state: PreviewState, now: float) -> None:
    state.clock = state.clock.stepped(now)


def _panel(state: PreviewState, _: float) -> None:
    state.panel = not state.panel


def _full(state: PreviewState, _: float) -> None:
    display = state.stage.window.display
    if not state.full and (other := holder_of(display)) is not None:
        raise DisplayError(refusal(display, other))  # the two would take the display from each other
    state.full = not state.full
    state.stage.window.fullscreen(state.full)


def _brush(state: PreviewState, _: float) -> None:
    if state.sculptor is not None and (why := state.sculptor.toggle()):
        state.note(why)


def _chain(state: PreviewState, session: Session, _: float, effects: tuple[Effect, ...]) -> Session:
    state.play(effects)
    return session


def _keys(state: PreviewState, _: float) -> None:
    if state.player is not None:
        state.player.keyboard.playing = not state.player.keyboard.playing
        state.player.keyboard.release_all()
        if state.player.keyboard.playing:
            for line in on_keys(state.player.instrument.mapping, state.stage.window.keys.written):
                state.say(line)


def _record(state: PreviewState, session: Session, now: float) -> Session:
    """Begin a take, or end the one that is being recorded."""
    player, engine = state.player, state.stage.engine
    if player is None or engine is None:
        return session
    if (done := player.stop()) is not None:
        state.note(f"take: {done}")
        return session
    path = take_path(state.exports, engine.loaded.name)
    setup = recorded(state.setup, engine.loaded, engine.table)
    player.record(path, setup, session, state.clock.index(now), state.clock.fps, state.stage.wanted)
    state.note(f"recording {path}")
    return session


def _learn(state: PreviewState, session: Session, _: float, name: str) -> Session:
    if state.player is not None:
        state.player.learn(name)
        state.note(f"touch the control that shall play {name}")
    return session


def _hear(state: PreviewState, session: Session, now: float, name: str, signal: str) -> Session:
    """Let another signal move the parameter ``name``."""
    if state.stage.engine is None:
        return session
    bind = reheard(session.bound(name), name, signal, state.stage.engine.table)
    return session.bind(bind, state.time(now))


def _scale(state: PreviewState, session: Session, now: float, name: str, scale: str) -> Session:
    """Let what moves the parameter ``name`` go through its span by another scale."""
    bind, engine = session.bound(name), state.stage.engine
    if bind is None or engine is None:
        return session
    return session.bind(rescaled(bind, scale, engine.table), state.time(now))


def _leave(state: PreviewState, _: float) -> None:
    state.leave = True


def _still(state: PreviewState, session: Session, now: float) -> Session:
    index = state.clock.index(now)
    state.note(f"still: {save_still(state.stage, state.setup, session, index, state.exports, state.note)}")
    return session


def _like(state: PreviewState, session: Session, now: float) -> Session:
    index = state.clock.index(now)
    path = save_still(state.stage, state.setup, session, index, state.exports, state.note)
    title = f"{state.module.resolve().parent.name}, frame {index}, seed {session.values.seed}"
    preset = save_preset(path.parent, path.stem, title, session, exact=True)
    state.note(f"liked: {path} and {preset.name}")
    return session


def _save_preset(state: PreviewState, session: Session, _: float, title: str) -> Session:
    path = save_preset(state.module.resolve().parent / "presets", title, title, session)
    number = key_of(keyed(session.keys, session.presets, (*session.presets, Preset(path.stem))), path.stem)
    state.note(f"preset saved: {path.name}{number and f', on {number}'}")
    return session


def _number(state: PreviewState, session: Session, now: float, number: int) -> Session:
    """Recall the preset on a number key."""
    found = numbered(session.keys, session.presets)[number - 1] if 1 <= number <= len(session.keys) else None
    if found is None:
        state.note(f"no preset on {number}; this scene has {len(session.presets)}")
        return session
    return session.recall(found.name, state.time(now), now, state.morph)


_PREVIEW: dict[str, Callable[[PreviewState, float], None]] = {
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
    "turn": lambda state, session, now, name, value, drag=None: session.turn(name, value, state.time(now), drag),
    "fire": lambda _state, session, _now, name: session.fire(name),
    "figure": lambda state, session, now, name, figure: session.choose(name, figure, state.time(now)),
    "domain": lambda state, session, now, name, domain: session.range(name, domain, state.time(now)),
    "hear": _hear,
    "scale": _scale,
    "bind": lambda state, session, now, bind, drag=None: session.bind(bind, state.time(now), drag),
    "unbind": lambda state, session, now, name: session.unbind(name, state.time(now)),
    "reset": lambda state, session, now, name: session.reset(name, state.time(now)),
    "reset_all": lambda state, session, now: session.reset_all(state.time(now)),
    "undo": lambda state, session, now: session.undo(state.time(now)),
    "redo": lambda state, session, now: session.redo(state.time(now)),
    "recall": lambda state, session, now, name, seconds: session.recall(name, state.time(now), now, seconds),
    "seed": lambda state, session, now, text: session.reseed(parse_seeds(text)[0], state.time(now)),
    "reseed": lambda state, session, now: session.reseed(random.randrange(SEEDS), state.time(now)),
    "restart": lambda _state, session, _now: session.restarted(),
    "lock": lambda _state, session, _now: replace(session, locked=not session.locked),
}
