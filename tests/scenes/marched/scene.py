"""Marched: a ring of beads around a ball, all found by marching rays, so that nothing but the depth is shared."""

from dataclasses import dataclass

from renderer import Pass, Scene, Volume, param


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    swell: float = param(4.0, 1.0, 8.0, unit="mm", help="Of the beads.")


SCENE = Scene(
    title="Marched",
    params=Params,
    views=Volume(width=60.0, height=80.0, front=20.0, back=26.0, distance=280.0),
    depth=("form", 3),
    passes=(
        Pass("form", "form.frag", format="f4", filter="nearest"),
        Pass("image", "image.frag", reads=("form",)),
    ),
)
