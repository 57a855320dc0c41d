"""Biome map: every place is a tide pool within its true border, seen from above in low light.

The more of a pool's floor lies under water, the more adults saw a dentist in the past year. Kelp grows where there is
water, in colonies, by reaction and diffusion, and thinner where more elders have lost six or more teeth; it crosses a
border only where both pools are so full that the sand between them is under water. The sand carries what the pools
around it hold on the mean: pale where they are full. As wide as a figure is unsure, a rim of wet sand stands between
land and water. In an empty basin ripples run round a shell. What is not told has no water: mist lies over what is
withheld, frost over what is held back; where nobody asked the sand is level and dark.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renderer import Frame, Pass, Role, Scene, param


def grid(cells: int) -> tuple[str, str]:
    """
    Return the size of a target with so many cells along the longer side: the same whatever the picture's size.

    On a wall wider than 5:2, where a map is small, up to 1.6 times as many.
    """
    side = "max(max(width, height) / 1.6, min(max(width, height), 2.5 * min(width, height)))"
    return f"ceil({cells} * width / {side})", f"ceil({cells} * height / {side})"


CELLS, BED, LEVELS = grid(640), grid(1280), "64"
MAP = grid(458)  # those cells on which the map lies: a 1.4th of all, see span.glsl
SECONDS = 48.0
SETS_OUT, TRAVEL, LEAVES = 0.0, 0.36, 0.62  # of a visit: the camera rests, is under way, rests at the place, goes back
STEP = 19  # rows from one visit to the next: far, in a table by name
MOST, LEAST = 0.80, 0.08  # of the wet floor that kelp covers


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    relief: float = param(1.0, 0.2, 2.5, group="Form", help="Height of sand, rims and kelp.")
    ripples: float = param(1.0, 0.0, 2.0, group="Form", help="Height of the ripples in the sand.")
    colony: float = param(1.0, 0.4, 1.0, group="Form", help="How much of the wet floor kelp may cover.")
    large: float = param(1.0, 0.85, 1.5, group="Form", help="How large its tufts grow.")
    tide: float = param(0.35, 0.0, 1.0, group="Form", help="How much of the sand around the map the sea covers.")
    tilt: float = param(18.0, 0.0, 62.0, unit="deg", group="Camera",
                        help="How far it leans; on a very wide wall 52 deg or more, on a tall one at most 18, "
                             "on a square one 23.")  # fmt: skip
    turn: float = param(0.0, -60.0, 60.0, unit="deg", group="Camera",
                        help="How far north is turned to the right, beside what the seed turns.")  # fmt: skip
    near: float = param(1.0, 0.7, 8.0, group="Camera", help="How near it is: at 1 the map fills the picture.")
    visits: int = param(2, 1, 6, group="Motion", help="Places that the sun visits in a loop, one after the other.")
    place: int = param(5, 0, 4095, group="Motion", help="Row of the table that it visits first, counted past its end.")
    travel: float = param(0.25, 0.0, 1.0, group="Motion",
                          help="How near the camera goes to a place: near and often is too fast.")  # fmt: skip
    azimuth: float = param(140.0, 0.0, 350.0, unit="deg", group="Light", help="Where the low sun stands: 90 above.")
    elevation: float = param(18.0, 16.0, 50.0, unit="deg", group="Light", help="How high it stands.")
    glow: float = param(0.0, -2.0, 2.0, unit="stop", group="Light", help="Brightness.")
    night: float = param(0.0, 0.0, 1.0, group="Light", help="From evening, 0, to moonlight, 1.")
    glimmer: float = param(0.3, 0.0, 2.0, group="Light", help="Light that kelp gives by itself, at night.")
    clear: float = param(0.5, 0.0, 1.0, group="Light", help="How far one sees into the water.")
    sand: str = param("#b99b78", group="Colour", help="Sand in the sun.")
    water: str = param("#1f86a8", group="Colour", help="Water where it is deep.")
    crust: str = param("#5f8f36", group="Colour", help="Body of the kelp.")
    tips: str = param("#ccc85e", group="Colour", help="Its tips.")
    swell: float = param(1 / 8, 0.02, 0.5, unit="Hz", group="Motion", help="Rate at which the water moves.")


def derive(frame: Frame, params: Params) -> Mapping[str, float]:
    """Return the visit of this loop, how far the sun has come from the one before, how near the camera is, its pace."""
    visit, at = divmod(frame.playhead * params.visits, 1.0)
    way = _eased((at - SETS_OUT) / TRAVEL) - _eased((at - LEAVES) / TRAVEL)
    return {"visit": visit % params.visits, "arrived": _eased(at / 0.25), "way": way,
            "pace": min(4.0 * way * (1.0 - way) * 3.0 * params.travel, 1.0),
            "most": MOST * params.colony, "least": LEAST * params.colony}  # fmt: skip


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:  # noqa: ARG001  others need all three
    """Return how much of the water kelp covers at the ends of what is shown, and which area is visited when."""
    rests = (SETS_OUT + TRAVEL + LEAVES) / 2
    when = {visited(params, visit, areas): (visit + rests) / params.visits * SECONDS for visit in range(params.visits)}
    named = [f"{{area_{row + 1}}} at {at:.0f} s" for row, at in sorted(when.items(), key=lambda one: one[1])]
    return {"most": f"{100 * MOST * params.colony:.0f} %", "least": f"{100 * LEAST * params.colony:.0f} %",
            "goes": "camera" if params.travel else "sun",
            "visited": ", ".join(named[:-1]) + (" and " if named[:-1] else "") + named[-1]}  # fmt: skip


def visited(params: Params, visit: int, areas: int) -> int:
    """Return the row that a visit, 0 .. of a loop, goes to: the twin of camera.frag."""
    return (params.place + visit * (STEP if areas % STEP else STEP + 4)) % max(areas, 1)


def _eased(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * part * part * (part * (6.0 * part - 15.0) + 10.0)


SCENE = Scene(
    title="Biome map",
    look="A map in low light, every place a tide pool within its border.",
    params=Params,
    derive=derive,
    places=True,
    roles=(
        Role("water", "water in the pools", good="more", default="dental_visit", domain=(48.0, 76.0)),
        Role("bare", "bare floor among the kelp", good="less", default="teeth_lost_6", needed=False,
             domain=(20.0, 55.0)),
    ),
    passes=(
        Pass("grain", "grain.frag", size=("512", "512"), format="u1", wrap=True),
        Pass("hull", "hull.frag", format="f4", size=("48", "48"), filter="nearest"),
        Pass("extent", "extent.frag", reads=("hull",), format="f4", size=("4", "1"), filter="nearest"),
        Pass("camera", "camera.frag", reads=("extent",), format="f4", size=("2", "1"), filter="nearest"),
        Pass("bed", "bed.frag", format="f4", size=BED),
        Pass("tally", "tally.vert", reads=("bed",), format="f4", size=("rows", LEVELS), instances=BED[1],
             vertices=BED[0], mode="points", blend="add", filter="nearest"),
        Pass("pools", "pools.frag", reads=("tally",), format="f4", size=("rows", "2"), filter="nearest"),
        Pass("plan", "plan.frag", reads=("bed", "pools"), format="f4", size=CELLS, outputs=("look", "cover")),
        Pass("veil", "veil.frag", reads=("plan.cover",), format="u1", size=grid(320)),
        Pass("tone", "tone.frag", reads=("plan.look",), format="f2", size=grid(96)),
        Pass("spores", "spores.frag", reads=("bed",), format="f4", size=CELLS, filter="nearest"),
        Pass("colonies", "colonies.frag", reads=("colonies", "plan", "bed", "spores"), format="f4", size=CELLS),
        Pass("count", "count.vert", reads=("colonies", "bed", "pools", "grain"), format="f4", size=("rows", LEVELS),
             instances=MAP[1], vertices=MAP[0], mode="points", blend="add", filter="nearest"),
        Pass("edges", "edges.frag", reads=("count",), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("heights", "heights.frag", reads=("bed", "plan", "plan.cover", "colonies", "edges"), format="f4",
             size=CELLS),
        Pass("relief", "relief.frag", reads=("heights",), size=CELLS),
        Pass("whose", "whose.frag", reads=("camera",), format="f4", filter="nearest"),
        Pass("image", "image.frag", reads=("camera", "bed", "plan.look", "veil", "tone", "relief", "grain",
                                           "edges")),
    ),
    pick=("whose", 0),
    least_change=0.16,
    seconds=SECONDS,
    phrases=phrases,
    caption="Every tide pool is {an_area}, its water the share of {water}: nearly dry at {water.low}, full at "
    "{water.high}{ranged? (range of all groups)}."
    "{bare? The sparser its kelp, the more {bare.likewise?{bare.plain}}{!bare.likewise?{bare}}. It "
    "covers {most} of the water at {bare.low}, {least} at {bare.high}{bare.own?, where care has yet to arrive}.}"
    "{!bare? Its kelp says nothing.}"
    "{withheld? {water.withheld?Mist}{bare.withheld?{water.withheld?, milky}{!water.withheld?Milky} water}: "
    "withheld.}{held? Frost: held back.}{missing? Stones: figure missing.}"
    "{water.zero? Shell: {!bare.zero?{bare?water's figure }}zero{bare.zero?; star: kelp's}.}"
    "{!water.zero?{bare.zero? Star: kelp's figure zero.}}"
    "{bare.unknown? Dry places hide kelp.}"
    "{doubt? Wet rims of sand, pale seams of kelp: doubt.} The {goes} visits {visited}.",
    reading="Look how much of a place is water rather than sand, from border to border: the more, the larger the share "
    "of {water}.",
)  # fmt: skip
