"""Scene, parameters and frame become a picture: the same one live, alone or in a film."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import hex_to_linear
from renderer.core.errors import RendererError, SceneError
from renderer.core.frame import Frame
from renderer.core.view import View, plain, ray
from renderer.data.layout import seats
from renderer.data.table import Table
from renderer.data.texture import table_texture
from renderer.gpu.context import Context
from renderer.gpu.field import Field
from renderer.gpu.picture import STEPS, Picture
from renderer.gpu.pipeline import Pipeline
from renderer.params.param import specs
from renderer.params.phase import Phases
from renderer.scene.catalogue import Loaded
from renderer.signals.values import moment

from .modulation import alarms, played
from .samples import places

__all__ = ["Engine"]


class Engine:
    """Draws frames of one scene. The picture stays on the GPU until ``read``."""

    def __init__(
        self,
        gl: Context,
        loaded: Loaded,
        table: Table,
        size: tuple[int, int],
        *,
        samples: int = 1,
        shutter: float = 0.0,
        depth: int = 8,
        alpha: bool = False,
    ) -> None:
        """
        Compile ``loaded`` and make its targets.

        size : px
        samples : drawn per frame, jittered inside the pixel and over ``shutter`` (0 .. 1 frame)
        depth : 8 or 16 bit sRGB codes, or 32 bit linear float
        alpha : keep transparency beside straight colour; without, the picture stands on black
        """
        self.gl, self.loaded, self.table = gl, loaded, table
        self.samples, self.shutter = samples, shutter
        self.pipeline = _pipeline(gl, loaded, table)
        self.picture = Picture(gl, size, depth, straight=alpha)
        self.pipeline.resize(size)
        self._last = -1
        self.view: View | None = None
        self._packed: NDArray[np.float32] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture, px."""
        return self.picture.size

    def draw(
        self,
        frame: Frame,
        params: Any = None,  # noqa: ANN401
        *,
        held: frozenset[str] = frozenset(),
        phases: Phases | None = None,
        catch_up: int | None = None,
        view: View | None = None,
    ) -> None:
        """
        Draw ``frame``; its size is the engine's.

        params : values set by the artist, the scene's defaults without; ``held`` are the names that
            binds leave alone
        phases : cycles of the rates when these were turned on the way; without, rates were constant
        catch_up : live, the most frames a feedback scene runs through to reach this one
        view : the eye, of a scene that takes views; one straight before it without
        """
        self.view = self._eye(view)
        params = self.loaded.scene.params() if params is None else params
        if self.loaded.scene.feedback:
            self._reach(frame, params, held, phases, catch_up)
        values = self._values(frame, params, held, phases)
        self.pipeline.faults(alarms(self.loaded.scene, self.table, frame))
        self.pipeline.advance(values)
        self._expose(frame, values, phases or Phases().turned(params, 0.0))
        self._last = frame.index

    def read(self, components: int = 3) -> NDArray[Any]:
        """Return the picture, [height, width, components], top row first."""
        return self.picture.read(components)

    def row_at(self, x: int, y: int) -> int | None:
        """Return the table's row at column ``x``, row ``y`` (px from the top left), None where none is."""
        pick = self.loaded.scene.pick
        if pick is None or pick[0] not in self.pipeline.targets:
            return None
        target = self.pipeline.targets[pick[0]]
        at = [min(max(0, p * own // whole), own - 1)
              for p, own, whole in zip((x, y), target.size, self.size, strict=True)]  # fmt: skip
        row = float(target.texel(*at)[pick[1]])
        return round(row) if np.isfinite(row) and -0.5 < row < len(self.table.areas) - 0.5 else None

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
        """Return distances from the eye, mm, [height, width], top row first, 0 where nothing is; None without."""
        depth = self.loaded.scene.depth
        if depth is None or depth[0] not in self.pipeline.targets:
            return None
        return self.pipeline.targets[depth[0]].channel(depth[1])

    def place_at(self, x: int, y: int) -> tuple[float, float, float] | None:
        """Return the point in mm seen at column ``x``, row ``y`` (px from the top left), None where none is."""
        depth = self.loaded.scene.depth
        if depth is None or self.view is None or depth[0] not in self.pipeline.targets:
            return None
        target = self.pipeline.targets[depth[0]]
        width, height = target.size
        at = (min(max(0, x * width // self.size[0]), width - 1), min(max(0, y * height // self.size[1]), height - 1))
        far = float(target.texel(*at)[depth[1]])
        if not (np.isfinite(far) and far > 0.0):
            return None
        a, b, c = np.array(self.view.eye) + far * ray(self.view, (at[0] + 0.5) / width, 1 - (at[1] + 0.5) / height)
        return float(a), float(b), float(c)

    def field(self, frame: Frame, params: Any = None, *, held: frozenset[str] = frozenset(),  # noqa: ANN401
              phases: Phases | None = None) -> Field:  # fmt: skip
        """Return the scene's solid at ``frame``, to be asked at points and released; it must have one."""
        solid = self.loaded.scene.solid
        if solid is None:
            raise SceneError(f"{self.loaded.name} is no object: give it solid=Solid(...) to make meshes of it")
        params = self.loaded.scene.params() if params is None else params
        self.draw(frame, params, held=held, phases=phases)
        return Field(self.pipeline, solid, _derived(self.loaded), self._values(frame, params, held, phases))

    def resize(self, size: tuple[int, int]) -> None:
        """Draw at ``size`` px from now on; feedback starts again."""
        if size == self.size:
            return
        self.picture.release()
        self.picture = Picture(self.gl, size, self.picture.depth, straight=self.picture.straight)
        self.pipeline.resize(size)
        self._last = -1

    def adopt(self, loaded: Loaded, table: Table) -> None:
        """Replace the scene by ``loaded``; if it does not compile, raise and keep drawing the old one."""
        fresh = _pipeline(self.gl, loaded, table)
        fresh.resize(self.size)
        self.pipeline.release()
        self.pipeline, self.loaded, self.table = fresh, loaded, table
        self._last = -1
        self.strokes = self._packed

    def release(self) -> None:
        """Free every GL object."""
        self.pipeline.release()
        self.picture.release()

    def _eye(self, view: View | None) -> View | None:
        """Return the view to draw: the one asked for, or the plain one of a scene that takes views."""
        volume = self.loaded.scene.views
        if volume is None:
            if view is not None:
                raise SceneError(f"{self.loaded.name} takes no views: it is a flat picture. Give it views=Volume(...)")
            return None
        return view or plain(volume, self.size[0] / self.size[1])

    def _reach(
        self, frame: Frame, params: Any, held: frozenset[str], phases: Phases | None, catch_up: int | None  # noqa: ANN401
    ) -> None:
        """Run a feedback scene through the frames before this one, drawing only what feeds back."""
        if frame.index <= self._last:
            self.pipeline.clear()
            self._last = -1
        first = self._last + 1
        if catch_up is not None:
            first = max(first, frame.index - catch_up)
        for index in range(first, frame.index):
            earlier = Frame(index, frame.fps, frame.size, frame.seed, frame.frames)
            self.pipeline.faults(alarms(self.loaded.scene, self.table, earlier))
            self.pipeline.advance(self._values(earlier, params, held, phases))

    def _values(
        self, frame: Frame, params: Any, held: frozenset[str], phases: Phases | None  # noqa: ANN401
    ) -> dict[str, Any]:
        """Return every uniform of ``frame`` at its own time, at the pixel's centre."""
        scene, table = self.loaded.scene, self.table
        params = played(scene, table, frame, params, held)
        derived = scene.derive(frame, params) if scene.derive else {}
        return {
            **_parameters(params),
            **{f"u_{name}": float(value) for name, value in derived.items()},
            **_cycles(phases or Phases().turned(params, 0.0), frame.time),
            "u_output": tuple(map(float, self.size)),
            "u_origin": (0.0, 0.0),
            "u_jitter": (0.0, 0.0),
            "u_time": frame.time,
            "u_dt": frame.dt,
            "u_playhead": frame.playhead,
            "u_moment": moment(frame, table),
            "u_frame": frame.index,
            "u_seed": frame.seed,
            "u_rows": len(table.areas),
            "u_columns": len(table.columns),
            "u_times": len(table.times),
            "u_steps": STEPS[self.picture.depth],
            "u_weight": 1.0,
            "u_straight": int(self.picture.straight),
            **(self.view.uniforms if self.view else {}),
        }

    def _expose(self, frame: Frame, values: dict[str, Any], phases: Phases) -> None:
        """Draw one sample straight to codes, or gather many and develop them."""
        picture, pipeline = self.picture, self.pipeline
        if self.samples == 1:
            pipeline.draw(values, picture.codes)
        else:
            picture.light.clear()
            for x, y, t in places(self.samples, self.shutter):
                time = frame.time + t * frame.dt
                now = {"u_jitter": (x, y), "u_time": time, "u_steps": 0.0, "u_weight": 1 / self.samples}
                pipeline.draw({**values, **now, **_cycles(phases, time)}, picture.light, add=True)
                if not pipeline.direct:
                    picture.add(pipeline.front, 1 / self.samples)
        if self.samples > 1:
            picture.develop(picture.light.color_attachments[0], frame.index, frame.seed, flip=False)
        elif not pipeline.direct:
            picture.develop(pipeline.front, frame.index, frame.seed, flip=True)


def _pipeline(gl: Context, loaded: Loaded, table: Table) -> Pipeline:
    """Return the compiled passes of ``loaded`` over ``table``."""
    return Pipeline(gl, loaded, _derived(loaded), table_texture(table), seats(table.areas))


def _derived(loaded: Loaded) -> tuple[str, ...]:
    """Return the names that the scene's ``derive`` gives, by asking it once."""
    scene = loaded.scene
    if scene.derive is None:
        return ()
    try:
        return tuple(scene.derive(Frame(0, Fraction(30), (1280, 720), 0, 1), scene.params()))
    except Exception as error:
        raise RendererError(f"{loaded.module}: derive failed: {type(error).__name__}: {error}") from error


def _parameters(params: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return each parameter as its uniform's value; colours in linear light."""
    values = {}
    for name, spec in specs(params).items():
        value = getattr(params, name)
        if spec.kind == "colour":
            value = tuple(hex_to_linear(value).tolist())
        elif spec.kind == "choice":
            value = spec.choices.index(value)
        values[f"u_{name}"] = value
    return values


def _cycles(phases: Phases, time: float) -> Mapping[str, float]:
    """Return the phase uniforms at ``time`` (s)."""
    return {f"u_{name}_phase": cycles for name, cycles in phases.cycles(time).items()}
