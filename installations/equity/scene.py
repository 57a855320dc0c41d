"""Equity: one shell of porcelain pipes whose two wings are two groups of people, and the air between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from renderer import Pass, Role, Scene, Volume, param

MOST = 64  # places in the fan: of so many areas each has its own
FEW = 4  # of so few areas the breadth of none is chance
PLACES, WINGS = f"min(rows, {MOST})", f"2 * min(rows, {MOST})"


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    spread: float = param(-4.0, -80.0, 75.0, unit="deg", group="Form",
                          help="How high the lowest pipes point; below 0 the wings hang.")  # fmt: skip
    crest: float = param(90.0, 0.0, 90.0, unit="deg", group="Form", help="How high the highest pipes point.")
    ring: float = param(0.16, 0.06, 8.0, unit="pipe", group="Form",
                        help="Radius of the ring on which pipes begin; a large one makes a row.")  # fmt: skip
    spine: float = param(0.0, -1.0, 1.0, group="Form",
                         help="From one ring to two that part: 1 is an upright spine, below 0 two hinges.")  # fmt: skip
    tiers: int = param(1, 1, 3, group="Form", help="In how many tiers the pipes stand.")
    stack: str = param("beside", choices=("beside", "behind"), group="Form",
                       help="Whether tiers stand beside each other, as a moth's wings, or behind, as petals.")
    parting: float = param(0.10, 0.0, 0.3, group="Form", help="How far tiers that stand beside each other part.")
    lean: float = param(0.0, -40.0, 40.0, unit="deg", group="Form", help="How far the whole leans to the left.")
    vary: float = param(1.0, 0.0, 1.0, group="Form", help="How far a seed moves form, clay and lamp.")
    sweep: float = param(-0.35, -0.5, 0.6, group="Form", help="How far pipes bow on their way out; below 0 they rise.")
    fold: float = param(24.0, -40.0, 40.0, unit="deg", group="Form",
                        help="How far the wings turn from each other, as a roof; below 0 as an open book.")  # fmt: skip
    bulge: float = param(0.8, 0.0, 1.0, group="Form", help="How far each wing arches.")
    curl: float = param(0.5, -1.0, 1.0, group="Form", help="How far their ends come forward.")
    overlap: float = param(0.5, 0.0, 0.8, group="Form", help="How far each pipe leans over the next, as feathers do.")
    pipes: int = param(0, 0, 9, group="Form", help="Pipes of each area on a wing; 0 is as many as fill it.")
    great: float = param(2.4, 1.0, 4.0, group="Form", help="How much broader one area's pipes are, by the seed.")
    hang: bool = param(False, group="Form", help="Whether it hangs from its hinge.")
    glow: float = param(0.0, -3.0, 3.0, unit="stop", group="Light", help="Brightness.")
    lamp: float = param(60.0, 10.0, 85.0, unit="deg", group="Light", help="How high the lamp stands.")
    heart: float = param(1.0, 0.0, 2.0, group="Light", help="Light in the fold.")
    walk: float = param(0.8, 0.0, 1.0, group="Light", help="How far a wing darkens for those on the other's side.")
    porcelain: str = param("#f0e4d4", group="Colour", help="Pipes as far as care reaches.")
    glass: str = param("#8fd0dc", group="Colour", help="Pipes where the other group's go on.")
    ember: str = param("#ffb56b", group="Colour", help="Light between the wings.")
    breath: float = param(1 / 12, 0.02, 0.4, unit="Hz", group="Motion", help="Breaths in a second.")
    sway: float = param(2.2, 0.0, 30.0, unit="deg", group="Motion", help="How far it turns, from wing to wing.")


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:
    """Say whose the wings are, who stands where, and what their breadth tells: the twin of the shaders."""
    place = "{an_area}"
    if areas > MOST:
        many = f"{areas // MOST}" if areas % MOST == 0 else f"{areas // MOST} or {areas // MOST + 1}"
        place = (f"the unweighted mean of {many} {{areas}} that follow each other in the table"
                 "{partly?, as far as they have figures}")  # fmt: skip
    but = ", but for one, whose breadth is chance" if areas > FEW and params.great > 1.0 else ""
    said = {"place": place, "order": _order(params, areas),
            "broad": f" The broader a pair, the farther its porcelain reaches on the mean{but}." * (areas > 1)}
    if groups:
        right = "the other ({last_group})" if groups > 1 else "of {reach.whose}"
        return {**said, "year": "", "share": "{reach.share_plain}",
                "pair": f"the left wing is one group ({{first_group}}), the right {right}"}  # fmt: skip
    return {**said, "year": "{!first?{when? Figures: {when}.}}", "share": "{reach.share}",
            "pair": "no groups stand beside each other, so {first?the left wing is of {first}, the right of "
                    "{when?{when}}{!when?later}}{!first?both wings are of the same people}"}  # fmt: skip


def _order(params: Params, areas: int) -> str:
    """Say who stands where: the twin of places.frag."""
    if areas < 2:
        return ""
    table = "{!mapped?{alphabet?by the alphabet }{!alphabet?in the table's order }}" if areas <= MOST else ""
    by = f"{{mapped?on a walk through the map }}{table}"
    rows = ", row by row" if params.stack == "behind" and min(params.tiers, areas // 2) > 1 else ""
    return f", {by}from {{area_1}} outermost to {{area_{areas}}} innermost{rows}"


def marks(
    params: Params, areas: int, groups: int, shown: tuple[bool, ...]  # noqa: ARG001
) -> Iterator[tuple[int, int, int, float | None]]:
    """Return what the pipes of each place show on both wings: the twin of figure.glsl and layout.glsl."""
    places = min(areas, MOST)
    wings = [(1, None), (groups if groups > 1 else 0, None)] if groups else [(0, 0.0), (0, None)]
    for place in range(places):
        first, end = place * areas // places, (place + 1) * areas // places
        for column, share in wings:
            yield column, first, end - first, share


SCENE = Scene(
    title="Equity",
    look="A shell of porcelain pipes with two wings, and air between them.",
    params=Params,
    roles=(Role("reach", "pipes of porcelain", good="more", default="dental_visit", domain=(0.0, 88.0)),),
    strata=("income=under_15k", "income=50k_and_over"),
    groups_alone=True,
    most=MOST,
    parts=True,
    partly=(("areas", MOST, "a pipe shows the mean of some of the {count} areas that follow each other in the table"),
            ("groups", 2, "the left wing is the first of {count} groups, the right one the last")),
    passes=(
        Pass("figures", "figures.frag", format="f4", size=(PLACES, "2"), filter="nearest"),
        Pass("places", "places.frag", reads=("figures",), format="f4", size=(PLACES, "3"), filter="nearest"),
        Pass("layout", "lay_out.frag", reads=("places",), format="f4", size=("11", "1"), filter="nearest"),
        Pass("fan", "fan.frag", reads=("places", "layout"), format="f4", size=("1024", "3"), filter="nearest"),
        Pass("history", "history.frag", format="f4", size=(WINGS, "times"), filter="nearest"),
        Pass("rings", "rings.frag", reads=("history",), format="f2", size=(WINGS, "512"), filter="nearest"),
        Pass("form", "form.frag", reads=("layout", "fan", "places"), format="f4", filter="nearest"),
        Pass("image", "image.frag", reads=("layout", "fan", "rings")),
    ),
    views=Volume((0.0, 0.0, -6.0), width=118.0, height=66.0, front=20.0, back=30.0, distance=300.0),
    depth=("form", 3),
    pick=("form", 0),
    least_change=0.28,
    seconds=24.0,
    phrases=phrases,
    marks=marks,
    caption="A pipe and its mirror are {place}{order}: {pair}. Porcelain reaches as far as "
    "{share}, from {reach.low} at the hinge to {reach.high}{reach.apart?; where the other wing's pipe goes on it is "
    "glass{reach.own?, a place where care has not arrived yet, and}{!reach.own? that} a breath of light "
    "fills{reach.own? it}. Where the gap of all grows or shrinks over the years, so does the air between the "
    "wings{reach.unpaired?, over those of which both are known}}.{broad}"
    "{doubt? Mist: the survey is unsure.}"
    "{zero? Empty cup: zero.}{withheld? Gauze: withheld.}{held? Frost: held back.}{missing? Bare hoops: not known.}"
    "{times? Fine rings: where pipes ended at other times.}{year}",
    reading="The farther from the hinge porcelain ends, the larger {share}"
    "{reach.apart?; glass: how much farther the other wing's does}.",
)
