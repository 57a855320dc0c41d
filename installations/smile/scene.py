"""Smile: a sculpted smile that stands in the air, made from the averages of the anatomists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from renderer import Footprint, Pass, Role, Scene, Solid, Volume, param

MAPS = ("97 * 8", "65 * 8")


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    each: str = param("group", choices=("group", "place", "time"), group="Figures",
                      help="What a tooth stands for: a group of people, or where the figures have no groups an area; "
                      "an area; a moment of the survey.")  # fmt: skip
    place: int = param(0, 0, 51, group="Figures",
                       help="Whose smile: 0 is that of all areas, 1 of the first. Where teeth are areas, 0 shows all, "
                       "in means where they are more than teeth, and 1 one a tooth, from the first on.")  # fmt: skip
    loss: str = param("edge", choices=("edge", "tooth"), group="Figures",
                      help="Teeth that were lost: a share of each crown is glass, or whole crowns are.")  # fmt: skip
    material: str = param("enamel", choices=("enamel", "fringes", "scan", "points", "glass", "lagoon"), group="Light",
                          help="What the smile is made of.")  # fmt: skip
    azimuth: float = param(118.0, 20.0, 160.0, unit="deg", group="Light",
                           help="Where the key lamp stands: 90 in front.")  # fmt: skip
    elevation: float = param(38.0, -20.0, 80.0, unit="deg", group="Light", help="How high it stands.")
    glow: float = param(0.0, -3.0, 3.0, unit="stop", group="Light", help="Brightness.")
    wet: float = param(0.6, 0.0, 1.0, group="Light", help="How wet it is.")
    blur: float = param(0.0, 0.0, 12.0, unit="mm", group="Light",
                        help="Width of the lens: what is out of focus goes soft.")  # fmt: skip
    focus: float = param(14.0, -30.0, 24.0, unit="mm", group="Light",
                         help="Where the lens is sharp, before the focal plane.")  # fmt: skip
    pitch: float = param(0.8, 0.3, 4.0, unit="mm", group="Light",
                         help="From one fringe, line or point of light to the next.")  # fmt: skip
    drift: float = param(1 / 6, 0.02, 0.5, unit="Hz", group="Light",
                         help="Rate at which fringes and scan lines wander.")  # fmt: skip
    enamel: str = param("#f6ecdc", group="Colour", help="Enamel in the light.")
    flesh: str = param("#cc7068", group="Colour", help="Gum.")
    aura: str = param("#9fdcf0", group="Colour", help="Glass, and everything made of light.")
    dentition: str = param("adult_28", choices=("adult_28", "adult_32", "primary_20"), group="Form",
                           help="Which teeth.")  # fmt: skip
    jaw: str = param("both", choices=("both", "upper", "lower"), group="Form", help="Which jaws are there.")
    arch: str = param("beta", choices=("beta", "polynomial", "ellipse", "catenary"), group="Form",
                      help="Curve on which the teeth stand.")  # fmt: skip
    arch_width: float = param(58.0, 48.0, 66.0, unit="mm", group="Form",
                              help="Between the last contacts; narrower opens the buccal "
                              "corridor, and the arch grows deeper.")  # fmt: skip
    proportion: str = param("natural", choices=("natural", "golden", "red_70", "percent"), group="Form",
                            help="Rule of design for the widths of the upper front; "
                            "none is healthier than another.")  # fmt: skip
    smile_arc: float = param(1.4, -1.0, 4.0, unit="mm", group="Form", help="How far the edges rise towards the sides.")
    spee: float = param(1.2, 0.0, 4.0, unit="mm", group="Form", help="Depth of the curve from front to back.")
    overjet: float = param(2.0, 0.0, 6.0, unit="mm", group="Form",
                           help="How far the upper edges stand before the lower.")  # fmt: skip
    overbite: float = param(2.5, 0.0, 5.0, unit="mm", group="Form", help="How far the upper edges cover the lower.")
    opening: float = param(3.0, 0.0, 20.0, unit="mm", group="Form", help="How far the jaws are apart in front.")
    midline: float = param(0.0, -4.0, 4.0, unit="mm", group="Form", help="Shift of the middle to the side.")
    wear: float = param(0.15, 0.0, 2.0, unit="mm", group="Form", help="What a life took from edges and cusps.")
    spacing: float = param(0.0, 0.0, 2.0, unit="mm", group="Form", help="Gap between neighbours.")
    crowding: float = param(0.12, 0.0, 1.0, unit="share", group="Form", help="How far teeth turn out of the row.")
    missing: int = param(0, 0, 12, unit="teeth", group="Form",
                         help="How many are lost, by chance: what they would show is not seen.")  # fmt: skip
    gold: int = param(0, 0, 12, unit="teeth", group="Form", help="How many are restored in gold, about, by chance.")
    gum: float = param(4.0, 0.0, 14.0, unit="mm", group="Form", help="Height of the gum; at 0 the teeth stand alone.")
    roots: bool = param(False, group="Form", help="Whether crowns go on into roots.")


BODIES = {"enamel": "enamel", "fringes": "bands of light", "scan": "lines of light", "points": "points of light",
          "glass": "pale and milky", "lagoon": "filled with a glow"}  # fmt: skip


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:
    """Say what a tooth stands for, whose share is glass, what the rest is made of, and what chance alone has made."""
    tooth, glass = _tooth(params, areas, groups)
    body = BODIES[params.material]
    own = "{upper.own?, places where care has not arrived yet}"
    says = f"glass is {glass}{own}; the rest of each is {body}"
    read = f"Take how much of a tooth is clear glass rather than {body}: so large is {glass}."
    rim = "{doubt? The softer their rim, the less sure the survey.}"
    if params.loss == "tooth":
        coarse = "few teeth tell it coarsely, and none may be glass where a third is"
        says, rim = f"each is all glass or none, by a chance as large as {glass}; {coarse}", ""
        read = f"Count of many teeth alike those that are glass: so large, about, is {glass}."
    gaps = " Gaps are there by chance, and say nothing." if params.missing else ""
    gold = " Teeth of gold are there by chance, and say nothing." if params.gold else ""
    unknown = _unknown(params, areas, groups)
    order = _order(params, areas, groups)
    return {"tooth": tooth, "says": says, "rim": rim, "order": order, "chance": gaps + gold, "read": read,
            "unknown": unknown}  # fmt: skip


def _tooth(params: Params, areas: int, groups: int) -> tuple[str, str]:
    """Say what a tooth stands for, and whose share is glass: the twin of place.glsl."""
    seats = 10 if params.dentition == "primary_20" else 14  # of a row
    mean = ", the unweighted mean of all {areas}{partly? with figures}"
    one = min(max(params.place, 1), max(areas, 1))
    whose = f" in {{area_{one}}}" if params.place or areas == 1 else mean
    both = "{upper.share}{lower?{lower.same? in both rows}{!lower.same?, in the lower row {lower.share}}}"
    if params.each == "time":
        tooth = "Every tooth is a moment of the survey{times? ({times}), soft where it is drawn between two}"
        return tooth + whose, both
    if params.each == "group" and groups:
        first = f"; the first {seats} of {groups}" if groups > seats else ""
        both = both.replace(".share}", ".share_plain}").replace(".same", ".alike")
        each = f"Every {_between(seats, groups)} teeth beside each other are" if groups < seats else "Every tooth is"
        return f"{each} a group of people ({{groups}}{first}){whose}", both
    around = _places(params, areas, 2 * seats if params.jaw == "both" else seats)
    if params.each == "place":
        return around, "{upper.share}"
    return f"{{lower?{_places(params, areas, seats)}}}{{!lower?{around}}}", both


def _order(params: Params, areas: int, groups: int) -> str:
    """Say how teeth that are areas follow a map that somebody named: the table is in the order of a walk through it."""
    if areas == 1 or params.each == "time" or (params.each == "group" and groups):
        return ""
    row = "along each row from the left" if params.jaw == "both" else "from the left"
    around = "along the upper row from the left and back along the lower" if params.jaw == "both" else row
    way = around if params.each == "place" else f"{{lower?{row}}}{{!lower?{around}}}"
    names = ": {walk}" if params.place < 2 else ""
    return f" Teeth follow a walk through the map from neighbour to neighbour, {way}{names}."


def _unknown(params: Params, areas: int, groups: int) -> str:
    """Say of a tooth whose share is not told why, up to the state: a mean is not known where most of it is not."""
    one, most = "its figure is", "more than half of its figures are not known, for some are"
    if params.place or areas == 1:
        return one
    if params.each == "time" or (params.each == "group" and groups):
        return most
    seats = 10 if params.dentition == "primary_20" else 14  # of a row
    teeth = 2 * seats if params.jaw == "both" else seats
    row, around = (one if areas <= count else most for count in (seats, teeth))
    return around if params.each == "place" else f"{{lower?{row}}}{{!lower?{around}}}"


def marks(
    params: Params, areas: int, groups: int, shown: tuple[bool, ...]
) -> Iterator[tuple[int, int, int, float | None]]:
    """Return what each tooth shows, for the words on what is not known: the twin of place.glsl and figures.glsl."""
    seats = 10 if params.dentition == "primary_20" else 14  # of a row
    places = params.each == "place" or (params.each == "group" and not groups)
    apart = params.each != "place" and shown[1]
    around = places and params.jaw == "both" and not apart
    teeth = 2 * seats if around else seats
    for lower, seat in product({"both": (0, 1), "upper": (0,), "lower": (1,)}[params.jaw], range(seats)):
        group = seat * min(groups, seats) // seats if params.each == "group" and groups else -1
        column = (1 if lower and apart else 0) + len(shown) * (group + 1)
        at, share = (teeth - 1 - seat if around and lower else seat), seat / (seats - 1)
        first, count = (0, areas) if params.place == 0 else (min(params.place, areas) - 1, 1)
        if places and params.place:
            first = (params.place - 1 + at * min(areas, teeth) // teeth) % areas
        elif places:
            first = at * areas // teeth
            count = max((at + 1) * areas // teeth - first, 1)
        yield column, first, count, share if params.each == "time" else None


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
        Role("upper", "glassy parts of the upper teeth", good="less", default="teeth_lost_6"),
        Role("lower", "glassy parts of the lower teeth", good="less", default="teeth_lost_all", needed=False,
             empty="both rows show the upper one's figure"),
    ),
    strata=("income", "education", "race"),
    most=28,
    parts=True,
    partly=(
        ("areas", 51, "a tooth shows the mean of several of the {count} areas, or, with place, one of the first 51 on"),
        ("groups", 14, "a row has 14 teeth to show {count} groups with: the first 14 are shown"),
    ),
    passes=(
        Pass("teeth", "teeth.frag", format="f4", size=("32", "8"), filter="nearest"),
        Pass("people", "people.frag", format="f4", size=("32", "1"), filter="nearest"),
        Pass("form", "form.frag", reads=("teeth",), format="f4", size=MAPS),
        Pass("normals", "normals.frag", reads=("form", "teeth"), format="f4", size=MAPS),
        Pass("light", "light.frag", reads=("form", "normals", "teeth"), format="f2", size=MAPS),
        Pass("kept", "kept.frag", reads=("form", "people"), format="f2", size=MAPS),
        Pass("surface", "surface.vert", reads=("form", "kept"), format="f4", instances="64", vertices="3200",
             mode="triangle_strip", filter="nearest", footprint=Footprint(whole=True)),
        Pass("glass", "glass.vert", reads=("form", "kept"), format="f4", instances="32", vertices="3200",
             mode="triangle_strip", filter="nearest", footprint=Footprint(whole=True)),
        Pass("near", "near.frag", reads=("surface", "glass"), format="f4", filter="nearest"),
        Pass("lit", "lit.frag", reads=("surface", "glass", "form", "normals", "light", "kept", "teeth", "people"),
             filter="nearest"),
        Pass("image", "image.frag", reads=("lit", "near"), footprint=Footprint("height / 20 + 1")),
    ),
    views=Volume((0.0, 0.0, -16.0), width=76.0, height=46.0, front=22.0, back=34.0, distance=280.0),
    depth=("near", 3),
    pick=("near", 0),
    least_change=0.055,
    sculpt=True,
    solid=Solid("solid.frag", reads=("teeth", "people"), low=(-42.0, -40.0, -70.0), high=(42.0, 36.0, 14.0)),
    marks=marks,
    phrases=phrases,
    caption="{tooth}: {says}.{rim}{mapped?{order}}{chance}"
    "{withheld? A tooth under gauze: {unknown} withheld.}"
    "{held? A frosted tooth: {unknown} held back.}"
    "{missing? A tooth in dotted outline alone: {unknown} missing.}"
    "{zero? A thread of gold round its neck: its share is zero.}"
    "{!each=time?{when? Figures: {when}.}}",
    reading="{read}",
)  # fmt: skip
