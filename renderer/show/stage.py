"""One scene in one window: drawn each frame at a size the machine can hold. Nothing raises past it.

A scene that fails keeps its last good picture on the window, and says why once.
"""

import gc
import time
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from renderer.core.errors import RendererError
from renderer.core.frame import Frame
from renderer.data.domain import domains_shown
from renderer.data.load import fits
from renderer.data.places.shown_ground import about_ground
from renderer.data.role_table import figures_shown
from renderer.flash.viewer import Safety
from renderer.frames.adaptive import Adaptive
from renderer.frames.engine import Engine
from renderer.frames.timing import Timings
from renderer.gpu.context import copied
from renderer.gpu.drawn_passes import softens
from renderer.scene.catalogue import Loaded
from renderer.session.session import Session
from renderer.session.setup import Output
from renderer.signals.source import Figures, FigureSource

from .eye_turns import EyeTurns, begin_turns, flip
from .live_display import LiveDisplay, display_for
from .live_guard import LiveGuard
from .map_maker import BackgroundMapMaker
from .own_fault import fault_words
from .present import Presenter, Rect, fit, scaled
from .rebound import Say, rebound_told
from .slow_frame import Left, SlowFrame
from .told import Told
from .window import Window

if TYPE_CHECKING:
    from renderer.core.view import View
    from renderer.data.table import Table
    from renderer.sculpture.stroke import Stroke

    from .tracker import Tracker

__all__ = ["Stage"]

CATCH_UP = 2  # frames a feedback scene runs through to make up for skipped ones
MARGIN = 0.92  # of a frame's time that may be used
FEEDBACK_PATIENCE = 2  # each change of size resamples what feeds back, and softens it


class Stage:
    """
    Draws a session's frames and shows them.

    size : px of the picture that the artist asked for
    last : the session and the frame that were drawn last
    error : why the scene fails to draw now, "" where it does not
    figures : gives the figures while it plays, None where they stay as they are
    strokes : what hands have done to the form, as packed for the GPU; another array is drawn anew
    tracker : follows the eye that a scene which takes views is drawn for, None where it is drawn from before it
    guard : the flash guard; turns : of eyes that take turns, None where they do not
    rests : whether a frame that is the one before but for its dither is not drawn again
    refined : whether the engine has drawn more samples of what stands, or begun to
    view : the eye that it was drawn for last, None where it is not told; standing : strokes but for those being made
    note : is told what an artist should know of figures that were chosen
    """

    def __init__(
        self, window: Window, size: tuple[int, int], fps: Fraction, say: Say, output: Output | None = None,
        safety: Safety | None = None,
    ) -> None:  # fmt: skip
        """
        Show on ``window``, as ``output`` where one is named; ``say`` is told, once each, what goes wrong.

        safety : before whom it is shown, for the flash guard; anywhere without
        """
        self.safety = safety or Safety()
        self._told = Told(say)
        self._tell = self._told.tell
        self.guard = LiveGuard(window.gl, fps, self.safety, self._tell)
        self.tracker: Tracker | None = None
        self._shown, self._form = None, size  # a texture, and px of its shape
        self._held: Any = None  # what is shown, of an engine that draws another picture
        self.rests, self.refined, self.slow = False, False, SlowFrame()
        self.view: View | None = None
        self.output = output
        self.device: LiveDisplay | None = None
        self.turns: EyeTurns | None = None
        self.window, self.wanted, self.fps, self.note = window, size, fps, say
        self._query, self.maker = window.gl.query(time=True), BackgroundMapMaker(say)
        self.presenter, self.timings, self.adaptive = Presenter(window.gl), Timings(), Adaptive()
        self.engine: Engine | None = None
        self.figures: FigureSource | None = None
        self.strokes: Any = None
        self.standing: tuple[Stroke, ...] = ()
        self.error = ""
        self.last: tuple[Session, int] | None = None
        self._drawn: object = None
        self._refused: Table | None = None  # figures that do not fit this GPU
        self._named: tuple[Any, ...] = (None, {}, {})  # a table, what stands in its roles, from where to where
        self._cost, self._other, self._fresh = (0.0, 0.0), 0.004, False

    @property
    def size(self) -> tuple[int, int]:
        """Px to draw: what was asked for, no more than the window has, times the adaptive scale."""
        return scaled(self.wanted, self.presenter.canvas(self.window.size), self.adaptive.scale)

    def adopt(self, loaded: Loaded, figures: Figures) -> None:
        """Play ``loaded`` from now on; raise RendererError, and go on with the old one, where it cannot."""
        table, faults = figures.table, figures.faults
        # Another one: a save may have changed the box that it lives in.
        with display_for(self.window.gl, self.output, loaded, self.device) as device:
            if self.engine is None:
                self.engine = Engine(self.window.gl, loaded, table, self.size, faults=faults)
            else:
                self.engine.adopt(loaded, table, faults)
        if loaded.scene.places:
            self.maker.give(self.engine, figures.ground)
        if self.device is not None:
            self.hold(self.device.texture)
            self.device.release()
        self.device = device
        self.turns = self.turns or begin_turns(self)
        self.adaptive = Adaptive(self.adaptive.step, FEEDBACK_PATIENCE if softens(loaded.scene) else 1)
        self.error, self._drawn = "", None
        self._told.clear()
        self.timings.forget()
        self.slow.expected()

    def give(self, inputs: Mapping[str, Any]) -> None:
        """Give inputs of the scene their pixels, by name, as ``Engine.input`` takes them; raises RendererError."""
        for name, pixels in inputs.items():
            assert self.engine is not None
            self.engine.input(name, pixels)
            self._drawn = None

    def draw(self, session: Session, index: int) -> None:
        """Draw frame ``index`` unless it is drawn already."""
        engine = self.engine
        self._cost, self._fresh = (0.0, 0.0), False
        if engine is None:
            return
        began = time.perf_counter()
        if engine.strokes is not self.strokes:
            engine.strokes, self._drawn = self.strokes, None
        if session.restart:
            engine.restart()
        if session.restart | self.maker.work(engine):
            self._drawn = None
        self.view = view = self.tracker.newest(engine.loaded.scene.views, self.wanted) if self.tracker else None
        key = (index, session.values, self.size, view)
        if key == self._drawn and not (self.device and self.device.waiting):
            return
        try:
            if self.rests and self._drawn and not self.device and engine.stands(*self.moment(session, index), view):
                self._drawn, self.last = key, (session, index)
                return
            if (parts := self.slow.parts(session.values)) or (self.device is None and engine.size != self.size):
                self.hold()  # whoever is heard may show it again, and another size frees it
            if self.device is None:
                engine.resize(self.size)
            elif key != self._drawn:
                self.device.turn()
            frame, how = self.moment(session, index)
            with self._query:
                how |= parts
                if self.device is None:
                    engine.draw(frame, **how, view=view)
                else:
                    self.device.draw(engine, frame, how, 1.0 / float(self.guard.fps), self.adaptive.scale)
            self.show(began)
            if (state := self.window.gl.error) != "GL_NO_ERROR":
                raise RendererError(f"drawing ends in {state}")
            self.error, self._drawn, self._fresh, self.last = "", key, True, (session, index)
            self.refined = False
        except Left:
            self._drawn = None
        except Exception as error:  # the scene's own code may raise anything; the show goes on
            self.fail(fault_words(engine.loaded.module, error))
        self._cost = (time.perf_counter() - began, 0.0)

    def moment(self, session: Session, index: int) -> tuple[Frame, dict[str, Any]]:
        """Return frame ``index`` at the engine's size, and how ``session`` has it drawn."""
        assert self.engine is not None
        frame = self.engine.loaded.scene.frame(index, self.fps, self.engine.size, session.values.seed)
        return frame, {"params": session.params, "held": session.values.held, "phases": session.phases,
                       "catch_up": 0 if session.restart else CATCH_UP}  # fmt: skip

    def show(self, now: float) -> None:
        """Show what is drawn from ``now`` (s) on, as the flash guard lets it through."""
        assert self.engine is not None
        own = self.device and self.device.texture
        self._form = self.wanted if self.device is None or own is None else self.device.size
        self._shown = self.guard.show(self.engine.picture.texture if own is None else own, now)

    def hold(self, texture: Any = None) -> None:  # noqa: ANN401
        """Let what is shown stand while the engine draws at another size, or a device's ``texture`` is freed."""
        if self.engine is not None and self._shown is (texture or self.engine.picture.texture):
            if self._held is not None:
                self._held.release()
            self._held = self._shown = copied(self.window.gl, self._shown)

    def redraw(self) -> None:
        """Draw the next frame anew, whatever it is."""
        self._drawn = None

    def plain(self) -> None:
        """Draw again, with its one sample, what was refined since it was drawn live."""
        if self.refined and self.engine is not None and self.last is not None:
            frame, how = self.moment(*self.last)
            self.engine.draw(frame, **how, view=self.view)

    def present(self, area: Rect, ground: tuple[float, float, float], level: float = 1.0) -> Rect:
        """Put the last good picture into ``area``; return where it lies. ``level`` 0 is blackout."""
        if self.turns is not None:
            self.turns.turn(self, area, ground, level)
        self.presenter.clear(self.window.size, tuple(part * level for part in ground))  # type: ignore[arg-type]
        rect = fit(self._form, area)
        if self._shown is not None and level > 0.0:
            self.presenter.show(self._shown, rect, level)
        return rect

    def finish(self, began: float, index: int, *, running: bool) -> None:
        """Show what was drawn, note what it took since ``began`` (s), and choose the next size."""
        ready, now = flip(self), time.perf_counter()
        if self._fresh:
            self._cost = (self._cost[0], self._query.elapsed / 1e9)
            self.slow.took(max(self._cost))
        if running:
            self.timings.add(now, index, *self._cost)
        else:
            self.timings.forget()
        if self._fresh and running:
            cost = max(self._cost)
            self._other += 0.1 * (max(0.0, ready - began - cost) - self._other)
            whole = 1.0 / float(self.guard.fps)
            self.adaptive = self.adaptive.after(cost, MARGIN * whole - min(self._other, 0.5 * whole))

    def renew(self, session: Session, index: int) -> Session:
        """
        Draw, from frame ``index`` on, the newest figures of those that ``session`` puts into the roles.

        Returns it with what is shown now, for a take to keep. What cannot be read, or shown, is told once, and the
        figures before stay.
        """
        engine = self.engine
        if self.figures is None or engine is None:
            return session
        self.figures.choose(session.values.choice, session.values.binds)
        newest = self.figures.at(index / float(self.fps), session.values.seed)
        if self.figures.error:
            self._tell(self.figures.error)
        if not fits(newest.table, engine.loaded.scene.wanted):
            return session  # of a scene that a save brought, and that is not on the stage yet
        try:
            if newest.table is not engine.table and newest.table is not self._refused:
                engine.table, self._drawn = newest.table, None
                for note in newest.notes:
                    self._tell(note, self.note)
        except RendererError as error:
            self._refused = newest.table
            self._tell(f"{error}\nStill showing the figures before.")
        if newest.faults is not engine.faults:
            engine.faults, self._drawn = newest.faults, None
        if engine.loaded.scene.places and newest.table is engine.table and newest.ground is not self.maker.ground:
            self.maker.give(engine, newest.ground)
            self._drawn = None
            for note in about_ground(newest.ground):
                self.note(note)  # of each map, whatever was told of another
        if (bound := rebound_told(engine, session, self._tell, self.note)) is not engine.loaded:
            engine.loaded, self._drawn = bound, None
        session = session.playing(bound.scene.binds, engine.table.release)
        table, scene = engine.table, engine.loaded.scene
        if self._named[0] is not table:
            self._named = table, figures_shown(table, scene.wanted), domains_shown(table, scene.roles)
        return session.showing(self._named[1], newest.offer, self._named[2]) if scene.roles else session

    def fail(self, words: str) -> None:
        """Keep the last good picture, and say why, once."""
        self.error = words
        self._tell(words)

    def settle(self) -> None:
        """Keep what is loaded out of later collections of garbage, so that none costs a frame."""
        gc.collect()
        gc.freeze()

    def release(self) -> None:
        """Free the GL objects."""
        gc.unfreeze()  # DuckDB complains at the end of the process about what is still frozen
        self.maker.close()
        for part in (self.turns, self.device, self.guard, self.engine, self._held, self.presenter):
            if part is not None:
                part.release()
