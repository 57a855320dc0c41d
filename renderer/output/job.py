"""An export as one value: everything a result depends on, from the scene to the bits of the file.

The same job, run again on the same driver, writes the same bytes; the manifest is the job, and
``chorus remake`` reads it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from renderer.core.errors import UsageError
from renderer.core.units import Size
from renderer.displays.recipe import Output, Recipe, recipe_of
from renderer.flash.viewer import Safety
from renderer.params.param import assign
from renderer.params.phase import Phases
from renderer.params.preset import with_preset
from renderer.scene.catalogue import Loaded
from renderer.sculpture.stroke import Stroke
from renderer.session.replay import replayed
from renderer.session.session import begin
from renderer.session.take import Take

from .formats import Choice

__all__ = ["Job"]



@dataclass(frozen=True, slots=True)
class Job:
    """
    One picture, sequence or film to be made.

    loaded : the scene; ``preset`` and then ``values`` replace its defaults
    choice : the file and how it stores pixels; ``size`` : px and dpi
    frames : first .. last, drawn in order; ``fps`` : exact; ``seed`` : 0 .. 2**32 - 1
    samples : per frame, jittered in the pixel and over ``shutter``, 0 .. 1 of a frame
    data : name or path of the figures, those of the scene without
    alpha : store transparency, where the file can
    held : names that binds leave alone; those set by preset and values without
    offsets : cycles that a rate is ahead, where it was turned live before the picture was kept
    output : the device it is made for, of a scene that takes views; one plain picture without
    strokes : what hands did to a scene that can be sculpted, in their one order
    safety : where the nearest viewer of a film stands, for the flash guard
    take : a performance whose values, frame by frame, take the place of ``preset`` and ``values``; ``score`` its lines
    options : ``--with`` name and value of an object
    """

    loaded: Loaded
    choice: Choice
    size: Size
    frames: range = range(1)
    fps: Fraction = Fraction(30)
    seed: int = 0
    preset: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    samples: int = 1
    shutter: float = 0.0
    data: str | None = None
    alpha: bool = False
    held: frozenset[str] | None = None
    offsets: Mapping[str, float] = field(default_factory=dict)
    output: Output | None = None
    strokes: tuple[Stroke, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    safety: Safety = field(default_factory=Safety)
    take: Take | None = None
    score: tuple[str, ...] = ()

    @property
    def params(self) -> Any:  # noqa: ANN401
        """The scene's defaults, the preset, then what was set by hand; raises ParamError."""
        start = self.loaded.scene.params()
        if self.preset:
            start = with_preset(start, self.loaded.presets, self.preset)
        return assign(start, **self.values)

    @property
    def phases(self) -> Phases:
        """Cycles of the rates: from their values, and what live turning left behind."""
        return Phases({}, self.offsets).turned(self.params, 0.0)

    def at(self, index: int) -> tuple[dict[str, Any], int]:
        """Return what ``Engine.draw`` is told at frame ``index``, and the seed."""
        if self.take is None:
            return {"params": self.params, "held": self.hands, "phases": self.phases}, self.seed
        session = replayed(begin(self.loaded), self.take, index, self.fps)
        how = {"params": session.params, "held": session.values.held, "phases": session.phases, "catch_up": 0}
        return how, session.values.seed

    @property
    def recipe(self) -> Recipe | None:
        """What the output needs, None for a plain picture; raises UsageError where the scene takes no views."""
        if self.output is None:
            return None
        scene = self.loaded.scene
        if scene.views is None:
            raise UsageError(
                f"{self.loaded.name} is a flat picture, so --as {self.output.name} cannot draw it from several "
                "eyes. `chorus list` marks the scenes that take views."
            )
        return recipe_of(self.output, scene.views)

    @property
    def unguarded(self) -> str:
        """Why the flash guard has nothing to judge here, "" where it has."""
        if self.choice.format.kind not in ("film", "sequence"):
            return "one picture does not flash"
        if self.choice.dtype == "float32":
            return "linear light is not judged; a film made of it can be, with chorus flash"
        recipe = self.recipe
        if recipe is not None and not self.simulated and (recipe.plain_codes or recipe.pictures > 1):
            return f"what {recipe.name} writes is not what an eye sees; judge it with --simulate"
        return ""

    @property
    def simulated(self) -> bool:
        """Whether the file shows what an eye sees, in place of what the device takes."""
        return self.output is not None and self.output.simulate

    @property
    def pictures(self) -> int:
        """Pictures that one frame gives: two where left and right eye take turns."""
        recipe = self.recipe
        return recipe.pictures if recipe else 1

    @property
    def hands(self) -> frozenset[str]:
        """Names that the artist or the preset set, which binds leave alone."""
        if self.held is not None:
            return self.held
        chosen = next((p.params for p in self.loaded.presets if p.name == self.preset), {})
        return frozenset(self.values) | frozenset(chosen)
