"""A film of the reference shader against a bare script that feeds the same encoder."""

import sys

from tests.bench.measure import CHORUS, HERE, bar, in_turn, middle, ratio

EXPORT = [*CHORUS, "export", str(HERE / "fractal"), "film.mp4", "--size", "1280x720", "--frames", "0..119"]
CRF_20 = ["--quality", "60"]


def main() -> None:
    """Print CPU against the bare script, and our peak memory."""
    ours, bare = in_turn([*EXPORT, *CRF_20], [sys.executable, str(HERE / "bare.py"), "film"])
    print(f"      CPU s, medians: chorus {middle(ours):.2f}, bare {middle(bare):.2f}")
    bar("film 1280x720x120, x264 slow crf 20: CPU against bare", ratio(ours, bare), 1.15)
    bar("film: peak memory", max(one.peak for one in ours), 300, "MiB")
