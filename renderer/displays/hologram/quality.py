"""How true a reconstruction is: peak signal to noise after the best scale."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_encode

__all__ = ["psnr", "psnrs"]


def psnr(seen: NDArray[Any], target: NDArray[Any]) -> float:
    """
    Return the peak signal to noise in dB of ``seen`` against ``target``, any equal shapes.

    ``seen`` is first scaled by least squares: an optical bench has no absolute brightness.
    """
    seen, target = (np.asarray(a, np.float64) for a in (seen, target))
    scale = (seen * target).sum() / max((seen * seen).sum(), 1e-300)
    error = np.square(scale * seen - target).mean()
    return float(10.0 * np.log10(target.max() ** 2 / max(error, 1e-300)))


def psnrs(amplitude: NDArray[Any], target: NDArray[Any]) -> dict[str, float]:
    """Return dB of amplitude, of linear light and of sRGB codes: papers print one of the three."""
    a, t = (np.asarray(x, np.float64) / max(float(np.max(x)), 1e-300) for x in (amplitude, target))
    scale = (a * t).sum() / max((a * a).sum(), 1e-300)
    a = np.clip(a * scale, 0.0, None)
    codes = psnr(srgb_encode(np.clip(a**2, 0.0, 1.0)), srgb_encode(np.clip(t**2, 0.0, 1.0)))
    return {"amplitude": psnr(a, t), "linear": psnr(a**2, t**2), "srgb": codes}
