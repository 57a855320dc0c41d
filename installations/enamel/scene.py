"""Enamel: a wall of tooth enamel, one field for every area, lit where people saw a dentist.

A field has a hundred prisms, whatever its size, which says how many were asked. Of these as many stand in the light as
adults saw a dentist in the past year, in a warmer and brighter light the more they are; as many are open sockets as
people over 65 have lost all their teeth, and as many are sockets or worn hollow as have lost six or more. Where the
survey is unsure, prisms are soft. Gold rims those lit after the first survey; one after the other the lamp comes to a
field, and rests; prisms out of the light are asleep under a moon. Suppressed fields lie under silk, held ones under
frost, and where nobody was asked there is no floor, only bare outlines: none of these is drawn as zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renderer import Bind, Footprint, Frame, Pass, Role, Scene, param

SECONDS = 36.0
ROWS = ("rows", "1")
PLACES = ("289", "rows")  # of a lattice, where prisms may be
STEP = 19  # rows from one visit of the lamp to the next: far, in a table by name


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    form: str = param("seed", choices=("seed", "slab", "arch", "wedge", "wave", "dish"), group="Form",
                      help="Outline of the wall; seed: another with every seed.")  # fmt: skip
    spread: float = param(1.0, 0.6, 1.0, unit="wall", group="Form", help="How much of the wall the fields fill.")
    zoom: float = param(1.0, 1.0, 4.0, group="Form", help="How near: 1 the whole wall, more the field visited first.")
    depth: float = param(1.0, 0.2, 2.0, unit="prism", group="Form", help="Height between socket and crown.")
    parting: float = param(0.55, 0.1, 1.0, unit="prism", group="Form", help="Dark seam between two fields.")
    sweep: float = param(1.0, 0.0, 2.0, group="Form", help="How far prisms lean in the bands that sweep the wall.")
    azimuth: float = param(142.0, 0.0, 350.0, unit="deg", group="Light", help="Where the raking light comes from.")
    elevation: float = param(24.0, 8.0, 60.0, unit="deg", group="Light", help="How high the light stands.")
    glow: float = param(0.0, -3.0, 3.0, unit="stop", group="Light", help="Brightness of the whole wall.")
    pool: float = param(0.62, 0.3, 2.0, unit="wall", group="Light", help="Reach of the lamp across the wall.")
    enamel: str = param("#f4e2c2", group="Colour", help="Enamel in the light.")
    shade: str = param("#5a779c", group="Colour", help="Light of the shadows.")
    gold: str = param("#e2a33a", group="Colour", help="Rim of what was gained since the first survey.")
    visits: int = param(4, 1, 6, group="Motion", help="Fields that the lamp visits in a loop, one after the other.")
    place: int = param(5, 0, 4095, group="Motion", help="Row of the table that it visits first, counted past its end.")
    breath: float = param(1 / 12, 0.02, 0.5, unit="Hz", group="Motion", help="Rate at which the light sways.")
    sway: float = param(14.0, 0.0, 60.0, unit="deg", group="Motion", help="How far the light sways to either side.")
    swell: float = param(0.06, 0.0, 0.3, unit="prism", group="Motion", help="How far the wall rises as it breathes.")


def derive(frame: Frame, params: Params) -> Mapping[str, float]:
    """Return which of this loop's visits the lamp makes, and how far it has come from the one before."""
    turn, at = divmod(float(frame.playhead) * params.visits + 0.75, 1.0)
    part = min(max(at / 0.45, 0.0), 1.0)
    return {"turn": turn % params.visits, "arrived": part * part * part * (part * (6.0 * part - 15.0) + 10.0)}


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:  # noqa: ARG001  others need all three
    """Return whom the lamp visits, from the loop's first second on."""
    rows = dict.fromkeys(visited(params, turn, areas) for turn in range(params.visits))
    return {"visits": ", ".join(f"{{area_{row + 1}}}" for row in rows)}


def visited(params: Params, turn: int, areas: int) -> int:
    """Return the row at which the lamp rests at a turn, 0 .. of a loop: the twin of lamp.frag."""
    return (params.place + turn * (STEP if areas % STEP else STEP + 4)) % max(areas, 1)


SCENE = Scene(
    title="Enamel",
    look="A wall of tooth enamel in raking light: small six-sided prisms in fields, asleep where it ends.",
    params=Params,
    derive=derive,
    roles=(
        Role("lit", "prisms in the light", good="more", default="dental_visit", domain=(45.0, 85.0),
             spans="the lamp over the wall"),
        Role("worn", "prisms worn hollow", good="less", default="teeth_lost_6", needed=False),
        Role("open", "open sockets", good="less", default="teeth_lost_all", needed=False),
    ),
    most=640,
    seconds=SECONDS,
    passes=(
        # Where fields and their prisms are: these stand.
        Pass("sites", "sites.frag", format="f4", size=ROWS, filter="nearest"),
        *(Pass(f"round_{n}", f"round_{n}.frag", reads=(f"round_{n - 1}" if n > 1 else "sites",), format="f4", size=ROWS,
               filter="nearest") for n in range(1, 12)),
        Pass("settled", "settled.frag", reads=("round_11",), format="f4", size=ROWS, filter="nearest"),
        Pass("borders", "borders.frag", reads=("settled",), format="f4", size=("rows", "16"), filter="nearest"),
        Pass("scores", "scores.frag", reads=("settled", "borders"), format="f4", size=PLACES, filter="nearest"),
        Pass("members", "members.frag", reads=("scores",), format="f4", size=PLACES, filter="nearest"),
        Pass("fields", "fields.frag", reads=("settled", "members"), format="f4", size=("rows", "2"), filter="nearest"),
        Pass("order", "order.frag", reads=("members", "fields"), format="f4", size=("100", "rows"), filter="nearest"),
        Pass("ranks", "ranks.frag", reads=("order",), format="f4", size=("100", "rows"), filter="nearest"),
        Pass("near", "near.frag", reads=("settled",), format="f4", size=("192", "108"), filter="nearest"),
        Pass("lattice", "lattice.frag", reads=("near", "settled", "fields", "members"), format="f4", filter="nearest"),
        # What figures and light make of them.
        Pass("cells", "cells.frag", reads=("ranks", "order"), format="f4", size=("101", "rows"), filter="nearest"),
        Pass("relief", "relief.frag", reads=("lattice", "cells", "fields"), format="f4", filter="nearest"),
        Pass("lamp", "lamp.frag", reads=("fields",), format="f4", size=("4", "1"), filter="nearest"),
        Pass("image", "image.frag", reads=("relief", "cells", "lattice", "fields", "lamp"),
             footprint=Footprint("min(0.0863 * height, 0.1760 * sqrt(width * height / rows)) + 2")),
    ),
    strata=("everybody",),
    # The lamp reaches as far as everybody's care does, whomever the wall shows: where the mean is in the middle of what
    # is shown, a fifth of the range.
    binds=(Bind("level.lit@everybody", to="pool", span=(0.325, 1.275)),),
    pick=("relief", 1),
    least_change=0.2,
    phrases=phrases,
    caption=(
        "Every field is {an_area}, each of its hundred prisms one in a hundred: "
        "those lit stand for {lit}."
        "{worn? Hollow{open? or open}: {worn}.}"
        "{open? {worn?Open alone}{!worn?Open}: {open}.}"
        "{open.above?{worn? Where the sockets alone are as many or more, none is worn hollow.}}"
        "{open.over? Where the light and the sockets are more than a whole field, sockets cover some of the light.}"
        " Warmer, brighter fields: more in the light."
        " A lamp comes round: {visits}."
        "{lit.gained? Gold rims: lit after {first}.}"
        "{asked? Larger: more asked.}"
        "{lit.zero? A field without light: its figure is zero.}"
        "{doubt? Soft prisms: doubt.}"
        "{compass? Fields lie as {mapped?mapped}{!mapped?on maps}, {compass}.}"
        "{withheld? Silk: a figure is withheld{worn.withheld?; where prisms show, not the light}"
        "{!worn.withheld?{open.withheld?; where prisms show, not the light}}.}"
        "{held? Frost: a figure is held back{worn.held?; where prisms show, not the light}"
        "{!worn.held?{open.held?; where prisms show, not the light}}.}"
        "{missing? Bare outlines of prisms or sockets: a figure is missing.}"
        " Whom the lamp visits says nothing."
    ),
    reading="Count the prisms of a field that are clearly brighter than its others: of its hundred, so many stand for "
    "{lit}; from afar, take how much of the field is bright, and how warm.",
)  # fmt: skip
