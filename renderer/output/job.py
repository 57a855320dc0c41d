"""An export as one value: a setup, and what becomes of it, from the size to the bits of the file.

The same job, run again on the same driver, writes the same bytes; the manifest is the job, and
``chorus remake`` reads it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from renderer.core.errors import UsageError
from renderer.core.units import Size
from renderer.data.role import named_now
from renderer.displays.recipe import Recipe, recipe_of
from renderer.params.bind import Bind, binds_now
from renderer.params.bind_text import binds_of
from renderer.params.param import specs
from renderer.scene.catalogue import Loaded
from renderer.session.open_setup import held_of, params_of, phases_of
from renderer.session.replay import replayed
from renderer.session.session import begin
from renderer.session.setup import Setup
from renderer.session.take import Take
from renderer.session.take_file import parse_take

from .formats import Choice
from .soundtrack import Soundtrack

__all__ = ["Job"]


@dataclass(frozen=True, slots=True)
class Job:
    """
    One picture, sequence or film to be made.

    setup : what is played; ``loaded`` its scene, as ``loaded_of`` gives it
    choice : the file and how it stores pixels; ``size`` : px and dpi
    frames : first .. last, drawn in order, every one or every so many; ``fps`` : exact, of the file
    samples : per frame, jittered in the pixel and over ``shutter``, 0 .. 1 of a frame
    alpha : store transparency, where the file can
    options : ``--with`` name and value of an object
    take : the performance of the setup's lines
    audio : the sound of a film; ``loop`` : it is shown again and again, and must close
    state : what the manifest says of the state before a still that was kept live; see ``feedback_file``
    notes : a sentence for each of the setup's lines that is no line of a take, and for what its scene no longer takes
    """

    setup: Setup
    loaded: Loaded
    choice: Choice
    size: Size
    frames: range = range(1)
    fps: Fraction = Fraction(30)
    samples: int = 1
    shutter: float = 0.0
    alpha: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    take: Take | None = None
    audio: Soundtrack | None = None
    loop: bool = False
    state: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Read the lines of a performance, once."""
        if self.setup.take and self.take is None:
            lines = (f"{line}\n".encode() for line in self.setup.take)
            take, notes = parse_take(lines, "the take", specs(self.loaded.scene.params))
            object.__setattr__(self, "take", take)
            object.__setattr__(self, "notes", (*self.notes, *notes))

    def at(self, index: int) -> tuple[dict[str, Any], int]:
        """Return what ``Engine.draw`` is told at frame ``index``, and the seed; raises ParamError."""
        setup, loaded = self.setup, self.loaded
        if self.take is None:
            how = {"params": params_of(setup, loaded), "held": held_of(setup, loaded),
                   "phases": phases_of(setup, loaded)}  # fmt: skip
            return how, setup.seed
        session = replayed(begin(loaded), self.take, index, self.fps)
        how = {"params": session.params, "held": session.values.held, "phases": session.phases, "catch_up": 0}
        return how, session.values.seed

    @property
    def begun(self) -> int:
        """The frame that all begins with: the take's first, or 0."""
        return self.take.frames_at(self.fps)[0] if self.take else 0

    @property
    def loop_frames(self) -> range:
        """Its frames, those of one loop of the scene where there are more; of a time lapse that is a few."""
        loop = self.loaded.scene.frame(fps=self.fps).frames
        return self.frames[: -(-loop // self.frames.step)]

    def figures(self, index: int) -> dict[str, str]:
        """
        Return what a take has in the roles at frame ``index``, by role; {} where it changes nothing there.

        What the setup says otherwise than the take's beginning was typed for all of it, and stays.
        """
        if self.take is None or "figures" not in self.take.facts:
            return {}
        roles = self.loaded.scene.roles
        began, asked = (named_now(setup.roles, roles) for setup in (self.take.head.setup, self.setup))
        typed = {name: figure for name, figure in asked.items() if began.get(name) != figure}
        return {**named_now(self.take.fact("figures", index, self.fps), roles), **typed}

    def domains(self, index: int) -> dict[str, tuple[float, float]]:
        """Return from where to where a take shows roles in frame ``index``; {} where it changes nothing there."""
        if self.take is None or "domains" not in self.take.facts:
            return {}
        roles, head, setup = self.loaded.scene.roles, self.take.head.setup, self.setup
        told = named_now(self.take.fact("domains", index, self.fps), roles)
        began, asked = (named_now(one.roles, roles) for one in (head, setup))
        reach, wanted = (named_now(one.domains, roles) for one in (head, setup))
        other = {name for name, figure in asked.items() if began.get(name) != figure}
        typed = {name: domain for name, domain in wanted.items() if reach.get(name) != domain}
        # What was typed into a role is not what the take had there, nor of its range.
        return {name: (low, high) for name, (low, high) in told.items() if name not in other} | typed
    def binds(self, index: int) -> tuple[Bind, ...]:
        """Return what moves parameters at frame ``index``: in a take it may change."""
        said = self.take.fact("binds", index, self.fps) if self.take is not None else None
        scene = self.loaded.scene
        return scene.binds if said is None else binds_now(binds_of(said), scene.roles)

    @property
    def recipe(self) -> Recipe | None:
        """What the output needs, None for a plain picture; raises UsageError where the scene takes no views."""
        output, scene = self.setup.output, self.loaded.scene
        if output is None:
            return None
        if scene.views is None:
            raise UsageError(
                f"{self.loaded.name} is a flat picture, so --as {output.name} cannot draw it from several "
                "eyes. `chorus list` marks the scenes that take views."
            )
        return recipe_of(output, scene.views)

    @property
    def drawn_size(self) -> tuple[int, int]:
        """Px of what the scene is drawn at: one view's where the output has several."""
        recipe = self.recipe
        return recipe.size if recipe else (self.size.width, self.size.height)

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
        return self.setup.output is not None and self.setup.output.simulate

    @property
    def pictures(self) -> int:
        """Pictures that one frame gives: two where left and right eye take turns."""
        recipe = self.recipe
        return recipe.pictures if recipe else 1
