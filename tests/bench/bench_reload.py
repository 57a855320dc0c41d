"""From a save to a changed pixel in the window, against a bare script that compiles and draws the same twice."""

import ctypes
import ctypes.util
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from renderer.gpu.declare import declarations, ending
from renderer.gpu.include import expand
from renderer.scene.catalogue import load
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


class Bare:
    """A process that compiles the scene's shaders twice and draws them, and does no more."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, str(HERE / "bare.py"), "reload"], text=True,
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
        self._process.stdout.readline()

    def milliseconds(self, folder: Path) -> float:
        """Return how long it takes with the files of the scene in ``folder`` as they are."""
        loaded = load(folder)
        last = loaded.scene.passes[-1]
        shaders = [expand(folder / step.shader, declarations(loaded.scene, step, "frag", (), final=step is last),
                          ending(step, "frag", final=step is last)).text for step in loaded.scene.passes]  # fmt: skip
        self._process.stdin.write(json.dumps(shaders) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """End it."""
        self._process.stdin.close()
        self._process.wait()


def main() -> None:
    """Print what a save at 640x360 costs against a bare script, and compiles per save."""
    from desktop import PROBE, Chorus, Server, missing

    if gone := missing():
        print(f"skipped: {', '.join(gone)} not installed")
        return
    server = Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            probe = Path(shutil.copytree(PROBE, Path(folder) / "probe"))
            window = Chorus(server, Path(folder), "preview", probe, "--size", "640x360", "--fresh")
            bare = Bare()
            try:
                pairs = _latencies(window, Pixel(server.name), probe, bare)
            finally:
                window.close()
                bare.close()
    finally:
        server.close()
    for what, some in (("save to changed pixel", sorted(a for a, _ in pairs)), ("bare", sorted(b for _, b in pairs))):
        print(f"      {what}, {SAVES} times, ms: median {statistics.median(some):.0f}, p95 {some[-3]:.0f}, "
              f"most {some[-1]:.0f}")  # fmt: skip
    bar("reload at 640x360, save to changed pixel against bare", statistics.median(a / b for a, b in pairs), 2.5)
    bar(f"compiles for {SAVES} saves", _compiles(), SAVES, "")


def _latencies(window, pixel: Pixel, probe: Path, bare: Bare) -> list[tuple[float, float]]:
    """Return ms from each save to the changed pixel, and what a bare script takes for the same then."""
    from desktop import save

    window.until(lambda: pixel.at(50, 180)[0] > 100)
    time.sleep(1.0)
    found = []
    for number in range(SAVES):
        wanted = 2 if number % 2 == 0 else 0
        begun = time.perf_counter()
        save(probe / "tint.glsl", _tint(number))
        while pixel.at(50, 180)[wanted] < 100:
            time.sleep(0.001)
            if time.perf_counter() - begun > 20:
                raise SystemExit(f"save {number} never arrived: {window.said}")
        ours = (time.perf_counter() - begun) * 1e3
        time.sleep(0.25)
        twin = Path(shutil.copytree(probe, probe.with_name("twin"), dirs_exist_ok=True))
        (twin / "tint.glsl").write_text(_tint(number))
        found.append((ours, bare.milliseconds(twin)))
    return found


def _tint(number: int) -> str:
    """Return the colour of one save, with a number of its own: no driver finds that shader in its cache."""
    return f"const vec3 TINT = {COLOURS[1 - number % 2].format(f'0.000{time.time_ns()}')};\n"


def _compiles() -> int:
    """Return how many trials ``SAVES`` saves cost, beyond the first look at the scene."""
    from desktop import PROBE, save

    from renderer.show.reload import Reloader

    request = {"size": [64, 36], "params": {}, "held": [], "index": 0, "fps": "30", "seed": 0}
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(shutil.copytree(PROBE, Path(folder) / "probe"))
        reloader = Reloader(probe / "scene.py", None, lambda: request)
        reloader.start()
        for number in range(SAVES + 1):
            while not reloader.wake.wait(0.1) or reloader.news() is None:
                pass
            if number < SAVES:
                save(probe / "tint.glsl", f"const vec3 TINT = vec3({number}.0);\n")
        time.sleep(0.5)
        reloader.close()
        return reloader.compiles - 1
