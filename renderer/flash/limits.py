"""How much a picture may flash: the limits, the place of the nearest viewer, and who set them aside.

Sources: WCAG 2.2, success criterion 2.3.1 with its definitions of general and red flash; Rec. ITU-R
BT.1702-3; the extended failure as EA's IRIS tests it. Where WCAG and the broadcast rule differ, the
stricter holds: a change counts at 10 % of white or at 20 cd/m2, whichever is less, and an area at
0.006 sr or at a quarter of the screen, whichever is smaller. No limit here proves a picture safe.
"""

import math
from dataclasses import dataclass

from renderer.core.errors import UsageError

__all__ = ["DESK", "DISCLAIMER", "KINDS", "WALL", "Geometry", "Limits", "Override"]

KINDS = ("general", "red", "extended", "pattern")
DISCLAIMER = (
    "This is no medical certificate: it counts what WCAG 2.2 (2.3.1) and ITU-R BT.1702-3 count, and a picture "
    "within those limits can still harm a photosensitive viewer."
)
FIELD = 10.0  # degrees across the part of the visual field in which areas are summed
FINE = 0.1  # degrees: balanced patterns of smaller squares are exempt
STERADIANS = 0.006  # a quarter of a 10-degree field
SCREEN = 0.25  # of the screen, as broadcasters count


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What counts as a flash, and how many are too many. Luminance is relative: 1 is white.

    peak : cd/m2 of white; light : cd/m2, stripes are judged where their light part is brighter
    step, dark : a change of so much counts where its darker state is below ``dark``
    red, shift : share of R in R + G + B that is saturated; change of CIE 1976 u'v' that counts
    changes : opposing changes in any ``second`` that are still allowed (3 flashes are 6)
    steady, sustained, within : so many changes a second must not last ``sustained`` of ``within`` s
    still, moving : pairs of stripes allowed; stripes : s that more of them may last
    area : factor on the allowed area; noise : standard deviations of chance that count for nothing
    together : share of the allowed area that must change at once for a change to count
    """

    peak: float = 200.0
    step: float = 0.10
    dark: float = 0.80
    red: float = 0.80
    shift: float = 0.20
    changes: int = 6
    second: float = 1.0
    steady: int = 4
    sustained: float = 4.0
    within: float = 5.0
    still: int = 8
    moving: int = 5
    stripes: float = 0.5
    light: float = 50.0
    area: float = 1.0
    noise: float = 3.0
    together: float = 0.25

    @property
    def delta(self) -> float:
        """Smallest change of relative luminance that counts: 10 % of white, or 20 cd/m2 if that is less."""
        return min(self.step, 200.0 * self.step / self.peak)

    @property
    def darker(self) -> float:
        """Luminance at and above which a darker state exempts: 0.80, or 160 cd/m2 if that is more."""
        return min(1.0, max(self.dark, 200.0 * self.dark / self.peak))


@dataclass(frozen=True, slots=True)
class Geometry:
    """
    Where the nearest viewer stands: a picture ``width_m`` wide, seen from ``distance_m``; aspect = width / height.

    >>> Geometry(4.0, 3.0).window((320, 180))[0].__round__(1)
    42.0
    """

    width_m: float
    distance_m: float
    aspect: float = 16 / 9

    def __post_init__(self) -> None:
        """Refuse what is no place to stand."""
        for name, value, unit in (
            ("width", self.width_m, " m"), ("distance", self.distance_m, " m"), ("aspect", self.aspect, ""),
        ):  # fmt: skip
            if not 0.0 < value < math.inf:
                raise UsageError(f"{name} = {value}{unit} is no {name}; give a number above 0")

    def window(self, grid: tuple[int, int]) -> tuple[float, float]:
        """Return width and height of the 10-degree field in the units of ``grid`` (columns, rows) over the picture."""
        side = 2.0 * self.distance_m * math.tan(math.radians(FIELD / 2.0))
        return side / self.width_m * grid[0], side * self.aspect / self.width_m * grid[1]

    def area(self, grid: tuple[int, int]) -> float:
        """Return the area in units of ``grid`` that may flash: 0.006 sr, or a quarter of the screen if less."""
        unit = self.width_m**2 / (self.aspect * grid[0] * grid[1])  # m2
        return min(STERADIANS * self.distance_m**2 / unit, SCREEN * grid[0] * grid[1])

    def degrees(self, columns: int) -> float:
        """Return the angle of one of ``columns`` across the picture, seen straight on."""
        return math.degrees(math.atan(self.width_m / (columns * self.distance_m)))


# What WCAG calls a typical desk: its 10-degree field is a third of the picture's width.
DESK = Geometry(0.53, 0.98)
# A projection and its front row, where nobody said how large and how near.
WALL = Geometry(4.0, 3.0)


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision to show a picture that exceeds the limits: logged, never assumed."""

    name: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse a decision without a name or a reason."""
        if not self.name.strip() or not self.reason.strip():
            raise UsageError("an override of the flash guard needs the name of who decides, and the reason")
