"""The flash guard: what the analyser costs and finds, and whether the limiter's pictures pass it.

``python -m tests.bench.bench_glitch_flash 10000`` runs so many random chains of faults; 200 otherwise.
"""

import csv
import importlib
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from renderer.flash.analyse import Analyser
from renderer.flash.limits import DESK, Geometry
from renderer.flash.numpy_limiter import NumpyLimiter
from renderer.gpu.context import create
from renderer.gpu.flash_limiter import FlashLimiter
from renderer.output.reel import frames, open_reel
from tests.bench.bench_glitch_effects import SIZE, Copy
from tests.bench.measure import HERE, bar

sys.path.insert(0, str(HERE.parent / "support"))
HARMLESS, NASTY, chain = (getattr(importlib.import_module("flash_clips"), n) for n in ("HARMLESS", "NASTY", "chain"))

_gratings = importlib.import_module("flash_family")

CHAINS, GRATINGS = 200, 100
SMALL = (80, 45)  # of the random chains, and of their grid
PLACES = (DESK, Geometry(4.0, 3.0), Geometry(4.0, 6.0))
RATES = (24, 25, 30, 60000 / 1001, 60, 120)


def cost(feed, pictures):
    """Return CPU ms a frame of ``feed``: the least of three runs."""
    best = float("inf")
    for _ in range(3):
        one, begun = feed(), time.process_time()
        for picture in pictures:
            one(picture)
        best = min(best, (time.process_time() - begun) / len(pictures) * 1e3)
    return best


def costs():
    """Print what a frame costs, for the clip that costs most."""
    clips = {"10 Hz": NASTY["full"], "noise": HARMLESS["noise"](), "pan": HARMLESS["pan"]()}
    pictures = {name: [clip(i / 60) for i in range(120)] for name, clip in clips.items()}
    worst, name = max((cost(lambda: Analyser(60).feed, each), name) for name, each in pictures.items())
    bar(f"analyser at 320x180, one core, CPU ms a frame ({name})", worst, 2.5, "ms")
    large = [clips["10 Hz"](i / 60).repeat(4, 0).repeat(4, 1) for i in range(20)]
    noise = [np.random.default_rng(i).integers(0, 256, (720, 1280, 3), np.uint8) for i in range(20)]
    bar("analyser at 1280x720 before a wall", max(cost(lambda: Analyser(30, PLACES[1]).feed, each)
                                                  for each in (large, noise)), 20.0, "ms")  # fmt: skip
    guarded(large * 3)


class TimedGuard(FlashLimiter):
    """The guard, which adds up what its own draws and readings take on the GPU's side: ``drawn``, s."""

    drawn = 0.0

    def _draw(self, *args, **textures):
        with self._timed():
            super()._draw(*args, **textures)

    def _read(self, *args):
        with self._timed():
            return super()._read(*args)

    @contextmanager
    def _timed(self):
        self.gl.finish()
        begun = time.perf_counter()
        yield
        self.gl.finish()
        self.drawn += time.perf_counter() - begun


def guarded(flashing):
    """Print what the guard costs on the GPU, in copies of the picture measured in turn, and with its judging."""
    gl = create()
    copy = Copy(gl)
    texture = gl.texture(SIZE, 4, dtype="f1")
    idle = [np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)] * 30
    for label, pictures in (("idle", idle), ("holding all, 10 Hz", flashing)):
        guard = TimedGuard(gl, SIZE, 60)
        rows = []
        for picture in pictures:
            texture.write(np.dstack([picture, picture[..., :1]]).tobytes())
            gl.finish()
            guard.drawn, begun = 0.0, time.perf_counter()
            guard.show(texture)
            gl.finish()
            rows.append((guard.drawn, time.perf_counter() - begun, copy.run()))
        guard.release()
        drawn, whole, one = np.median(rows, 0)
        bar(f"guard in GL at 1280x720, {label}", drawn / one, 8.0, "copies")
        print(f"      with its judging {whole * 1e3:.1f} ms a frame, wall; a copy {one * 1e3:.2f} ms")
    texture.release()
    gl.release()


def found(clip, fps, geometry, seconds):
    """Return the kinds that ``clip`` fails by."""
    analyser = Analyser(fps, geometry)
    return frozenset().union(*(analyser.feed(clip(i / fps)).flags for i in range(int(seconds * fps))))


def table():
    """Print which clips are found and which are left alone, at every rate."""
    print("      clip              expected   " + " ".join(f"{rate:>8.5g}" for rate in RATES))
    missed = 0
    for expected, clips in ((True, NASTY), (False, {name: make() for name, make in HARMLESS.items()})):
        for name, clip in clips.items():
            kinds = [found(clip, rate, DESK, 0.9 if expected else 2.4) for rate in RATES]
            wrong = sum(bool(kind) != expected for kind in kinds)
            missed += wrong
            words = " ".join(f"{'+'.join(sorted(kind)) or '-':>8}" for kind in kinds)
            print(f"{'WRONG' if wrong else 'ok':5} {name:17} {'found' if expected else 'none':10} {words}", flush=True)
    bar("clips judged wrongly, of all rates", missed, 0, "")


def family(count=GRATINGS):
    """Print how many gratings are judged otherwise than by the clause, ``count`` of them by chance."""
    clips = _gratings.family()
    chosen = np.random.default_rng(1).permutation(len(clips))[:count]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(judged, [clips[k] for k in chosen]))
    for grating, kinds in found:
        if bool(kinds) != bool(grating.kinds):
            print(f"WRONG {grating}: found {'+'.join(sorted(kinds)) or 'nothing'}")
    bar(f"of {len(found)} gratings (of {len(clips)}) are judged wrongly", sum(
        bool(kinds) != bool(grating.kinds) for grating, kinds in found), 0, "")  # fmt: skip


def judged(grating):
    """Return a grating and the kinds that it fails by."""
    analyser = Analyser(grating.fps, _gratings.ROOMS[grating.room][0])
    return grating, frozenset().union(*(analyser.feed(frame).flags for frame in grating.frames(1.1)))


def iris():
    """Compare with IRIS on its own clips, frame by frame."""
    wrong = 0
    for film in sorted((HERE.parent / "flash/iris").glob("*.mp4")):
        reel = open_reel(film)
        analyser = Analyser(reel.fps)
        ours = ["general" in analyser.feed(frame, at).flags for at, frame in frames(reel, (320, 180))]
        with Path(film.with_name(f"{film.stem}_RELATIVE.csv")).open(newline="") as file:
            theirs = [row["FlashLuminanceFailedFrame"].strip() == "3" for row in csv.DictReader(file)]
        wrong += sum(a != b for a, b in zip(ours, theirs, strict=True))
    bar("frames of IRIS' four clips judged otherwise than IRIS does", wrong, 0, "")


def limited(clip, fps, geometry, seconds, grid=(320, 180)):
    """
    Return whether ``clip`` failed, whether it fails after the limiter, and how many frames the limiter
    changed of those that came before anything offended, with all of these.
    """
    raw, after = Analyser(fps, geometry, grid), Analyser(fps, geometry, grid)
    limiter = NumpyLimiter(fps, geometry, grid=grid)
    before = failed = False
    changed = calm = 0
    for i in range(int(seconds * fps)):
        picture = clip(i / fps)
        before |= bool(raw.feed(picture).flags)
        shown = limiter.show(picture)
        failed |= bool(after.feed(shown).flags)
        calm += not before
        changed += not before and _psnr(shown, picture) < 50.0
    return before, failed, changed, calm


def _psnr(a, b):
    """Return the likeness of two pictures, dB; infinite where they are the same."""
    error = float(((a.astype(float) - b) ** 2).mean())
    return np.inf if error == 0.0 else 10 * np.log10(255**2 / error)


def one_chain(seed):
    """Return what came of one random chain, at a rate, a place and a length that its seed chooses."""
    rng = np.random.default_rng(seed)
    fps, place, seconds = RATES[rng.integers(5)], PLACES[rng.integers(3)], 6.0 if rng.random() < 0.1 else 1.5
    return limited(chain(seed, SMALL), fps, place, seconds, SMALL)


def limiter(count):
    """Print whether what the limiter shows passes."""
    results = [limited(clip, fps, place, 2.0) for clip in NASTY.values() for fps in (24, 60) for place in PLACES[:2]]
    _told(f"of {len(results)} nasty clips fail after the limiter", results)
    harmless = [limited(make(), fps, DESK, 3.0) for make in HARMLESS.values() for fps in (24, 60)]
    _told(f"of {len(harmless)} harmless clips fail after it", harmless)
    begun = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        chains = list(pool.map(one_chain, range(count), chunksize=4))
    _told(f"of {count} random chains fail after it", chains)
    worst = [seed for seed, each in enumerate(chains) if each[1]]
    print(f"      in {time.perf_counter() - begun:.0f} s, wall; seeds that fail: {worst[:20] or 'none'}")


def _told(what, results):
    """Print how many fail, and what became of the frames before anything offended."""
    bar(what, sum(r[1] for r in results), 0, "")
    changed, calm = sum(r[2] for r in results), sum(r[3] for r in results)
    print(f"      {sum(r[0] for r in results)} failed before it; of {calm} frames before any offended, "
          f"{changed} fell below 50 dB")  # fmt: skip


def main(count=CHAINS):
    """Print each bar."""
    costs()
    table()
    family()
    iris()
    limiter(count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CHAINS)
