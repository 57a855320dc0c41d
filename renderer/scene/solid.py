"""The solid of a scene: the same form as a closed body, for meshes, printers and splats."""

from dataclasses import dataclass

__all__ = ["Solid"]

Vec = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Solid:
    """
    A field in millimetres, evaluated by GLSL on a grid.

    shader : a ``.frag`` of the scene's folder. It finds ``point()`` in mm and writes to o.x the signed
        distance in mm (negative inside, no steeper than 1.3) and to o.yzw the colour in linear light
    reads : passes it samples
    low, high : corners of the box that holds the body, mm
    genus : holes that go through the body, as designed
    bodies : separate pieces, as designed
    caption, reading : what the colours of the body say, and how they are read, with the same names as the
        scene's own; without them an object carries the words of its pictures, and says so
    """

    shader: str
    reads: tuple[str, ...] = ()
    low: Vec = (-40.0, -40.0, -40.0)
    high: Vec = (40.0, 40.0, 40.0)
    genus: int = 0
    bodies: int = 1
    caption: str = ""
    reading: str = ""
