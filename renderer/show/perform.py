"""``chorus perform``: a scene fullscreen on one display, for an audience. Nothing raises past the loop."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from renderer.core.errors import RendererError
from renderer.displays.projector.alignment import Turn
from renderer.frames.clock import Clock
from renderer.scene.catalogue import Loaded
from renderer.session.open_setup import played_live, recorded
from renderer.session.session import Session
from renderer.signals.source import Figures

from .adoption import Adoption
from .display_claim import DisplayClaim
from .display_keeper import DisplayKeeper, await_desktop, find_display
from .eye_turns import flip, show_between
from .fullscreen import screen_of
from .heard_wait import wait_heard
from .idle import IdleInhibitor
from .input.keyboard import COMBINED
from .key_words import COMMANDS, KeyWords
from .life import Life
from .mended import Mended, figures_name
from .monitors import Display
from .operator_keys import OperatorKeys
from .osc import Listener
from .player import Player
from .projector import Projector
from .read_show import ReadShow, read_patiently, read_show
from .reload import Reloader
from .show_state import ShowState, StateKeeper
from .slow_frame import Left
from .stage import Stage
from .start import LaunchOptions, about_device, check_head, request_of, say_lost
from .tracker import ROOT as HEAD
from .tracker import Tracker
from .window import Window, open_window, prepared
from .without import bears
from .x11_place import ground
from .x11_retained import let_go, retain, sweep_retained

__all__ = ["Performance", "perform", "warm_up"]


def perform(
    display: str | None, launch: LaunchOptions, say: Callable[[str], None], *, reload: bool, life: Life | None = None,
    turn: Turn | None = None, align: bool = False,
) -> None:  # fmt: skip
    """
    Show what ``launch`` names on ``display`` (connector or number) until Esc is pressed twice.

    reload : whether saves reach the audience. Raises DisplayError for an unknown display, and what is
    wrong with a scene that never drew its first frame. A size of (0, 0) is the display's own.
    life : of a show that is watched; it goes on where the one before was
    turn : how the projector hangs; align : whether the show begins with hands at its corner pin
    """
    life, turn = life or Life(say), turn or Turn()
    await_desktop(life)
    around, chosen = find_display(display, life)
    claim = DisplayClaim(launch.setup.scene, life)
    claim.begin(chosen, around)
    canvas = turn.canvas((chosen.width, chosen.height))
    if launch.size == (0, 0):
        launch = replace(launch, size=canvas)

    def read(tell: Callable[[str], None]) -> tuple[Loaded, ReadShow]:
        found = played_live(launch.setup)
        check_head(found, launch)
        if note := about_device(found, launch, canvas, chosen.name):
            tell(note)
        return found, read_show(found, launch, tell, life)

    loaded, ready = read_patiently(read, say, life)
    window = open_window(f"Chorus: {loaded.scene.title}", (chosen.width, chosen.height),
                         screen=screen_of(chosen), fullscreen=True, visible=False)  # fmt: skip
    show = Performance(window, chosen, around, ready.launch, say, life, claim)
    show.stage.presenter.through.turn = turn
    try:
        show.stage.figures = ready.figures
        show.begin(loaded, ready.first, ready.session, ready.index)
        if ready.before is not None:
            show.go_on(ready.before)
        show.appear()
        if align and not life.follows:  # nobody may be there who would take the card away again
            show.projector.open(card=True)
        ready.figures.start()
        show.run(Reloader(launch.setup, lambda tried: request_of(tried, show.session, show.clock, launch.size),
                          figures=ready.figures) if reload else None)  # fmt: skip
    finally:
        ready.figures.close()
        show.close()


def warm_up() -> None:
    """Import what is only imported once a window opens; no display is asked for."""
    with suppress(ImportError):  # which the show itself tells
        prepared()


class Performance:
    """What is on the wall: the stage, its clock, and what an operator does to it. ``frame`` raises nothing."""

    def __init__(
        self,
        window: Window,
        chosen: Display,
        around: tuple[Display, ...],
        launch: LaunchOptions,
        say: Callable[[str], None],
        life: Life,
        claim: DisplayClaim,
    ) -> None:
        """Take over ``window``, which is to cover ``chosen``; ``around`` are the displays there were then."""
        self.window, self.launch, self.say, self.life = window, launch, say, life
        self._keeper = StateKeeper(life, launch)
        self.stage = Stage(window, launch.size, launch.fps, say, launch.setup.output, launch.setup.safety)
        self.clock = Clock(launch.fps, time.perf_counter())
        self._due = 0.0  # when the next frame begins (s)
        self.session: Session | None = None
        self._told_lost: set[str] = set()
        self._words = KeyWords(window.keys, say)
        self._bear, late = bears(life), life.say if life.follows else None
        listener = Listener(*launch.osc, launch.sources.senders, late) if launch.osc else None
        self.player = Player(launch.sources, listener, say, self._words.playing(), self._bear)
        if launch.head:
            self.stage.tracker = Tracker.over(window, listener.branch(HEAD) if listener else None)
        self.display = DisplayKeeper(window, chosen, around, say, lambda now, found: self.projector.follow(now, found),
                                     claim.take, claim.release)  # fmt: skip
        self._idle = IdleInhibitor(say, wake=not life.follows)
        told: dict[str, float] = {}
        self._adoption, self._figures = Adoption(self.stage, say, told), Mended(say, told)
        window.native.set_mouse_visible(False)
        self.operator = OperatorKeys(window, life)
        window.listen({"on_key_press": self._key})
        window.listen(self.player.keyboard.handlers(window.keys, COMMANDS))
        self.projector = Projector(window, self.stage, say)
        window.listen(self.projector.handlers())
        self.projector.follow(chosen, around)
        self.stage.slow.hear = self._hear_within

    def begin(self, loaded: Loaded, figures: Figures, session: Session, index: int) -> None:
        """Put the scene on the stage and start its time at frame ``index``."""
        self.stage.adopt(loaded, figures)
        say_lost(loaded, self._told_lost, self.say)
        self.session = session = self.stage.renew(session, index)
        self.player.fit(loaded, session)
        self._words.tell(self.player.instrument.mapping, time.perf_counter())
        if self.launch.record is not None:
            setup = recorded(self.launch.setup, loaded, figures.table)
            with self._bear("its take"):
                self.player.record(self.launch.record, setup, session, index, self.launch.fps, self.launch.size,
                                   after=self.launch.after)
        self._keeper.know(self.stage.engine)
        self.stage.settle()
        self.clock = self.clock.at(index, time.perf_counter())

    def go_on(self, before: ShowState) -> None:
        """Be where the life before was: its clock has gone on, and a frame that stood is drawn again."""
        self.stage.adaptive = replace(self.stage.adaptive, step=before.step)  # what this machine draws in time
        self.clock = before.clock
        if self.session is not None and before.frozen is not None:
            self.stage.draw(self.session, before.frozen)

    def appear(self) -> None:
        """Draw a picture, then cover the display with it, and take from there what a show that was killed left."""
        if self.session is not None and self.stage.last is None:
            self.stage.draw(self.session, self.clock.index(time.perf_counter()))
        self.window.gl.finish()
        if self.life.watched:
            retain(self.window.native)
        ground(self.window.native, black=not self.life.follows)
        self.display.appear()
        self.frame()
        ground(self.window.native, black=True)
        sweep_retained(self.life.watcher)
        self.display.alone()

    def run(self, reloader: Reloader | None = None) -> None:
        """Draw frames until the operator leaves."""
        if reloader is not None:
            reloader.start()
        try:
            while self.window.open:
                self.frame(reloader)
                wait_heard(self._due, self.stage.fail, self._hear_within, self.display.follow, self.life.wait)
        finally:
            if reloader is not None:
                reloader.close()

    def frame(self, reloader: Reloader | None = None) -> None:
        """Draw and show one frame; whatever goes wrong is said once, and the picture stays."""
        began = time.perf_counter()
        for part in (self._listen, self._draw, self._other_eye):
            try:
                part(began, reloader)
            except Exception as error:  # the audience sees the last picture, not us
                self.stage.fail(f"{type(error).__name__}: {error}")

    def _listen(self, began: float, reloader: Reloader | None) -> None:
        """Hear keys, displays and saves."""
        self.window.events()
        if (places := self._words.moved(began)) is not None:
            self.player.move(places)  # with the next frame; then they are told
        elif not self.player.moving:
            self._words.tell(self.player.instrument.mapping, began)
        self.display.follow()
        if (figures := self.stage.figures) is not None and self.stage.engine is not None:
            data = self.launch.setup.figures or self.stage.engine.loaded.scene.data
            self._figures.follow(figures.error, figures_name(figures.error, data))
        if reloader is not None:
            self._hear(reloader)

    def _draw(self, began: float, _reloader: Reloader | None) -> None:
        """Draw, unless frozen; show, unless black."""
        index = self.clock.index(began)
        self.player.operate(index, black=self.operator.black, frozen=self.operator.frozen)
        if self.session is not None and not self.operator.frozen:
            at = index / float(self.clock.fps)
            session = self.stage.renew(self.session.moved(at, began), index)
            drawn = self.session = self.player.play(session, index, at, began)
            self.stage.draw(drawn, index)
            self.session = drawn.settled() if self.session is drawn else drawn.settled().restarted()  # 0, heard in it
            if not self.window.open:
                return
        self._adoption.drawn()
        self._present()
        self.stage.finish(began, index, running=not self.operator.frozen)
        self.life.beat(now := time.perf_counter())
        self.operator.presented(now)
        if self.session is not None:
            self._keeper.keep(self.session, self.clock, now, frozen=self._standing(index),
                              placed=self.display.placed, step=self.stage.adaptive.step)  # fmt: skip

    def _present(self) -> None:
        """Put the last picture that is whole on the window, or black."""
        self.operator.dark = self.operator.black
        self.projector.present(0.0 if self.operator.black else 1.0)

    def _hear_within(self) -> None:
        """Hear keys and messages while a slow picture is drawn: blackout and leaving act at once."""
        try:
            self.window.events()
            self.player.hear(time.perf_counter())
            if self.operator.black != self.operator.dark:  # heard just now, or right before the picture was begun
                self._present()
                flip(self.stage)
                self.operator.presented(time.perf_counter())
        except Exception as error:  # of a handler: the picture is none the worse for it
            self.stage.fail(f"{type(error).__name__}: {error}")
        if not self.window.open:
            raise Left

    def _other_eye(self, _began: float, _reloader: Reloader | None) -> None:
        """Show the other eye's picture; while hands are at the corner pin the eyes rest."""
        self._due = self.clock.due(time.perf_counter())  # before it waits: a frame that was late costs no other
        if self.projector.editor is None:  # a card that took turns with the picture would flash
            show_between(self.stage)
        elif self.stage.turns is not None:
            self.stage.turns.rest()

    def _standing(self, index: int) -> int | None:
        """Return the frame that is frozen, None where none is."""
        last = self.stage.last
        return None if not self.operator.frozen else last[1] if last else index

    def close(self) -> None:
        """Leave the wall."""
        let_go(self.window.native)
        self.display.close()
        self._idle.close()
        self.player.close()
        self.projector.release()
        self.stage.release()
        self.window.close()

    def _key(self, symbol: int, held: int) -> None:
        if not held & COMBINED and self.window.keys.of(symbol) == "0" and self.session is not None:
            self.session = self.session.restarted()

    def _hear(self, reloader: Reloader) -> None:
        """Adopt what a save brought; a mistake is said, and the old scene plays on."""
        if (news := reloader.news()) is None:
            return
        try:
            if self._adoption.adopt(news):
                self._keeper.know(self.stage.engine)
        except RendererError as error:
            self.stage.fail(str(error))
            return
        assert news.loaded is not None
        say_lost(news.loaded, self._told_lost, self.say)
        if self.session is not None:
            time_now = self.clock.index(time.perf_counter()) / float(self.clock.fps)
            self.session, _ = self.session.adopt(news.loaded, time_now)
            self.player.fit(news.loaded, self.session)
        if news.error:  # of a picture that cannot be read: all else plays
            self.stage.fail(news.error)
