"""Fracture: a plate that breaks where the data breaks, and is mended with gold.

Dark stoneware under pale glaze, on dark cloth, one blossom for every area: of its ten petals glaze fills as many as the
share that it shows, a petal one in ten, and has run over the clay around it, the farther and paler the larger that
share is among all that are shown. It plays in four movements: calm, a warning of hairlines, rupture, and mending, when
gold runs along the great cracks, finer ones close, and the shards come home (kintsugi). Faults of single areas break
only their own shards, each kind in its own way, and what was mended stays gold: the field remembers. A blossom without
a figure is a hollow of red clay where nobody asked, under matte slip where it was withheld, under frost where it is
held; a drop of glaze lies in it where it is zero. A light comes to one blossom after the other and counts its petals.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renderer import Envelope, Footprint, Frame, Pass, Role, Scene, param

NODES = "2048"  # cracks and shards: a tree of eleven halvings
SECONDS = 60.0
PLATES = ("dish", "arc", "round", "field")  # as seeds have them, one after the other
AIR = 0.024  # between a dish and the edge of the picture, of its shorter side
VISITS = 6  # blossoms to which a light comes in a loop: the twin of image.frag


@dataclass(frozen=True, slots=True)
class Params:
    """What a player may turn."""

    movement: float = param(
        2.7, 0.0, 3.0, group="Play", help="Calm at 0, warning at 1, rupture at 2, mended with gold at 3."
    )
    focus: tuple[float, float] = param((0.7, 0.3), 0.1, 0.9, group="Play", help="Where it strikes.")
    reach: float = param(0.35, 0.2, 2.0, unit="wall", group="Play", help="How far from there the cracks run.")
    stale: float = param(0.0, 0.0, 1.0, group="Faults", help="Dry, sun-faded glaze: figures that stopped arriving.")
    revised: float = param(0.0, 0.0, 1.0, group="Faults", help="A second drawing shows through: the past changed.")
    missing: float = param(0.0, 0.0, 1.0, group="Faults", help="Shards are absent: nothing was reported.")
    implausible: float = param(0.0, 0.0, 1.0, group="Faults", help="A shard stands up, sharp: a figure too far out.")
    tampered: float = param(0.0, 0.0, 1.0, group="Faults", help="A seal: a figure that somebody changed.")
    suppressed: float = param(0.0, 0.0, 1.0, group="Faults", help="A wash of matte slip: too few people to show.")
    pieces: int = param(120, 80, 420, group="Form",
                        help="Shards of the whole wall; of a plate that leaves some of it free, fewer.")  # fmt: skip
    plate: str = param("dish", choices=PLATES, group="Form",
                       help="A wide dish, the arc of a plate that is larger than the picture, a round one, or a floor "
                       "that fills it: of seed 0, the next has the next.")  # fmt: skip
    near: float = param(1.0, 1.0, 4.0, group="Form", help="How near to the strike it is seen: at 1 all is.")
    vary: float = param(1.0, 0.0, 1.0, group="Form", help="How far a seed moves plate, strike and lamp.")
    azimuth: float = param(140.0, 0.0, 350.0, unit="deg", group="Light", help="Where the raking light comes from.")
    lamp: float = param(1.0, 0.0, 2.0, group="Light", help="Strength of the light that visits blossoms.")
    glaze: str = param("#c3d6c6", group="Colour", help="Glaze where it lies deep.")
    gold: str = param("#e0a13c", group="Colour", help="Gold of the seams.")
    breath: float = param(1 / 12, 0.02, 0.25, unit="Hz", group="Motion", help="Rate at which light and shards sway.")


def derive(frame: Frame, params: Params) -> Mapping[str, float]:
    """Return where plate, strike, lamp and the large blossom stand on this wall, and whom the light visits."""
    wide, (a, b, c) = frame.size[0] / frame.size[1], _chances(frame.seed, params.vary)
    narrow, across, up = min(wide, 1.0), wide / 2.0, 0.5
    kind = PLATES[(PLATES.index(params.plate) + (frame.seed if params.vary else 0)) % len(PLATES)]
    turn, middle, half, power = _plate(kind, wide, a, b, c)
    # Of four seeds each has its strike in another quarter, across from it the large blossom.
    sides = [1.0 - 2.0 * params.vary * (frame.seed >> bit & 1) for bit in (0, 1)]
    strike = [_kept(((2.0 * spot - 1.0) * side + 0.34 * chance), 0.9) * (edge - 0.10 * narrow)
              for spot, side, chance, edge in zip(params.focus, sides, (b, a), (across, up), strict=True)]  # fmt: skip
    large = _apart((-0.62 * strike[0] + 0.25 * across * c, -0.62 * strike[1] + 0.2 * b), strike, 0.45 * narrow)
    visit, at = divmod(frame.playhead * VISITS + 0.5, 1.0)
    light = _eased(at / 0.2) * _eased((1.0 - at) / 0.2)
    span = min(1.0, math.sqrt(min(half[0], across) * min(half[1], up) / 0.40))
    return {"plate_x": middle[0], "plate_y": middle[1], "plate_w": half[0], "plate_h": half[1], "plate_power": power,
            "plate_cos": math.cos(turn), "plate_sin": math.sin(turn), "span": span,
            "strike_x": strike[0], "strike_y": strike[1],
            "large_x": large[0], "large_y": large[1],
            "key_turn": params.azimuth - 55.0 * c, "visit": visit % VISITS, "visit_light": params.lamp * light,
            "visit_count": 12.0 * _kept((at - 0.15) / 0.55, 1.0)}  # fmt: skip


def _plate(
    kind: str, wide: float, a: float, b: float, c: float
) -> tuple[float, tuple[float, float], tuple[float, float], float]:
    """Return turn (rad), middle and half sizes (wall), and power of the plate's rim on a wall that is so ``wide``."""
    across, narrow, side = wide / 2.0, min(wide, 1.0), 1.0 if a >= 0.0 else -1.0
    if kind == "field":
        return 0.0, (0.0, 0.0), (across + 3.0, 3.5), 8.0
    if kind == "round":  # an oval where the wall is far longer than wide
        radius, longer = 0.66 * narrow, max(max(wide, 1.0 / wide) / 1.78, 1.0)
        half = (radius * longer, radius) if wide >= 1.0 else (1.1 * radius, 1.2 * radius * longer)
        off = 0.75 * side * abs(a) ** 0.4 * max(max(across - half[0], 0.5 - half[1]) + 0.08, 0.0)
        return 0.0, (off, 0.05 * c) if wide >= 1.0 else (0.02 * c, off), half, 2.0
    if kind == "arc":
        radius = 1.1 * max(across, 0.5)
        if wide < 1.0:
            return 0.0, (0.1 * side, 0.86 - radius), (radius, radius), 2.0
        return 0.0, (-0.4 * across * side, 0.5 - 0.88 * radius + 0.08 * c), (radius, radius), 2.0
    turn = math.radians(13.0 * a) * narrow / max(wide, 1.0)
    power, middle = 3.0 + 0.9 * c, (0.02 * b * across, 0.012 * c)
    half = ((0.98 + 0.03 * c) * across, (0.98 + 0.03 * b) * 0.5)
    # All of it is seen, with air around: how far a turned superellipse reaches is the dual norm of the way there.
    dual, (x, y) = power / (power - 1.0), (abs(math.cos(turn)), abs(math.sin(turn)))
    far = [((half[0] * one) ** dual + (half[1] * other) ** dual) ** (1.0 / dual) for one, other in ((x, y), (y, x))]
    room = (across - AIR * narrow - abs(middle[0]), 0.5 - AIR * narrow - abs(middle[1]))
    return turn, middle, (half[0] * min(room[0] / far[0], 1.0), half[1] * min(room[1] / far[1], 1.0)), power


def _apart(spot: Sequence[float], other: Sequence[float], least: float) -> list[float]:
    """Return ``spot``, straight away from an ``other`` one that is nearer than ``least``."""
    off = [one - its for one, its in zip(spot, other, strict=True)]
    far = max(math.hypot(*off), 1e-3)
    return [its + one * max(least / far, 1.0) for one, its in zip(off, other, strict=True)]


def _chances(seed: int, vary: float) -> tuple[float, float, float]:
    """Return three numbers -vary .. vary; those of seeds after each other lie far apart."""
    a, b, c = (vary * (2.0 * ((0.7 + seed * step) % 1.0) - 1.0) for step in (0.8191725134, 0.6710436067, 0.5497004779))
    return a, b, c


def _kept(value: float, most: float) -> float:
    return min(max(value, -most), most)


def _eased(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * part * part * (part * (6.0 * part - 15.0) + 10.0)


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:  # noqa: ARG001  others need all three
    """Say whom a light visits, and what says nothing of figures: breadth, and what was struck by a hand."""
    knobs = (params.stale, params.revised, params.missing, params.implausible, params.tampered, params.suppressed)
    cracks = " The great cracks and sizes say nothing."
    faults = " Faults set by a hand say nothing: faded glaze, thin slip, second drawings, gaps, shards, seals."
    size = " Sizes say nothing."
    return {"played": (cracks if params.movement else size) + (faults if any(knobs) else ""),
            "light": _light(areas) if params.lamp else ""}  # fmt: skip


def _light(areas: int) -> str:
    """Say to whose blossoms a light comes: the twin of image.frag, which counts values alone."""
    rows = dict.fromkeys((2 * visit + 1) * areas // (2 * VISITS) for visit in range(VISITS))
    named = ", ".join(f"{{area_{row + 1}}}" for row in rows)
    return f" A light comes round: {named}; it counts filled petals{{glaze.unknown?, where known}}."


SCENE = Scene(
    title="Fracture",
    look="A plate of dark clay and pale glaze, pressed with blossoms, that breaks and is mended with gold.",
    params=Params,
    roles=(Role("glaze", "glazed petals", good="more", default="dental_visit", domain=(0.0, 100.0)),),
    most=640,
    seconds=SECONDS,
    derive=derive,
    feed="flusight",
    envelope=Envelope(attack=1.5, hold=6.0, release=12.0),
    least_change=0.22,
    passes=(
        # How it is made: these stand until somebody moves the strike or the figures change.
        Pass("place", "seats.frag", format="f4", size=("rows", "1"), filter="nearest"),
        *(Pass(f"room_{n}", f"room_{n}.frag", reads=(f"room_{n - 1}" if n > 1 else "place",), format="f4",
               size=("rows", "1"), filter="nearest") for n in range(1, 7)),
        Pass("bowls", "bowls.frag", reads=("room_6",), format="f4", size=("rows", "2"), filter="nearest"),
        Pass("near", "near.frag", reads=("bowls",), format="f4", size=("256", "144"), filter="nearest"),
        Pass("relief", "relief.frag", reads=("bowls", "near"), format="f4", filter="nearest"),
        Pass("clay", "clay.frag", reads=("relief",), outputs=("bend",), footprint=Footprint(2)),
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
        Pass("image", "image.frag", reads=("pieces", "plan", "relief", "clay", "clay.bend", "shards", "moves", "wounds",
                                          "bowls"),
             footprint=Footprint(whole=True)),  # shadows reach farther the nearer it is seen
    ),
    pick=("whose", 0),
    phrases=phrases,
    caption=(
        "Every blossom is {an_area}: the more of its ten petals glaze fills{glaze.whole?, each one in ten,}"
        "{!glaze.whole? (none: {glaze.low}, all: {glaze.high})} and the paler its pool, the "
        "larger {glaze.share}."
        "{played}"
        "{light}"
        "{feed? Where other figures break the plate breaks, and gold shows what was mended: those of {feed}.}"
        "{compass? Laid about as on {mapped?the}{!mapped?a} map, {compass}.}"
        "{withheld? Brushed with warm grey slip: its figure is withheld.}"
        "{held? Under blue frost: its figure is held back.}"
        "{missing? A hollow of red clay: its figure is missing.}"
        "{zero? A drop of glaze in its middle and no filled petal: its figure is zero.}"
    ),
    reading="Count the petals that glaze fills, the last one as far as it is filled from its foot: the more, the "
    "larger {glaze.share}; a petal is {glaze.whole?one in ten}{!glaze.whole?a tenth of the way from {glaze.low} to "
    "{glaze.high}, not one in ten}, and the pool around them ranks them, from the least figure to the largest.",
)  # fmt: skip
