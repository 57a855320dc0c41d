"""What the panel is shown, and what it answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from renderer.data.offer import Fit
from renderer.data.state import State
from renderer.frames.timing import Timing
from renderer.sculpture.brush import Brush
from renderer.session.session import Session

from .readout import Reading

__all__ = ["Action", "Here", "InRole", "Movable", "Named", "PanelState", "Playing", "PutIn", "Ring", "Sculpting"]

# A name and what belongs to it: ("turn", "glow", 1.5, gesture), ("undo",), ("recall", "dusk", seconds).
Action = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """The area under the pointer, or the one that a click pinned; ``when`` : of when its figures in the picture are."""

    name: str
    readings: tuple[Reading, ...]
    pinned: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """Where a brush would act: units of the window, from its upper left; ``hit`` where there is form."""

    centre: tuple[float, float]
    radius: float
    hit: bool


@dataclass(frozen=True, slots=True)
class Sculpting:
    """The brush of the mouse, how many strokes stand, their file, and what is heard from other hands."""

    on: bool
    brush: Brush
    strokes: int
    undo: bool
    redo: bool
    file: str
    osc: str = ""
    ring: Ring | None = None


@dataclass(frozen=True, slots=True)
class Playing:
    """
    The instrument as it stands.

    keys : whether the keyboard's letters are notes; learning : the parameter that waits for a control
    take : the file that is being recorded; lines : what the sources say
    played : which controls play which parameter or preset
    """

    keys: bool
    learning: str = ""
    take: str = ""
    lines: tuple[str, ...] = ()
    played: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InRole:
    """
    A role, and what stands in it.

    figure : as somebody would ask for it; label, unit, good : of what is shown, "" where that is nothing
    group : whose it is where that is not whose all show
    domain : from where to where it is shown, None where it is counted; ranged : whether that is not its own
    fits : what else it can show; chosen : whether it is not the scene's own
    """

    name: str
    mark: str
    figure: str
    label: str
    unit: str
    good: str
    group: str = ""
    fits: tuple[Fit, ...] = ()
    chosen: bool = False
    domain: tuple[float, float] | None = None
    ranged: bool = False


@dataclass(frozen=True, slots=True)
class PutIn:
    """
    What stands in all roles.

    stratum : whose figures they show; ``strata`` : whose they could, with labels
    groups : those that stand beside each other, in words, None in a scene that shows none so
    beside : which of them somebody chose, "" for the scene's own; ``kinds`` : those that there are
    """

    roles: tuple[InRole, ...]
    strata: tuple[tuple[str, str], ...] = ()
    stratum: str = ""
    groups: str | None = None
    beside: str = ""
    kinds: tuple[str, ...] = ()


Named = tuple[tuple[str, str], ...]  # a key, and what people call it


@dataclass(frozen=True, slots=True)
class Movable:
    """
    What can move a knob.

    figures, groups, areas : by the names that signals have for them; made : what can be made of a figure, by family,
        ``between`` for a gap between two groups and ``area.width`` for how unsure one area is
    limits : between which values the signal of each bind lies, and its unit, by parameter
    """

    figures: Named = ()
    groups: Named = ()
    areas: Named = ()
    made: Named = ()
    limits: Mapping[str, tuple[float, float, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PanelState:
    """
    Everything that the panel says; it is made anew for each frame and changes nothing.

    shown : the parameters as drawn, after their binds; moved : what each bind does, in a sentence, by parameter
    movable : what else could move them
    index, time : frame and s of the scene; playing : whether time runs
    error : why the scene on disk is not the one that plays; notes : what else the artist should know
    size : px drawn, of ``wanted``; scale : of each side, below 1 where the machine is too slow for ``fps``
    samples : of ``most_samples`` a pixel that a picture that stands has so far, 0 for one that moves
    held : what the flash guard holds back, where and by which rule, in a sentence; "" for nothing
    when : of when the figures are that the picture shows now
    feedback : whether frames feed back into the next ones, so that these can begin anew
    pick : whether the scene says which area a pixel is
    instrument : what plays
    put_in : figures in the scene's roles, None for a scene that has none
    sculpting : None for a scene that cannot be sculpted
    """

    title: str
    session: Session | None = None
    shown: Any = None
    caption: str = ""
    index: int = 0
    time: float = 0.0
    playing: bool = True
    error: str = ""
    notes: tuple[str, ...] = ()
    timing: Timing = field(default_factory=Timing)
    size: tuple[int, int] = (0, 0)
    wanted: tuple[int, int] = (0, 0)
    scale: float = 1.0
    samples: int = 0
    most_samples: int = 0
    fps: float = 30.0
    held: str = ""
    compiles: int = 0
    trial: float = 0.0
    counts: dict[State, int] = field(default_factory=dict)
    source: str = ""
    when: str = ""
    feedback: bool = False
    pick: bool = False
    here: Here | None = None
    put_in: PutIn | None = None
    sculpting: Sculpting | None = None
    instrument: Playing | None = None
    moved: Mapping[str, str] = field(default_factory=dict)
    movable: Movable = field(default_factory=Movable)
