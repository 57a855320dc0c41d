"""``chorus preview``: the scene in a window with its panel, reloaded with each save."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from imgui_bundle import imgui

from renderer.core.errors import RendererError
from renderer.data.places.map_answers import NOTHING_SAID
from renderer.frames.clock import Clock, wait_until
from renderer.scene.catalogue import Loaded, find
from renderer.session.memory import memory_path, remember
from renderer.session.open_setup import recorded
from renderer.show.adoption import Adoption
from renderer.show.eye_turns import show_between
from renderer.show.idle import IdleInhibitor
from renderer.show.live_figures import LiveFigures
from renderer.show.live_map import LiveMap
from renderer.show.osc import Listener
from renderer.show.osc_sculpt import ROOT, OscHands
from renderer.show.player import Player, Sources
from renderer.show.refine import Refiner
from renderer.show.reload import News, Reloader
from renderer.show.sculpture import LiveSculpture
from renderer.show.stage import Stage
from renderer.show.start import LaunchOptions, request_of, say_lost, sculpture_path, started
from renderer.show.tracker import ROOT as HEAD
from renderer.show.tracker import Tracker
from renderer.show.window import Window, open_window, room
from renderer.signals.source import Figures

from .actions import PreviewState, act
from .dropped import Dropped, Drops
from .keys import bind_keys, commands, unless_typed
from .panel.imgui_draw import ImDraw
from .panel.imgui_input import handlers
from .panel.notices import ROOM
from .panel.panel import Panel, width
from .panel.sculpt import draw_ring
from .panel.style import GROUND, colour, dress
from .panel_state import Pointer, panel_state
from .sculpt import Sculptor
from .typed_keys import TypedKeys

__all__ = ["preview"]

SAVE = 1.0  # s between two writings of what must survive a crash
_GROUND = (colour(GROUND).x, colour(GROUND).y, colour(GROUND).z)


def preview(launch: LaunchOptions, say: Callable[[str], None]) -> None:
    """Show what ``launch`` names until the artist leaves; raises DisplayError where no window opens."""
    module = find(launch.setup.scene)
    with opened(f"Chorus: {module.resolve().parent.name}", launch.size, launch.scale) as (window, draw):
        setup = launch.setup
        stage = Stage(window, launch.size, launch.fps, say, setup.output, setup.safety)
        stage.presenter.smooth = True
        clock = Clock(launch.fps, time.perf_counter())
        state = PreviewState(module, setup, stage, clock, say=say, exports=launch.exports)
        if told := commands(window.keys):
            say(told)
        listener = Listener(*launch.osc, launch.sources.senders) if launch.osc else None
        state.player = Player(_kept(launch.sources, module), listener, state.note)
        state.player.keyboard.playing = False  # its letters are the window's keys until they are wanted
        stage.tracker = Tracker.over(window, listener.branch(HEAD) if listener else None) if launch.head else None
        state.sculptor = _sculptor(state, launch, say, listener)
        figures = LiveFigures(setup.figures, seed=launch.seed or 0, places=LiveMap.of(setup, launch.size))
        reloader = Reloader(setup, lambda tried: request_of(tried, state.session, state.clock, launch.size),
                            figures=figures)  # fmt: skip
        figures.wake, state.play = reloader.wake, reloader.play
        stage.note = _both(say, state.note)
        reloader.start()
        figures.start()
        idle = IdleInhibitor(say)
        try:
            _Loop(state, reloader, launch, draw, say).run()
        finally:
            idle.close()
            state.sculptor.close()
            state.player.close()
            figures.close()
            reloader.close()
            stage.release()


def _kept(sources: Sources, module: Path) -> Sources:
    """Return ``sources`` with a file for what is learned: the one named, or the scene's own."""
    return replace(sources, mapping=sources.mapping or memory_path(module).with_suffix(".mapping.toml"))


def _sculptor(
    state: PreviewState, launch: LaunchOptions, say: Callable[[str], None], listener: Listener | None
) -> Sculptor:
    """Return the brush over what was sculpted before, with the hands that come by OSC where a port is named."""
    live = LiveSculpture(sculpture_path(state.module, launch), _both(say, state.note))
    osc = OscHands(live, listener.branch(ROOT)) if listener else None
    return Sculptor(state.stage, live, osc)


def _both(*says: Callable[[str], None]) -> Callable[[str], None]:
    """Return what says its words in all of these ways."""

    def tell(words: str) -> None:
        for say in says:
            say(words)

    return tell


@contextmanager
def opened(title: str, size: tuple[int, int], scale: float | None = None) -> Iterator[tuple[Window, ImDraw]]:
    """Give a window with a panel's context, and close both; ``scale`` of its letters is the desktop's without."""
    window = open_window(title, room(size), drops=True)
    window.scale = scale or window.scale
    context = imgui.create_context()
    try:
        dress(window.unit)
        draw = ImDraw(window.gl)
        yield window, draw
        draw.release()
    finally:
        imgui.destroy_context(context)
        window.close()


class _Loop:
    """The frame loop: events, news, picture, panel, one after the other."""

    def __init__(
        self, state: PreviewState, reloader: Reloader, launch: LaunchOptions, draw: ImDraw, say: Callable[[str], None]
    ) -> None:
        self.state, self.reloader, self.launch, self.imdraw, self.say = state, reloader, launch, draw, say
        self.panel, self.pointer = Panel(), Pointer(state.stage)
        self.window = state.stage.window
        self.refiner = state.refiner = Refiner(state.stage)
        self.error, self._told, self._good, self._trial = "", "", "", 0.0
        self._saved: tuple[float, object] = (0.0, None)
        self._rect, self._told_lost = (0, 0, 1, 1), set[str]()
        self.typed = TypedKeys(self.window, lambda: state.panel)
        self.window.listen(handlers(self.window.native, self.window.scale, self.typed.hear))
        bind_keys(self.window, state, self.typed)
        if state.player is not None:
            self.window.listen(unless_typed(state.player.keyboard.handlers(self.window.keys), self.typed))
        self.window.listen(self.typed.handlers())
        self.window.listen(self.pointer.handlers())
        assert state.sculptor is not None
        self.sculptor = state.sculptor
        self.drops, self._adoption = Drops(reloader.wake), Adoption(state.stage, say)
        self.window.listen(self.drops.handlers())
        self.window.listen(self.sculptor.handlers())  # asked first: a press of the brush goes no further

    def run(self) -> None:
        """Draw frames until the window closes."""
        while self.window.open and not self.state.leave:
            began = time.perf_counter()
            self.window.events()
            if (news := self.reloader.news()) is not None:
                self._hear(news)
            self._dropped()
            self._frame(began)
            self._remember(began)
            due = self.state.clock.due(time.perf_counter())
            show_between(self.state.stage, self._draw_panel)
            self.refiner.work(self._rect[2:], due)
            if not self.reloader.wake.is_set():
                wait_until(due, self.reloader.wake)
        self._remember(float("inf"))

    def _frame(self, began: float) -> None:
        """Draw and show one frame."""
        state, stage = self.state, self.state.stage
        index = state.clock.index(began)
        if state.session is not None:
            state.session = stage.renew(state.session.moved(state.time(began), began), index)
            if state.player is not None:
                state.session = state.player.play(state.session, index, state.time(began), began)
            self.sculptor.work(began, self._rect)
            stage.draw(state.session, index)
        self._adoption.drawn()
        size, unit = self.window.size, self.window.unit
        side, below = (round(width(size[0] / unit) * unit), round(ROOM * unit)) if state.panel else (0, 0)
        self._rect = stage.present((0, below, size[0] - side, size[1] - below), _GROUND)
        if state.session is not None:
            state.session = state.session.settled()
        if state.panel or self.sculptor.on:
            self._panel(began, index, self._rect)
        stage.finish(began, index, running=state.clock.stopped is None and state.session is not None)

    def _panel(self, now: float, index: int, rect: tuple[int, int, int, int]) -> None:
        """Draw the panel and do what the artist did in it."""
        io, size, unit = imgui.get_io(), self.window.size, self.window.unit
        io.display_size = imgui.ImVec2(size[0] / unit, size[1] / unit)
        io.delta_time = max(1e-3, 1.0 / float(self.state.clock.fps))
        view = panel_state(self.state, now, index, self.error or self.state.stage.error or self._figures_error(),
                       self.pointer.here(rect, self.state), (self.reloader.compiles, self._trial))  # fmt: skip
        imgui.new_frame()
        if view.sculpting is not None and view.sculpting.ring is not None:
            draw_ring(view.sculpting.ring, self.window.scale)
        actions = self.panel.draw(view) if self.state.panel else []
        imgui.render()
        self.state.morph = self.panel.morph
        self._draw_panel()
        for action in actions:
            act(self.state, action)
        self.typed.drawn()

    def _draw_panel(self) -> None:
        """Draw the panel as it was made last over the picture, where there is one."""
        if (self.state.panel or self.sculptor.on) and imgui.get_draw_data() is not None:
            self.imdraw.render(imgui.get_draw_data(), self.window.size, self.window.unit)

    def _figures_error(self) -> str:
        """Return which figures cannot be read now, "" where all can."""
        figures = self.state.stage.figures
        return figures.error if figures is not None else ""

    def _hear(self, news: News) -> None:
        """Adopt a scene that a save brought, or say why not."""
        state = self.state
        try:
            if self._adoption.adopt(news):
                state.stage.figures = self.reloader.figures
                self._trial = news.ms or self._trial  # a preset alone is no reload
            assert news.loaded is not None
            assert news.figures is not None
            say_lost(news.loaded, self._told_lost, _both(self.say, state.note))
            if state.session is None:
                self._begin(news.loaded, news.figures)
            else:
                state.session, notes = state.session.adopt(news.loaded, state.time(time.perf_counter()))
                for note in notes:
                    state.note(note)
            if state.player is not None and state.session is not None:
                state.player.fit(news.loaded, state.session)
            self._good = time.strftime("%H:%M:%S")
            if news.error:  # of a picture that cannot be read: all else plays
                self._fail(news.error, stands=False)
            else:
                self.error = self._told = ""
        except RendererError as error:  # of what follows the adoption, too
            self._adoption.refuse(str(error))
            self._fail(str(error))

    def _dropped(self) -> None:
        """Show the figures or the map of a file that was dropped, or say why not; a take tells of one only."""
        state, engine = self.state, self.state.stage.engine
        if engine is None or state.session is None:
            return
        for found in self.drops.work(engine.loaded, state.session.values.choice):
            if not found.error and state.player is not None and state.player.recorder is not None:
                found = Dropped(error="a take of what is shown is being recorded: end it first (F5), then drop others")
            for words in found.notes or (found.error,):
                _both(self.say, state.note)(words)
            if found.places:
                state.setup = replace(state.setup, places=found.places, map_answers=NOTHING_SAID)
                self.reloader.draw_on(LiveMap.of(state.setup, state.stage.wanted))
            elif not found.error:
                state.setup = replace(state.setup, figures=found.data)
                state.session = state.session.chosen_from(found.choice)
                self.reloader.show(found.data, found.choice)

    def _begin(self, loaded: Loaded, figures: Figures) -> None:
        """Start with what is remembered, then what was asked for."""
        state, now = self.state, time.perf_counter()
        session, index = started(loaded, self.launch, self.say, figures)
        state.session = state.stage.renew(session, index)
        state.clock = state.clock.at(index, now)
        launch, engine = self.launch, state.stage.engine
        if launch.record is not None and state.player is not None and engine is not None:
            setup = recorded(launch.setup, loaded, engine.table)
            state.player.record(launch.record, setup, state.session, index, launch.fps, launch.size)
        state.stage.settle()

    def _fail(self, words: str, *, stands: bool = True) -> None:
        """Show an error until it is mended, and print it once; ``stands``: what was saved does not play."""
        if words != self._told:
            self.say(words)
            self._told = words
            playing = stands and self.state.stage.engine is not None
            self.error = f"{words}\nStill playing the version from {self._good}." if playing else words

    def _remember(self, now: float) -> None:
        """Write down what must survive, now and then."""
        state = self.state
        if state.session is None or now - self._saved[0] < SAVE:
            return
        kept = (state.session.values, state.session.locked, state.clock.index(time.perf_counter()))
        if kept != self._saved[1]:
            remember(memory_path(state.module), state.setup, state.session, kept[2])
        self._saved = (now, kept)
