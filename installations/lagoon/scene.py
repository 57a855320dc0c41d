"""Lagoon: every state is a creature of glass that hangs in dark water, and light stands in it as high as care reaches.

The higher and greener light stands in a bell, the more adults saw a dentist in the past year; it fades over as much of
the bell as the survey is unsure. The larger and warmer the ember at its mouth, the fewer elders have lost all
their teeth: what is warm is what was kept. A closed bell of folded silk is known and withheld, one of frost, with
icicles, is held back, an empty one with a bead of pearl says zero, and a bare ring says that nobody asked. They swim as
one shoal, out of the far blue to one that hangs near: near and far say nothing. A shaft of light wanders from one to
the next: every ten seconds one rises into it, and the plate says whose it is.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from renderer import Bind, Frame, Pass, Role, Scene, Volume, param

SECONDS = 60.0
FEW = 8  # areas below which none hangs nearer than the others
STEP = 19  # rows from one that rises to the next: far, in a table by name
MOVE = 0.28  # as much of a turn as the shaft of light needs to leave one, and to come to the next
STRANDS, JOINTS = 11, 18  # below each bell, and points along each: the twins of strand.glsl
FLAKES = 2  # batches of what drifts in the water, each of as many flakes as a creature has pieces of strands


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    form: str = param("stream", choices=("stream", "gyre", "shoals", "garlands", "moons"), group="Form",
                      help="How the creatures hang together.")  # fmt: skip
    size: float = param(1.0, 0.4, 1.6, group="Form", help="Size of the creatures.")
    near: float = param(3.0, 1.0, 6.0, group="Form", help="How many times larger the near one is.")
    depth: float = param(22.0, 2.0, 26.0, unit="mm", group="Form", help="How far they hang before and behind.")
    pitch: float = param(16.0, -75.0, 88.0, unit="deg", group="Form", help="From how far above they are seen.")
    vary: float = param(1.0, 0.0, 1.0, group="Form", help="How far creatures differ from each other.")
    tall: float = param(1.0, 0.4, 1.8, group="Form", help="Height of a bell against its width.")
    threads: float = param(1.0, 0.0, 2.0, group="Form", help="Length of what hangs below them.")
    glow: float = param(0.0, -3.0, 3.0, unit="stop", group="Light", help="Brightness.")
    glass: float = param(1.0, 0.0, 2.0, group="Light", help="Strength of the clear bodies.")
    heart: float = param(0.85, 0.0, 2.0, group="Light", help="Strength of the embers.")
    halo: float = param(1.0, 0.0, 2.0, group="Light", help="Light that they give to the water.")
    sea: float = param(1.0, 0.0, 2.0, group="Light", help="Light that comes down through the water.")
    lamp: float = param(118.0, 20.0, 160.0, unit="deg", group="Light", help="Where it comes from: 90 above, more left.")
    snow: float = param(1.0, 0.0, 2.0, group="Light", help="Light of what drifts in the water.")
    water: str = param("#4fd0c4", group="Colour", help="Light that stands in the bells.")
    clear: str = param("#5a6fd0", group="Colour", help="Bells where no light stands.")
    ember: str = param("#ff9d57", group="Colour", help="Light where teeth were kept.")
    deep: str = param("#0f4a6b", group="Colour", help="The water.")
    rises: int = param(6, 1, 6, group="Motion", help="Creatures that rise in a loop, one after the other.")
    place: int = param(5, 0, 4095, group="Motion", help="Row of the table that rises first, counted past its end.")
    lift: float = param(1.0, 0.0, 2.0, group="Motion", help="How far it rises.")
    breath: float = param(0.1, 0.02, 0.4, unit="Hz", group="Motion", help="Breaths in a second of the slowest.")
    swell: float = param(0.14, 0.0, 0.3, group="Motion", help="How far a bell opens.")


def derive(frame: Frame, params: Params) -> Mapping[str, float]:
    """
    Return which of this loop's creatures rises, how far it is, and how far its light has come.

    gone : as much of the way as the shaft of light has left, to the next one, or lacks, below 0, from the one before
    shaft : how bright it is
    """
    turn = (frame.playhead * params.rises + 0.5) % params.rises
    at = turn % 1.0
    lit = _eased(at / 0.4) * _eased((1.0 - at) / 0.4)
    return {"turn": float(int(turn)), "up": 0.5 - 0.5 * math.cos(math.tau * at), "lit": lit,
            "gone": _eased((at - 1.0 + MOVE) / (2.0 * MOVE)) - _eased((MOVE - at) / (2.0 * MOVE)),
            "shaft": 0.75 + 0.25 * lit}  # fmt: skip


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:  # noqa: ARG001  others need all three
    """Return who rises, from the loop's first second on, how long after each other, and whether one hangs near."""
    rows = dict.fromkeys(risen(params, turn, areas) for turn in range(params.rises))
    near = " Near or far says nothing." if areas >= FEW and params.near > 1.0 else ""
    return {"near": near, "pause": f"{SECONDS / params.rises:.0f}",
            "rises": ", ".join(f"{{area_{row + 1}}}" for row in rows)}  # fmt: skip


def risen(params: Params, turn: int, areas: int) -> int:
    """Return the row that rises at a turn, 0 .. of a loop: the twin of rise.glsl."""
    return (params.place + turn * (STEP if areas % STEP else STEP + 4)) % max(areas, 1)


def _eased(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * part * part * (part * (6.0 * part - 15.0) + 10.0)


# A quarter of the picture, and no more than 4096 px of a mural: it is soft.
SOFT = tuple(f"ceil({side} * min(0.25, 4096 / max(width, height)))" for side in ("width", "height"))

SCENE = Scene(
    title="Lagoon",
    look="Creatures of glass that hang in dark water, with light standing in their bells, one of them near.",
    params=Params,
    derive=derive,
    roles=(
        Role("bell", "bells of light", good="more", default="dental_visit", domain=(48.0, 76.0)),
        Role("heart", "warm hearts", good="less", default="teeth_lost_all", needed=False, domain=(4.0, 34.0)),
    ),
    most=640,
    passes=(
        Pass("leader", "leader.frag", format="f4", size=("1", "1"), filter="nearest"),
        Pass("plan", "plan.frag", reads=("leader",), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("apart", "apart.frag", reads=("plan",), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("further", "further.frag", reads=("apart",), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("settled", "settled.frag", reads=("further", "leader"), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("places", "places.frag", reads=("settled", "leader"), format="f4", size=("rows", "5"), filter="nearest"),
        Pass("shells", "shells.vert", reads=("places",), format="f4", instances="rows", vertices="6", filter="nearest"),
        Pass("bells", "bells.frag", reads=("shells",), format="f4", filter="nearest"),
        Pass("curves", "curves.frag", reads=("places", "leader"), format="f4", size=(str(JOINTS), f"{STRANDS} * rows"),
             filter="nearest"),
        Pass("glass", "glass.vert", reads=("places",), instances="rows", vertices="6", blend="add", filter="nearest"),
        Pass("strands", "strands.vert", reads=("curves", "places"), instances=f"rows + {FLAKES}",
             vertices=f"{3 * STRANDS * (JOINTS - 1)}", blend="add", filter="nearest"),
        Pass("halos", "halos.vert", reads=("places",), size=SOFT, instances="rows", vertices="6", blend="add"),
        Pass("sea", "sea.frag", reads=("places", "halos"), size=SOFT),
        Pass("image", "image.frag", reads=("glass", "strands", "sea")),
    ),
    views=Volume(width=112.0, height=66.0, front=26.0, back=26.0, distance=320.0),
    depth=("bells", 3),
    pick=("bells", 0),
    least_change=0.2,
    seconds=SECONDS,
    phrases=phrases,
    binds=(Bind("level.bell", to="halo", span=(0.0, 1.0), reach=(0.5, 1.5)),),
    caption="Every creature is {an_area}: the more light in its bell, the larger {bell.share} (dark: "
    "{bell.low}, full: {bell.high}).{heart? The brighter the lights at its mouth ({heart.falls}), {heart.fewer}.}"
    " Every {pause} s one rises: {rises}."
    "{near}{doubt? A soft edge: unsure.}"
    "{compass? Neighbours hang together.}"
    "{bell.withheld? A creature of folded violet silk: its figure is withheld.}"
    "{bell.held? One of frost and icicles: its figure is held back.}"
    "{bell.missing? A bare ring: its figure is missing.}"
    "{bell.zero? An empty bell with a bead of pearl: its figure is zero.}"
    "{heart.unknown? A hollow ring at its mouth: the figure of its lights is not known.}",
    reading="Hold a bell against the water around it: the more of it is sea-green and the less is blue, the larger "
    "{bell.share}; the warm lights at its mouth do not count, and far ones are dimmer, which says nothing.",
)
