"""Fracture: a porcelain field that breaks where the data breaks, and is mended with gold.

One plate of celadon on dark cloth, one blossom for every area: of its ten petals as many are filled with glaze as
people in ten saw a dentist. It plays in four movements: calm, a warning of hairlines, rupture, and mending, when gold
runs along every crack and the shards come home (kintsugi). Faults of single areas break only their own shards, each
kind in its own way, and what was mended stays gold: the field remembers. A blossom without a figure is bare clay
where nobody asked, under matte slip where it was withheld, under frost where it is held, and empty where it is zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renderer import Envelope, Footprint, Pass, Role, Scene, param

NODES = "2048"  # cracks and shards: a tree of eleven halvings


@dataclass(frozen=True, slots=True)
class Params:
    """What a player may turn."""

    movement: float = param(
        0.0, 0.0, 3.0, group="Play", help="Calm at 0, warning at 1, rupture at 2, mended with gold at 3."
    )
    focus: tuple[float, float] = param((0.36, 0.58), 0.1, 0.9, group="Play", help="Where it strikes.")
    reach: float = param(0.7, 0.2, 2.0, unit="wall", group="Play", help="How far from there the cracks run.")
    stale: float = param(0.0, 0.0, 1.0, group="Faults", help="Frost: figures that stopped arriving.")
    revised: float = param(0.0, 0.0, 1.0, group="Faults", help="A second drawing shows through: the past changed.")
    missing: float = param(0.0, 0.0, 1.0, group="Faults", help="Shards are absent: nothing was reported.")
    implausible: float = param(0.0, 0.0, 1.0, group="Faults", help="A shard stands up, sharp: a figure too far out.")
    tampered: float = param(0.0, 0.0, 1.0, group="Faults", help="A seal: a figure that somebody changed.")
    suppressed: float = param(0.0, 0.0, 1.0, group="Faults", help="A veil of matte slip: too few people to show.")
    pieces: int = param(210, 80, 420, group="Form", help="Shards of the whole plate.")
    azimuth: float = param(140.0, 0.0, 350.0, unit="deg", group="Light", help="Where the raking light comes from.")
    glaze: str = param("#a3ad9f", group="Colour", help="Glaze where it lies deep.")
    gold: str = param("#e0a13c", group="Colour", help="Gold of the seams.")
    breath: float = param(1 / 12, 0.02, 0.25, unit="Hz", group="Motion", help="Rate at which light and shards sway.")


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:  # noqa: ARG001  others need all three
    """Say what was struck by a hand, and so says nothing of figures."""
    knobs = (params.stale, params.revised, params.missing, params.implausible, params.tampered, params.suppressed)
    cracks = " The cracks through the whole plate are struck by a hand, and say nothing of figures."
    faults = (" Faults are shown by a hand on blossoms that chance chose: thin frost and slip that one sees "
              "petals through, a second drawing, a gap, a shard on end and a seal say nothing of figures.")  # fmt: skip
    return {"played": (cracks if params.movement else "") + (faults if any(knobs) else "")}


SCENE = Scene(
    title="Fracture",
    look="A porcelain plate of blossoms that break, and are mended with gold.",
    params=Params,
    roles=(Role("glaze", "glazed petals", good="more", default="dental_visit"),),
    most=640,
    seconds=24.0,
    feed="flusight",
    envelope=Envelope(attack=1.5, hold=6.0, release=12.0),
    least_change=0.011,
    passes=(
        # How it is made: these stand until somebody moves the strike or the figures change.
        Pass("bowls", "bowls.frag", format="f4", size=("rows", "2"), filter="nearest"),
        Pass("near", "near.frag", reads=("bowls",), format="f4", size=("256", "144"), filter="nearest"),
        Pass("relief", "relief.frag", reads=("bowls", "near"), format="f4", filter="nearest"),
        Pass("clay", "clay.frag", reads=("relief",), footprint=Footprint(1)),
        Pass("shards", "shards.frag", reads=("bowls",), format="f4", size=(NODES, "8"), filter="nearest"),
        Pass("hearts", "hearts.frag", reads=("bowls", "shards"), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("plan", "plan.frag", reads=("shards",), format="f4", filter="nearest"),
        # How it is played: these are drawn every frame.
        Pass("wounds", "wounds.frag", format="f4", size=("rows", "3"), filter="nearest"),
        Pass("moves", "moves.frag", reads=("shards", "hearts", "wounds"), format="f4", size=(NODES, "2"),
             filter="nearest"),
        Pass("pieces", "pieces.vert", reads=("shards", "moves", "plan", "relief"), format="f4", filter="nearest",
             instances="2047", vertices="30", footprint=Footprint(whole=True)),
        Pass("whose", "whose.frag", reads=("pieces", "relief", "bowls"), filter="nearest",
             footprint=Footprint(whole=("relief",))),
        Pass("image", "image.frag", reads=("pieces", "plan", "relief", "clay", "shards", "moves", "wounds", "bowls"),
             footprint=Footprint("0.145 * height + 2", whole=("plan", "relief", "clay"))),
    ),
    pick=("whose", 0),
    phrases=phrases,
    caption=(
        "Every blossom is {an_area}: the part of its ten petals that glaze fills is {glaze.share}."
        "{feed? Where other figures break the porcelain breaks, and gold shows what was mended: those of {feed}.}"
        "{mapped? Blossoms lie about as their {areas} do on the map, north above.}"
        "{played}"
        "{withheld? A blossom under matte slip: its figure is withheld.}"
        "{held? A blossom under frost: its figure is held back.}"
        "{missing? A blossom of bare clay: its figure is missing.}"
        "{zero? A blossom with an eye in its middle and no filled petal: its figure is zero.}"
    ),
    reading="Begin at the top and go round as a clock does: each filled petal is a tenth, the last one as much of "
    "it as its glaze fills from the foot outwards, and together they are {glaze.share}.",
)  # fmt: skip
