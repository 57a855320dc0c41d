"""Pictures as linear light and back, whatever they are stored as."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_decode, srgb_encode

__all__ = ["coded", "codes_of", "light_of", "like", "stored"]


def codes_of(picture: NDArray[Any]) -> NDArray[np.float64]:
    """Return sRGB codes 0 .. 1, [h, w, 3], of a picture of codes, or of light where it is float."""
    codes = np.asarray(picture[..., :3], np.float64)
    return srgb_encode(codes) if picture.dtype.kind == "f" else codes / np.iinfo(picture.dtype).max


def coded(codes: NDArray[np.float64], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return sRGB ``codes`` 0 .. 1, [h, w, 3], as a picture of ``dtype``: whole numbers, or light."""
    if dtype.kind == "f":
        return srgb_decode(codes).astype(dtype)
    return np.asarray(np.rint(np.clip(codes, 0.0, 1.0) * np.iinfo(dtype).max), dtype)


def light_of(picture: NDArray[Any]) -> NDArray[np.float64]:
    """Return linear light, [h, w, 3]: of sRGB codes where ``picture`` is uint8 or uint16; float is light already."""
    return np.asarray(picture[..., :3], np.float64) if picture.dtype.kind == "f" else srgb_decode(codes_of(picture))


def stored(light: NDArray[np.float64], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return ``light``, [h, w, 3], as a picture of ``dtype`` holds it: sRGB codes of whole numbers, or itself."""
    return light.astype(dtype) if dtype.kind == "f" else coded(srgb_encode(light), dtype)


def like(picture: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Return ``picture`` in the dtype of ``other``, and opaque where that one has alpha and this has none."""
    if picture.dtype != other.dtype:
        wide = picture.dtype == np.uint8 and other.dtype == np.uint16
        picture = picture * np.uint16(257) if wide else stored(light_of(picture), other.dtype)
    if picture.shape[2] == other.shape[2]:
        return picture
    full = np.iinfo(other.dtype).max if other.dtype.kind == "u" else 1
    return np.concatenate([picture, np.full((*picture.shape[:2], 1), full, other.dtype)], axis=2)
