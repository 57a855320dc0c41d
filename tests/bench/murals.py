"""Murals: what their writer costs beside drawing, in CPU and memory; what a kill costs; whether a seam can be found.

Sizes are those of a machine that draws by its CPU; CHORUS_BENCH_MURAL=32768x16384 measures a large one instead.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import tifffile

from renderer.core.units import Size
from renderer.output import mural, tile_blocks
from renderer.output.codecs import tiled_tiff
from renderer.output.formats import choose
from renderer.output.job import Job
from renderer.output.make import run
from renderer.scene.catalogue import installations
from renderer.scene.effect import effects
from renderer.scene.scene import Effect
from renderer.session.open_setup import loaded_of
from renderer.session.setup import Setup
from tests.bench.measure import CHORUS, HERE, bar, cost, in_turn, ratio, root

WIDTH = 32_768  # px: more than a GPU draws in one piece
FEW, MANY = 1024, 4096  # px high: 0.03 and 0.13 Gpx
SEAMS, SIDES = Size(331, 187), (32, 48, 80)  # px; tiles that divide neither side
ROOMS = (tile_blocks.ROOM, 1)  # bytes of what a part is drawn into: as it is, and none, so that parts are narrow
LATER = 4  # frame at which effects are compared: some remember those before


def main() -> None:
    """Print CPU and memory beside drawing and reading alone, lost work, and pixels that differ at seams."""
    width, height = map(int, os.environ.get("CHORUS_BENCH_MURAL", f"{WIDTH}x{MANY}").split("x"))
    _cpu(width, FEW)
    _memory(width, height)
    _kill(width, FEW)
    _seams()


def _export(width: int, height: int, *more: str) -> list[str]:
    return [*CHORUS, "export", str(HERE / "fractal"), "a.tif", "--size", f"{width}x{height}", "--depth", "8", "--force",
            *more]  # fmt: skip


def _bare(width: int, height: int) -> list[str]:
    return [sys.executable, str(HERE / "mural_parts.py"), str(width), str(height)]


def _cpu(width: int, height: int) -> None:
    bare, raw, packed = in_turn(_bare(width, height), _export(width, height),
                                _export(width, height, "--with", "compression=zstd"), rounds=3, warm=False)  # fmt: skip
    bar(f"mural {width}x{height}: CPU against draw and read", ratio(raw, bare), 1.2)
    bar("... compressed by Zstandard", ratio(packed, bare), 1.4)


def _memory(width: int, height: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = cost(_bare(1024, 1024), folder).peak
        few, many = (cost(_export(width, high), folder).peak for high in (FEW, height))
    bar("mural: memory above one tile drawn and read", few - start, 64, "MiB")
    bar(f"mural: memory growing from {FEW} to {height} rows", many - few, 16, "MiB")


def _kill(width: int, height: int) -> None:
    """Kill an export when half of its tiles stand, and let the same command finish it."""
    tiles = -(-width // 1024) * -(-height // 1024)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cost(_export(width, height), name)
        expected = _digest(folder / "a.tif")
        (folder / "a.tif").unlink()
        process = subprocess.Popen(_export(width, height), cwd=name, stdout=subprocess.DEVNULL,
                                   env={**os.environ, "PYTHONPATH": root()})  # fmt: skip
        while _standing(folder) < tiles // 2 and process.poll() is None:
            time.sleep(0.05)
        process.kill()
        process.wait()
        stood = _standing(folder)
        begun = subprocess.run(_export(width, height), cwd=name, capture_output=True, text=True, check=True,
                               env={**os.environ, "PYTHONPATH": root()}).stdout  # fmt: skip
        kept = int(begun.split(" of them were drawn before")[0].split()[-1]) if "drawn before" in begun else 0
        bar(f"mural killed at {stood} of {tiles} tiles: tiles drawn again", stood - kept, 1, "")
        bar("... bytes that differ from those of an unbroken run", float(_digest(folder / "a.tif") != expected), 0, "")


def _standing(folder: Path) -> int:
    """Return how many tiles the journal names."""
    return sum(path.read_bytes().count(b'"tile"') for path in folder.glob(".*.journal"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seams() -> None:
    """Draw each installation, and each effect over the reference shader, in tiles of three sizes, and in one piece."""
    setups = {name: Setup(name) for name in installations()}
    for name in effects():
        setups[name] = Setup(str(HERE / "fractal"), effects=(Effect(name, amount=0.8),))
    with tempfile.TemporaryDirectory() as folder:
        for name, setup in setups.items():
            job = Job(setup, loaded_of(setup), choose(Path(folder) / "a.tif", 8), SEAMS)
            job = replace(job, frames=range(LATER, LATER + 1)) if name in effects() else job
            run(job)
            whole = tifffile.imread(job.choice.path)
            off = [_off(job, whole, side, room) for side in SIDES for room in ROOMS]
            bar(f"seams of {name}: px that differ, tiles of {', '.join(map(str, SIDES))}", max(off), 0, "px")


def _off(job: Job, whole: np.ndarray, side: int, room: int) -> int:
    """Return how many pixels of ``whole`` are others in tiles of ``side`` px, of which so many bytes have ``room``."""
    mural.TILE = tiled_tiff.TILE = side
    mural.EVERY_GPU, tile_blocks.ROOM = 64, room
    try:
        run(job)
        return int((tifffile.imread(job.choice.path) != whole).any(axis=2).sum())
    finally:
        mural.TILE = tiled_tiff.TILE = 1024
        mural.EVERY_GPU, tile_blocks.ROOM = 16_384, ROOMS[0]
