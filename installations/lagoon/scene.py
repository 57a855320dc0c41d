"""Lagoon: every state is a creature of light that hangs in dark water, breathing.

The larger and brighter the bell, the more adults saw a dentist in the past year; the warmer its heart, the more
elders have lost all their teeth. Where the survey is unsure its rim is soft. A creature under gauze is known and
withheld, one of milk glass is held back, a bead of pearl says zero, and a ring alone says that nobody asked.
"""

from dataclasses import dataclass

from renderer import Bind, Pass, Role, Scene, Volume, param


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    size: float = param(1.0, 0.4, 1.6, group="Form", help="Size of the bells.")
    depth: float = param(22.0, 2.0, 26.0, unit="mm", group="Form", help="How far they hang before and behind.")
    threads: float = param(15.0, 0.0, 30.0, unit="mm", group="Form", help="Length of the threads below them.")
    tall: float = param(0.78, 0.4, 1.3, group="Form", help="Height of a bell against its width.")
    glow: float = param(0.0, -3.0, 3.0, unit="stop", group="Light", help="Brightness.")
    heart: float = param(0.6, 0.0, 2.0, group="Light", help="Strength of the light within.")
    film: float = param(0.7, 0.0, 1.5, group="Light", help="Colours of the thin skin.")
    water: str = param("#58c7d6", group="Colour", help="Light of those who are cared for.")
    ember: str = param("#f0a45c", group="Colour", help="Light where teeth were lost.")
    breath: float = param(0.1, 0.02, 0.4, unit="Hz", group="Motion", help="Breaths in a second.")
    swell: float = param(0.09, 0.0, 0.3, group="Motion", help="How far a bell opens.")


SCENE = Scene(
    title="Lagoon",
    look="Creatures of light that hang in dark water, breathing.",
    params=Params,
    roles=(
        Role("bell", "bells of light", good="more", default="dental_visit", domain=(35.0, 85.0)),
        Role("heart", "warm hearts", good="less", default="teeth_lost_all", needed=False, domain=(0.0, 26.0)),
    ),
    most=640,
    passes=(
        Pass("places", "places.frag", format="f4", size=("rows", "2"), filter="nearest"),
        Pass("shells", "shells.vert", reads=("places",), format="f4", instances="rows", vertices="6", filter="nearest"),
        Pass("bells", "bells.frag", reads=("shells",), format="f4", filter="nearest"),
        Pass("threads", "threads.vert", reads=("places", "bells"), format="f4", instances="rows", vertices="6",
             blend="add", filter="nearest"),
        Pass("image", "image.frag", reads=("bells", "places", "threads")),
    ),
    views=Volume(width=112.0, height=66.0, front=26.0, back=26.0, distance=320.0),
    depth=("bells", 3),
    pick=("bells", 0),
    least_change=0.18,
    seconds=10.0,
    binds=(Bind("level.bell", to="heart", span=(0.1, 0.9)),),
    caption="Every creature is {an_area}, as large and bright as {bell.share}: smallest and dimmest at "
    "{bell.low}, largest and brightest at {bell.high}."
    "{heart? The warmer its heart, the larger {heart.share}, from {heart.low} to {heart.high}"
    "{heart.own?: places where care has yet to arrive}.}"
    "{doubt? The softer a rim, the less sure the figure.}"
    "{mapped? Creatures hang about as their {areas} lie on the map, north above.}"
    "{bell.withheld? A creature of gauze: its figure is withheld.}"
    "{bell.held? A creature of milk glass: its figure is held back.}"
    "{bell.missing? A ring alone: its figure is missing.}"
    "{bell.zero? A bead of pearl: its figure is zero.}"
    "{heart.unknown? A hollow heart: its figure is not known.}",
    reading="Take the blue light of a bell as a whole, its size and its brightness together: the more of it, the "
    "larger {bell.share}; what is near looks larger than it is, and a heart, warm or hollow, adds no blue.",
)
