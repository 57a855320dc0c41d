"""Holograms whose picture stands in the air before the modulator, without a lens."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from .propagate import WORKERS, kernel, propagate

__all__ = ["double_phase", "iris", "planes", "point_cloud", "reconstruct"]


def double_phase(field: NDArray[Any]) -> NDArray[Any]:
    """
    Return a phase, radians, that stands for ``field`` behind an iris: two phases in a checkerboard.

    amplitude e^(i phase) = half the sum of e^(i (phase + arccos amplitude)) and e^(i (phase - ...)):
    Hsueh and Sawchuk, Applied Optics 17, 3874 (1978). Amplitudes are scaled to a most of 1.
    """
    amplitude = np.abs(field)
    spread = np.arccos(np.clip(amplitude / max(float(amplitude.max()), 1e-30), 0.0, 1.0))
    rows, columns = (np.arange(n) for n in field.shape)
    side = 1 - 2 * ((rows[:, None] + columns[None, :]) % 2)
    return np.asarray(np.angle(field) + side * spread)


def iris(field: NDArray[Any], share: float = 0.5) -> NDArray[Any]:
    """Return ``field`` behind a square aperture in the Fourier plane that passes ``share`` of the band."""
    spectrum = fft.fft2(field, workers=WORKERS)
    for axis, n in enumerate(field.shape):
        f = np.abs(fft.fftfreq(n)) <= 0.5 * share
        spectrum *= f[:, None] if axis == 0 else f[None, :]
    return np.asarray(fft.ifft2(spectrum, workers=WORKERS, overwrite_x=True))


def planes(
    targets: Sequence[NDArray[Any]],
    distances: Sequence[float],
    pitch: float,
    wavelength: float,
    start: NDArray[Any],
    iterations: int,
    *,
    pad: int = 1,
) -> NDArray[Any]:
    """
    Return a phase, radians, that makes each target stand at its own distance (m); one plane is ASM-GS.

    targets : amplitudes, [height, width], in one scale; where a plane is dark and another is not it is left
        free, so that the light of the other may pass through; where all are dark, all stay dark
    """
    shape = start.shape
    padded = (shape[0] * pad, shape[1] * pad)
    ways = [kernel(padded, pitch, wavelength, z).astype(np.complex64) for z in distances]
    energy = float(sum(np.square(t, dtype=np.float64).sum() for t in targets))
    if not energy > 0.0:
        raise ValueError("the target holds no light")
    scale = np.sqrt(start.size / energy)
    goals = [np.asarray(t * scale, np.float32) for t in targets]
    lit = [goal > 0.02 * max(float(goal.max()), 1e-12) for goal in goals]
    dark = ~np.logical_or.reduce(lit)
    lit = [one | dark for one in lit] if len(targets) > 1 else [np.ones(shape, bool)]
    near = np.exp(1j * start).astype(np.complex64)
    for _ in range(iterations):
        spectrum = fft.fft2(near, s=padded, workers=WORKERS)
        back = np.zeros(padded, np.complex64)
        for goal, there, way in zip(goals, lit, ways, strict=True):
            far = fft.ifft2(spectrum * way, workers=WORKERS, overwrite_x=True)
            seen = far[: shape[0], : shape[1]]
            wanted = goal * np.exp(1j * np.angle(seen))
            far[: shape[0], : shape[1]] = np.where(there, wanted, seen)
            back += fft.fft2(far, workers=WORKERS, overwrite_x=True) * np.conj(way)
        near = fft.ifft2(back, workers=WORKERS, overwrite_x=True)[: shape[0], : shape[1]]
        near /= np.maximum(np.abs(near), 1e-12)
    return np.asarray(np.angle(near))


def point_cloud(
    points: NDArray[Any], light: NDArray[Any], shape: tuple[int, int], pitch: float, wavelength: float, seed: int = 0
) -> NDArray[np.complex64]:
    """
    Return the field of points of light at the modulator (Fresnel), [height, width], complex64.

    points : [n, 3], x right, y up, z before the modulator (> 0), metres; light : [n], amplitudes
    seed : of the points' phases, which scatter as those of a rough thing do

    A wave that closes in on a point, exp(-i k ((x - xp)^2 + (y - yp)^2) / 2 z), is a product of a function
    of x and one of y: the sum over points is one product of matrices. Turns are counted in float64 and only
    their fraction is kept.
    """
    height, width = shape
    x = (np.arange(width) - (width - 1) / 2) * pitch
    y = ((height - 1) / 2 - np.arange(height)) * pitch
    turn = np.random.default_rng(seed).uniform(0.0, 1.0, len(points))
    columns = _chirp(x, points[:, 0], points[:, 2], wavelength, pitch)
    rows = _chirp(y, points[:, 1], points[:, 2], wavelength, pitch)
    rows *= (light * np.exp(2j * np.pi * turn)).astype(np.complex64)[:, None]
    return np.asarray(rows.T @ columns)


def _chirp(
    at: NDArray[Any], centre: NDArray[Any], z: NDArray[Any], wavelength: float, pitch: float
) -> NDArray[np.complex64]:
    """Return one axis of each point's wave, [points, pixels]; none where the grid would fold it."""
    away = at[None, :] - centre[:, None]
    turns = np.remainder(away**2 / (2.0 * wavelength * z[:, None]), 1.0)
    steep = np.abs(away) > wavelength * np.abs(z[:, None]) / (2.0 * pitch)
    return np.where(steep, 0.0, np.exp(-2j * np.pi * turns)).astype(np.complex64)


def reconstruct(
    phase: NDArray[Any], pitch: float, wavelength: float, distance: float, aperture: float = 1.0
) -> NDArray[Any]:
    """Return the field ``distance`` m before a modulator that shows ``phase``, behind an iris of ``aperture``."""
    field = np.exp(1j * phase).astype(np.complex64)
    return propagate(iris(field, aperture) if aperture < 1.0 else field, pitch, wavelength, distance, pad=1)
