"""The box that a 3-D scene lives in: light enough for a scene module to import."""

from dataclasses import dataclass

__all__ = ["Vec", "Volume"]

Vec = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Volume:
    """
    The box that a scene lives in, mm.

    centre : where the focal plane stands, facing +z: what lies there has no parallax
    width, height : of the focal plane that shows it whole
    front, back : how far the form comes out of that plane, and how far it recedes
    distance : from the focal plane to the eye when nobody says otherwise
    """

    centre: Vec = (0.0, 0.0, 0.0)
    width: float = 80.0
    height: float = 60.0
    front: float = 20.0
    back: float = 40.0
    distance: float = 280.0
