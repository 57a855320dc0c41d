"""Meshes of the smile: time, watertightness and holes at three grids."""

import time

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.engine import Engine
from renderer.gpu.context import create
from renderer.output.objects.mesh import mesh_of, topology
from renderer.scene.catalogue import load
from tests.bench.measure import bar


def main():
    """Print each bar."""
    loaded = load(INSTALLATIONS / "smile" / "scene.py")
    gl, solid = create(), loaded.scene.solid
    engine = Engine(gl, loaded, load_table(loaded.scene.data, loaded.scene.wanted), (64, 64))
    field = engine.field(loaded.scene.frame(0, size=(64, 64)))
    for cells in (128, 192, 256):
        costs = []
        for _ in range(3):
            begun, cpu = time.perf_counter(), time.process_time()
            mesh = mesh_of(field, solid, cells)
            costs.append((time.perf_counter() - begun, time.process_time() - cpu))
        tight, bodies, genus = topology(mesh.faces)
        sound = tight and (bodies, genus) == (solid.bodies, solid.genus)
        wall, cpu = min(costs)
        print(f"{'ok' if sound else 'UNSOUND'}  {cells} cells: watertight {tight}, {bodies} body, genus {genus}, "
              f"{len(mesh.faces):,} triangles, {cpu:.2f} s of CPU")  # fmt: skip
        if cells == 256:
            bar("mesh at 256 cells, wall", wall, 2.5, "s")
    field.release()
    engine.release()
    gl.release()


if __name__ == "__main__":
    main()
