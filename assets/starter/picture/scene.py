"""Starter: strings of pearls hung along a smile, one pearl for each state.

A pearl's size is the share of adults who saw a dentist in the past year, its warmth the share of older
people who have lost six teeth or more; the softer its edge, the less sure the figure.

This file is yours. Change a line, save it, and the preview shows what came of it. What you may turn is
in Params, one line each: default, lowest, highest, unit and help. How it is drawn is in pearls.frag.
"""

from dataclasses import dataclass

from renderer import Pass, Scene, param


@dataclass(frozen=True, slots=True)
class Params:
    """What may be turned: each line is a slider, a flag (-p sway=0.1), a preset's key, a u_<name>."""

    strings: int = param(17, 5, 29, help="At most so many strings side by side, at 16:9.")
    size: float = param(0.95, 0.4, 1.0, unit="place", help="Width of a pearl that stands for 100 %.")
    smile: float = param(0.30, -0.1, 0.5, unit="height", help="How far the middle hangs below the ends.")
    sway: float = param(0.16, 0.0, 0.5, unit="place", help="How far the strings swing.")
    breath: float = param(0.10, 0.02, 0.4, unit="Hz", help="Swings in a second.")
    light: float = param(2.2, 0.5, 4.0, unit="stop", help="Strength of the one lamp.")
    lamp: float = param(125.0, 20.0, 160.0, unit="degree", help="Where the lamp hangs: 90 above, 180 left.")
    nacre: str = param("#efe3d6", help="Colour of the pearls.")
    ground: str = param("#16202b", help="Colour of the wall behind them.")
    gold: str = param("#c99a4b", help="Colour of threads and rings.")


SCENE = Scene(
    title="Starter",
    params=Params,
    # Measures it reads; `chorus data show` lists what there is. In GLSL they are COL_DENTAL_VISIT and so on.
    columns=("dental_visit", "teeth_lost_6"),
    # Passes are drawn in order, the last one is the picture.
    passes=(Pass("image", "pearls.frag"),),
    caption="Each pearl is a state, as large as the share of its adults who saw a dentist. "
    "A ring without a pearl is a place where nobody asked.",
)
