"""Light through free space: the angular spectrum, with a kernel that single precision can hold.

A wave's phase turns 10^5 times on its way, and float32 loses it. Only what differs from the plane wave
ahead matters: phi = -2 pi z f^2 / (1/lambda + sqrt(1/lambda^2 - f^2)), with the carrier taken out.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

__all__ = ["check_optics", "kernel", "propagate"]

WORKERS = 2


def check_optics(pitch: float, wavelength: float, distance: float) -> None:
    """Raise ValueError in words where no light could go: lengths in metres."""
    if not (np.isfinite(wavelength) and 1e-7 <= wavelength <= 2e-5):
        raise ValueError(f"a wavelength of {wavelength * 1e9:g} nm is no light: 100 .. 20000 nm")
    if not (np.isfinite(pitch) and 1e-7 <= pitch <= 1e-3):
        raise ValueError(f"a pixel pitch of {pitch * 1e6:g} um is none of a modulator: 0.1 .. 1000 um")
    if not (np.isfinite(distance) and abs(distance) <= 100.0):
        raise ValueError(f"a distance of {distance:g} m is out of reach")


def kernel(
    shape: tuple[int, int], pitch: float, wavelength: float, distance: float, *, limit: bool = True
) -> NDArray[np.complex128]:
    """
    Return the transfer function of ``distance`` on the FFT's own frequencies, [height, width].

    pitch, wavelength, distance : metres; a negative distance goes back
    limit : leave out frequencies that the grid cannot carry so far (Matsushima and Shimobaba 2009)
    """
    check_optics(pitch, wavelength, distance)
    fy, fx = (fft.fftfreq(n, pitch) for n in shape)
    f2 = fy[:, None] ** 2 + fx[None, :] ** 2
    inverse2 = wavelength**-2
    wave = f2 < inverse2
    root = np.sqrt(np.where(wave, inverse2 - f2, 0.0))
    phase = -2.0 * np.pi * distance * f2 / (1.0 / wavelength + root)
    if limit:
        for f, n in ((fy[:, None], shape[0]), (fx[None, :], shape[1])):
            most = 1.0 / (wavelength * np.sqrt((2.0 * distance / (n * pitch)) ** 2 + 1.0))
            wave = wave & (np.abs(f) <= most)
    return np.asarray(np.where(wave, np.exp(1j * np.remainder(phase, 2.0 * np.pi)), 0.0))


def propagate(
    field: NDArray[Any], pitch: float, wavelength: float, distance: float, *, pad: int = 2, limit: bool = True
) -> NDArray[Any]:
    """
    Return ``field`` after ``distance`` m of free space, without the carrier's phase.

    field : complex, [height, width]; complex64 is worked in single precision
    pad : times the sides, so that light which leaves on the right does not come back on the left; 1 wraps
    """
    height, width = field.shape
    tall, wide = height * pad, width * pad
    transfer = kernel((tall, wide), pitch, wavelength, distance, limit=limit).astype(field.dtype)
    spectrum = fft.fft2(field, s=(tall, wide), workers=WORKERS)
    spectrum *= transfer
    out = fft.ifft2(spectrum, workers=WORKERS, overwrite_x=True)
    return np.ascontiguousarray(out[:height, :width])
