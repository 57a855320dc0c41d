"""A standing picture in a preview, 3 s after the last change: by what is on the screen, against an exported file.

The clock is a quiet machine's: seconds of CPU of the thread that draws and of the busiest that helps it, one after the
other. On a busy machine those on the wall would tell of its neighbours.
"""

import os
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from desktop import Chorus, Server

from renderer.show.refine import REFINED
from tests.bench.measure import CHORUS, bar, cost

SCENES = ("enamel", "fracture", "smile")
SIZE, AFTER, CODES = (960, 540), 3.0, 1.0  # px; s; of 255
WAITED = 150.0  # s of the wall after which it is given up


def main() -> None:
    """Print how far the screen is from the export's file 3 s after a pause and after a new seed, and when it is it."""
    found = [one for name in SCENES for one in _scene(name)]
    bar(f"standing preview after {AFTER:g} s, from the export: largest", max(one[1] for one in found), CODES, "code")


def _scene(name: str) -> list[tuple[str, float, float]]:
    """Return for a pause and a new seed its name, the difference after 3 s (codes), and when there was none (s)."""
    found, size = [], "x".join(map(str, SIZE))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])) as server,
        closing(Chorus(server, Path(folder), "preview", name, "--size", size, "--fresh")) as preview,
    ):
        preview.until(lambda: (one := preview.memory()) and one["index"] > 30)
        server.key("Tab")  # the panel lies over the picture
        place = _place(server, name)
        for key in ("space", "r"):
            time.sleep(1.0)
            server.key(key)
            pressed, quiet = time.monotonic(), _quiet(preview)
            shown = [(0.0, 0.0, server.eye.picture(*place, *SIZE).astype(int))]
            while shown[-1][1] < AFTER and shown[-1][0] < WAITED and not _rests(shown):
                time.sleep(0.1)
                picture = server.eye.picture(*place, *SIZE).astype(int)
                shown.append((time.monotonic() - pressed, _quiet(preview) - quiet, picture))
            file = _exported(folder, name, preview.memory(), size)
            apart = _apart(shown[-1][2], file)
            after, wall = next(((q, w) for w, q, one in shown if _apart(one, file) <= CODES), (AFTER, WAITED))
            found.append((f"{name} {'paused' if key == 'space' else 'seed'}", apart, after))
            told = f"equal after {after:.2f} s, {wall:.1f} s on the wall" if apart <= CODES else f"{apart:.0f} codes"
            print(f"      {found[-1][0]}: {told} (load {os.getloadavg()[0]:.1f})", flush=True)
        preview.leave("Escape")
    return found


def _quiet(preview: Chorus) -> float:
    """Return the seconds of CPU of its first thread and of the busiest other one."""
    pid = preview.drawing
    used = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        words = (task / "stat").read_text().rpartition(")")[2].split()
        used[int(task.name)] = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return used.pop(pid) + max(used.values(), default=0.0)


def _rests(shown: list[tuple[float, float, np.ndarray]]) -> bool:
    """Return whether the picture has not changed for 8 s of the wall, nor has anybody worked at it."""
    past = [one for one in shown if one[0] < shown[-1][0] - 8.0]
    return bool(past) and shown[-1][1] - past[-1][1] < 0.1 and not np.any(past[-1][2] != shown[-1][2])


def _place(server: Server, name: str) -> tuple[int, int]:
    """Return where the window's upper left corner is on the screen, px."""
    window = server.run("xdotool", "search", "--name", f"Chorus: {name}").split()[-1].decode()
    lines = server.run("xdotool", "getwindowgeometry", "--shell", window).decode().splitlines()
    place = dict(line.split("=") for line in lines)
    assert (int(place["WIDTH"]), int(place["HEIGHT"])) == SIZE, place
    return int(place["X"]), int(place["Y"])


def _exported(folder: str, name: str, memory: dict, size: str) -> np.ndarray:
    """Return the file that an export makes of what the preview remembers, int [height, width, 3]."""
    setup = memory["setup"]
    values = [word for one in setup["params"].items() for word in ("-p", "=".join(map(str, one)))]
    cost([*CHORUS, "export", name, "file.png", "--size", size, "--frames", str(memory["index"]), "--seed",
          str(setup["seed"]), "--samples", str(REFINED.samples), "--force", *values], folder)  # fmt: skip
    with Image.open(Path(folder) / "file.png") as file:
        return np.asarray(file.convert("RGB")).astype(int)


def _apart(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one - other).max())
