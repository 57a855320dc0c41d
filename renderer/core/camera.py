"""Camera: from where a scene is seen: light enough for a scene module to import."""

from dataclasses import dataclass

from .volume import Vec

__all__ = ["Camera"]


@dataclass(frozen=True, slots=True)
class Camera:
    """
    From where a scene is seen. As it comes it stands straight before the scene's box, which is seen whole.

    azimuth : how far it has walked around the box, deg, to the right when positive
    elevation : how far it has climbed over the box, deg, above when positive
    distance : 1 where the box is seen whole, 0.5 where it is seen twice as large; greater than 0
    aim : what stands in the middle, mm from the box's centre; about it the camera turns
    travel : how far it swings to either side once in a loop, deg
    """

    azimuth: float = 0.0
    elevation: float = 0.0
    distance: float = 1.0
    aim: Vec = (0.0, 0.0, 0.0)
    travel: float = 0.0
