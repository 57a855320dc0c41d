"""How soon the picture of a show that is killed is back: twenty kills, by the time that its watcher tells."""

import os
import re
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from desktop import PROBE, Chorus, Server

from tests.bench.measure import bar

KILLS, BAR = 20, 2.0  # s
APART = 3.0  # s from a first picture until it is killed: the next life is ready by then


def main() -> None:
    """Print each time from the end of a life to the next one's first picture."""
    server = Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for number in range(KILLS):  # each of a show of its own: all of them go on where it was
            show = Chorus(server, Path(folder), "perform", PROBE, "--fps", 12, "--supervise")
            show.until(lambda: server.screen().any())
            time.sleep(APART)  # until the next life is ready
            pid = show.process.pid
            os.kill(int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0]), signal.SIGKILL)
            show.until(lambda show=show: "a picture again after" in show.said)
            times.append(float(re.search(r"again after ([\d.]+) s", show.said)[1]))
            print(f"      kill {number + 1}: back after {times[-1]:.1f} s", flush=True)
            show.process.terminate()
            show.ended()
            show.close()
    server.close()
    bar("a killed show: picture back, slowest of 20", max(times), BAR, "s")
