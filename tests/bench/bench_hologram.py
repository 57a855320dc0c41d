"""Holograms: the smile's own speed, then light fields, phase holograms and meshes.

``./run bench hologram`` prints every bar; ``hologram_cgh``, ``hologram_lightfield`` and ``hologram_mesh`` one part.
"""

import importlib
import statistics
import time

from renderer.core.paths import INSTALLATIONS
from renderer.core.view import head
from renderer.data.load import load_table
from renderer.frames.adaptive import SCALES
from renderer.frames.engine import Engine
from renderer.gpu.context import create
from renderer.scene.catalogue import load

PARTS = ("lightfield", "cgh", "mesh")
WIDE, HIGH = 1280, 720


def rate(gl, loaded, table, scale, rounds=7):
    """Return frames a second, wall, of a view that moves: what does not depend on the eye stands."""
    size = (round(WIDE * scale), round(HIGH * scale))
    engine = Engine(gl, loaded, table, size)
    volume = loaded.scene.views
    costs = []
    for index in range(rounds):
        view = head(volume, WIDE / HIGH, (3.0 * index, 0.0, volume.distance))
        begun = time.perf_counter()
        engine.draw(loaded.scene.frame(index, size=size), view=view)
        engine.read()
        costs.append(time.perf_counter() - begun)
    engine.release()
    return 1.0 / statistics.median(costs[1:])


def main():
    """Print each bar."""
    loaded = load(INSTALLATIONS / "smile" / "scene.py")
    table, gl = load_table(loaded.scene.data, loaded.scene.wanted), create()
    full = rate(gl, loaded, table, 1.0)
    print(f"{'ok' if full >= 2 else 'UNDER'}  smile 1280x720, one view, full detail: {full:.1f} frames/s (bar 2)")
    for scale in SCALES:
        if (found := rate(gl, loaded, table, scale)) >= 15:
            break
    verdict = "ok" if found >= 15 else "UNDER"
    print(f"{verdict}  with adaptive resolution: {found:.1f} frames/s at {scale:.0%} of each side (bar 15)")
    gl.release()
    for part in PARTS:
        importlib.import_module(f"tests.bench.bench_hologram_{part}").main()


if __name__ == "__main__":
    main()
