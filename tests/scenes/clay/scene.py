"""Clay: one ball to be sculpted, whose shade says which way it faces."""

from dataclasses import dataclass

from renderer import Footprint, Pass, Scene, Volume, param


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    radius: float = param(16.0, 1.0, 30.0, unit="mm", help="Of the ball.")


SCENE = Scene(
    title="Clay",
    params=Params,
    views=Volume(width=80.0, height=45.0, front=20.0, back=20.0, distance=200.0),
    depth=("form", 3),
    sculpt=True,
    passes=(
        Pass("form", "form.vert", format="f4", vertices="24576", filter="nearest", footprint=Footprint(whole=True)),
        Pass("image", "image.frag", reads=("form",)),
    ),
)
