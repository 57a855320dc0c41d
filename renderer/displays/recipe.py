"""A recipe: which views an output needs, and how they are packed into one picture.

Every output of a scene that takes views is a recipe, so any such scene gets any output:
``--as quilt:portrait``, ``--as anaglyph:red-cyan-2001``, ``--as pyramid:4``.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.core.suggest import nearest
from renderer.core.view import View
from renderer.core.volume import Volume
from renderer.session.setup import Output

__all__ = ["FAMILIES", "Recipe", "Shot", "recipe_of"]

# family -> module whose ``recipe(profile, volume, size, options)`` makes it; imported when asked for.
FAMILIES = {
    "quilt": "lightfield.quilt",
    "lenticular": "lightfield.lenticular",
    "rgbd": "lightfield.rgbd",
    "pyramid": "physical.pyramid",
    "gauze": "physical.gauze",
    "hld": "physical.hld",
    "fan": "physical.fan",
    "stereo": "stereo.packing",
    "anaglyph": "stereo.anaglyph",
    "vr": "stereo.vr",
    "head": "stereo.head",
    "hologram": "hologram.phase_map",
}


class Shot(NamedTuple):
    """One drawn view: picture [h, w, 3 or 4] and, where asked for, its depth [h, w] in mm, 0 where nothing is."""

    picture: NDArray[Any]
    depth: NDArray[Any] | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """
    One output, ready to be drawn.

    name : as asked for, ``quilt:portrait``
    views : drawn in this order, each of ``size`` px; ``views_at`` gives them at a time in s where they move
    pack : makes one picture of them, [height, width, 3 or 4] of ``out`` px (width, height), dtype kept
    pictures : how many pictures ``pack`` gives for one frame, in a list where more than one
    tag : goes into the file's name, ``_qs8x6a0.75``
    needs_depth : whether the shots must hold their depth
    simulate : packed picture and an angle in degrees -> what an eye there sees, uint8 [h, w, 3]
    glimpse : shots of whole numbers and such an angle -> the same as ``simulate`` of ``pack``, sooner
    native : makes ``pack``'s picture on the card of a context, view by view; see ``lightfield.native.WovenPanel``
    sweep : angles that the simulator turns through; a whole turn goes round, less swings to and fro
    check : what to know before a night is spent on it, each sentence with its remedy
    plain_codes : pixels are numbers for a device, not colours: no profile, no loss
    after : runs on the finished file, to write what its container must say
    facts : device, source and whatever else belongs into the manifest
    exact_black : black is nothing: it must stay exactly 0
    smaller : what to ask for to have its longer side {} px, for codecs; "" where its size is the device's
    """

    name: str
    views: tuple[View, ...]
    size: tuple[int, int]
    pack: Callable[[Sequence[Shot]], Any]
    out: tuple[int, int]
    tag: str = ""
    needs_depth: bool = False
    simulate: Callable[[NDArray[Any], float], NDArray[Any]] | None = None
    glimpse: Callable[[Sequence[Shot], float], NDArray[Any]] | None = None
    native: Callable[[Any], Any] | None = None
    sweep: tuple[float, float] = (-20.0, 20.0)
    check: Callable[[Volume], tuple[str, ...]] | None = None
    plain_codes: bool = False
    after: Callable[[Path], None] | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    exact_black: bool = False
    views_at: Callable[[float], tuple[View, ...]] | None = None
    pictures: int = 1
    smaller: str = "a smaller --size"


def recipe_of(output: Output, volume: Volume) -> Recipe:
    """Return what ``output`` asks for; raises UsageError naming the nearest family, profile or option."""
    family, _, profile = output.name.partition(":")
    if family not in FAMILIES:
        known = nearest(family, FAMILIES) or f"; there are {', '.join(FAMILIES)}"
        raise UsageError(f"no output '{family}'{known}")
    module = importlib.import_module(f"renderer.displays.{FAMILIES[family]}")
    made = module.recipe(profile, volume, output.size, output.options)
    if not isinstance(made, Recipe):
        raise TypeError(f"{module.__name__}.recipe gave no Recipe")
    return made
