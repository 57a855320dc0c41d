"""The ways to a phase hologram, and what may be told to them."""

from dataclasses import dataclass

from .slm import Modulator

__all__ = ["DEEP", "FOURIER", "METHODS", "OPTIONS", "Bench", "profiles"]

METHODS = {
    "gs": "In the focal plane of a lens, iterated (Gerchberg and Saxton).",
    "wgs": "The same, weighted, so that light is spread more evenly.",
    "mraf": "The same with a border where light may go astray, so that the middle is cleaner.",
    "asm": "In the air before the modulator, iterated.",
    "dpac": "In the air before the modulator, at once: two phases in a checkerboard, behind an iris.",
    "planes": "With depth: slices at their distances.",
    "cloud": "With depth: points of light.",
}
FOURIER = ("gs", "wgs", "mraf")
DEEP = ("planes", "cloud")
OPTIONS = {
    "slm": "Modulator: a name of assets/devices/slm (generic-1080p without), or the path of a .toml of your own.",
    "z": "From the modulator to the picture, mm; 200 without.",
    "depth": "Of the form in the air, mm; 20 without.",
    "iterations": "How often the phase is improved; 30 in the focal plane of a lens, else 12.",
    "seed": "Of the first, random phase.",
    "planes": "How many slices, 2 .. 32.",
    "points": "How many points of light, 10 .. 200000.",
    "colour": "`mono`, or `rgb` for one phase a channel.",
    "aperture": "Share of the band that the iris passes, 0.05 .. 1.",
    "wavelength": "Of the lamp, nm.",
    "correction": "A grey picture of the panel's wavefront, as makers supply it.",
    "table": "A text of 256 measured greys, in place of a straight line.",
    "two_pi": "Grey steps of a whole turn of phase, 2 .. 4096.",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """A method on a modulator: z, depth m; wavelengths m, one for each channel that is worked; aperture of the band."""

    method: str
    device: Modulator
    waves: tuple[float, ...]
    z: float
    depth: float
    iterations: int
    seed: int
    planes: int
    points: int
    aperture: float


def profiles() -> dict[str, str]:
    """Return the methods and what they are."""
    return METHODS
