"""Stripes of every direction and width, still, drifting and reversing, in light and in red, and what the clause says.

The verdict is worked out from WCAG 2.2 (2.3.1) and ITU-R BT.1702 alone: stripes narrower than 0.1 degrees are
exempt; more than eight pairs that stand, five that move, are a pattern, where they differ in luminance; each point that
changes more than six times a second over the whole screen is a flash, whatever its neighbours do.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from renderer.core.colour import srgb_encode
from renderer.flash.limits import DESK, WALL

ROOMS = {"desk": (DESK, (640, 360)), "wall": (WALL, (1280, 720))}
DIRECTIONS = tuple(range(0, 180, 15))  # degrees
WIDTHS = (0.075, 0.09, 0.112, 0.15, 0.22, 0.35, 0.6, 1.2)  # degrees a stripe
MOTIONS = {"still": 0.0, "drift": 4.0, "reversal": 8.0}  # Hz
COLOURS = {"luminance": ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)), "red": ((0.0722 / 0.2126, 0.0, 0.0), (0.0, 0.0, 1.0))}
RATES = (24, 30, 60, 120)
PHASES = 1 << 16


@dataclass(frozen=True)
class Grating:
    """One clip of the family."""

    direction: float
    width: float
    motion: str
    colour: str
    room: str
    fps: int

    @property
    def kinds(self):
        """The kinds that it fails by."""
        if self.width < 0.1:
            return frozenset()
        flash = "general" if self.colour == "luminance" else "red"
        found = {flash} if self.motion != "still" else set()
        if self.colour == "luminance" and self.pairs > (8 if self.motion == "still" else 5):
            found.add("pattern")
        return frozenset(found)

    @property
    def pairs(self):
        """Pairs of light and dark across the screen."""
        (width, height), (across, down) = ROOMS[self.room][1], self._across
        return (abs(across) * width + abs(down) * height) / (2.0 * self._stripe)

    @property
    def _across(self):
        return np.cos(np.radians(self.direction)), np.sin(np.radians(self.direction))

    @property
    def _stripe(self):
        geometry, size = ROOMS[self.room]
        return np.tan(np.radians(self.width)) * geometry.distance_m / geometry.width_m * size[0]  # px

    def frames(self, seconds):
        """Yield sRGB codes [height, width, 3]; edges are px wide in linear light."""
        (width, height), (across, down) = ROOMS[self.room][1], self._across
        y, x = np.mgrid[:height, :width].astype(np.float32)
        place = (x * np.float32(across) + y * np.float32(down)) / np.float32(2.0 * self._stripe)
        place = ((place % 1.0) * PHASES).astype(np.uint32).astype(np.uint16)  # of a pair; a sum runs over as phases do
        codes = self._codes()

        @cache
        def drawn(turn):
            packed = codes.take(place + np.uint16(turn))
            return packed.view(np.uint8).reshape(height, width, 4)[..., :3].copy()

        for index in range(int(seconds * self.fps)):
            turn = MOTIONS[self.motion] * index / self.fps
            if self.motion == "reversal":
                turn = np.floor(2.0 * turn + 1e-6) / 2.0
            yield drawn(round(turn % 1.0 * PHASES) % PHASES)

    def _codes(self):
        """Return the sRGB codes of every phase of a pair, each packed into a uint32 whose last byte says nothing."""
        dark, bright = (np.array(colour) for colour in COLOURS[self.colour])
        edge = np.abs(np.arange(PHASES)[:, None] / PHASES - 0.5) - 0.25
        share = np.clip(edge * 2.0 * self._stripe + 0.5, 0.0, 1.0)
        codes = np.zeros((PHASES, 4), np.uint8)
        codes[:, :3] = np.rint(srgb_encode(dark + share * (bright - dark)) * 255.0)
        return codes.view(np.uint32)[:, 0]


def family():
    """Return every clip."""
    return [Grating(*each) for each in product(DIRECTIONS, WIDTHS, MOTIONS, COLOURS, ROOMS, RATES)]
