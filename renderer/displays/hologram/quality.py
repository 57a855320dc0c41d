"""How true a reconstruction is: peak signal to noise after the best scale."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["psnr"]


def psnr(seen: NDArray[Any], target: NDArray[Any]) -> float:
    """
    Return the peak signal to noise in dB of ``seen`` against ``target``, any equal shapes.

    ``seen`` is first scaled by least squares: an optical bench has no absolute brightness.
    """
    seen, target = (np.asarray(a, np.float64) for a in (seen, target))
    scale = (seen * target).sum() / max((seen * seen).sum(), 1e-300)
    error = np.square(scale * seen - target).mean()
    return float(10.0 * np.log10(target.max() ** 2 / max(error, 1e-300)))
