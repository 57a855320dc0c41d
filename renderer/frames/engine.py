"""Scene, parameters and frame become a picture: the same one live, alone or in a film."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import RendererError, SceneError
from renderer.core.frame import Frame
from renderer.core.region import Region, region_in
from renderer.core.view import View
from renderer.data.layout import seat_texels
from renderer.data.places.ground import same_areas
from renderer.data.table import Table
from renderer.data.texture import table_texture
from renderer.gpu.bands import Parts
from renderer.gpu.context import Context
from renderer.gpu.feedback import LastFrame, read_last, write_last
from renderer.gpu.field import Field
from renderer.gpu.picture import Picture
from renderer.gpu.pipeline import Pipeline
from renderer.params.phase import Phases
from renderer.scene.catalogue import Loaded
from renderer.scene.input_file import checked_input, of_events, read_input
from renderer.signals.fault.events import CALM, Faults

from .expose import exposed
from .exposure import Exposure
from .eye import eye_of, nearness, seen_from
from .lookup import bare_of, channel_in, place_in, row_in, row_on
from .modulation import alarms, played
from .uniforms import derived_names, picture_uniforms, scene_uniforms

__all__ = ["Engine"]


class Engine:
    """
    Draws frames of one scene. The picture stays on the GPU until ``read``.

    draws : how many were begun; another number, and what somebody began to draw part by part is none of theirs now
    last : index of the frame that the next one follows, -1 where what feeds back begins with it
    ahead : told how many frames of those that feed back into one are drawn, and of how many, before that one is
    """

    def __init__(
        self, gl: Context, loaded: Loaded, table: Table, size: tuple[int, int], exposure: Exposure | None = None, *,
        region: Region | None = None, faults: Faults = CALM,
    ) -> None:  # fmt: skip
        """
        Compile ``loaded`` and make its targets.

        size : of the whole picture, px; region : the part of it that is drawn, all without
        exposure : samples, depth and alpha; one sample of 8 bits without
        faults : what is wrong with the feed of ``loaded``, in the seconds of the show
        """
        self.gl, self.loaded, self._table, self.faults = gl, loaded, table, faults
        self.exposure = exposure or Exposure()
        self.size, self.region, self.draws = size, region_in(region, size), 0
        self.view: View | None = None
        self.eye: View | None = None  # that view from where the scene's camera stands
        self.last, self._told = -1, dict[str, Any]()
        self.ahead: Callable[[int, int], None] = lambda _done, _total: None
        self._packed: NDArray[np.float32] | None = None
        self.pipeline = self._compiled(loaded, table, None)
        try:
            self.picture = self._picture(size, self.region)
        except RendererError:
            self.pipeline.release()
            raise

    def draw(
        self, frame: Frame, params: Any = None, *, held: frozenset[str] = frozenset(),  # noqa: ANN401
        phases: Phases | None = None, catch_up: int | None = None, view: View | None = None, parts: Parts | None = None,
    ) -> None:  # fmt: skip
        """
        Draw ``frame``; its size is the engine's.

        params : values set by the artist, the scene's defaults without; ``held`` are the names that
            binds leave alone
        phases : cycles of the rates when these were turned on the way; without, rates were constant
        catch_up : live, the most frames a feedback scene runs through to reach this one; the frame drawn last
            is drawn again from what it was drawn from. Without, its frame n is what 0 .. n make of it
        view : the eye, of a scene that takes views; one straight before it without
        parts : to be heard between, of a picture that takes long
        """
        deque(self.exposing(frame, params, self.exposure, parts, held=held, phases=phases, catch_up=catch_up,
                            view=view), 0)  # fmt: skip

    def exposing(
        self, frame: Frame, params: Any, exposure: Exposure, parts: Parts | None = None, *,  # noqa: ANN401
        held: frozenset[str] = frozenset(), phases: Phases | None = None, catch_up: int | None = None,
        view: View | None = None,
    ) -> Iterator[int]:  # fmt: skip
        """
        Draw ``frame`` as ``draw`` does, part by part; yield after each how many samples of it are whole.

        exposure : of it samples and shutter; depth and alpha are the engine's
        parts : cuts what covers a picture; without, each pass is one part
        """
        self.view = self._eye_of(view)
        params = self.loaded.scene.params() if params is None else params
        through = parts if parts is not None and parts.seam is not None else None  # states are left half drawn by none
        if self.loaded.scene.feedback:
            self._reach(frame, params, held, phases, catch_up, through)
        values = self._values(frame, params, held, phases)
        self.pipeline.faults(alarms(self.loaded.scene, self.table, self.faults, frame))
        self.pipeline.advance(values, through)
        self.last, self._told = frame.index, self.pipeline.told(values)
        self.draws += 1
        phases = phases or Phases().turned(params, 0.0)
        yield from exposed(self.pipeline, self.picture, frame, values, phases, exposure, parts)

    def stands(self, frame: Frame, how: Mapping[str, Any], view: View | None = None) -> bool:
        """Return whether ``frame``, drawn as ``how`` says, is the picture drawn last but for its dither."""
        scene = self.loaded.scene
        if scene.feedback or scene.feed or self._eye_of(view) != self.view:
            return False
        return self.pipeline.told(self._values(frame, how["params"], how["held"], how["phases"])) == self._told

    def _eye_of(self, view: View | None) -> View | None:
        return eye_of(self.loaded, view, self.size, cut_out=self.exposure.alpha)

    def read(self, components: int = 3) -> NDArray[Any]:
        """Return the picture, or the region of it that is drawn, [height, width, components], top row first."""
        return self.picture.read(components, self.region)

    def row_at(self, x: int, y: int) -> int | None:
        """Return the row at column ``x``, row ``y`` (px from the top left), as ``row_on``; None where none is."""
        pick, ground, rows = self.loaded.scene.pick, self.pipeline.map, len(self.table.areas)
        if pick is None:
            return row_on(ground, (x, y), self.size, rows)
        target = self.pipeline.target(pick[0])
        return None if target is None else row_in(target, pick[1], (x, y), self.size, rows + bare_of(ground))

    @property
    def strokes(self) -> NDArray[np.float32] | None:
        """What hands have done to a scene that can be sculpted, [n, 3, 4]; None where nobody has."""
        return self._packed

    @strokes.setter
    def strokes(self, packed: NDArray[np.float32] | None) -> None:
        self._packed = packed
        if self.loaded.scene.sculpt:
            self.pipeline.strokes(np.zeros((0, 3, 4), np.float32) if packed is None else packed)

    def depth(self) -> NDArray[np.float32] | None:
        """Return distances from the view's eye, mm, [height, width] as ``read``, 0 where nothing is; None without."""
        depth = self.loaded.scene.depth
        if depth is None or (target := self.pipeline.target(depth[0])) is None:
            return None
        return channel_in(target, depth[1], self.size, self.region) / np.float32(nearness(self.view, self.eye))

    def place_at(self, x: int, y: int) -> tuple[float, float, float] | None:
        """Return the point in mm seen at column ``x``, row ``y`` (px from the top left), None where none is."""
        depth = self.loaded.scene.depth
        if depth is None or self.eye is None or (target := self.pipeline.target(depth[0])) is None:
            return None
        return place_in(target, depth[1], (x, y), self.size, self.eye)

    def field(self, frame: Frame, params: Any = None, *, held: frozenset[str] = frozenset(),  # noqa: ANN401
              phases: Phases | None = None) -> Field:  # fmt: skip
        """Return the scene's solid at ``frame``, to be asked at points and released; it must have one."""
        solid = self.loaded.scene.solid
        if solid is None:
            raise SceneError(f"{self.loaded.name} is no object: give it solid=Solid(...) to make meshes of it")
        params = self.loaded.scene.params() if params is None else params
        self.draw(frame, params, held=held, phases=phases)
        return Field(self.pipeline, solid, derived_names(self.loaded), self._values(frame, params, held, phases))

    def resize(self, size: tuple[int, int], region: Region | None = None) -> None:
        """
        Draw at ``size`` px from now on, or ``region`` of that; last frames go on, resampled where their size changes.

        Where such a picture cannot be made, raises RendererError and goes on with the one that is.
        """
        region, held = region_in(region, size), self.pipeline.targets.held
        if (size, region) == (self.size, self.region):
            return
        fresh = self._picture(size, region)
        try:
            self.pipeline.resize(size, region)
        except Exception:
            fresh.release()
            raise
        self.picture.release()
        self.size, self.region, self.picture = size, region, fresh
        if held - self.pipeline.targets.held:  # a part of a state is gone: the frames before are run through again
            self.restart()

    def adopt(self, loaded: Loaded, table: Table, faults: Faults | None = None) -> None:
        """
        Replace the scene by ``loaded``; if it does not compile, raise and keep drawing the old one.

        Passes that are there before and after go on with their last frames, and inputs with their pixels.
        faults : the same as before without
        """
        fresh = self._compiled(loaded, table, self.pipeline)
        if not same_areas(table, self._table):
            fresh.ground(None)
        self.pipeline.release()
        self.pipeline, self.loaded, self._table, self.faults = fresh, loaded, table, faults or self.faults

    @property
    def table(self) -> Table:
        """The figures and their events; others of the same columns may be given while it draws, without a compile."""
        return self._table

    @table.setter
    def table(self, table: Table) -> None:
        self.pipeline.table(table_texture(table), seat_texels(table))
        for one in filter(of_events, self.loaded.scene.inputs):
            self.pipeline.input(one, read_input(self.loaded, one, table))
        if not same_areas(table, self._table):
            self.pipeline.ground(None)
        self.pipeline.take_people(table.people)
        self._table = table

    def input(self, name: str, pixels: NDArray[Any], moment: float = 0.0) -> None:
        """
        Give the scene's input ``name`` its pixels, of ``moment`` (s); they stay until others are given.

        pixels : [height, width, 4], top row first: uint8 where it is declared as ``u1``, else floats, linear light,
            premultiplied. Raises SceneError for others; ``Input`` says how a source gives them frame by frame
        """
        declared = checked_input(self.loaded, name, pixels, moment)
        self.pipeline.input(declared, pixels, moment)

    def restart(self) -> None:
        """Forget every last frame: what feeds back begins anew."""
        self.pipeline.clear()
        self.last = -1

    def last_frames(self) -> dict[str, LastFrame]:
        """Return what fed back into the frame drawn last, by pass."""
        return read_last(self.pipeline.targets)

    def go_on(self, frames: Mapping[str, LastFrame], index: int) -> None:
        """Draw frame ``index`` next, from ``frames``; raises RendererError where they are of other passes."""
        write_last(self.pipeline.targets, frames)
        self.last = index - 1

    def release(self) -> None:
        """Free every GL object."""
        self.pipeline.release()
        self.picture.release()

    def _reach(
        self, frame: Frame, params: Any, held: frozenset[str], phases: Phases | None, catch_up: int | None,  # noqa: ANN401
        parts: Parts | None,
    ) -> None:  # fmt: skip
        """Run a feedback scene through the frames before this one, drawing only what feeds back."""
        if frame.index == self.last and catch_up is not None:
            self.pipeline.rewind()
            return
        if frame.index <= self.last:
            self.restart()
        first = max(self.last + 1, 0 if catch_up is None else frame.index - catch_up)
        for index in range(first, frame.index):
            earlier = Frame(index, frame.fps, frame.size, frame.seed, frame.frames)
            self.pipeline.faults(alarms(self.loaded.scene, self.table, self.faults, earlier))
            self.pipeline.advance(self._values(earlier, params, held, phases), parts)
            self.ahead(index - first + 1, frame.index - first)

    def _values(
        self, frame: Frame, params: Any, held: frozenset[str], phases: Phases | None  # noqa: ANN401
    ) -> dict[str, Any]:
        """Return every uniform of ``frame`` at its own time, at the pixel's centre."""
        params = played(self.loaded.scene, self.table, self.faults, frame, params, held)
        self.eye = seen_from(self.loaded.scene, self.view, frame, params)
        self.pipeline.epoch = frame.time - frame.wrapped_time
        return {**scene_uniforms(self.loaded.scene, self.table, frame, params, phases),
                **picture_uniforms(self.picture, self.size), **(self.eye.uniforms if self.eye else {})}  # fmt: skip

    def _compiled(self, loaded: Loaded, table: Table, before: Pipeline | None) -> Pipeline:
        """Return the passes of ``loaded`` over ``table``, ready to draw, with the last frames of those ``before``."""
        pipeline = Pipeline(self.gl, loaded, derived_names(loaded))
        try:
            pipeline.table(table_texture(table), seat_texels(table))
            held = before.scene.inputs if before is not None and before.loaded.folder == loaded.folder else ()
            for one in [one for one in loaded.scene.inputs if one not in held or of_events(one)]:
                pipeline.input(one, read_input(loaded, one, table))
            if loaded.scene.sculpt and self._packed is not None:
                pipeline.strokes(self._packed)
            pipeline.resize(self.size, self.region)
        except Exception:
            pipeline.release()
            raise
        if before is not None:
            pipeline.adopt(before)
        pipeline.take_people(table.people)
        return pipeline

    def _picture(self, size: tuple[int, int], region: Region) -> Picture:
        """Return the picture of what is drawn: the region and what it needs around it."""
        part = self.pipeline.around(size, region)
        return Picture(self.gl, part, size, self.exposure.depth, straight=self.exposure.alpha)
