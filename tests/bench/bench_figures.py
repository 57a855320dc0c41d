"""New figures while a show runs: what their upload costs against a frame, and how long a save takes to be seen."""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.data.state import State
from renderer.frames.engine import Engine
from renderer.frames.trial_tables import all_of
from renderer.gpu.context import create
from renderer.scene.catalogue import load
from tests.bench.bench_reload import Pixel
from tests.bench.measure import HERE, bar

sys.path.insert(0, str(HERE.parent / "support"))

SIZE, ROUNDS, SAVES = (1280, 720), 20, 20


def main() -> None:
    """Print the upload of smile against its frame, and save to changed pixel beside the read."""
    _upload()
    _save()


def _upload() -> None:
    """CPU of new figures, until the GPU has them, against CPU of one frame that moves."""
    loaded, gl = load(INSTALLATIONS / "smile" / "scene.py"), create()
    table = load_table(loaded.scene.data, loaded.scene.wanted)
    engine = Engine(gl, loaded, table, SIZE)
    tables = [all_of(table, State.VALUE, 0.1 + 0.04 * n) for n in range(ROUNDS)]
    frames, uploads = [], []

    def cpu(work) -> float:
        gl.finish()
        begun = time.process_time()
        work()
        gl.finish()
        return time.process_time() - begun

    def draw(index: int) -> None:
        engine.draw(loaded.scene.frame(index, size=SIZE))

    draw(0)
    for number, other in enumerate(tables):
        frames.append(cpu(lambda n=number: draw(n + 1)))
        uploads.append(cpu(lambda one=other: setattr(engine, "table", one)))
    engine.release()
    gl.release()
    frame, upload = statistics.median(frames), statistics.median(uploads)
    print(f"      one frame of smile at {SIZE[0]}x{SIZE[1]}: {frame * 1e3:.1f} ms CPU; figures: {upload * 1e3:.2f} ms")
    bar("new figures of smile, CPU, as a part of one frame", upload / frame, 0.25)


def _save() -> None:
    """Wall time from a saved file to the changed pixel, less the read."""
    from desktop import PROBE, Chorus, Server, missing, save
    from figures import figures_text

    if gone := missing():
        print(f"skipped: {', '.join(gone)} not installed")
        return
    server = Server(["Xvfb", "-screen", "0", "1280x720x24", "+extension", "GLX", "-noreset"])
    try:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home)
            probe = Path(shutil.copytree(PROBE, folder / "probe"))
            (probe / "image.frag").write_text(
                '#include "lib/data/cell.glsl"\nvoid main() { o = vec4(vec3(data_cell(0, 0, 0).value / 100.0), 1.0); }'
            )
            csv = folder / "figures.csv"
            csv.write_text(figures_text(10.0, areas=50))
            window = Chorus(server, folder, "preview", probe, "--size", "640x360", "--fresh", "--data", csv)
            try:
                found = _latencies(window, Pixel(server.name), csv, save, figures_text)
            finally:
                window.close()
    finally:
        server.close()
    beside = [seen - read for seen, read in found]
    print(f"      {SAVES} saves, ms: seen after {statistics.median(seen for seen, _ in found):.0f}, of which the read "
          f"{statistics.median(read for _, read in found):.0f}; most beside the read {max(beside):.0f}")  # fmt: skip
    bar("saved figures at 640x360, to changed pixel beside the read", statistics.median(beside), 100, "ms")


def _latencies(window, pixel: Pixel, csv: Path, save, text) -> list[tuple[float, float]]:
    """Return ms from each save to the changed pixel, and ms that a read of such a file takes."""
    window.until(lambda: 0 < pixel.at(50, 180)[0] < 120)
    time.sleep(1.0)
    found = []
    for number in range(SAVES):
        high = number % 2 == 0
        words = text(80.0 + 0.1 * number if high else 10.0 + 0.1 * number, areas=50)
        begun = time.perf_counter()
        save(csv, words)
        while (pixel.at(50, 180)[0] > 180) != high:
            time.sleep(0.001)
            if time.perf_counter() - begun > 20:
                raise SystemExit(f"save {number} never arrived: {window.said}")
        seen = (time.perf_counter() - begun) * 1e3
        other = csv.with_name("read.csv")  # the same words, under a name that no cache knows
        other.write_text(words)
        begun = time.perf_counter()
        load_table(str(other), ("dental_visit", "teeth_lost_all"))
        found.append((seen, (time.perf_counter() - begun) * 1e3))
        time.sleep(0.3)
    return found


if __name__ == "__main__":
    main()
