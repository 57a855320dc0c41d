"""Starter: a meadow of seed heads before a low sun, a hundred seeds for each area.

One seed is one in a hundred: those with a tuft of silk are the share that SCENE names below, a bare stalk is one of
the others. Inside the survey's interval the silk is half open.

This file is yours. The seeds are geometry: seeds.vert places four corners for each of them, seeds.frag paints what
lies between the corners. heads.frag finds a place for each head, image.frag paints the evening behind.
"""

from dataclasses import dataclass

from renderer import Footprint, Pass, Role, Scene, param


@dataclass(frozen=True, slots=True)
class Params:
    """What may be turned: each line is a slider, a flag (-p wind=0.5), a preset's key, a u_<name>."""

    heads: float = param(1.0, 0.5, 1.5, unit="seat", help="Width of a seed head.")
    tuft: float = param(0.22, 0.1, 0.4, unit="radius", help="Length of the silk on a seed.")
    wind: float = param(0.18, 0.0, 1.0, help="How far the stems lean as a gust passes.")
    gust: float = param(0.10, 0.02, 0.4, unit="Hz", help="Gusts in a second.")
    sun: float = param(0.30, 0.0, 1.0, unit="width", help="Where the sun stands: 0 left, 1 right.")
    light: float = param(0.0, -2.0, 2.0, unit="stop", help="Strength of the evening.")
    silk: str = param("#fff3dc", help="Colour of the silk.")
    sky: str = param("#1b2340", help="Colour of the sky above.")
    glow: str = param("#e8894a", help="Colour of the sun.")


SCENE = Scene(
    title="Starter",
    params=Params,
    # What its marks can show, in GLSL ROLE_TUFTED. Any share of any table fits: --figure tufted=sealants.
    roles=(Role("tufted", "seeds with silk", good="more", default="dental_visit"),),
    passes=(
        Pass("heads", "heads.frag", format="f4", size=("rows", "1"), filter="nearest"),
        # A stem and a hundred seeds for each row of the table, four corners each. "over" covers what is behind by
        # alpha; a seed has alpha 0, so its light adds up. whole=True: a mural in parts draws them once, for all parts.
        Pass("seeds", "seeds.vert", reads=("heads",), instances="rows * 101", vertices="4", mode="triangle_strip",
             blend="over", footprint=Footprint(whole=True)),
        # Which row of the table is seen where: the preview shows its figures to whoever points at it.
        Pass("whose", "whose.frag", reads=("heads",), format="f4", size=("256", "144"), filter="nearest"),
        Pass("image", "image.frag", reads=("seeds",)),
    ),
    pick=("whose", 0),
    # {tufted} becomes the words of what the role really shows, {an_area} what the table calls its areas.
    caption="Each head is {an_area}: of its hundred seeds as many have silk as there are, in a hundred, {tufted}. "
    "A bare stalk is one of the others."
    # Each state is told where some mark is in it.
    "{tufted.missing? A stem without a head is {an_area} where nobody asked.}"
    "{tufted.zero? A bead of gold among bare stalks: its figure is zero.}"
    "{tufted.withheld? A dim ball of mist: its figure is withheld.}"
    "{tufted.held? A bud that has not opened: it is held back.}",
)
