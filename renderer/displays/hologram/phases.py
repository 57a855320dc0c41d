"""From amplitudes to the phase of a modulator, by each of the methods."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import fourier, near
from .methods import Bench
from .propagate import propagate

__all__ = ["phase_by"]

Method = Callable[[Bench, NDArray[np.float32], Any, float], NDArray[Any]]


def phase_by(bench: Bench, amplitude: NDArray[np.float32], depth: Any, wave: float) -> NDArray[Any]:  # noqa: ANN401
    """
    Return the phase of one channel, radians, [height, width]; a dark picture makes a flat one.

    depth : 0 (back) .. 1 (front), [height, width], of a method that needs it, else None; wave : m
    """
    if not amplitude.any():
        return np.zeros(amplitude.shape, np.float32)
    return PHASES[bench.method](bench, amplitude, depth, wave)


def _start(bench: Bench, amplitude: NDArray[Any]) -> NDArray[np.float32]:
    return fourier.start_phase(amplitude.shape, bench.seed)


def _gs(bench: Bench, amplitude: NDArray[np.float32], _depth: Any, _wave: float) -> NDArray[Any]:  # noqa: ANN401
    return fourier.gerchberg_saxton(amplitude, _start(bench, amplitude), bench.iterations)


def _wgs(bench: Bench, amplitude: NDArray[np.float32], _depth: Any, _wave: float) -> NDArray[Any]:  # noqa: ANN401
    return fourier.weighted(amplitude, _start(bench, amplitude), bench.iterations)


def _mraf(bench: Bench, amplitude: NDArray[np.float32], _depth: Any, _wave: float) -> NDArray[Any]:  # noqa: ANN401
    return fourier.mraf(amplitude, fourier.kept(amplitude.shape), _start(bench, amplitude), bench.iterations)


def _asm(bench: Bench, amplitude: NDArray[np.float32], _depth: Any, wave: float) -> NDArray[Any]:  # noqa: ANN401
    start = _start(bench, amplitude)
    return near.planes([amplitude], [bench.z], bench.device.pitch, wave, start, bench.iterations)


def _dpac(bench: Bench, amplitude: NDArray[np.float32], _depth: Any, wave: float) -> NDArray[Any]:  # noqa: ANN401
    return near.double_phase(propagate(amplitude.astype(np.complex64), bench.device.pitch, wave, -bench.z))


def _planes(bench: Bench, amplitude: NDArray[np.float32], depth: Any, wave: float) -> NDArray[Any]:  # noqa: ANN401
    cut, distances = _slices(bench, amplitude, depth)
    start = _start(bench, amplitude)
    return near.planes(cut, distances, bench.device.pitch, wave, start, bench.iterations)


def _cloud(bench: Bench, amplitude: NDArray[np.float32], depth: Any, wave: float) -> NDArray[Any]:  # noqa: ANN401
    points, light = _points(bench, amplitude, depth)
    return np.angle(near.point_cloud(points, light, amplitude.shape, bench.device.pitch, wave, bench.seed))


PHASES: dict[str, Method] = {
    "gs": _gs, "wgs": _wgs, "mraf": _mraf, "asm": _asm, "dpac": _dpac, "planes": _planes, "cloud": _cloud,
}  # fmt: skip


def _slices(bench: Bench, amplitude: NDArray[Any], depth: NDArray[Any]) -> tuple[list[NDArray[Any]], list[float]]:
    """Return the picture cut into planes of depth (0 back .. 1 front), and their distances in m."""
    index = np.clip((depth * bench.planes).astype(int), 0, bench.planes - 1)
    at = [bench.z + bench.depth * ((k + 0.5) / bench.planes - 0.5) for k in range(bench.planes)]
    cut = [np.where(index == k, amplitude, 0.0).astype(np.float32) for k in range(bench.planes)]
    kept = [(one, z) for one, z in zip(cut, at, strict=True) if one.any()]
    return [one for one, _ in kept], [z for _, z in kept]


def _points(bench: Bench, amplitude: NDArray[Any], depth: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return points of light drawn by chance where the picture is bright: [n, 3] m, and their amplitudes."""
    light = np.square(amplitude, dtype=np.float64).ravel()
    chance = np.random.default_rng(bench.seed)
    picked = chance.choice(light.size, bench.points, p=light / light.sum())
    y, x = np.divmod(picked, amplitude.shape[1])
    high, wide = amplitude.shape
    pitch = bench.device.pitch
    z = bench.z + bench.depth * (depth.ravel()[picked] - 0.5)
    places = np.stack([(x - (wide - 1) / 2) * pitch, ((high - 1) / 2 - y) * pitch, z], axis=1)
    return places, np.ones(len(picked))
