"""What every picture for two eyes shares: where they stand, and whether they can bear it."""

from collections.abc import Callable

from renderer.core.errors import UsageError
from renderer.core.view import View, stereo
from renderer.core.volume import Volume
from renderer.displays.options import Options

__all__ = ["EYES", "comfort", "eyes_of", "full_hd"]

EYES = {
    "separation": "Of the eyes, mm of the scene; 6 % of the distance without.",
    "distance": "From the eyes to the focal plane, mm of the scene.",
}
SHARE = 1 / 30  # of the picture's width that a pair may be apart: about one degree on a screen seen at its width


def eyes_of(volume: Volume, aspect: float, options: Options) -> tuple[View, View]:
    """
    Return left and right view: ``separation`` and ``distance`` in mm of the scene; 6 % of the distance without.

    Raises UsageError.
    """
    distance = options.number("distance", volume.distance, 1.0, 1e6)
    if distance <= volume.front:
        raise UsageError(f"{options.family}: at distance = {distance:g} mm the eyes stand in the form, which comes "
                         f"{volume.front:g} mm out of the screen: take more")  # fmt: skip
    separation = options.number("separation", 0.06 * distance, 0.0, 1e5)
    return stereo(volume, aspect, separation, distance)


def full_hd(size: tuple[int, int] | None) -> tuple[int, int]:
    """Return the size asked for, 1920x1080 without."""
    return size or (1920, 1080)


def comfort(views: tuple[View, View]) -> Callable[[Volume], tuple[str, ...]]:
    """Return the preflight of a pair: how far it falls apart before and behind the screen."""

    def check(volume: Volume) -> tuple[str, ...]:
        left, right = views
        apart, far = right.eye[0] - left.eye[0], left.eye[2] - volume.centre[2]
        said = []
        for place, z in (("front", volume.front), ("back", -volume.back)):
            share = abs(apart * z / (far - z)) / views[0].right[0]
            if share > SHARE:
                less = apart * SHARE / share
                said.append(
                    f"The {place} of the form falls {share:.1%} of the width apart, and eyes tire beyond "
                    f"{SHARE:.1%}: bring them nearer together, --with separation={less:.1f}."
                )
        return tuple(said)

    return check
