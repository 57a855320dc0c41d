"""From a save to a changed pixel in the window, and how many compiles the saves cost."""

import ctypes
import ctypes.util
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measure import HERE, bar

sys.path.insert(0, str(HERE.parent / "support"))

SAVES = 50
COLOURS = ("vec3(1.0, {0}, 0.0)", "vec3(0.0, {0}, 1.0)")


class Pixel:
    """Reads one pixel of an X server's screen in some 0.1 ms."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.c_void_p
        self._x.XGetPixel.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def at(self, x: int, y: int) -> tuple[int, int, int]:
        image = ctypes.c_void_p(
            self._x.XGetImage(self._display, self._root, x, y, 1, 1, ctypes.c_ulong(0xFFFFFFFF), 2)
        )
        code = self._x.XGetPixel(image, 0, 0)
        self._x.XDestroyImage(image)
        return code >> 16 & 255, code >> 8 & 255, code & 255


def main() -> None:
    """Print the latency of the first and the 50th save at 640x360, and compiles per save."""
    from desktop import PROBE, Chorus, Server, missing

    if gone := missing():
        print(f"skipped: {', '.join(gone)} not installed")
        return
    server = Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            probe = Path(shutil.copytree(PROBE, Path(folder) / "probe"))
            window = Chorus(server, Path(folder), "preview", probe, "--size", "640x360", "--fresh")
            try:
                latencies = _latencies(window, Pixel(server.name), probe)
            finally:
                window.close()
    finally:
        server.close()
    quiet = sorted(latencies)
    middle = statistics.median(quiet)
    print(f"      all {SAVES} saves, ms: median {middle:.0f}, p95 {quiet[-3]:.0f}, most {quiet[-1]:.0f}")
    bar("reload at 640x360, first save to changed pixel", latencies[0], 100, "ms")
    bar("reload at 640x360, 50th save to changed pixel", latencies[-1], 100, "ms")
    bar("reload at 640x360, median of all saves", middle, 100, "ms")
    bar(f"compiles for {SAVES} saves", _compiles(), SAVES, "")


def _latencies(window, pixel: Pixel, probe: Path) -> list[float]:
    """Return ms from each save to the changed pixel."""
    from desktop import save

    window.until(lambda: pixel.at(50, 180)[0] > 100, 20)
    time.sleep(1.0)
    found = []
    for number in range(SAVES):
        # A number of its own: else the driver would find this shader in its cache on the disk.
        colour = COLOURS[1 - number % 2].format(f"0.000{time.time_ns()}")
        wanted = 2 if number % 2 == 0 else 0
        begun = time.perf_counter()
        save(probe / "tint.glsl", f"const vec3 TINT = {colour};\n")
        while pixel.at(50, 180)[wanted] < 100:
            time.sleep(0.001)
            if time.perf_counter() - begun > 20:
                raise SystemExit(f"save {number} never arrived: {window.said}")
        found.append((time.perf_counter() - begun) * 1e3)
        time.sleep(0.25)
    return found


def _compiles() -> int:
    """Return how many trials ``SAVES`` saves cost, beyond the first look at the scene."""
    from desktop import PROBE, save

    from renderer.session.setup import Setup
    from renderer.session.setup_json import setup_json
    from renderer.show.reload import Reloader

    def request_of(setup):
        return {"setup": setup_json(setup), "size": [64, 36], "index": 0, "fps": "30"}

    with tempfile.TemporaryDirectory() as folder:
        probe = Path(shutil.copytree(PROBE, Path(folder) / "probe"))
        reloader = Reloader(Setup(str(probe / "scene.py")), request_of)
        reloader.start()
        for number in range(SAVES + 1):
            while not reloader.wake.wait(0.1) or reloader.news() is None:
                pass
            if number < SAVES:
                save(probe / "tint.glsl", f"const vec3 TINT = vec3({number}.0);\n")
        time.sleep(0.5)
        reloader.close()
        return reloader.compiles - 1
