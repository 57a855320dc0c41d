"""Holograms whose picture stands in the focal plane of a lens: iterative Fourier transforms.

Far fields are [height, width] with the middle of the picture in the middle of the array; the phase of
the modulator is in radians. FFTs are orthonormal, so that energy is kept.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

__all__ = ["far_field", "gerchberg_saxton", "kept", "mraf", "start_phase", "weighted"]

WORKERS = 2
TINY = 1e-20  # of an amplitude squared: keeps what is dark from dividing by 0


def start_phase(shape: tuple[int, int], seed: int) -> NDArray[np.float32]:
    """Return evenly spread random phases, -pi .. pi, the same for the same seed."""
    return np.random.default_rng(seed).uniform(-np.pi, np.pi, shape).astype(np.float32)


def far_field(phase: NDArray[Any], amplitude: NDArray[Any] | float = 1.0) -> NDArray[Any]:
    """Return the complex field in the focal plane behind a modulator that shows ``phase`` (radians)."""
    near = amplitude * np.exp(1j * phase)
    return np.asarray(fft.fftshift(fft.fft2(fft.ifftshift(near), norm="ortho", workers=WORKERS)))


def gerchberg_saxton(target: NDArray[Any], start: NDArray[Any], iterations: int) -> NDArray[Any]:
    """
    Return the phase, radians, whose far field has the amplitudes ``target``.

    target, start : [height, width], amplitude >= 0 of any scale, and radians; their dtype is kept:
        float32 works in complex64, float64 in complex128

    Gerchberg and Saxton, Optik 35, 237 (1972).
    """
    goal = fft.ifftshift(_scaled(target))
    near = _unit(fft.ifftshift(start))
    for _ in range(iterations):
        far = fft.fft2(near, norm="ortho", workers=WORKERS, overwrite_x=True)
        near = fft.ifft2(_dressed(far, goal), norm="ortho", workers=WORKERS, overwrite_x=True)
        _dressed(near, None)
    return np.asarray(np.angle(fft.fftshift(near)))


def weighted(target: NDArray[Any], start: NDArray[Any], iterations: int, power: float = 0.8) -> NDArray[Any]:
    """
    Return the phase like ``gerchberg_saxton``, with what stays too dark asked for more strongly.

    Evens out spots and flat areas; Di Leonardo, Ianni and Ruocco, Opt. Express 15, 1913 (2007).
    power : of the correction, 0 (none) .. 1
    """
    goal = fft.ifftshift(_scaled(target))
    weights, there = goal.copy(), goal > 0.02 * goal.max()
    near = _unit(fft.ifftshift(start))
    for _ in range(iterations):
        far = fft.fft2(near, norm="ortho", workers=WORKERS, overwrite_x=True)
        got = np.abs(far)
        share = (goal[there] / np.maximum(got[there], 1e-9)) * (got[there].mean() / goal[there].mean())
        weights[there] *= np.clip(share, 0.1, 10.0) ** power
        weights *= np.sqrt(goal.size / np.square(weights).sum())
        near = fft.ifft2(_dressed(far, weights), norm="ortho", workers=WORKERS, overwrite_x=True)
        _dressed(near, None)
    return np.asarray(np.angle(fft.fftshift(near)))


def mraf(
    target: NDArray[Any], region: NDArray[np.bool_], start: NDArray[Any], iterations: int, mixing: float = 0.435
) -> NDArray[Any]:
    """
    Return a phase whose far field is right inside ``region``, and free to be anything outside.

    Sharper than ``gerchberg_saxton`` for less light: mixed-region amplitude freedom, Pasienski and
    DeMarco, Opt. Express 16, 2176 (2008). ``mixing``, 0 .. 1, of the light is asked into the region.
    """
    inside = fft.ifftshift(region)
    goal = fft.ifftshift(_scaled(np.where(region, target, 0.0).astype(target.dtype))) * mixing
    near = _unit(fft.ifftshift(start))
    for _ in range(iterations):
        far = fft.fft2(near, norm="ortho", workers=WORKERS, overwrite_x=True)
        free = far * (1.0 - mixing)
        far = np.where(inside, _dressed(far, goal), free).astype(far.dtype, copy=False)
        near = fft.ifft2(far, norm="ortho", workers=WORKERS, overwrite_x=True)
        _dressed(near, None)
    return np.asarray(np.angle(fft.fftshift(near)))


def kept(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return the region that MRAF keeps: the middle half of either side."""
    inside = np.zeros(shape, bool)
    inside[shape[0] // 4 : shape[0] // 4 + shape[0] // 2, shape[1] // 4 : shape[1] // 4 + shape[1] // 2] = True
    return inside


def _scaled(target: NDArray[Any]) -> NDArray[Any]:
    """Return ``target`` with the energy of a modulator that lets all light through."""
    energy = float(np.square(target, dtype=np.float64).sum())
    if not energy > 0.0:
        raise ValueError("the target holds no light")
    return np.asarray(target * np.asarray(np.sqrt(target.size / energy), target.dtype))


def _unit(phase: NDArray[Any]) -> NDArray[Any]:
    """Return exp(i phase) in the complex type that goes with its own."""
    return np.asarray(np.exp(1j * phase), np.complex64 if phase.dtype == np.float32 else np.complex128)


def _dressed(field: NDArray[Any], amplitude: NDArray[Any] | None) -> NDArray[Any]:
    """Give ``field`` the amplitudes, 1 without, in place; its phases stay. No sine is needed for this."""
    size = np.square(field.real)
    size += np.square(field.imag)
    size += np.asarray(TINY, size.dtype)
    np.sqrt(size, out=size)
    np.divide(1.0 if amplitude is None else amplitude, size, out=size)
    field *= size
    return field
