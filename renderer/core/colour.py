"""Colour in numpy: sRGB, linear light and OKLCh, and the ``#rrggbb`` of parameters.

Transfer function: IEC 61966-2-1. OKLab: B. Ottosson, "A perceptual color space for image
processing", 2020.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "hex_to_linear",
    "linear_to_hex",
    "linear_to_oklab",
    "mix_hex",
    "oklab_to_linear",
    "oklch_to_linear",
    "srgb_decode",
    "srgb_encode",
]

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def srgb_encode(linear: ArrayLike) -> NDArray[np.float64]:
    """Return sRGB code values for linear light; negative light becomes 0. Any shape, both 0 .. 1."""
    x = np.maximum(np.asarray(linear, np.float64), 0.0)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055)


def srgb_decode(code: ArrayLike) -> NDArray[np.float64]:
    """Return linear light for sRGB code values. Any shape, both 0 .. 1."""
    x = np.asarray(code, np.float64)
    return np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)


def linear_to_oklab(rgb: ArrayLike) -> NDArray[np.float64]:
    """Return OKLab L, a, b for linear sRGB; [..., 3] both."""
    return np.asarray(np.cbrt(np.asarray(rgb, np.float64) @ _TO_LMS.T) @ _TO_LAB.T)


def oklab_to_linear(lab: ArrayLike) -> NDArray[np.float64]:
    """Return linear sRGB for OKLab L, a, b; [..., 3] both. May lie outside 0 .. 1."""
    lms = (np.asarray(lab, np.float64) @ np.linalg.inv(_TO_LAB).T) ** 3
    return np.asarray(lms @ np.linalg.inv(_TO_LMS).T)


def oklch_to_linear(lightness: float, chroma: float, hue: float) -> NDArray[np.float64]:
    """Return linear sRGB [3] for OKLCh; lightness 0 .. 1, chroma about 0 .. 0.37, hue in degrees."""
    angle = np.radians(hue)
    return oklab_to_linear([lightness, chroma * np.cos(angle), chroma * np.sin(angle)])


def hex_to_linear(text: str) -> NDArray[np.float64]:
    """
    Return linear light [3] of ``#rrggbb``.

    >>> hex_to_linear("#ff0000").round(3).tolist()
    [1.0, 0.0, 0.0]
    """
    return srgb_decode([int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def linear_to_hex(rgb: ArrayLike) -> str:
    """Return ``#rrggbb`` for linear light [3], clipped to 0 .. 1."""
    code = np.rint(np.clip(srgb_encode(rgb), 0, 1) * 255).astype(int)
    return "#" + "".join(f"{part:02x}" for part in code)


def mix_hex(a: str, b: str, part: float) -> str:
    """Return the colour ``part`` of the way from ``a`` to ``b``, mixed in linear light."""
    return linear_to_hex(hex_to_linear(a) * (1 - part) + hex_to_linear(b) * part)
