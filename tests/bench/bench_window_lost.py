"""How soon a show's window is back over its display: fifty times lost, by what is on the screen."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from desktop import CAP, PROBE, Chorus, Server
from x_windows import ask_manager, popup

from tests.bench.measure import bar

TIMES, BAR = 50, 1.0  # s
APART = 0.6  # s between two: the faults of a hand, not of a machine


def main() -> None:
    """Print the slowest return: minimised, out of fullscreen, below, covered, another desktop; moved and shrunk."""
    managed = shutil.which("openbox") is not None
    times = [_lost(managed=True, count=TIMES // 2 if managed else 0), _lost(managed=False, count=TIMES - TIMES // 2)]
    slowest = [max(one, default=0.0) for one in times]
    print("      with a window manager, without one:", *(f"{one:.2f} s" for one in slowest))
    bar(f"a lost window: back over its display, slowest of {sum(map(len, times))}", max(slowest), BAR, "s")


def _lost(*, managed: bool, count: int) -> list[float]:
    """Return the times, s, after which the picture covered the display again."""
    if not count:
        return []
    server = Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])
    manager = subprocess.Popen(["openbox"], env=server.env, stderr=subprocess.DEVNULL) if managed else None
    found = []
    with tempfile.TemporaryDirectory() as folder:
        show = Chorus(server, Path(folder), "perform", PROBE, "--size", "640x360", "--fps", 12)
        show.until(lambda: _covers(server))
        window = int(server.run("xdotool", "search", "--class", "^Chorus$").split()[-1])
        for number in range(count):
            time.sleep(APART)
            found.append(_one(server, window, number, managed=managed))
            print(f"      {number + 1}: back after {found[-1]:.2f} s", flush=True)
        show.process.terminate()
        show.ended()
        show.close()
    if manager is not None:
        manager.terminate()
        manager.wait(CAP)
    server.close()
    return found


def _one(server: Server, window: int, number: int, *, managed: bool) -> float:
    """Lose ``window`` in one of several ways, and return how long its picture was away, s."""
    state, full, below = "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_STATE_BELOW"
    ways = [
        lambda: server.mouse("windowminimize", window),
        lambda: ask_manager(server.name, window, state, 0, full),
        lambda: ask_manager(server.name, window, state, 1, below),
        lambda: server.mouse("set_desktop", number % 2),
    ] if managed else [
        lambda: server.mouse("windowmove", window, 500, 300),
        lambda: server.mouse("windowsize", window, 300, 200),
        lambda: server.mouse("windowunmap", window),
    ]  # fmt: skip
    way = number % (len(ways) + 1)
    begun = time.monotonic()
    if way < len(ways):
        ways[way]()
        return _away(server, begun)
    with popup(server.name, 50, 100, 700, 400):
        return _away(server, begun)


def _away(server: Server, begun: float) -> float:
    """Return how long after ``begun`` the picture was last seen not to cover the display, s."""
    last, until = begun, begun + 2 * BAR
    while time.monotonic() < until:
        if not _covers(server):
            last = time.monotonic()
            until = max(until, last + BAR)
        time.sleep(0.01)
    return last - begun


def _covers(server: Server) -> bool:
    """Return whether the probe's picture, red left, black right, lies over the whole display."""
    picture = server.screen()
    return bool((picture[::40, :400:40, 0] > 180).all() and not picture[:, 900:].any())
