"""Ball: the scene that older versions of Chorus drew for the tests of what they left behind."""

from dataclasses import dataclass

from renderer import Effect, Pass, Scene, Volume, param


@dataclass(frozen=True)
class Params:
    """Every kind of value that a manifest keeps."""

    radius: float = param(15.0, 1.0, 20.0, unit="mm", help="Radius.")
    turn: float = param(0.5, 0.0, 2.0, unit="Hz", help="Rate at which its light turns.")
    tint: str = param("#80c0ff", help="Colour.")
    place: tuple[float, float] = param((0.5, 0.5), 0.0, 1.0, help="Where its light comes from.")
    lit: bool = param(True, help="Whether it is lit.")


SCENE = Scene(
    "Ball",
    Params,
    (
        Pass("march", "march.frag", format="f4"),
        Pass("clay", "clay.frag"),
        Pass("image", "image.frag", reads=("march", "clay")),
    ),
    views=Volume(width=60.0, height=40.0, front=15.0, back=15.0, distance=200.0),
    depth=("march", 3),
    sculpt=True,
    seconds=0.2,
    effects=(Effect("palette"),),
)
