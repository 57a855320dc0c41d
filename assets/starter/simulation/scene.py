"""Starter: a pond at night, one leaf for each area, and rings of one drop after another.

A leaf is the wider, the larger the share that SCENE names below; the less sure the figure, the softer its rim. A
drop falls beside one leaf after another, and its rings run over the water and meet.

This file is yours. The water is a simulation: water.frag computes its height from its own last frame. leaves.vert
and leaves.frag draw the leaves, image.frag lays them on the water. A simulation remembers, so frame 100 is drawn
after frames 0 to 99, in a film as in a still.
"""

from dataclasses import dataclass

from renderer import Footprint, Pass, Role, Scene, param


@dataclass(frozen=True, slots=True)
class Params:
    """What may be turned: each line is a slider, a flag (-p rain=0.5), a preset's key, a u_<name>."""

    leaves: float = param(1.0, 0.5, 1.3, unit="seat", help="Width of a leaf that stands for 90 %.")
    rain: float = param(0.5, 0.1, 2.0, unit="Hz", help="Drops in a second.")
    force: float = param(1.0, 0.0, 2.5, help="How hard a drop falls.")
    calm: float = param(0.012, 0.002, 0.06, help="Share of a ring that dies in a frame.")
    moon: float = param(55.0, 0.0, 360.0, unit="deg", help="Side on which the moon stands: 90 above, 180 left.")
    light: float = param(0.0, -2.0, 2.0, unit="stop", help="Strength of the moon.")
    water: str = param("#0a2a33", help="Colour of the water's depth.")
    leaf: str = param("#4f8f63", help="Colour of the leaves.")
    glint: str = param("#ffe9c4", help="Colour of the moon.")


# The water is a grid of 240 cells along the longer side, whatever the size of the picture: rings then run as
# fast in a thumbnail as in a mural. A size is a sum of `width` and `height`, with min, max and ceil.
GRID = ("ceil(240 * width / max(width, height))", "ceil(240 * height / max(width, height))")

SCENE = Scene(
    title="Starter",
    params=Params,
    # What its marks can show, in GLSL ROLE_WIDE. Any share of any table fits: --figure wide=sealants.
    roles=(Role("wide", "wide leaves", good="more", default="dental_visit"),),
    passes=(
        Pass("places", "places.frag", format="f4", size=("rows", "1"), filter="nearest"),
        # It reads itself: t_water in water.frag is the frame before this one. f4, because waves are small sums.
        Pass("water", "water.frag", reads=("water", "places"), format="f4", size=GRID),
        # A square for each row, drawn only where a leaf lies. whole=True: a mural in parts draws them once.
        Pass("leaves", "leaves.vert", reads=("water", "places"), instances="rows", vertices="4",
             mode="triangle_strip", blend="over", footprint=Footprint(whole=True)),
        # Which row of the table is seen where: the preview shows its figures to whoever points at it.
        Pass("whose", "whose.frag", reads=("water", "places"), format="f4", size=("256", "144"), filter="nearest"),
        Pass("image", "image.frag", reads=("water", "leaves")),
    ),
    pick=("whose", 0),
    # {wide} becomes the words of what the role really shows, {an_area} what the table calls its areas.
    caption="Each leaf is {an_area}, the wider the larger its share of {wide}. "
    "A drop falls beside one after another."
    # Each state is told where some mark is in it.
    "{wide.missing? A bare ring of reeds is {an_area} where nobody asked.}"
    "{wide.zero? A bud: its figure is zero.}"
    "{wide.withheld? A dim leaf below the water: its figure is withheld.}"
    "{wide.held? A leaf rolled shut: it is held back.}",
)
