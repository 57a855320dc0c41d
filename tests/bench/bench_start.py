"""How soon something happens: help, the list, the first still."""

import sys

from tests.bench.measure import CHORUS, HERE, bar, in_turn, middle, ratio


def main() -> None:
    """Print start times; a still is compared with a bare script that writes the same one."""
    helped, listed = in_turn([*CHORUS, "--help"], [*CHORUS, "list"])
    bar("chorus --help, wall", middle(helped, "wall"), 0.25, "s")
    bar("chorus list, wall", middle(listed, "wall"), 0.25, "s")
    still = [*CHORUS, "export", str(HERE / "fractal"), "still.png", "--size", "1280x720"]
    ours, bare = in_turn(still, [sys.executable, str(HERE / "bare.py"), "still"])
    print(f"      CPU s, medians: chorus {middle(ours):.2f}, bare {middle(bare):.2f}")
    bar("first still, whole process: CPU against bare", ratio(ours, bare), 2.0)
    bar("first still, whole process: wall against bare", ratio(ours, bare, "wall"), 2.0)
