"""``chorus preview``: the scene in a window with its panel, reloaded with each save."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from imgui_bundle import imgui

from renderer.core.errors import RendererError
from renderer.frames.clock import Clock, wait_until
from renderer.scene.catalogue import Loaded
from renderer.session.memory import memory_path, remember
from renderer.show.osc import Listener
from renderer.show.osc_sculpt import ROOT, OscHands
from renderer.show.player import Player, Sources
from renderer.show.reload import News, Reloader
from renderer.show.sculpture import Clay
from renderer.show.stage import Stage
from renderer.show.start import Wish, request_of, sculpture_path, started
from renderer.show.tracker import ROOT as HEAD
from renderer.show.tracker import Tracker
from renderer.show.window import Window, open_window, room

from .actions import Desk, act
from .keys import bind_keys, unless_typed
from .panel.imgui_draw import ImDraw
from .panel.imgui_input import handlers
from .panel.panel import Panel, width
from .panel.sculpt import draw_ring
from .panel.style import GROUND, colour, dress
from .panel_state import Pointer, view_of
from .sculpt import Sculptor

__all__ = ["preview"]

SAVE = 1.0  # s between two writings of what must survive a crash
_GROUND = (colour(GROUND).x, colour(GROUND).y, colour(GROUND).z)


def preview(module: Path, wish: Wish, say: Callable[[str], None]) -> None:
    """Show the scene of ``module`` until the artist leaves; raises DisplayError where no window opens."""
    with opened(f"Chorus: {module.resolve().parent.name}", wish.size) as (window, draw):
        stage = Stage(window, wish.size, wish.fps, say, wish.output, wish.safety)
        desk = Desk(module, stage, Clock(wish.fps, time.perf_counter()), data=wish.data, exports=wish.exports)
        listener = Listener(*wish.osc, wish.sources.senders) if wish.osc else None
        desk.player = Player(_kept(wish.sources, module), listener, desk.note)
        desk.player.keyboard.playing = False  # its letters are the window's keys until they are wanted
        stage.tracker = _tracker(wish, window, listener)
        desk.sculptor = _sculptor(desk, wish, say, listener)
        reloader = Reloader(module, wish.data, lambda: request_of(desk.session, desk.clock, wish.size),
                            effects=wish.effects, feed=wish.feed)  # fmt: skip
        desk.play = reloader.play
        reloader.start()
        try:
            _Loop(desk, reloader, wish, draw, say).run()
        finally:
            desk.sculptor.close()
            desk.player.close()
            reloader.close()
            stage.release()


def _tracker(wish: Wish, window: Window, listener: Listener | None) -> Tracker | None:
    """Return what follows the viewer's eye, None where nobody asked for it."""
    if not wish.head:
        return None
    tracker = Tracker(window, listener.branch(HEAD) if listener else None)
    window.listen(tracker.handlers())
    return tracker


def _kept(sources: Sources, module: Path) -> Sources:
    """Return ``sources`` with a file for what is learned: the one named, or the scene's own."""
    return replace(sources, mapping=sources.mapping or memory_path(module).with_suffix(".mapping.toml"))


def _sculptor(desk: Desk, wish: Wish, say: Callable[[str], None], listener: Listener | None) -> Sculptor:
    """Return the brush over what was sculpted before, with the hands that come by OSC where a port is named."""

    def tell(words: str) -> None:
        say(words)
        desk.note(words)

    clay = Clay(sculpture_path(desk.module, wish), tell)
    osc = OscHands(clay, listener.branch(ROOT)) if listener else None
    return Sculptor(desk.stage, clay, osc)


@contextmanager
def opened(title: str, size: tuple[int, int]) -> Iterator[tuple[Window, ImDraw]]:
    """Give a window with a panel's context, and close both."""
    window = open_window(title, room(size))
    context = imgui.create_context()
    try:
        dress(window.ratio)
        draw = ImDraw(window.gl)
        window.listen(handlers(window.native))
        yield window, draw
        draw.release()
    finally:
        imgui.destroy_context(context)
        window.close()


class _Loop:
    """The frame loop: events, news, picture, panel, one after the other."""

    def __init__(
        self, desk: Desk, reloader: Reloader, wish: Wish, draw: ImDraw, say: Callable[[str], None]
    ) -> None:
        self.desk, self.reloader, self.wish, self.imdraw, self.say = desk, reloader, wish, draw, say
        self.panel, self.pointer = Panel(), Pointer(desk.stage)
        self.window = desk.stage.window
        self.error, self._told, self._good, self._trial = "", "", "", 0.0
        self._saved: tuple[float, object] = (0.0, None)
        self._rect = (0, 0, 1, 1)
        bind_keys(self.window, desk)
        if desk.player is not None:
            self.window.listen(unless_typed(desk.player.keyboard.handlers(), desk))
        self.window.listen(self.pointer.handlers())
        assert desk.sculptor is not None
        self.sculptor = desk.sculptor
        self.window.listen(self.sculptor.handlers())  # asked first: a press of the brush goes no further

    def run(self) -> None:
        """Draw frames until the window closes."""
        while self.window.open and not self.desk.leave:
            began = time.perf_counter()
            self.window.events()
            if (news := self.reloader.news()) is not None:
                self._hear(news)
            self._frame(began)
            self._remember(began)
            if not self.reloader.wake.is_set():
                wait_until(self.desk.clock.due(time.perf_counter()), self.reloader.wake)
        self._remember(float("inf"))

    def _frame(self, began: float) -> None:
        """Draw and show one frame."""
        desk, stage = self.desk, self.desk.stage
        index = desk.clock.index(began)
        if desk.session is not None:
            desk.session = desk.session.moved(desk.time(began), began)
            if desk.player is not None:
                desk.session = desk.player.play(desk.session, index, desk.time(began), began)
            self.sculptor.work(began, self._rect)
            stage.draw(desk.session, index)
        size, ratio = self.window.size, self.window.ratio
        side = round(width(size[0] / ratio) * ratio) if desk.panel else 0
        self._rect = stage.present((0, 0, size[0] - side, size[1]), _GROUND)
        if desk.session is not None:
            desk.session = desk.session.settled()
        if desk.panel or self.sculptor.on:
            self._panel(began, index, self._rect)
        stage.finish(began, index, running=desk.clock.stopped is None and desk.session is not None)

    def _panel(self, now: float, index: int, rect: tuple[int, int, int, int]) -> None:
        """Draw the panel and do what the artist did in it."""
        io, size, ratio = imgui.get_io(), self.window.size, self.window.ratio
        io.display_size = imgui.ImVec2(size[0] / ratio, size[1] / ratio)
        io.delta_time = max(1e-3, 1.0 / float(self.desk.clock.fps))
        view = view_of(self.desk, now, index, self.error or self.desk.stage.error,
                       self.pointer.here(rect, self.desk), (self.reloader.compiles, self._trial))  # fmt: skip
        imgui.new_frame()
        if view.sculpting is not None and view.sculpting.ring is not None:
            draw_ring(view.sculpting.ring)
        actions = self.panel.draw(view) if self.desk.panel else []
        imgui.render()
        self.desk.morph = self.panel.morph
        self.imdraw.render(imgui.get_draw_data(), size, ratio)
        for action in actions:
            act(self.desk, action)

    def _hear(self, news: News) -> None:
        """Adopt a scene that a save brought, or say why not."""
        if news.loaded is None or news.table is None:
            self._fail(news.error)
            return
        desk = self.desk
        try:
            if not (news.only_presets and desk.stage.engine is not None):
                desk.stage.adopt(news.loaded, news.table)
                self._trial = news.ms
            if desk.session is None:
                self._begin(news.loaded)
            else:
                desk.session, notes = desk.session.adopt(news.loaded, desk.time(time.perf_counter()))
                for note in notes:
                    desk.note(note)
            if desk.player is not None and desk.session is not None:
                desk.player.fit(news.loaded, desk.session)
            self.error = self._told = ""
            self._good = time.strftime("%H:%M:%S")
        except RendererError as error:
            self._fail(str(error))

    def _begin(self, loaded: Loaded) -> None:
        """Start with what is remembered, then what was asked for."""
        desk, now = self.desk, time.perf_counter()
        desk.session, index = started(loaded, self.wish, self.say)
        desk.clock = desk.clock.at(index, now)
        if self.wish.record is not None and desk.player is not None and desk.stage.engine is not None:
            desk.player.record(self.wish.record, desk.session, index, loaded, desk.stage.engine.table, self.wish.data,
                               self.wish.fps, self.wish.size)  # fmt: skip
        desk.stage.settle()

    def _fail(self, words: str) -> None:
        """Show an error until it is mended, and print it once."""
        if words != self._told:
            self.say(words)
            self._told = words
            playing = self.desk.stage.engine is not None
            self.error = f"{words}\nStill playing the version from {self._good}." if playing else words

    def _remember(self, now: float) -> None:
        """Write down what must survive, now and then."""
        desk = self.desk
        if desk.session is None or now - self._saved[0] < SAVE:
            return
        state = (desk.session.values, desk.session.locked, desk.clock.index(time.perf_counter()))
        if state != self._saved[1]:
            remember(memory_path(desk.module), desk.session, state[2])
        self._saved = (now, state)
