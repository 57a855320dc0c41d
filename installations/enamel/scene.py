"""Enamel: a mural of prisms."""

from dataclasses import dataclass

from renderer import Pass, Scene, param


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    glow: float = param(1.2, 0.0, 4.0, unit="stop", help="Light.")
    breath: float = param(0.10, 0.02, 0.5, unit="Hz", help="Rate at which the wall swells.")


SCENE = Scene(
    title="Enamel",
    params=Params,
    columns=("dental_visit", "teeth_lost_6", "teeth_lost_all"),
    passes=(Pass("image", "image.frag"),),
)
