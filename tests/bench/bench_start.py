"""How soon something happens: help, the list, the first still, the first picture of `./run demo`."""

import sys

from tests.bench.measure import CHORUS, HERE, bar, in_turn, middle, ratio

# `chorus demo` until its first picture is there, which is the small one; the rest of it is not waited for.
DEMO = """
import subprocess, sys, tempfile, time
from pathlib import Path
with tempfile.TemporaryDirectory() as folder:
    demo = subprocess.Popen([*sys.argv[1:], "demo", "--out", folder], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)
    while not [*Path(folder).glob("*-look.png")]:
        if demo.poll() is not None:
            sys.exit("the demo ended before its first picture")
        time.sleep(0.01)
    demo.terminate()
    demo.wait()
"""


def main() -> None:
    """Print start times; a still is compared with a bare script that writes the same one."""
    helped, listed = in_turn([*CHORUS, "--help"], [*CHORUS, "list"])
    bar("chorus --help, wall", middle(helped, "wall"), 0.25, "s")
    bar("chorus list, wall", middle(listed, "wall"), 0.25, "s")
    still = [*CHORUS, "export", str(HERE / "fractal"), "still.png", "--size", "1280x720"]
    bare_still = [sys.executable, str(HERE / "bare.py"), "still"]
    ours, bare = in_turn(still, bare_still)
    print(f"      CPU s, medians: chorus {middle(ours):.2f}, bare {middle(bare):.2f}")
    bar("first still, whole process: CPU against bare", ratio(ours, bare), 2.0)
    bar("first still, whole process: wall against bare", ratio(ours, bare, "wall"), 2.0)
    look, bare = in_turn([sys.executable, "-c", DEMO, *CHORUS], bare_still, rounds=3)
    bar("first picture of the demo: wall against a bare still", ratio(look, bare, "wall"), 10.0)
