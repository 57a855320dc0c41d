"""Enamel: a wall of tooth enamel, one field for every state, lit where people saw a dentist.

Of every hundred prisms in a field, as many stand in the light as adults saw a dentist in the past
year; as many are open sockets as people over 65 have lost all their teeth, and as many are sockets or
worn hollow as have lost six or more. Where the survey is unsure, prisms are soft. Gold rims those lit
since the first survey. Suppressed fields lie under a weave, held ones under frost, and where
nobody was asked only the outlines are drawn: none of these is ever drawn as zero.
"""

from dataclasses import dataclass

from renderer import Bind, Footprint, Pass, Role, Scene, param

LATTICE = ("256 * min(2, ceil(rows / 160))", "80 * min(2, ceil(rows / 160))")  # prisms; finer for many areas


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    prisms: int = param(46, 18, 64, group="Form", help="Prisms along the short edge.")
    spread: float = param(0.9, 0.6, 1.0, unit="wall", group="Form", help="How much of the wall the fields fill.")
    depth: float = param(1.0, 0.2, 2.0, unit="prism", group="Form", help="Height between socket and crown.")
    parting: float = param(0.55, 0.1, 1.0, unit="prism", group="Form", help="Dark seam between two fields.")
    azimuth: float = param(142.0, 0.0, 350.0, unit="deg", group="Light", help="Where the raking light comes from.")
    elevation: float = param(24.0, 8.0, 60.0, unit="deg", group="Light", help="How high the light stands.")
    glow: float = param(0.0, -3.0, 3.0, unit="stop", group="Light", help="Brightness of the whole wall.")
    pool: float = param(0.62, 0.3, 2.0, unit="wall", group="Light", help="Reach of the lamp across the wall.")
    enamel: str = param("#f4e2c2", group="Colour", help="Enamel in the light.")
    shade: str = param("#3d5a80", group="Colour", help="Light of the shadows.")
    gold: str = param("#e2a33a", group="Colour", help="Rim of what was gained since the first survey.")
    breath: float = param(1 / 12, 0.02, 0.5, unit="Hz", group="Motion", help="Rate at which the light sways.")
    sway: float = param(14.0, 0.0, 60.0, unit="deg", group="Motion", help="How far the light sways to either side.")
    swell: float = param(0.06, 0.0, 0.3, unit="prism", group="Motion", help="How far the wall rises as it breathes.")


SCENE = Scene(
    title="Enamel",
    look="A wall of tooth enamel in raking light: small six-sided prisms, parted into fields.",
    params=Params,
    roles=(
        Role("lit", "prisms in the light", good="more", default="dental_visit", domain=(45.0, 85.0),
             spans="the lamp over the wall"),
        Role("worn", "prisms worn hollow", good="less", default="teeth_lost_6", needed=False),
        Role("open", "open sockets", good="less", default="teeth_lost_all", needed=False),
    ),
    most=640,
    passes=(
        Pass("fields", "fields.frag", format="f4", size=LATTICE, filter="nearest"),
        Pass("ranks", "ranks.frag", reads=("fields",), format="f4", size=LATTICE, filter="nearest"),
        Pass("cells", "cells.frag", reads=("ranks",), format="f4", size=LATTICE, filter="nearest"),
        Pass("lattice", "lattice.frag", reads=("ranks",), format="f4", filter="nearest"),
        Pass("relief", "relief.frag", reads=("lattice", "cells", "ranks"), format="f4", filter="nearest"),
        Pass("image", "image.frag", reads=("relief", "cells", "lattice"), footprint=Footprint("0.104 * height + 2")),
    ),
    strata=("everybody",),
    # The lamp reaches as far as everybody's care does, whomever the wall shows: where the mean is in the middle of what
    # is shown, a fifth of the range.
    binds=(Bind("level.lit@everybody", to="pool", span=(0.325, 1.275)),),
    pick=("relief", 1),
    least_change=0.05,
    caption=(
        "Every field is {an_area}, every prism an equal part of its people: those in the light stand for {lit}."
        "{worn? Those worn hollow{open?, together with the open sockets,} stand for {worn}.}"
        "{open? Open sockets stand for {open}{open.own?: places where care has not arrived yet}.}"
        "{open.above?{worn? Where the sockets alone are as many or more, none is worn hollow.}}"
        "{open.over? Where the light and the sockets are more than a whole field, sockets cover some of the light.}"
        "{lit.gained? Gold rims those that came into the light after {first}.}"
        "{lit.zero? A field without light: its figure is zero.}"
        "{doubt? Soft prisms are those of which the figures are not sure.}"
        "{mapped? Fields lie about as their {areas} do on the map, north above.}"
        "{withheld? Silk lies over a field: a figure of it is withheld.}"
        "{held? Frost lies over it: a figure is held back.}"
        "{missing? Bare outlines of prisms or sockets: a figure is missing.}"
    ),
    reading="Count the prisms of a field: those clearly brighter than its others, of a hundred, stand for {lit}; from "
    "afar, take how much of the field is bright.",
)  # fmt: skip
