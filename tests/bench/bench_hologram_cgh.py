"""Phase holograms: accuracy against published figures and an analytic beam, time against slmsuite 0.5.

slmsuite is no part of Chorus: ``.venv/bin/pip install slmsuite==0.5.0`` to measure beside it.
"""

import statistics
import time

import numpy as np
from skimage import data
from skimage.transform import resize

from renderer.displays.hologram.fourier import far_field, gerchberg_saxton, mraf, start_phase
from renderer.displays.hologram.propagate import propagate
from renderer.displays.hologram.quality import psnr
from tests.bench.measure import bar

N = 1024


def coarse(phase):
    """Return the far amplitudes of ``phase`` in 256 levels."""
    return np.abs(far_field(np.rint(phase / 2 / np.pi * 256) / 256 * 2 * np.pi))


def least(label, value, lowest, unit="dB"):
    """Print a figure that must not be below its bar."""
    print(f"{label:<58} {value:10.4g} {unit:<4} bar >= {lowest:<8g} {'ok' if value >= lowest else 'UNDER'}", flush=True)


def timed(work):
    """Return seconds and the result."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def slmsuite_phase(target, start, iterations):
    """Return slmsuite's phase from the same start."""
    from slmsuite.holography.algorithms import Hologram

    hologram = Hologram(target, phase=start.copy())
    hologram.optimize("GS", maxiter=iterations, verbose=False)
    return np.asarray(hologram.get_phase())


def beside_slmsuite(target, start):
    """Print time and phase beside slmsuite, in turn."""
    try:
        import slmsuite  # noqa: F401
    except ImportError:
        print("slmsuite is not installed: pip install slmsuite==0.5.0 to measure beside it")
        return
    rows = []
    for _ in range(3):
        theirs, one = timed(lambda: slmsuite_phase(target, start, 100))
        ours, other = timed(lambda: gerchberg_saxton(target, start, 100))
        rows.append(ours / theirs)
        print(f"  ours {ours:.2f} s, slmsuite {theirs:.2f} s")
    bar("Fourier GS 1024x1024x100 : slmsuite 0.5, wall", statistics.median(rows), 0.4)
    one, other = slmsuite_phase(target, start, 50), gerchberg_saxton(target, start, 50)
    turn = np.exp(1j * (one - other))
    apart = np.abs(np.angle(turn * np.conj(turn.mean())))
    bar("phase apart after 50 iterations, most", float(apart.max()), 1e-3, "rad")
    print(f"  99.9 % of pixels within {np.quantile(apart, 0.999):.2g} rad")


def main():
    """Print each bar."""
    picture = np.sqrt(data.camera().astype(np.float32) / 255)
    target = np.sqrt(resize(data.camera() / 255.0, (N, N))).astype(np.float32)
    start = start_phase((N, N), 0)
    seconds, phase = timed(lambda: gerchberg_saxton(target, start, 100))
    least("Fourier GS 1024x1024, 100 iterations", psnr(np.abs(far_field(phase)), target), 34.8)
    least("... at 8 bit", psnr(coarse(phase), target), 34.6)
    print(f"  {seconds:.2f} s")
    inside = np.zeros((N, N), bool)
    inside[256:768, 256:768] = True
    wanted = np.zeros((N, N), np.float32)
    wanted[inside] = picture.ravel()
    seconds, phase = timed(lambda: mraf(wanted, inside, start, 50))
    least("MRAF, quarter of the area, 50 iterations, 8 bit", psnr(coarse(phase)[inside], wanted[inside]), 52.0)
    seen = np.square(np.abs(far_field(phase)))
    print(f"  {seconds:.2f} s, {seen[inside].sum() / seen.sum():.2f} of the light in the region")
    for dtype, most in ((np.complex128, 1e-6), (np.complex64, 2e-3)):
        for z in (0.01, 0.05, 0.2):
            pitch, wave, waist = 6.4e-6, 520e-9, 4e-4
            x = (np.arange(N) - N / 2) * pitch
            q = 1 + 1j * z / (np.pi * waist**2 / wave)
            r2 = x[:, None] ** 2 + x**2
            beam, there = np.exp(-r2 / waist**2), np.exp(-r2 / waist**2 / q) / q
            found = propagate(beam.astype(dtype), pitch, wave, z)
            error = float(np.linalg.norm(found - there) / np.linalg.norm(there))
            bar(f"angular spectrum against a Gaussian beam, {z * 100:g} cm, {dtype.__name__}", error, most, "")
    beside_slmsuite(target, start)


if __name__ == "__main__":
    main()
