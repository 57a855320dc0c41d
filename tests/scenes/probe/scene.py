"""Probe: flat colours that tell the window tests what is being drawn.

Left third: red is the level. Middle: green moves with time. Right: blue is a hash of the seed.
"""

from dataclasses import dataclass

from renderer import Pass, Scene, param


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    level: float = param(0.5, 0.0, 1.0, help="Light of the left third.")
    breath: float = param(0.2, 0.02, 0.5, unit="Hz", help="Rate of the middle third.")


SCENE = Scene(
    title="Probe",
    params=Params,
    columns=("dental_visit", "teeth_lost_all"),
    passes=(Pass("rows", "rows.frag", format="f4", filter="nearest"), Pass("image", "image.frag", reads=("rows",))),
    pick=("rows", 0),
)
