"""All passes of one scene on one context: programs, targets, the table, and one draw."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.scene.catalogue import Loaded
from renderer.scene.scene import EffectPass, Pass
from renderer.scene.size import evaluate

from .context import Context, unbind
from .program import Compiled, compile_pass
from .target import Target, make_target

__all__ = ["Pipeline"]

STROKE = 3  # texels of one stroke
_WORDS = re.compile(r"[A-Za-z_]\w*")


class Pipeline:
    """Owns every GL object of a scene but its picture; ``release`` frees them."""

    def __init__(
        self,
        gl: Context,
        loaded: Loaded,
        derived: Iterable[str],
        cells: NDArray[np.float32],
        seats: NDArray[np.float32],
    ) -> None:
        """
        Compile every pass.

        derived : names that the scene's ``derive`` gives
        cells : the table, [times, rows, columns, 4] of value, low, high, state code
        seats : place of each row on the wall, [rows, 2], 0 .. 1
        """
        self.gl, self.loaded, self.scene = gl, loaded, loaded.scene
        self.targets: dict[str, Target] = {}
        self.compiled: list[Compiled] = []
        last = self.scene.passes[-1]
        self.direct = last.kind == "fragment" and not last.feedback and not isinstance(last, EffectPass)
        self._data: dict[str, Any] = {}
        self._versions: dict[str, int] = {}  # of data that changes: what reads it is drawn again
        self._levels: NDArray[np.float32] | None = None
        self._stands: dict[str, str] = {}
        try:
            for step in self.scene.passes:
                final = step is last and self.direct
                self.compiled.append(compile_pass(gl, loaded, step, derived, final=final))
        except Exception:
            self.release()
            raise
        times, rows, columns, _ = cells.shape
        self._shape = {"rows": rows, "columns": columns, "times": times}
        if self.scene.columns:
            cells = np.ascontiguousarray(cells)
            self._data = {
                "t_table": gl.texture_array((columns, rows, times), 4, cells, dtype="f4"),
                "t_seats": gl.texture((rows, 1), 2, np.ascontiguousarray(seats), dtype="f4"),
            }
            for texture in self._data.values():
                texture.filter = (gl.NEAREST, gl.NEAREST)
        if self.scene.sculpt:
            self.strokes(np.zeros((0, STROKE, 4), np.float32))
        self.still = _still(self.scene.passes)

    def strokes(self, packed: NDArray[np.float32]) -> None:
        """Take the strokes of a hand, [n, 3, 4] as ``renderer.sculpture.stroke.packed`` gives them."""
        if "t_strokes" in self._data:
            self._data["t_strokes"].release()
        rows = np.zeros((max(1, len(packed)), STROKE, 4), np.float32)
        rows[: len(packed)] = packed
        self._data["t_strokes"] = self._exact(rows)
        self._versions |= {"u_strokes": len(packed), "t_strokes": self._versions.get("t_strokes", 0) + 1}

    def faults(self, levels: NDArray[np.float32] | None) -> None:
        """Take what is wrong with each area now, [areas, kinds, 4] as ``Faults.levels`` gives it; None says nothing."""
        if levels is None or (self._levels is not None and np.array_equal(levels, self._levels)):
            return
        self._levels = levels
        if "t_faults" in self._data:
            self._data["t_faults"].write(np.ascontiguousarray(levels))
        else:
            self._data["t_faults"] = self._exact(levels)
        self._versions["t_faults"] = self._versions.get("t_faults", 0) + 1

    def _exact(self, texels: NDArray[np.float32]) -> Any:  # noqa: ANN401
        """Return a texture of numbers, [height, width, 4], which nothing blends."""
        texture = self.gl.texture((texels.shape[1], len(texels)), 4, np.ascontiguousarray(texels), dtype="f4")
        texture.filter = (self.gl.NEAREST, self.gl.NEAREST)
        return texture

    def forget(self) -> None:
        """Draw every pass next time, whether its inputs changed or not."""
        for target in self.targets.values():
            target.inputs = None

    def resize(self, size: tuple[int, int]) -> None:
        """Make new, empty targets for a picture of ``size`` px."""
        self._release_targets()
        names = {"width": size[0], "height": size[1], **self._shape}
        last = self.scene.passes[-1]
        for step in self.scene.passes:
            if step is last and self.direct:
                continue  # it draws straight into the picture
            own = (evaluate(step.size[0], names), evaluate(step.size[1], names))
            self.targets[step.name] = make_target(self.gl, step, own)
        self.size = size

    def advance(self, values: Mapping[str, Any]) -> None:
        """Draw the passes that feed back, and what they read: once a frame, whatever the samples."""
        self._stands = _standing(self.scene.passes, values)
        for compiled in self.compiled:
            if compiled.step.name in self.still and compiled.step.name not in self._stands:
                self.targets[compiled.step.name].swap()
                self._draw(compiled, values, self.targets[compiled.step.name].buffer)

    def draw(self, values: Mapping[str, Any], into: Any, *, add: bool = False) -> None:  # noqa: ANN401
        """
        Draw the other passes.

        into : framebuffer of the last pass where ``direct``; ``add`` adds its light to what is there
        """
        self._stands = _standing(self.scene.passes, values)
        for compiled in self.compiled:
            name = compiled.step.name
            if name in self._stands:
                continue
            if name in self.targets:
                if name not in self.still:
                    self._draw(compiled, values, self.targets[name].buffer)
                continue
            if add:
                self._blend("add")
            self._draw(compiled, values, into)
            self.gl.disable(self.gl.BLEND)

    @property
    def front(self) -> Any:  # noqa: ANN401
        """Texture that holds the picture where it is not ``direct``."""
        return self.targets[self._meant(self.scene.passes[-1].name)].front

    def clear(self) -> None:
        """Forget every last frame."""
        for target in self.targets.values():
            target.clear()

    def release(self) -> None:
        """Free every GL object of this scene."""
        self._release_targets()
        for compiled in self.compiled:
            compiled.release()
        self.compiled = []
        for texture in self._data.values():
            texture.release()
        self._data = {}

    def _release_targets(self) -> None:
        unbind(self.gl)
        for target in self.targets.values():
            target.release()
        self.targets = {}

    def _draw(self, compiled: Compiled, values: Mapping[str, Any], into: Any) -> None:  # noqa: ANN401
        """Draw one pass."""
        step = compiled.step
        values = {**values, **self._versions, "u_resolution": tuple(map(float, into.size))}
        if step.name in self.targets and self._same(compiled, values):
            return
        compiled.set({**values, **self.bind(step)})
        if step.kind == "compute":
            self._compute(compiled, into.size)
            return
        into.use()
        if step.kind == "geometry":
            self._geometry(compiled, values)
        else:
            compiled.vao.render(self.gl.TRIANGLES, vertices=3)

    def _same(self, compiled: Compiled, values: Mapping[str, Any]) -> bool:
        """
        Return whether this pass would draw what its target already holds; remember it if not.

        A pass depends on the uniforms that the driver kept and on the passes it reads, no more: one
        that uses neither time nor jitter is drawn once and stands until somebody turns a knob.
        """
        step, target = compiled.step, self.targets[compiled.step.name]
        reads = tuple((meant := self._meant(name), self.targets[meant].drawn) for name in step.reads)
        counted = _WORDS.findall(f"{step.instances} {step.vertices}")  # a shader need not know how often it is drawn
        inputs = (reads, [values.get(name) for name in (*compiled.program, *(f"u_{word}" for word in counted))])
        if not step.feedback and target.inputs == inputs:
            return True
        target.inputs = inputs
        target.drawn += 1
        return False

    def bind(self, step: Pass) -> dict[str, int]:
        """Bind what ``step`` samples; return the sampler uniforms."""
        units = {}
        for unit, name in enumerate(step.reads):
            target = self.targets[self._meant(name)]
            (target.back if name == step.name else target.front).use(unit)
            units[f"t_{name}"] = unit
        for unit, (name, texture) in enumerate(self._data.items(), len(step.reads)):
            texture.use(unit)
            units[name] = unit
        return units

    def _meant(self, name: str) -> str:
        """Return the pass whose picture ``name`` stands for: an effect that does nothing gives what came in."""
        while name in self._stands:
            name = self._stands[name]
        return name

    def _compute(self, compiled: Compiled, size: tuple[int, int]) -> None:
        """Run enough groups to cover the target."""
        step = compiled.step
        self.targets[step.name].front.bind_to_image(0, read=False, write=True)
        compiled.set({f"i_{step.name}": 0})
        groups = [-(-side // local) for side, local in zip(size, step.local, strict=True)]
        compiled.program.run(*groups)
        self.gl.memory_barrier()

    def _geometry(self, compiled: Compiled, values: Mapping[str, Any]) -> None:
        """Draw instances into the bound, cleared target."""
        step, gl = compiled.step, self.gl
        whole = {name[2:]: v for name, v in values.items() if name[:2] == "u_" and isinstance(v, int)}
        names = {**whole, "width": self.size[0], "height": self.size[1], **self._shape}
        gl.fbo.clear(0.0, 0.0, 0.0, 0.0)
        self._blend(step.blend)
        mode = getattr(gl, step.mode.upper())
        vertices, instances = evaluate(step.vertices, names), evaluate(step.instances, names)
        compiled.vao.render(mode, vertices=vertices, instances=instances)
        gl.disable(gl.BLEND | gl.DEPTH_TEST)

    def _blend(self, blend: str) -> None:
        """Say how what is drawn next meets what is there."""
        gl = self.gl
        gl.enable(gl.DEPTH_TEST if blend == "none" else gl.BLEND)
        gl.blend_func = (gl.ONE, gl.ONE_MINUS_SRC_ALPHA) if blend == "over" else (gl.ONE, gl.ONE)


def _standing(passes: Sequence[Pass], values: Mapping[str, Any]) -> dict[str, str]:
    """Return the passes of effects that change nothing now, each with the pass that stands for it."""
    return {step.name: step.source for step in passes if isinstance(step, EffectPass) and step.idle
            and not values[f"u_{step.key}_amount"] * values[f"u_{step.key}_wet"]}  # fmt: skip


def _still(passes: Sequence[Pass]) -> frozenset[str]:
    """Return the passes drawn once a frame: those that feed back, and all that these read."""
    needed = {step.name for step in passes if step.feedback}
    for step in reversed(passes):
        if step.name in needed:
            needed.update(step.reads)
    return frozenset(needed)
