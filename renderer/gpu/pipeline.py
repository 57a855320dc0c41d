"""All passes of one scene on one context: programs, targets, what they sample, and one draw."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.region import Region
from renderer.data.places.ground import Ground
from renderer.scene.catalogue import Loaded
from renderer.scene.reads import Input
from renderer.scene.scene import Pass

from .bands import Parts, at_once
from .bindings import Bindings, bindings_of
from .context import Context, check_numbers
from .draw_pass import bands, compute, cover, geometry
from .drawn_passes import counts_frames, drawn_once, draws_direct, only_picked, standing
from .map_textures import MapMaker, MapTextures
from .program import Compiled, compile_pass
from .target import Target
from .targets import Targets
from .textures import Textures

__all__ = ["Pipeline"]

STROKE = 3  # texels of one stroke


class Pipeline:
    """
    Owns every GL object of a scene but its picture; ``release`` frees them.

    direct : whether the last pass draws straight into the picture, with no target of its own
    once : the passes drawn once a frame, whatever the samples: those whose last frame is read, and all they read
    epoch : when the ``u_time`` of the next frame began, s of the show
    """

    def __init__(self, gl: Context, loaded: Loaded, derived: Iterable[str]) -> None:
        """Compile every pass; ``derived`` are the names that the scene's ``derive`` gives. Then give a table."""
        self.gl, self.loaded, self.scene = gl, loaded, loaded.scene
        self.compiled: list[Compiled] = []
        self.direct = draws_direct(self.scene)
        self.once = drawn_once(self.scene)
        self._picked, self._values = only_picked(self.scene), dict[str, Any]()
        self.targets = Targets(gl, self.scene, direct=self.direct)
        self.size, self.epoch = (0, 0), 0.0
        self._bound = {step.name: bindings_of(self.scene, step) for step in self.scene.passes}
        self._places: dict[str, dict[str, Any]] = {}
        self._textures = Textures(gl)
        self._shape: dict[str, int] = {"rows": 1, "columns": 0, "times": 1}
        self._levels: NDArray[np.float32] | None = None
        self._stands: dict[str, str] = {}
        try:
            for step in self.scene.passes:
                final = step is self.scene.passes[-1] and self.direct
                self.compiled.append(compile_pass(gl, loaded, step, derived, final=final))
        except Exception:
            self.release()
            raise
        self._counts_frames = counts_frames(path for one in self.compiled for path in one.files)
        self._map = MapTextures(self._textures, self.scene, (name for one in self.compiled for name in one.names))
        if self.scene.sculpt:
            self.strokes(np.zeros((0, STROKE, 4), np.float32))

    def table(self, cells: NDArray[np.float32], seats: NDArray[np.float32]) -> None:
        """
        Take the figures: an upload, no compile; where they are too many, raise and stay as it was.

        cells : [times, rows, columns, 4] of value, low, high, state code
        seats : place of each row on a wide wall and on a tall one, 0 .. 1, and how many were asked, [3, rows, 2]
        """
        times, rows, columns, _ = cells.shape
        if self.scene.wanted:
            check_numbers(self.gl, rows, columns, times)
        before, self._shape = self._shape, {"rows": rows, "columns": columns, "times": times}
        if self._shape != before and self.size != (0, 0):
            try:
                self.resize(self.size, self._region)
            except Exception:
                self._shape = before
                raise
        if self.scene.wanted:
            self._textures.numbers("t_table", cells)
            self._textures.numbers("t_seats", np.asarray(seats, np.float32))
        if self._shape["rows"] != before["rows"]:  # areas without figures come after the table's rows
            self._map.renew(rows)

    def told(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return those of ``values`` on which a picture hangs: those in use, but for the frame of its dither."""
        used = {name for one in self.compiled for name in (*one.names, *self._bound[one.step.name].counts)}
        return {name: values.get(name) for name in used - (set() if self._counts_frames else {"u_frame"})}

    def ground(self, ground: Ground | None, *, fine: bool = False, maker: MapMaker | None = None) -> None:
        """
        Take a map joined with the table's areas, None for none: an upload. Scenes that read none keep it.

        fine : a picture larger than the map gets its own pixels of it, 0.3 s a megapixel; maker : of what takes long
        """
        self._map.take(ground, self._shape["rows"], fine=fine, maker=maker)

    def remake(self, kinds: Collection[str]) -> set[str]:
        """Take what the map's maker has ready, as ``MapTextures`` does."""
        return self._map.remake(kinds)

    @property
    def map(self) -> Ground | None:
        """The map that its passes read, None for none."""
        return self._map.ground if self.scene.places else None

    def take_people(self, people: NDArray[np.float64] | None) -> None:
        """Take who live in each row of the table, [rows], NaN where unknown, None where nobody says."""
        self._map.take_people(people)

    def sample(self, names: Iterable[str]) -> None:
        """Make ready what a shader that is no pass samples of the map; ``names`` are its uniforms."""
        self._map.sample(names)

    def strokes(self, packed: NDArray[np.float32]) -> None:
        """Take the strokes of a hand, [n, 3, 4] as ``renderer.sculpture.stroke.packed`` gives them."""
        rows = np.zeros((max(1, len(packed)), STROKE, 4), np.float32)
        rows[: len(packed)] = packed
        self._textures.numbers("t_strokes", rows)
        self._textures.versions["u_strokes"] = len(packed)

    def faults(self, levels: NDArray[np.float32] | None) -> None:
        """Take what is wrong with each area now, [areas, kinds, 4] as ``Faults.levels`` gives it; None says nothing."""
        if levels is None or (self._levels is not None and np.array_equal(levels, self._levels)):
            return
        self._levels = levels
        self._textures.numbers("t_faults", levels)

    def input(self, declared: Input, pixels: NDArray[Any], moment: float = 0.0) -> None:
        """Take ``pixels``, [height, width, 4], top row first, of ``moment`` (s) for an input of the scene."""
        self._textures.picture(declared, pixels, moment)

    def forget(self) -> None:
        """Draw every pass next time, whether its inputs changed or not."""
        for target in self.targets.values():
            target.inputs = None

    def resize(self, size: tuple[int, int], region: Region | None = None) -> None:
        """Draw a picture of ``size`` px, or ``region`` of it; where that cannot be, raise and stay as it was."""
        region = region or Region(0, 0, *size)
        self.targets.fit(size, region, self._shape)
        self._map.fit(size, self.targets.drawn)
        self.size, self._region = size, region
        self._places = {step.name: self._place(step) for step in self.scene.passes}

    def around(self, size: tuple[int, int], region: Region) -> Region:
        """Return what the picture must be, of one of ``size`` px, for ``region`` of it to be right."""
        return self.targets.around(size, region, self._shape)

    def keeps(self, size: tuple[int, int]) -> bool:
        """Return whether no state is resampled where the picture is drawn at ``size`` px."""
        return self.targets.keeps(size, self._shape)

    def adopt(self, old: "Pipeline") -> None:
        """Go on with the last frames and inputs that ``old`` held, which is to be released then."""
        self._map.adopt(old._map, self._shape["rows"])
        self.targets.adopt(old.targets)
        self._textures.adopt(old._textures, [one for one in self.scene.inputs if f"t_{one.name}" not in self._textures])

    def rewind(self) -> None:
        """Go back to the states before the last frame, which is to be drawn again."""
        self.targets.rewind()

    def advance(self, values: Mapping[str, Any], parts: Parts | None = None) -> None:
        """Draw, in ``parts``, the passes whose last frame is read, and what they read: once, whatever the samples."""
        self._stands = standing(self.scene, values)
        due = [one for one in self.compiled if one.step.name in self.once and one.step.name not in self._stands]
        for target in self.targets.values():
            target.turned = False
        for compiled in due:
            target = self.targets[compiled.step.name]
            target.swap()
            target.turned = target.double
        for compiled in due:
            at_once(self._draw(compiled, values, self.targets[compiled.step.name].buffer, parts))
        for compiled in due:
            self.targets[compiled.step.name].fill()

    def draw(
        self, values: Mapping[str, Any], into: Any, *, add: bool = False, parts: Parts | None = None  # noqa: ANN401
    ) -> Iterator[None]:
        """
        Draw the other passes; yield after each part of one, between which anything else may be drawn.

        into : framebuffer of the last pass where ``direct``; ``add`` adds its light to what is there
        parts : cuts what covers a target; without, each pass is one part. A pass that is left half drawn is drawn anew
        """
        self._stands, self._values = standing(self.scene, values), dict(values)
        for compiled in self.compiled:
            name = compiled.step.name
            if name in self._stands or name in self.once or name in self._picked:
                continue
            own = self.targets[name].buffer if name in self.targets else None
            yield from self._draw(compiled, values, own or into, parts, add=add and own is None)

    def target(self, name: str) -> Target | None:
        """Return the target of the pass ``name``, None where it has none; what only picking needs is drawn now."""
        if name in self._picked and self._values:
            before = self.gl.fbo
            for compiled in self.compiled:
                if (one := compiled.step.name) in self._picked:
                    at_once(self._draw(compiled, self._values, self.targets[one].buffer))
            before.use()
        return self.targets.get(name)

    @property
    def last(self) -> Target:
        """The target that holds the picture where it is not ``direct``."""
        return self.targets[self._meant(self.scene.passes[-1].name)]

    def clear(self) -> None:
        """Forget every last frame; what hangs on none stands."""
        for target in filter(lambda one: one.double, self.targets.values()):
            target.clear()

    def release(self) -> None:
        """Free every GL object of this scene."""
        self.targets.release()
        for compiled in self.compiled:
            compiled.release()
        self.compiled = []
        self._textures.release()

    def bind(self, bound: Bindings) -> dict[str, Any]:
        """Bind what a pass samples; return the uniforms that say where: samplers, and corners for ``fetch``."""
        found: dict[str, Any] = {}
        for unit, (source, output, last, sampler, corner) in enumerate(bound.passes):
            target = self.targets[self._meant(source)]
            target.side(last=last)[output].use(unit)
            found[sampler], found[corner] = unit, target.place.origin
        return found | self._textures.bind(len(bound.passes), bound.others)

    def _draw(
        self, compiled: Compiled, values: Mapping[str, Any], into: Any, parts: Parts | None = None,  # noqa: ANN401
        *, add: bool = False,
    ) -> Iterator[None]:  # fmt: skip
        """Draw one pass, part by part."""
        step, bound = compiled.step, self._bound[compiled.step.name]
        fresh = any(read.last and self.targets[self._meant(read.source)].fresh for read in bound.passes)
        values = {**values, **self._textures.uniforms(self.epoch), **self._places[step.name],
                  **self._map.uniforms(step.name), "u_fresh": fresh}  # fmt: skip
        target = self.targets.get(step.name)
        inputs, strips = self._inputs(compiled, values), None
        if target is not None:
            same = target.inputs == inputs and not target.double
            if not (strips := target.strips(same=same)) and same:
                return
            target.inputs = None  # until it is whole: somebody may leave it half drawn
            target.drawn += not (same and target.valid)  # with more columns it is the same picture
        counts = self._counts(values)
        for band in bands(parts, compiled, into, target, counts, strips):
            compiled.set({**values, **self.bind(bound)})  # between bands somebody may have drawn
            if step.kind == "compute":
                compute(self.gl, compiled, self.targets[step.name], band)
            elif step.kind == "geometry":
                geometry(self.gl, compiled, self.targets[step.name], counts, band)
            else:
                cover(self.gl, compiled, into, band, add=add)
            if parts is not None:
                self.gl.finish()
            yield
        if target is not None:
            target.inputs, target.valid = inputs, target.asked

    def _counts(self, values: Mapping[str, Any]) -> dict[str, int]:
        """Return the names that sums of how much is drawn may have, with their numbers."""
        counts = {name[2:]: v for name, v in values.items() if name[:2] == "u_" and isinstance(v, int)}
        return {**counts, "width": self.size[0], "height": self.size[1], **self._shape}

    def _place(self, step: Pass) -> dict[str, Any]:
        """Return the uniforms that tell a pass where it is drawn."""
        shown = self.targets.shown
        if step.name in self.targets:
            size, origin, whole = self.targets[step.name].place
        else:
            size, origin, whole = shown.size, (shown.x, self.size[1] - shown.y - shown.height), self.size
        return {"u_resolution": whole, "u_origin": origin, "u_extent": size}

    def _inputs(self, compiled: Compiled, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """
        Return all that the picture of this pass hangs on: drawn from the same, its target holds it already.

        A pass depends on the uniforms that the driver kept and on the passes it reads, no more: one
        that uses neither time nor jitter is drawn once and stands until somebody turns a knob.
        """
        bound = self._bound[compiled.step.name]
        read = [(name := self._meant(one.source), self.targets[name].drawn) for one in bound.passes]
        # Where a target lies it knows itself, and what then stands of it.
        return read, [values.get(name) for name in (*compiled.names, *bound.counts) if name != "u_origin"]

    def _meant(self, name: str) -> str:
        """Return the pass whose picture ``name`` stands for: an effect that does nothing gives what came in."""
        while name in self._stands:
            name = self._stands[name]
        return name
