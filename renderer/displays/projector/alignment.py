"""How one projector lies on its wall: four corners, masks, brightness and gamma. No scene has a say in it.

All places are in parts of the display, x to the right, y down from its upper left, so that another mode of the same
projector keeps them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import DisplayError

from .homography import SQUARE, check_quad, homography

__all__ = ["BRIGHTNESS", "FEATHER", "GAMMA", "MASKS", "POINTS", "Alignment", "PolygonMask", "Turn", "placement"]

Point = tuple[float, float]

BRIGHTNESS, GAMMA, FEATHER = (0.02, 1.0), (0.4, 2.5), (0.0, 0.5)  # from, to
MASKS, POINTS = 16, 64  # masks of a display, and points of one, at most
_SAYS = "alignment 1"  # what a file of ours begins with; another form gets another number


@dataclass(frozen=True, slots=True)
class PolygonMask:
    """
    A polygon in which nothing is shown, or beside which nothing is; by the even-odd rule where its sides cross.

    feather : how wide the light rises beside its edge, in heights of the display
    inverted : whether what lies outside is dark
    """

    points: tuple[Point, ...]
    feather: float = 0.0
    inverted: bool = False

    def __post_init__(self) -> None:
        """Raise DisplayError for what is no polygon."""
        if not 3 <= len(self.points) <= POINTS:
            raise DisplayError(f"a mask has 3 to {POINTS} points")
        if not all(-1.0 <= part <= 2.0 for point in self.points for part in point):
            raise DisplayError("a point of a mask lies far beyond the display")
        _within("feather", self.feather, FEATHER)


@dataclass(frozen=True, slots=True)
class Alignment:
    """
    What an installer sets at the wall.

    corners : of the picture, see ``homography``; raises DisplayError where they are none
    brightness : share of the light
    gamma : exponent of the codes; what is > 1 darkens what is between black and white
    """

    corners: tuple[Point, ...] = SQUARE
    masks: tuple[PolygonMask, ...] = ()
    brightness: float = 1.0
    gamma: float = 1.0

    def __post_init__(self) -> None:
        """Raise DisplayError for what no projector can show."""
        check_quad(self.corners)
        if len(self.masks) > MASKS:
            raise DisplayError(f"a display has at most {MASKS} masks")
        _within("brightness", self.brightness, BRIGHTNESS)
        _within("gamma", self.gamma, GAMMA)

    @property
    def plain(self) -> bool:
        """Whether it leaves the picture as it is."""
        return self == Alignment()

    def json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        masks = [{"points": list(map(list, one.points)), "feather": one.feather, "inverted": one.inverted}
                 for one in self.masks]  # fmt: skip
        return {"chorus": _SAYS, "corners": list(map(list, self.corners)), "masks": masks,
                "brightness": self.brightness, "gamma": self.gamma}  # fmt: skip

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Alignment":
        """Return what ``json`` wrote; raises DisplayError for anything else."""
        if content.get("chorus") != _SAYS:
            raise DisplayError(f"it does not say '{_SAYS}'")
        try:
            masks = tuple(PolygonMask(_points(one["points"]), float(one["feather"]), _switch(one["inverted"]))
                          for one in content["masks"])  # fmt: skip
            return cls(_points(content["corners"]), masks, float(content["brightness"]), float(content["gamma"]))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise DisplayError(f"it holds no alignment ({type(error).__name__}: {error})") from None


@dataclass(frozen=True, slots=True)
class Turn:
    """
    How a projector hangs: ``flip`` mirrors left and right, for rear projection; then it is turned clockwise.

    degrees : 0, 90, 180 or 270
    """

    flip: bool = False
    degrees: int = 0

    def canvas(self, display: tuple[int, int]) -> tuple[int, int]:
        """Return the px that the audience sees of a ``display``, which stands on its side where it is portrait."""
        return display if self.degrees % 180 == 0 else (display[1], display[0])

    def matrix(self) -> NDArray[np.float64]:
        """Return the 3x3 matrix from a place that the audience sees to one of the display, both 0 .. 1."""
        cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[self.degrees]
        linear = np.array([[cosine, -sine], [sine, cosine]]) @ np.diag([-1 if self.flip else 1, 1])
        matrix = np.eye(3)
        matrix[:2, :2] = linear
        matrix[:2, 2] = 0.5 - linear @ [0.5, 0.5]
        return matrix


def _switch(value: object) -> bool:
    """Return ``value``; raises TypeError for what only looks like yes or no: "false" is a word."""
    if not isinstance(value, bool):
        raise TypeError(f"inverted is true or false, not {value!r}")
    return value


def placement(
    alignment: Alignment, turn: Turn, canvas: tuple[int, int], picture: tuple[float, float, float, float]
) -> NDArray[np.float64]:
    """
    Return the 3x3 matrix from a place of a picture, 0 .. 1, to one of the display, 0 .. 1.

    picture : where it lies in a ``canvas`` of so many px, as the audience sees both: left, top, width, height
    """
    x, y, width, height = picture
    fitted = np.array([[width / canvas[0], 0, x / canvas[0]], [0, height / canvas[1], y / canvas[1]], [0, 0, 1]])
    return np.asarray(homography(alignment.corners) @ turn.matrix() @ fitted)


def _within(name: str, value: float, span: tuple[float, float]) -> None:
    if not span[0] <= value <= span[1]:
        raise DisplayError(f"{name} {value:g} is outside {span[0]:g}..{span[1]:g}")


def _points(read: Any) -> tuple[Point, ...]:  # noqa: ANN401
    """Return a list of pairs as points; raises ValueError or TypeError."""
    return tuple((float(x), float(y)) for x, y in read)
