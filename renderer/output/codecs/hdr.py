"""How the light of a picture becomes the numbers of a film: as on an SDR screen, or as PQ or HLG, for an HDR one.

Pictures are display-referred: a scene's last pass has a tone curve, so white is the brightest that there is. In PQ and
HLG that white is ``WHITE``, the paper white of ITU-R BT.2408; nothing is made brighter than it was meant.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_decode

__all__ = ["SIGNALS", "WHITE", "Signal", "hlg_of", "mapped", "pq_of"]

WHITE = 203.0  # cd/m2, ITU-R BT.2408: of graphics, and of paper
_PEAK = 1000.0  # cd/m2, of the screen that HLG is meant for, whose gamma is 1.2

# From BT.709 to BT.2020 in linear light, ITU-R BT.2087.
TO_2020 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])
_LUMA = np.array([0.2627, 0.6780, 0.0593])  # of BT.2020


@dataclass(frozen=True, slots=True)
class Signal:
    """
    What a film says of its numbers, as ITU-T H.273 numbers it: ``primaries``, ``transfer`` and ``matrix``.

    x265, svt : what the encoders must write into the stream besides
    """

    primaries: int = 1
    transfer: int = 1
    matrix: int = 1
    x265: str = ""
    svt: str = ""

    @property
    def tags(self) -> tuple[int, int, int]:
        """All three."""
        return self.primaries, self.transfer, self.matrix


# The screen that it was made for: sRGB's primaries and white point (SMPTE ST 2086, units of 1/50000), white at 203 and
# black at 0.005 cd/m2; no pixel, and no whole picture, is brighter (CTA-861.3).
_X265 = "master-display=G(15000,30000)B(7500,3000)R(32000,16500)WP(15635,16450)L(2030000,50):max-cll=203,203:hdr10=1"
_SVT = ("mastering-display=G(0.3,0.6)B(0.15,0.06)R(0.64,0.33)WP(0.3127,0.329)L(203,0.005):content-light=203,203")
_TAGS = "colorprim=bt2020:transfer={}:colormatrix=bt2020nc:range=limited"

SIGNALS = {
    "": Signal(),
    "pq": Signal(9, 16, 9, f"{_TAGS.format('smpte2084')}:{_X265}", _SVT),
    "hlg": Signal(9, 18, 9, _TAGS.format("arib-std-b67")),
}


def pq_of(nits: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Return the PQ signal, 0 .. 1, of light of 0 .. 10,000 cd/m2 (SMPTE ST 2084).

    >>> pq_of(np.array([0.0, 100.0, 203.0, 10_000.0])).round(3)
    array([0.   , 0.508, 0.581, 1.   ])
    """
    power = (np.clip(nits, 0.0, None) / 10_000.0) ** (2610 / 16384)
    signal: NDArray[np.float64] = ((3424 / 4096 + 2413 / 128 * power) / (1.0 + 2392 / 128 * power)) ** (2523 / 32)
    return np.where(nits > 0.0, signal, 0.0)


def hlg_of(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Return the HLG signal, 0 .. 1, of the light of a scene, 0 .. 1 (ITU-R BT.2100).

    >>> hlg_of(np.array([0.0, 1 / 12, 0.2647, 1.0])).round(3)
    array([0.  , 0.5 , 0.75, 1.  ])
    """
    dark = np.sqrt(3.0 * np.clip(light, 0.0, None))
    bright = 0.17883277 * np.log(np.clip(12.0 * light - 0.28466892, 1e-9, None)) + 0.55991073
    return np.where(light <= 1 / 12, dark, bright)


def mapped(name: str) -> Callable[[NDArray[np.uint16]], NDArray[np.uint16]] | None:
    """Return what turns sRGB codes, uint16 [height, width, 3], into those of the signal ``name``; None for sRGB's."""
    if name not in ("pq", "hlg"):
        return None
    linear, curve = _linear(), _curve(name)

    def codes(picture: NDArray[np.uint16]) -> NDArray[np.uint16]:
        light = linear[picture] @ TO_2020.T.astype(np.float32)
        if name == "hlg":  # what the screen will do is undone: its gamma works on luminance
            luma = np.maximum(light @ _LUMA.astype(np.float32), 1e-6)
            light = light * np.float32((WHITE / _PEAK) ** (1 / 1.2)) * (luma ** np.float32(1 / 1.2 - 1))[..., None]
        index = np.sqrt(np.clip(light, 0.0, 1.0)) * np.float32(65535.0) + np.float32(0.5)
        return curve[index.astype(np.uint16)]

    return codes


@cache
def _linear() -> NDArray[np.float32]:
    """Return the linear light, 0 .. 1, of each sRGB code of 16 bits."""
    return np.asarray(srgb_decode(np.arange(65536) / 65535.0), np.float32)


@cache
def _curve(name: str) -> NDArray[np.uint16]:
    """Return the code of each square root of light, 0 .. 1 in 16 bits: as fine in the dark as the eye is."""
    light = (np.arange(65536) / 65535.0) ** 2
    signal = pq_of(light * WHITE) if name == "pq" else hlg_of(light)
    return np.rint(signal * 65535.0).astype(np.uint16)
