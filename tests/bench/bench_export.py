"""Films: what segments, the guard and a kill cost beside drawing and encoding alone; then murals."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import murals
from tests.bench.bench_film import CRF_20, EXPORT
from tests.bench.measure import HERE, bar, in_turn, middle, ratio, root

KILLS = 20
# Segments of 12 pictures, so that a small film has many.
SHORT = """
import sys
from renderer.output import film_run
film_run.segment_length = lambda fps: 12
from renderer.cli.main import main
sys.exit(main())
"""
SMALL = ["export", str(HERE / "fractal"), "film.mp4", "--size", "320x180", "--frames", "0..119"]


def main() -> None:
    """Print CPU and wall against the parts and against imageio, memory, and what of 20 kills and full disks came."""
    _cost()
    _kills()
    _full()
    murals.main()


def _cost() -> None:
    child = [sys.executable, str(HERE / "film_parts.py")]
    bare = [sys.executable, str(HERE / "bare.py"), "film"]
    apart, both, imageio, ours, theirs = in_turn(
        [*child, "apart"], [*child, "both"], [*child, "imageio"], [*EXPORT, *CRF_20], bare, rounds=3)
    print(f"      CPU s, medians: draw and encode apart {middle(apart):.2f}, at once {middle(both):.2f}, imageio's "
          f"{middle(imageio):.2f}; chorus with its guard {middle(ours):.2f}, bare {middle(theirs):.2f}")  # fmt: skip
    bar("film 1280x720x120 drawn on the CPU: CPU against draw + encode", ratio(both, apart), 1.05)
    bar("film, guard on: CPU against bare", ratio(ours, theirs), 1.12)
    bar("film, guard on: peak memory", max(one.peak for one in ours), 300, "MiB")
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.check_output([*child, "wait"], cwd=folder, env={**os.environ, "PYTHONPATH": root()})
    draw, encode, waits, writer = map(float, said.split())
    print(f"      wall s, medians: draw {draw:.2f}, encode {encode:.2f}, at once {waits:.2f}, imageio's {writer:.2f}")
    bar("film, a draw that waits as a GPU does: wall against the longer", waits / max(draw, encode), 1.10)
    bar("... wall against imageio's writer", waits / writer, 0.85)


def _run(folder: Path, kill_after: float | None = None) -> int:
    env, begun = {**os.environ, "PYTHONPATH": root()}, time.time()
    process = subprocess.Popen([sys.executable, "-c", SHORT, *SMALL], cwd=folder, env=env, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    if kill_after is not None:
        # Each run writes the journal anew, before it encodes.
        while process.poll() is None and not any(one.stat().st_mtime > begun for one in folder.glob(".*.film/journal")):
            time.sleep(0.01)
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def _made(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("film.mp4*")}


def _kills() -> None:
    """Kill an export at random moments of its encoding, begin it again each time, and compare what comes of it."""
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place, "whole")
        whole.mkdir()
        begun = time.perf_counter()
        _run(whole)
        seconds, expected = 0.6 * (time.perf_counter() - begun), _made(whole)
        killed = invalid = other = lost = 0
        folder = Path(place, "killed")
        while killed < KILLS:
            folder.mkdir(exist_ok=True)
            before = _segments(folder)
            if _run(folder, rng.uniform(0, seconds)):
                killed += 1
                lost = max(lost, before - _segments(folder))  # none that stood may go
            found = _made(folder)
            invalid += "film.mp4" in found and found["film.mp4"] != expected["film.mp4"]
            if not list(folder.glob(".*.film")) and found:
                other += found != expected
                for path in folder.iterdir():
                    path.unlink()
        _run(folder)
        other += _made(folder) != expected
    bar(f"kill -9 at {KILLS} random moments: films that ended otherwise", other, 0, "")
    bar("... something else than the whole film under its name", invalid, 0, "")
    bar("... whole segments that were lost", lost, 0, "")


def _segments(folder: Path) -> int:
    return sum(path.name[:-4].isdigit() for path in folder.glob(".*.film/*.mp4"))


def _full() -> None:
    """Let files grow only so far, to the start, the middle, the last flush; what then has the name counts."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _run(folder)
        size = (folder / "film.mp4").stat().st_size
        for path in folder.iterdir():
            path.unlink()
        named = told = 0
        for share in (0.001, 0.05, 0.999):
            script = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({max(1, int(share * size))},) * 2)"
            done = subprocess.run([sys.executable, "-c", script + SHORT, *SMALL], cwd=folder, capture_output=True,
                                  text=True, env={**os.environ, "PYTHONPATH": root()}, check=False)  # fmt: skip
            named += (folder / "film.mp4").exists()
            told += done.returncode == 1 and "Could not write film.mp4" in done.stderr
    bar("no room at the start, in the middle, at the last flush: named", named, 0, "")
    bar("... not told in a sentence", 3 - told, 0, "")


