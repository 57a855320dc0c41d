"""Fractal palette: the reference shader of the benches, cheap and never at rest."""

from dataclasses import dataclass

from renderer import Pass, Scene, param


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    zoom: float = param(1.5, 0.5, 4.0, help="How much smaller each copy is.")


SCENE = Scene(title="Fractal palette", params=Params, passes=(Pass("image", "image.frag"),))
