"""Light fields: what 48 views cost against drawing each, and what interlacing a panel costs."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.view import light_field
from renderer.data.load import load_table
from renderer.displays.lightfield.calibration import typical
from renderer.displays.lightfield.interlace import interlace, weave
from renderer.displays.lightfield.native import Interlacer
from renderer.displays.lightfield.profile import device
from renderer.displays.lightfield.tiles import Grid
from renderer.displays.views import shots
from renderer.frames.drawn import Drawn
from renderer.frames.engine import Engine
from renderer.frames.view_synthesis import draw_views, pays
from renderer.gpu.context import create
from renderer.scene.catalogue import load
from renderer.session.setup import Output
from renderer.show.live_display import LiveDisplay
from tests.bench.measure import bar, root

ROUNDS = 9


def main() -> None:
    """Print the costs of the smile, whose passes are shared, of a ray march, which is warped, and of a panel."""
    quilt(load("smile"), "smile")
    quilt(load(Path(root()) / "tests" / "scenes" / "marched" / "scene.py"), "marched rays")
    interlacing()
    live(load("smile"))


def quilt(loaded: Any, name: str) -> None:
    """Compare a portrait quilt with drawing its views one by one, nothing shared."""
    kind = device("portrait")
    grid = Grid(*kind.grid, kind.quilt, kind.aspect)
    views = light_field(loaded.scene.views, kind.aspect, grid.count, kind.cone)
    frame, gl = loaded.scene.frame(0, size=grid.tile), create()
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), grid.tile)
    engine.draw(frame, view=views[0])
    true, whole = spent(lambda: packed(engine, frame, views, grid, exact=True))
    drawn = Drawn()
    ours, shared = spent(lambda: packed(engine, frame, views, grid, drawn=drawn))
    how = "warped" if pays(engine, views) else "passes shared"
    worst = min(psnr(a, b) for a, b in zip(grid.unpack(ours), grid.unpack(true), strict=True))
    print(f"      {name}: {whole:.1f} s CPU one by one, {shared:.1f} s {how}, {drawn.share:.0%} of pixels truly drawn")
    bar(f"{name}: quilt of 48 views 3360x3360, CPU", shared / whole, 0.35)
    bar(f"{name}: worst view against --exact, -PSNR", -worst, -40.0, "dB")
    engine.release()
    gl.release()


def packed(engine: Engine, frame: Any, views: Any, grid: Grid, **how: Any) -> np.ndarray:
    """Return the quilt of ``views``."""
    return grid.pack([seen.picture for seen in draw_views(engine, frame, None, views, shots_with_depth=False, **how)])


def spent(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what ``work`` gives and the CPU seconds it took, the driver's threads included."""
    begun = time.process_time()
    return work(), time.process_time() - begun


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Return the peak signal-to-noise ratio of two 8-bit pictures, dB; 99 where they are equal."""
    error = float(((a.astype(np.float32) - b) ** 2).mean())
    return 10 * float(np.log10(255**2 / error)) if error else 99.0


def interlacing() -> None:
    """Interlace the portrait's panel from a quilt that is already a texture."""
    kind, gl = device("portrait"), create()
    grid, panel = Grid(*kind.grid, kind.quilt, kind.aspect), typical(kind)
    picture = np.random.default_rng(1).integers(0, 256, (kind.quilt[1], kind.quilt[0], 4), np.uint8)
    for smooth in (False, True):
        native = Interlacer(gl, weave(grid, panel, corner=False, smooth=smooth))
        native.draw(picture)
        equal = float((native.read() == interlace(picture, grid, panel, smooth=smooth)).mean())
        native.filter.upload("t_quilt", picture)
        walls = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            native.again()
            gl.finish()
            walls.append(time.perf_counter() - begun)
        label = "two views mixed" if smooth else "nearest view"
        bar(f"interlacing 1536x2048, {label}: wall", 1e3 * statistics.median(walls), 60.0, "ms")
        bar(f"interlacing 1536x2048, {label}: subpixels unlike numpy's", 100 * (1 - equal), 0.1, "%")
        native.release()
    gl.release()


def live(loaded: Any) -> None:
    """Compare what the preview does for a whole round of views, with and without the simulator, with drawing them."""
    gl = create()
    for simulate, what in ((True, "simulated"), (False, "for the panel")):
        share = previewed(gl, loaded, Output("lenticular:portrait", simulate=simulate))
        bar(f"{loaded.name}: lenticular preview {what}, CPU against drawing its views", share, 1.3)
    gl.release()


def previewed(gl: Any, loaded: Any, output: Output) -> float:
    """Return how much a round of the preview costs, against drawing its views alone."""
    how = {"params": loaded.scene.params(), "held": frozenset(), "phases": None}
    display = LiveDisplay(gl, output, loaded.scene.views)
    views, size = display.recipe.views, display.recipe.size
    engine, frame = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), size), loaded.scene.frame(3)
    display.draw(engine, frame, how, 0.0, 1.0)  # compiled, and its textures made
    plain: dict[str, Any] = {"exact": False, "depth": False, "components": 3}
    _, drawing = spent(lambda: [list(shots(engine, frame, (view,), how, **plain)) for view in views])
    _, whole = spent(lambda: display.draw(engine, frame, how, 1e9, 1.0))
    display.release()
    engine.release()
    return whole / drawing


if __name__ == "__main__":
    main()
