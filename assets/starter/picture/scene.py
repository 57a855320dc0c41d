"""Starter: strings of pearls hung along a smile, one pearl for each area.

A pearl is as large as the share that it shows, and the warmer, the larger a second share is; the softer its
edge, the less sure the figure. Which shares these are, SCENE says below.

This file is yours. Change a line, save it, and the preview shows what came of it. What you may turn is
in Params, one line each: default, lowest, highest, unit and help. How it is drawn is in pearls.frag.
"""

from dataclasses import dataclass

from renderer import Pass, Role, Scene, param


@dataclass(frozen=True, slots=True)
class Params:
    """What may be turned: each line is a slider, a flag (-p sway=0.1), a preset's key, a u_<name>."""

    strings: int = param(17, 5, 29, help="At most so many strings side by side, at 16:9.")
    size: float = param(0.95, 0.4, 1.0, unit="place", help="Width of a pearl that stands for 100 %.")
    smile: float = param(0.30, -0.1, 0.5, unit="height", help="How far the middle hangs below the ends.")
    sway: float = param(0.16, 0.0, 0.5, unit="place", help="How far the strings swing.")
    breath: float = param(0.10, 0.02, 0.4, unit="Hz", help="Swings in a second.")
    light: float = param(2.2, 0.5, 4.0, unit="stop", help="Strength of the one lamp.")
    lamp: float = param(125.0, 20.0, 160.0, unit="degree", help="Where the lamp hangs: 90 above, more left.")
    nacre: str = param("#efe3d6", help="Colour of the pearls.")
    ground: str = param("#16202b", help="Colour of the wall behind them.")
    gold: str = param("#c99a4b", help="Colour of threads and rings.")


SCENE = Scene(
    title="Starter",
    params=Params,
    # What its marks can show, in GLSL ROLE_PEARL and ROLE_WARM. Any share of any table fits: --figure pearl=sealants.
    roles=(
        Role("pearl", "pearls", good="more", default="dental_visit"),
        Role("warm", "warm pearls", good="less", default="teeth_lost_6", needed=False),
    ),
    # Passes are drawn in order, the last one is the picture.
    passes=(
        Pass("spots", "spots.frag", format="f4", filter="nearest"),
        Pass("image", "pearls.frag", reads=("spots",)),
    ),
    pick=("spots", 2),  # row of the table: the preview shows its figures to whoever points at its pearl
    # {pearl} becomes the words of what the role really shows; {warm? ...} stands only where it shows something.
    caption="Each pearl is {an_area}, as large as its share of {pearl}{warm?, and the warmer, the larger its share of "
    "{warm}}."
    # Each state is told where some mark is in it.
    "{pearl.missing? A ring without a pearl is {an_area} where nobody asked.}"
    "{pearl.zero? A bead of gold: its figure is zero.}"
    "{pearl.withheld? Dim glass under strokes: its figure is withheld.}"
    "{pearl.held? A closed ring with a bar: it is held back.}",
)
