"""Smile: a sculpted smile that stands in the air, made from the averages of the anatomists."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from renderer import Camera, Footprint, Frame, Pass, Role, Scene, Solid, Volume, param

MAPS = ("97 * 8", "65 * 8")
CORES = ("33 * 8", "33 * 4")
SECONDS = 60.0
MESH = "2176"  # points of a strip: the twin of atlas.glsl
NARROW, NARROWED = 58.0, 0.85  # mm; share of what an arch is wider than that, which an upright picture takes away
WIDE = 2.6  # width to height of pictures in which both jaws stand beside each other
PANEL = (0.65, 0.8)  # width to height of upright panels of a light field: all is in sight from aside, too
ASIDE = 0.36  # tangent of the angle from which their outermost views are seen
ROOM = 0.19  # of the height of what is seen: how deep below still water its mirror is in the frame
GAP = 0.8  # mm of air over it where crowns hang lowest, about
DEEP = 0.65  # sine of the degrees from which both arches are seen so deep that they fill a tall picture
HAZE = 0.042  # of what is seen: dark around it
LOWEST = -5.0  # degrees: as low as a seed goes over water
UNDER = -9.0  # degrees: who looks from lower down sees no water
HINGE = (2.0, 2.0)  # y and z about which a jaw is turned, mm: the twin of pose.glsl
JOINT = 77.0  # mm behind the front, where the lower jaw turns: the twin of teeth.frag
# Of half an arch: across and back, shares of it; crowns' length, upper and lower, mm; share of the overbite, likewise.
ARCH = ((0.0, 0.0, (10.5, 9.0), (0.5, 0.5)), (0.7, 0.36, (8.5, 8.5), (0.3, 0.4)), (0.9, 0.68, (8.0, 7.7), (0.1, 0.05)),
        (1.0, 1.0, (7.0, 7.0), (0.0, 0.0)))  # fmt: skip
CANINE, LONG = 16.4, (10.0, 11.0)  # mm from the middle, however wide the arch is; crowns' length
LEANS = (1.5, 6.0)  # mm behind their middle, where lower necks hang lowest in a jaw that is turned far; canines' last
CROWNS = {"adult_28": 14, "adult_32": 16, "primary_20": 10}  # of a row
ROWS = {"adult_28": (111.0, 106.0), "adult_32": (128.0, 126.0), "primary_20": (68.2, 61.8)}  # upper, lower, mm
BOWS = {"beta": 1.70, "polynomial": 1.58, "ellipse": 1.54, "catenary": 1.71}  # how round each curve is
BOX = Volume((0.0, 0.0, -16.0), width=76.0, height=46.0, front=22.0, back=34.0, distance=280.0)
SWAYS, SWAY = 3, (9.0, 3.0)  # of the key lamp in a loop; degrees to either side, and up
VISITED = ((3, 0.0), (9, 0.0), (11, 0.0), (10, 1.0), (4, 1.0), (1, 1.0))  # seat of 14 and row: the light's way around


@dataclass(frozen=True, slots=True)
class Stand:
    """
    From where a seed sees it, and how it holds the jaws.

    turn : factor of ``Params.turn``; climb : degrees by which ``tilt`` leaves the level, or where negative nears it
    parted : mm that each jaw is held farther from the middle; yawn : degrees that each is turned farther
    water : share of the room for its mirror, which the frame cuts short
    """

    turn: float = 1.0
    climb: float = 0.0
    parted: float = 0.0
    yawn: float = 0.0
    water: float = 1.0


# As it is; wide open, from the other side; from the level, so that both rows bend apart; from high above, near closed.
STANDS = (Stand(), Stand(-0.96, 14.0, parted=5.6, water=0.1), Stand(0.34, -28.0, parted=1.0, yawn=13.0),
          Stand(-0.1, 17.0, parted=2.6, yawn=-4.0, water=0.2))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    each: str = param("group", choices=("group", "place", "time"), group="Figures",
                      help="What a tooth stands for: a group of people, or where the figures have no groups an area; "
                      "an area; a moment of the survey.")  # fmt: skip
    place: int = param(0, 0, 51, group="Figures",
                       help="Whose smile: 0 is that of all areas, 1 of the first. Where teeth are areas, 0 shows all, "
                       "in means where they are more than teeth, and 1 one a tooth, from the first on.")  # fmt: skip
    loss: str = param("core", choices=("core", "edge", "tooth"), group="Figures",
                      help="What was lost: glass around a core that is as large as what was kept, the tip of a crown, "
                      "or whole crowns, all of them then of the same people.")  # fmt: skip
    material: str = param("enamel", choices=("enamel", "fringes", "scan", "points", "glass", "lagoon"), group="Light",
                          help="What its pearls are made of.")  # fmt: skip
    azimuth: float = param(118.0, 20.0, 160.0, unit="deg", group="Light",
                           help="Where the key lamp stands: 90 in front.")  # fmt: skip
    elevation: float = param(38.0, -20.0, 80.0, unit="deg", group="Light", help="How high it stands.")
    turn: float = param(-6.0, -80.0, 80.0, unit="deg", group="Camera", help="How far it has walked to the right.")
    tilt: float = param(18.0, -80.0, 80.0, unit="deg", group="Camera", help="How far above it stands.")
    near: float = param(1.0, 0.4, 3.0, group="Camera", help="How near it is: at 1 all is seen.")
    travel: float = param(3.0, 0.0, 30.0, unit="deg", group="Camera",
                          help="How far it swings to either side in a loop.")  # fmt: skip
    vary: float = param(1.0, 0.0, 1.0, group="Camera", help="How far a seed moves camera, jaws and key lamp.")
    walk: float = param(2.0, 0.0, 60.0, unit="deg", group="Camera",
                        help="How far to either side a seed sees it from: the farther, the more teeth hide "
                        "others.")  # fmt: skip
    visits: int = param(6, 1, 6, group="Motion",
                        help="Teeth in which a light rests in a loop, one after the other.")  # fmt: skip
    lamp: float = param(1.0, 0.0, 2.0, group="Motion", help="Strength of that light.")
    breath: float = param(1 / 12, 0.02, 0.4, unit="Hz", group="Motion", help="Breaths in a second.")
    swell: float = param(0.5, 0.0, 2.0, unit="mm", group="Motion", help="How far jaws part in a breath.")
    glow: float = param(0.0, -3.0, 3.0, unit="stop", group="Light", help="Brightness.")
    ground: float = param(1.0, 0.0, 1.0, group="Light",
                          help="Light of the wall behind and of the water below; at 0 it stands on black and fills "
                          "the picture, as in every display of holograms, stereo and light fields.")  # fmt: skip
    wet: float = param(0.6, 0.0, 1.0, group="Light", help="How wet it is.")
    blur: float = param(0.0, 0.0, 12.0, unit="mm", group="Light",
                        help="Width of the lens: what is out of focus goes soft.")  # fmt: skip
    focus: float = param(14.0, -30.0, 24.0, unit="mm", group="Light",
                         help="Where a lens that blurs is sharp, before the focal plane.")  # fmt: skip
    pitch: float = param(0.8, 0.3, 4.0, unit="mm", group="Light",
                         help="From one fringe, line or point of light to the next, of such pearls.")  # fmt: skip
    drift: float = param(1 / 6, 0.02, 0.5, unit="Hz", group="Light",
                         help="Rate at which fringes and scan lines wander, and lagoons swell.")  # fmt: skip
    enamel: str = param("#f6ecdc", group="Colour", help="Enamel in the light.")
    flesh: str = param("#c98077", group="Colour", help="Gum, where there is some: in gum, its height.")
    aura: str = param("#9fdcf0", group="Colour", help="Glass, and everything made of light.")
    dentition: str = param("adult_28", choices=("adult_28", "adult_32", "primary_20"), group="Form",
                           help="Which teeth.")  # fmt: skip
    jaw: str = param("both", choices=("both", "upper", "lower"), group="Form", help="Which jaws are there.")
    arch: str = param("beta", choices=("beta", "polynomial", "ellipse", "catenary"), group="Form",
                      help="Curve on which the teeth stand.")  # fmt: skip
    arch_width: float = param(82.0, 48.0, 84.0, unit="mm", group="Form",
                              help="Between the last contacts; narrower opens the buccal "
                              "corridor, and the arch grows deeper. In an upright picture what is over 58 counts "
                              "less.")  # fmt: skip
    proportion: str = param("natural", choices=("natural", "golden", "red_70", "percent"), group="Form",
                            help="Rule of design for the widths of the upper front; "
                            "none is healthier than another.")  # fmt: skip
    smile_arc: float = param(1.4, -1.0, 4.0, unit="mm", group="Form", help="How far the edges rise towards the sides.")
    spee: float = param(1.2, 0.0, 4.0, unit="mm", group="Form", help="Depth of the curve from front to back.")
    overjet: float = param(2.0, 0.0, 6.0, unit="mm", group="Form",
                           help="How far the upper edges stand before the lower.")  # fmt: skip
    overbite: float = param(2.5, 0.0, 5.0, unit="mm", group="Form", help="How far the upper edges cover the lower.")
    opening: float = param(5.5, 0.0, 20.0, unit="mm", group="Form", help="How far the jaws are apart in front.")
    yawn: float = param(4.0, 0.0, 45.0, unit="deg", group="Form",
                        help="How far each jaw is turned, so that far teeth stand clear of near ones.")  # fmt: skip
    midline: float = param(0.0, -4.0, 4.0, unit="mm", group="Form", help="Shift of the middle to the side.")
    wear: float = param(0.15, 0.0, 2.0, unit="mm", group="Form", help="What a life took from edges and cusps.")
    spacing: float = param(0.0, 0.0, 2.0, unit="mm", group="Form", help="Gap between neighbours.")
    crowding: float = param(0.12, 0.0, 1.0, unit="share", group="Form", help="How far teeth turn out of the row.")
    missing: int = param(0, 0, 12, unit="teeth", group="Form",
                         help="How many are lost, by chance: what they would show is not seen.")  # fmt: skip
    gold: int = param(0, 0, 12, unit="teeth", group="Form", help="How many are restored in gold, about, by chance.")
    gum: float = param(0.0, 0.0, 14.0, unit="mm", group="Form", help="Height of the gum; at 0 the teeth stand alone.")
    roots: bool = param(False, group="Form", help="Whether crowns go on into roots.")


def camera(frame: Frame, params: Params) -> Camera:
    """Return from where the smile is seen: another seed another side, and as near as its format allows."""
    return _camera(frame.size, frame.seed, params)


@lru_cache(maxsize=64)
def _camera(size: tuple[int, int], seed: int, params: Params) -> Camera:
    """Return the same at any time; a picture that stands alone leaves room for water below and haze around."""
    reach = min(max(_chances(seed, params.vary)[2], -0.08), 0.08)
    fill, wide, azimuth = params.near * (1.0 + 0.08 * reach), size[0] / size[1], _azimuth(seed, params)
    if wide > WIDE:
        fill = min(fill, 1.0 + 0.3 * (fill - 1.0))  # nearer, the gap between both jaws would fill the picture
    elevation = _elevation(size, seed, params)
    points = _held_points(size, seed, params)
    seen = points
    if PANEL[0] < wide < PANEL[1]:
        way = math.radians(azimuth), math.radians(elevation)
        seen = [aside for point in points for aside in _from_aside(point, *way)]
    one = Camera.around(seen, BOX, wide, azimuth=azimuth, elevation=elevation, fill=fill, travel=params.travel)
    if params.ground == 0.0:
        return one
    room = (0.4 if wide > WIDE else 1.0) * ROOM * params.ground * (1.0 - params.vary * (1.0 - _stand(seed).water))
    low = [*_mirrored(points, room)] if elevation > UNDER else []
    alone = Camera.around([*points, *low], BOX, wide, azimuth=azimuth, elevation=elevation,
                          fill=fill * (1.0 - HAZE * params.ground), travel=params.travel)  # fmt: skip
    return replace(one, alone=alone)


def _tall(wide: float) -> float:
    """Return how far a picture is an upright one, 0 .. 1: its jaws part, and one looks from above."""
    return min(max((1.4 - wide) / 0.84, 0.0), 1.0)


def _level(points: Iterable[tuple[float, float, float]]) -> float:
    """Return how high still water stands, mm: a little below all that is there, however far jaws part in a breath."""
    return min(y for _, y, _ in points) - GAP


def _mirrored(
    points: Sequence[tuple[float, float, float]], most: float = math.inf
) -> Iterator[tuple[float, float, float]]:
    """Return where water mirrors points, mm, to a depth of ``most`` heights of the box."""
    level = _level(points)
    for x, y, z in points:
        yield x, level - min(y - level, most * BOX.height), z


@lru_cache(maxsize=64)
def _water(size: tuple[int, int], seed: int, params: Params) -> tuple[float, float]:
    """Return up to where what water mirrors is seen in a picture that stands alone, -1 .. 1, and its height, mm."""
    camera = _camera(size, seed, params)
    if camera.alone is None or camera.elevation <= UNDER:
        return -2.0, 0.0
    points = _held_points(size, seed, params)
    seen = (camera.alone.seen(point, BOX, size[0] / size[1])[1] for point in _mirrored(points))
    return min(1.0, max(seen) + 0.12), _level(points)


def _from_aside(
    point: tuple[float, float, float], azimuth: float, elevation: float
) -> Iterator[tuple[float, float, float]]:
    """Return where the eyes at both ends of a panel's views see a point, mm, in the plane in which all see it alike."""
    x, y, z = point
    level = math.sin(azimuth) * (x - BOX.centre[0]) + math.cos(azimuth) * (z - BOX.centre[2])
    deep = math.cos(elevation) * level + math.sin(elevation) * (y - BOX.centre[1])
    for way in (-ASIDE * deep, ASIDE * deep):
        yield x + math.cos(azimuth) * way, y, z - math.sin(azimuth) * way


def _stand(seed: int) -> Stand:
    """Return from where this seed sees it, and how it holds the jaws."""
    return STANDS[seed % len(STANDS)]


def _parted(size: tuple[int, int], seed: int, params: Params) -> float:
    """Return how far from the middle each jaw is held, mm: in a tall picture as far as both arches are seen deep."""
    _, height, reach = _chances(seed, params.vary)
    tall = _tall(size[0] / size[1])
    deep = min(math.sin(math.radians(abs(_elevation(size, seed, params)))) / DEEP, 1.0)
    # From above near teeth would hide the lower row.
    own = max(params.vary * _stand(seed).parted, 4.0 * max(height, reach))
    return own + (14.0 + 20.0 * tall) * tall * (0.3 + 0.7 * deep)


def _held(size: tuple[int, int], seed: int, params: Params) -> Params:
    """Return ``params`` with each jaw turned as this seed holds it, and narrower where a format would make it small."""
    yawn = max(params.yawn + params.vary * _stand(seed).yawn, 0.0)
    wide = params.arch_width - NARROWED * max(params.arch_width - NARROW, 0.0) * _tall(size[0] / size[1])
    return replace(params, yawn=yawn, arch_width=wide)


def _azimuth(seed: int, params: Params) -> float:
    """Return how far to the right this seed sees it from, degrees."""
    turn = 1.0 + params.vary * (_stand(seed).turn - 1.0)
    return params.turn * turn + params.walk * _chances(seed, params.vary)[0]


def _elevation(size: tuple[int, int], seed: int, params: Params) -> float:
    """
    Return how far above it one stands, degrees: over water never so low that it would not be seen.

    The taller the picture, the steeper: an arch that is seen deep fills it.
    """
    _, height, _ = _chances(seed, params.vary)
    climb, side = params.vary * _stand(seed).climb, math.copysign(1.0, params.tilt)
    away = abs(params.tilt) + climb + side * min((16.0 if height > 0.0 else 7.0) * height, 4.0)
    free = side * (away if climb >= 0.0 else max(away, LOWEST))  # level, it is not seen from the other side
    free = max(free, min(params.tilt, LOWEST)) if params.tilt > UNDER else free
    return free + math.copysign(24.0 * _tall(size[0] / size[1]), free - UNDER)


def _held_points(size: tuple[int, int], seed: int, params: Params) -> list[tuple[float, float, float]]:
    """Return points that bound the smile as this seed holds it, mm."""
    return [*_points(size, _held(size, seed, params), _azimuth(seed, params), _parted(size, seed, params))]


def _points(
    size: tuple[int, int], params: Params, azimuth: float, parted: float
) -> Iterator[tuple[float, float, float]]:
    """Return points that bound the smile, mm: necks and tips along both arches, as teeth.frag and pose.glsl."""
    pose, small = _pose(size, params, azimuth, parted), 0.68 if params.dentition == "primary_20" else 1.0
    c, s = pose["jaw_cos"], pose["jaw_sin"]
    for lower, (side, jaw) in enumerate(((1.0, "upper"), (-1.0, "lower"))):
        if params.jaw not in ("both", jaw):
            continue
        deep, before = _deep(params, lower), lower * (params.overjet + 1.6)
        canine = min(2.0 * CANINE / params.arch_width, 0.62)
        stations = (*ARCH, (canine, 0.65 * canine * canine, LONG, (0.5, 0.5)))
        for (across, back, lengths, overlaps), way, neck in product(stations, (-1.0, 1.0), (False, True)):
            far, long = back * deep / 44.0, small * lengths[lower]
            y = params.smile_arc * (across * small * params.arch_width / 48.0) ** 2
            y -= params.spee * 4.0 * far * (1.0 - far)
            y += side * ((long + _below(params, long, lower) if neck else 0.0) - params.overbite * overlaps[lower])
            y -= LEANS[lengths is LONG] * max(s - 0.18, 0.0) if neck and lower else 0.0
            z = 5.0 - back * (deep + 2.5) - before
            if lower:  # it is turned about its joint
                y, z = y - params.opening * (z + 76.0) / JOINT, z + params.opening * (y - 36.0) / JOINT
            y, z = y + params.opening / 2.0 - side * HINGE[0], z - HINGE[1]
            for breath in (0.0, 1.0) if params.jaw != "both" else (1.0,):  # one row alone ends on its inner side, too
                yield (way * across * (small * params.arch_width / 2.0 + 7.0) - side * pose["jaw_apart_x"],
                       c * y - side * s * z + side * (HINGE[0] + pose["jaw_apart_y"] + breath * params.swell),
                       side * s * y + c * z + HINGE[1] - side * pose["jaw_apart_z"])  # fmt: skip


def _deep(params: Params, lower: int) -> float:
    """Return how far an arch reaches back, mm: crowns stand side by side on it; within a millimetre of arch_depth."""
    small, bow = 0.68 if params.dentition == "primary_20" else 1.0, BOWS[params.arch]
    half = small * params.arch_width / 2.0 - 2.0 * lower
    length = ROWS[params.dentition][lower] + CROWNS[params.dentition] * params.spacing
    return float(max((length / 2.0) ** bow - half**bow, 10.0**bow) ** (1.0 / bow))


def _below(params: Params, long: float, lower: int) -> float:
    """Return how far a crown so ``long``, its root or its gum reaches up or down beyond its neck, mm."""
    gum = max(params.gum, 4.0) + 0.6 * (9.0 - long) + 0.5 if params.gum >= 0.1 else 0.0
    return max(gum, 9.5 if params.roots else 2.5 if lower else 1.2)  # upper ones lean


def derive(frame: Frame, params: Params) -> Mapping[str, float]:
    """Return where the key lamp stands, how jaws stand in this format, and where the light is that visits teeth."""
    side, _, _ = _chances(frame.seed, params.vary)
    held = _held(frame.size, frame.seed, params)
    visit, at = divmod(frame.playhead * params.visits + 0.5, 1.0)
    (seat, jaw), (next_, other) = (_visited(params, int(visit) + k) for k in (0, 1))
    way = _eased((at - 0.55) / 0.45)
    azimuth, elevation, sway = params.azimuth - 60.0 * side, params.elevation, 2.0 * math.pi * SWAYS * frame.playhead
    return {**_toward("key", azimuth, elevation),
            **_pose(frame.size, held, _azimuth(frame.seed, params), _parted(frame.size, frame.seed, params)),
            "arch_across": held.arch_width,
            **_toward("lit", azimuth + SWAY[0] * math.sin(sway), elevation + SWAY[1] * math.cos(sway)),
            "lamp_seat": seat + (next_ - seat) * way, "lamp_jaw": jaw + (other - jaw) * way,
            "lamp_light": params.lamp * (0.8 + 0.2 * (1.0 - 4.0 * way * (1.0 - way))),
            **dict(zip(("water", "level"), _water(frame.size, frame.seed, params), strict=True))}  # fmt: skip


def _toward(name: str, azimuth: float, elevation: float) -> Mapping[str, float]:
    """Return the unit vector to a lamp that stands at so many degrees, by its ``name``."""
    a, e = math.radians(azimuth), math.radians(elevation)
    return {f"{name}_x": math.cos(a) * math.cos(e), f"{name}_y": math.sin(e), f"{name}_z": math.sin(a) * math.cos(e)}


def _pose(size: tuple[int, int], params: Params, azimuth: float, parted: float) -> Mapping[str, float]:
    """
    Return how jaws stand in a picture of this size: above each other, in a very wide one beside each other.

    azimuth : degrees from which they are seen: beside each other they are equally far
    parted : mm that each is held from the middle, above each other
    """
    wide = size[0] / size[1]
    row, tall = wide > WIDE, _tall(wide)
    # Far teeth would be seen below the gum of near ones, cut off by it.
    turn = math.radians(params.yawn + (6.0 if row else 6.0 * tall))
    apart, a = (0.60 * params.arch_width + 1.2 if row else 0.0), math.radians(azimuth)
    return {"jaw_cos": math.cos(turn), "jaw_sin": math.sin(turn), "jaw_apart_x": apart * math.cos(a),
            "jaw_apart_z": -apart * math.sin(a),
            "jaw_apart_y": -params.opening / 2.0 - 5.0 if row else parted}  # fmt: skip


def _seats(params: Params) -> int:
    """Return how many teeth of a row show figures."""
    return 10 if params.dentition == "primary_20" else 14


def _visited(params: Params, visit: int) -> tuple[float, float]:
    """Return seat and jaw (0 upper, 1 lower) of a visit, 0 .. of a loop."""
    seats = _seats(params)
    seat, jaw = VISITED[visit % params.visits]
    return float(seat * seats // 14), {"both": jaw, "upper": 0.0, "lower": 1.0}[params.jaw]


def _chances(seed: int, vary: float) -> tuple[float, float, float]:
    """Return three numbers -vary .. vary, small ones of seed 0; those of seeds after each other lie far apart."""
    a, b, c = (vary * (2.0 * ((0.54 + seed * step) % 1.0) - 1.0) for step in (0.8191725134, 0.6710436067, 0.5497004779))
    return a, b, c


def _eased(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * part * part * (part * (6.0 * part - 15.0) + 10.0)


# Tips of crowns and whole ones are as large as the share is: no range cuts them off.
RANGED = ("{loss=core?{beyond? {beyond} beyond the range that is shown, and how far is not seen.}"
          "{ranged? In the range of all groups, so that they can be compared: {ranged}.}}")  # fmt: skip
ROOMS = " Where there is a wall and water, they repeat the light of the teeth, and say nothing more."
BODIES = {"enamel": "pearl", "fringes": "bands", "scan": "lines", "points": "points of light",
          "glass": "opal", "lagoon": "glow"}  # fmt: skip


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:
    """Say what a tooth stands for and whose each is, what its pearl says, whom the light visits, and what is chance."""
    body, tooth = BODIES[params.material], _tooth(params, areas, groups)
    share, scaled = (_share(params, groups, scaled=scaled) for scaled in (False, True))
    own = _of_row(params, "{upper.own? Glass: care has yet to arrive.}") if params.loss != "tooth" else ""
    bright = params.material in ("glass", "lagoon")  # which have colours of their own
    warmer, warm = ("brighter", "bright") if bright else ("warmer", "warm")
    says = f"the fuller and {warmer} of {body} {scaled}"  # not the larger: a large tooth has room for a larger one
    read = f"Take how {warm} the light of a tooth's {body} is: the fuller and {warmer}, the smaller {share}."
    rim = "{doubt? Soft: unsure.}"
    if params.loss == "edge":
        says = f"glass is {share}; the rest is {body}"
        read = f"Take how much of a tooth is clear glass rather than {body}: so large is {share}."
    elif params.loss == "tooth":
        many = CROWNS[params.dentition]
        says, rim = f"of its {many} as many are glass as {share}; which ones is chance, and says nothing", ""
        read = f"Count of a row's {many} teeth those that are glass: so large, to the nearest, is {share}."
    gaps = " Gaps are there by chance, and say nothing." if params.missing else ""
    gold = " Teeth of gold are there by chance, and say nothing." if params.gold else ""
    seats, unknown, light = (say(params, areas, groups) for say in (_seated, _unknown, _light))
    solid = says, read, ""  # of the body: the twin of told.glsl
    if params.loss == "core":
        ends = _of_row(params, " Enamel to the tip is {upper.low}, a quarter {upper.high}.")
        if _both_figures(params):
            ends += "{lower?{!lower.same? In the lower row these are {lower.low} and {lower.high}.}}"
        solid = (f"the farther enamel reaches from the neck, the smaller {share}; the rest is blue glass",
                 f"Take how far pale enamel reaches from the neck to the tip: the farther, the smaller {share}.",
                 ends)  # fmt: skip
    says_solid, read_solid, ends_solid = (one.replace(body, "enamel") for one in solid)
    return {"tooth": tooth, "says": says, "rim": rim, "seats": seats, "chance": gaps + gold, "read": read,
            "unknown": unknown, "light": light, "care": own, "means": _means(params, areas, groups),
            "ranged_so": RANGED, "room": ROOMS if params.ground else "", "solid": says_solid, "read_solid": read_solid,
            "ends_solid": ends_solid}  # fmt: skip


def _light(params: Params, areas: int, groups: int) -> str:
    """Say in whose teeth a light rests, where a tooth is a group or an area, and how long."""
    if params.lamp == 0.0:
        return ""
    around, row = (_visited_named(params, areas, groups, apart=apart and _lower_may_be_apart(params))
                   for apart in (False, True))  # fmt: skip
    named = around if around == row else f"{{lower?{row}}}{{!lower?{around}}}"
    return f" A light comes round{named}"


def _visited_named(params: Params, areas: int, groups: int, *, apart: bool) -> str:
    """Say whose teeth the light visits, or that it visits some; ``apart`` as ``_marks`` has it."""
    seats, whose = _seats(params), list[str]()
    for seat, row in (_visited(params, visit) for visit in range(params.visits)):
        if _kind(params, groups) == "group":
            whose.append(f"{{group_{int(seat) * min(groups, seats) // seats + 1}}}")
            continue
        mark = next(one for at, one in _marks(params, areas, groups, apart=apart) if at == (int(row), int(seat)))
        whose += [f"{{area_{mark[1] + 1}}}"] if mark[2] == 1 and _kind(params, groups) == "place" else []
    each = f"{SECONDS / params.visits:.0f} s"
    named = f": {', '.join(dict.fromkeys(whose))}; each {each}."
    return named if len(whose) == params.visits else f", each {each} in another tooth."


def _kind(params: Params, groups: int) -> str:
    """Return what a tooth stands for, all, time, group or place: whole crowns that lots are drawn for for all alike."""
    if params.loss == "tooth":
        return "all"
    return "place" if params.each == "group" and not groups else params.each


def _lower_may_be_apart(params: Params) -> bool:
    """Return whether the lower row shows its own figure, where it has one."""
    return params.each != "place" or params.loss == "tooth"


def _both_figures(params: Params) -> bool:
    """Return whether the lower row's own figure is drawn beside the upper one's, where it has one."""
    return params.jaw == "both" and _lower_may_be_apart(params)


def _of_row(params: Params, words: str) -> str:
    """Return ``words`` on the upper row's figure, or on the lower one's where that row alone is there and has one."""
    if params.jaw != "lower" or not _lower_may_be_apart(params):
        return words
    return f"{{lower?{words.replace('upper.', 'lower.')}}}{{!lower?{words}}}"


def _share(params: Params, groups: int, *, scaled: bool) -> str:
    """Say whose share is glass: the twin of place.glsl; ``scaled`` : that it is smaller, and from where to where."""
    own = "_plain" if _kind(params, groups) == "group" else ""
    same = ".alike" if own else ".same"
    first = f"({{upper.falls}}), {{upper.fewer{own}}}" if scaled else f"{{upper.share{own}}}"
    said, span = _of_row(params, first), ", {lower.falls}" if scaled else ""
    if not _both_figures(params):
        return said
    both = f", {span[2:]}" if scaled else ""
    return (f"{said}{{lower?{{lower{same}? (lower row, too{both})}}"
            f"{{!lower{same}? (lower row: {{lower.rest{own}}}{span})}}}}")  # fmt: skip


def _tooth(params: Params, areas: int, groups: int) -> str:
    """Say what a tooth stands for: the twin of place.glsl."""
    seats = _seats(params)
    one = min(max(params.place, 1), max(areas, 1))
    whose = f" in {{area_{one}}}" if params.place or areas == 1 else ", mean of all {areas}"
    kind = _kind(params, groups)
    if kind == "all":
        return f"All teeth of a row are of the same people{whose}"
    if kind == "time":
        return "Every tooth is a moment of the survey{times?, soft where it is drawn between two}" + whose
    if kind == "group" and groups == 1:
        return f"All teeth of a row are one group, {{group_1}}{whose}"
    if kind == "group":
        first = f", of the first {seats} of {groups}" if groups > seats else ""
        each = f"Every {_between(seats, groups)} teeth beside each other are" if groups < seats else "Every tooth is"
        return f"{each} a group{first}{whose}"
    around = _places(params, areas, 2 * seats if params.jaw == "both" else seats)
    if params.each == "place":
        return around
    return f"{{lower?{_places(params, areas, seats)}}}{{!lower?{around}}}"


def _means(params: Params, areas: int, groups: int) -> str:
    """Say by what groups are parted, and that a mean of areas has no weights."""
    kind = _kind(params, groups)
    kinds = " Groups: {groups}." if kind == "group" and groups > 1 else ""
    mean = kind != "place" and not params.place and areas > 1
    return kinds + (" Means are unweighted{partly?, of {areas} with figures}." if mean else "")


def _seated(params: Params, areas: int, groups: int) -> str:
    """Say whose each tooth is, from left to right: the twin of place.glsl."""
    kind, nowhere = _kind(params, groups), "{mapped?}"  # no tooth is seated by a map, and nothing is said of one
    if kind == "time":
        return "{times? From left: {times}.}" + nowhere
    if kind == "group" and groups == 1:
        return nowhere
    if kind == "group":
        return f" From left: {', '.join(f'{{group_{n + 1}}}' for n in range(min(groups, _seats(params))))}.{nowhere}"
    if areas == 1 or kind == "all":
        return nowhere
    around, row = (_areas_seated(params, areas, around=one and params.jaw == "both") for one in (True, False))
    return around if params.each == "place" or around == row else f"{{lower?{row}}}{{!lower?{around}}}"


def _areas_seated(params: Params, areas: int, *, around: bool) -> str:
    """Say which area follows which; ``around`` : along one row and back along the other."""
    way = "Upper row from left, then back along the lower one" if around else "From left"
    teeth, first = _seats(params) * (2 if around else 1), max(params.place - 1, 0) % areas
    last = (first + min(areas, teeth) - 1) % areas if params.place else areas - 1
    names = "{walk}" if (first, last) == (0, areas - 1) else f"from {{area_{first + 1}}} to {{area_{last + 1}}}"
    spelled = "{alphabet?, by the alphabet}" if last > first else ""
    return f" {way}{{mapped?, on a walk through the map}}{spelled}: {names}."


def _unknown(params: Params, areas: int, groups: int) -> str:
    """Say of a tooth whose share is not told why, up to the state: a mean is not known where most of it is not."""
    one, most = "its figure is", "unknown, partly"
    if params.place or areas == 1:
        return one
    if _kind(params, groups) != "place":
        return most
    seats = _seats(params)
    teeth = 2 * seats if params.jaw == "both" else seats
    row, around = (one if areas <= count else most for count in (seats, teeth))
    return around if params.each == "place" else f"{{lower?{row}}}{{!lower?{around}}}"


def marks(
    params: Params, areas: int, groups: int, shown: tuple[bool, ...]
) -> Iterator[tuple[int, int, int, float | None]]:
    """Return what each tooth shows, for the words on what is not known: the twin of place.glsl and figures.glsl."""
    apart = _lower_may_be_apart(params) and shown[1]
    return (mark for _, mark in _marks(params, areas, groups, apart=apart, roles=len(shown)))


def _marks(
    params: Params, areas: int, groups: int, *, apart: bool, roles: int = 2
) -> Iterator[tuple[tuple[int, int], tuple[int, int, int, float | None]]]:
    """Return row and seat of each tooth, and what it shows; ``apart`` : whether the lower row has a role of its own."""
    seats, kind = _seats(params), _kind(params, groups)
    places = kind == "place"
    around = places and params.jaw == "both" and not apart
    teeth = 2 * seats if around else seats
    for lower, seat in product({"both": (0, 1), "upper": (0,), "lower": (1,)}[params.jaw], range(seats)):
        group = seat * min(groups, seats) // seats if kind == "group" else -1
        column = (1 if lower and apart else 0) + roles * (group + 1)
        at, share = (teeth - 1 - seat if around and lower else seat), seat / (seats - 1)
        first, count = (0, areas) if params.place == 0 else (min(params.place, areas) - 1, 1)
        if places and params.place:
            first = (params.place - 1 + at * min(areas, teeth) // teeth) % areas
        elif places:
            first = at * areas // teeth
            count = max((at + 1) * areas // teeth - first, 1)
        yield (lower, seat), (column, first, count, share if kind == "time" else None)


def _places(params: Params, areas: int, teeth: int) -> str:
    """Say how ``areas`` are shared out among ``teeth``."""
    if areas == 1:
        return "All teeth are one {area}"
    if areas == teeth:
        return "Every tooth is {an_area}"
    if areas < teeth:
        return f"Every {_between(teeth, areas)} teeth beside each other are {{an_area}}"
    if params.place:
        return f"Every tooth is {{an_area}}, {teeth} of {areas:,} of them"
    return (f"Every tooth is the unweighted mean of {_between(areas, teeth)} {{areas}} that follow each other "
            "{mapped?on a walk through the map}{!mapped?in the table}"
            "{partly?, as far as they have figures}")  # fmt: skip


def _between(many: int, few: int) -> str:
    """Say how many of ``many`` each of ``few`` has, where all are shared out."""
    return f"{many // few}" if many % few == 0 else f"{many // few} or {many // few + 1}"


SCENE = Scene(
    title="Smile",
    look="A sculpted smile that stands in the air: an upper and a lower row of teeth.",
    params=Params,
    roles=(
        Role("upper", "glassy parts of the upper teeth", good="less", default="teeth_lost_6",
             domain=(18.0, 62.0)),
        Role("lower", "glassy parts of the lower teeth", good="less", default="teeth_lost_all", needed=False,
             domain=(4.0, 34.0), empty="both rows show the upper one's figure"),
    ),
    strata=("income", "education", "race"),
    group_means=True,
    most=28,
    parts=True,
    partly=(
        ("areas", 51, "a tooth shows the mean of several of the {count} areas, or, with place, one of the first 51 on"),
        ("groups", 14, "a row has 14 teeth to show {count} groups with: the first 14 are shown"),
    ),
    passes=(
        Pass("teeth", "teeth.frag", format="f4", size=("32", "8"), filter="nearest"),
        Pass("people", "people.frag", format="f4", size=("32", "2"), filter="nearest"),
        Pass("form", "form.frag", reads=("teeth",), format="f4", size=MAPS),
        Pass("polished", "polished.frag", reads=("form",), format="f4", size=MAPS),
        Pass("normals", "normals.frag", reads=("polished", "teeth"), format="f4", size=MAPS),
        Pass("light", "light.frag", reads=("polished", "normals", "teeth"), format="f2", size=MAPS),
        Pass("kept", "kept.frag", reads=("polished", "people"), format="f2", size=MAPS),
        Pass("core", "core.frag", reads=("polished", "teeth", "people"), format="f4", size=CORES),
        Pass("core_normals", "core_normals.frag", reads=("core", "teeth"), format="f2", size=CORES),
        Pass("hull", "hull.frag", reads=("polished",), format="f4", size=("64", "8"), filter="nearest"),
        Pass("lamp", "lamp.frag", reads=("teeth",), format="f4", size=("32", "1"), filter="nearest"),
        Pass("thrown", "thrown.frag", reads=("teeth", "people", "lamp"), format="f4", size=("33", "2"),
             filter="nearest"),
        Pass("wall", "wall.frag", reads=("thrown",), size=("96", "54")),
        Pass("pool", "pool.vert", reads=("polished", "normals", "core", "core_normals", "people", "lamp"),
             size=("320", "112"), instances="64", vertices="576", mode="triangle_strip", blend="add",
             footprint=Footprint(whole=True)),
        Pass("mirror", "mirror.frag", reads=("pool",), size=("256", "112")),
        Pass("room", "room.frag", reads=("wall", "mirror"), size=("448", "252")),
        Pass("surface", "surface.vert", reads=("polished", "core", "kept"), format="f4", instances="64",
             vertices=MESH, mode="triangle_strip", filter="nearest", footprint=Footprint(whole=True)),
        Pass("glass", "glass.vert", reads=("polished", "kept", "people"), format="f4", instances="32",
             vertices=MESH, mode="triangle_strip", filter="nearest", footprint=Footprint(whole=True)),
        Pass("near", "near.frag", reads=("surface", "glass"), format="f4", filter="nearest"),
        Pass("lit", "lit.vert", reads=("hull", "surface", "glass", "polished", "normals", "core_normals", "light",
                                      "kept", "teeth", "people", "lamp"), instances="256", vertices="4",
             mode="triangle_strip", filter="nearest", footprint=Footprint("height / 60 + 1")),
        Pass("smoothed", "smoothed.vert", reads=("hull", "lit", "surface", "glass"), instances="256", vertices="4",
             mode="triangle_strip", filter="nearest", footprint=Footprint("height / 20 + 1")),
        Pass("image", "image.frag", reads=("smoothed", "room")),
    ),
    views=BOX,
    camera=camera,
    derive=derive,
    seconds=SECONDS,
    depth=("near", 3),
    pick=("near", 0),
    least_change=0.2,
    sculpt=True,
    solid=Solid(
        "solid.frag", reads=("teeth", "people"), low=(-52.0, -40.0, -70.0), high=(52.0, 36.0, 14.0),
        caption="{tooth}: {solid}.{rim}{seats}{means}{ranged_so}{chance}"
        "{withheld? Pleated lilac: {unknown} withheld.}"
        "{held? Violet blue, all over: {unknown} held back.}"
        "{missing? Dark with pale dots: {unknown} missing.}"
        "{zero? A band of gold: its share is zero.}{ends_solid}"
        "{!each=time?{when? Figures: {when}.}}",
        reading="{read_solid}",
    ),
    marks=marks,
    phrases=phrases,
    caption="{tooth}: {says}.{seats}{light}{rim}{care}{means}{ranged_so}{chance}"
    "{withheld? Silk: {unknown} withheld.}"
    "{held? Frost: {unknown} held back.}"
    "{missing? A dotted outline: {unknown} missing.}"
    "{zero? A thread of gold: its share is zero.}{room}"
    "{!each=time?{when? Figures: {when}.}}",
    reading="{read}",
)  # fmt: skip
