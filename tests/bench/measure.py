"""Runs commands in turn and tells what they cost: CPU seconds, wall seconds, peak memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CHORUS = [sys.executable, "-c", "import sys; from renderer.cli.main import main; sys.exit(main())"]
ROUNDS = 5


@dataclass(frozen=True)
class Cost:
    """cpu, wall : s, of the process and its children; peak : MiB, of the largest one."""

    cpu: float
    wall: float
    peak: float


def cost(command: Sequence[str], folder: str) -> Cost:
    """Run ``command`` in ``folder`` and return what it cost; raise where it fails."""
    begun = time.perf_counter()
    # As on an artist's machine: Python keeps what it compiled, so that only the warm run pays for it.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env={**kept, "PYTHONPATH": root()})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def in_turn(*commands: Sequence[str], rounds: int = ROUNDS, warm: bool = True) -> list[list[Cost]]:
    """Return the costs of each command, run A B A B ... so that a noisy machine is noisy for all."""
    with tempfile.TemporaryDirectory() as folder:
        if warm:
            for command in commands:
                cost(command, folder)
        rows = [[cost(command, folder) for command in commands] for _ in range(rounds)]
    return [list(column) for column in zip(*rows, strict=True)]


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], what: str = "cpu") -> float:
    """Return the median of the pairwise ratios."""
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(ours, theirs, strict=True))


def middle(costs: Sequence[Cost], what: str = "cpu") -> float:
    """Return the median."""
    return statistics.median(getattr(one, what) for one in costs)


def bar(label: str, value: float, most: float, unit: str = "x") -> None:
    """Print one line: what, how much, the bar, and whether it holds."""
    verdict = "ok" if value <= most else "OVER"
    print(f"{verdict:5} {label:58} {value:9.3f} {unit:4} (bar {most:g})", flush=True)


def root() -> str:
    """Return the checkout's folder."""
    return str(HERE.parent.parent)
