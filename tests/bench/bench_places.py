"""Maps: from a file to what shaders read, how true that is, and what it costs."""

import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.bench.measure import bar, cost, root

REAL = Path(root()).parent / "shared" / "data"
COUNTIES = REAL / "us_counties/geojson-counties-fips.json"
MAPS = {"counties": COUNTIES, "states": REAL / "maps/us_states_shp/cb_2018_us_state_20m.zip",
        "Wales": REAL / "maps/wales_councils_topojson/topo_lad_wal.json"}  # fmt: skip
SIZE = (2048, 1536)
POINTS = 20_000
CODE = """
import sys
from pathlib import Path
from renderer.data.places.ground import load_ground
load_ground(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""
# What a map costs at least, whoever reads it: machines differ, and the bar is in seconds.
LIBRARIES = """
import sys
import mapbox_earcut, numpy as np, pyogrio, pyproj, shapely
_, _, wkb, _ = pyogrio.raw.read(sys.argv[1])
change = pyproj.Transformer.from_crs(4326, 5070, always_xy=True)
shapes = shapely.transform(shapely.from_wkb(wkb), lambda points: np.column_stack(change.transform(*points.T)))
for part in shapely.get_parts(shapes):
    rings = [shapely.get_coordinates(one)[:-1] for one in shapely.get_rings(part)]
    ends = np.cumsum([len(one) for one in rings]).astype(np.uint32)
    mapbox_earcut.triangulate_float64(np.concatenate(rings), ends)
"""


def main() -> None:
    """Print what a map costs, and how far it is from shapely."""
    os.environ["CHORUS_STATE"] = tempfile.mkdtemp()  # what was worked out before costs nothing: begin anew
    missing = [path for path in MAPS.values() if not path.is_file()]
    if missing:
        print(f"      not measured: {missing[0]} is not on this machine")
        return
    costs()
    for name, path in MAPS.items():
        truth(name, path)
    mural()
    seats()
    cartogram()


def costs() -> None:
    """Print what the counties cost, cold and from the cache; each in a process of its own, the child's time too."""
    command = [sys.executable, "-c", CODE, str(COUNTIES), *map(str, SIZE)]
    cold, kept = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as state:
            cold.append(cost(["env", f"CHORUS_STATE={state}", *command], state).cpu)
            kept.append(cost(["env", f"CHORUS_STATE={state}", *command], state).cpu)
    bar(f"3,221 counties, GeoJSON to {SIZE[0]} px, cold: CPU, least of 3", min(cold), 3.0, "s")
    bar("the same from the cache: CPU, least of 3", min(kept), 0.3, "s")
    here = os.environ["CHORUS_STATE"]
    begun = min(cost([sys.executable, "-c", "import numpy"], here).cpu for _ in range(3))
    alone = min(cost([sys.executable, "-c", LIBRARIES, str(COUNTIES)], here).cpu for _ in range(3))
    print(f"      on this machine Python with numpy alone begins in {begun:.2f} CPU-s, and the libraries alone parse, "
          f"project and triangulate the counties in {alone:.2f}")  # fmt: skip


def truth(name: str, path: Path) -> None:
    """Print how far the pictures, triangles and simplified borders of a map are from what shapely says."""
    import shapely

    from renderer.data.places.map_areas import read_places
    from renderer.data.places.map_layout import lay_out
    from renderer.data.places.map_pixels import draw_map
    from renderer.data.places.map_view import fitted
    from renderer.data.places.simplify import simplified
    from renderer.data.places.triangles import triangles_of

    layout = lay_out(read_places(path))
    view = fitted(layout.bounds, *SIZE)
    shapes, drawn = view.shapes(layout.shapes), draw_map(layout, view)
    points = np.random.default_rng(0).uniform(0, SIZE, (POINTS, 2))
    column, row = points.astype(int).T
    tree = shapely.STRtree(shapes)
    own = np.full(POINTS, -1)
    at, shape = tree.query(shapely.points(points), "within")
    own[at] = shape
    lines = shapely.STRtree(shapely.linestrings(np.stack([drawn.borders.start, drawn.borders.end], axis=1)))
    _, away = lines.query_nearest(shapely.points(points), return_distance=True, all_matches=False)
    wrong = (drawn.rows[row, column] != own) & (away > 1)
    bar(f"{name}: of {POINTS:,} points wrong, farther than 1 px from a border", wrong.sum(), 0, "")
    middle = np.column_stack([column, row]) + 0.5
    _, away = lines.query_nearest(shapely.points(middle), return_distance=True, all_matches=False)
    error = np.abs(np.abs(drawn.edge[row, column]) - away)
    bar(f"{name}: distance to the border, largest error", error.max(), 0.75, "px")
    cut = triangles_of(shapes)
    error = np.abs(cut.area(len(shapes)) / shapely.area(shapes) - 1)
    bar(f"{name}: triangles against areas, largest relative error", error.max(), 1e-9, "")
    bar(f"{name}: areas without a triangle", len(shapes) - len(np.unique(cut.row)), 0, "")
    for width in (256, 1024, 4096):
        scaled = fitted(layout.bounds, width, width).shapes(layout.shapes)
        bar(f"{name}: gaps and overlaps of simplified borders at {width} px", _gaps(simplified(scaled, 0.3)), 0, "")


def mural() -> None:
    """Print how a picture larger than its map compares with shapely, and parts of it with the whole."""
    import shapely

    from renderer.core.region import Region
    from renderer.data.places.borders import borders_of
    from renderer.data.places.ground import load_ground
    from renderer.data.places.ground_part import NEAR, ground_part
    from renderer.data.places.map_areas import read_places
    from renderer.data.places.map_layout import lay_out
    from renderer.data.places.map_view import fitted

    shapes = lay_out(read_places(COUNTIES))
    for size in ((4096, 3072), (6144, 4608)):
        ground = load_ground(COUNTIES, *SIZE)
        begun = time.process_time()
        whole = ground_part(ground, size, Region(0, 0, *size))
        assert whole is not None
        megapixels = size[0] * size[1] / 1e6
        bar(f"counties at {size[0]} px: CPU a megapixel", (time.process_time() - begun) / megapixels, 0.5, "s")
        wrong = 0
        for x, y in np.random.default_rng(1).integers(0, np.array(size) - 700, (12, 2)):
            part = ground_part(ground, size, Region(int(x), int(y), 700, 700))
            assert part is not None
            wrong += int((part.rows != whole.rows[y : y + 700, x : x + 700]).sum())
            wrong += int((part.edge != whole.edge[y : y + 700, x : x + 700]).sum())
        bar(f"counties at {size[0]} px: pixels that 12 parts have otherwise", wrong, 0, "")
        pixels = fitted(shapes.bounds, *size).shapes(shapes.shapes)
        points = np.random.default_rng(0).integers(0, size, (POINTS, 2))
        middle = shapely.points(points + 0.5)
        own = np.full(POINTS, -1)
        at, shape = shapely.STRtree(pixels).query(middle, "within")
        own[at] = shape
        borders = borders_of(pixels)
        lines = shapely.STRtree(shapely.linestrings(np.stack([borders.start, borders.end], axis=1)))
        _, away = lines.query_nearest(middle, return_distance=True, all_matches=False)
        column, row = points.T
        bar(f"counties at {size[0]} px: of {POINTS:,} pixels wrong", (whole.rows[row, column] != own).sum(), 0, "")
        error = np.abs(np.abs(whole.edge[row, column]) * size[1] - away)[away < NEAR / 2]
        bar(f"counties at {size[0]} px: distance to a border near by, largest error", error.max(), 0.75, "px")


def seats() -> None:
    """Print how many of a map's common borders part neighbours in its honeycomb, and by chance and by code."""
    from renderer.data.places.ground import load_ground
    from renderer.data.places.map_seats import kept, seats_of

    for name, path in MAPS.items():
        ground = load_ground(path, *SIZE)
        begun = time.process_time()
        found = seats_of(ground)
        spent = time.process_time() - begun
        order = np.lexsort((found.cell[:, 0], -found.cell[:, 1]))[np.argsort(np.argsort(ground.codes))]
        chance = np.random.default_rng(0).permutation(len(order))
        parted = [1 - kept(ground, found.place[by], found.pitch) for by in (slice(None), chance, order)]
        bar(f"{name}: common borders that seats part", parted[0], 0.5, "")
        print(f"      by chance {parted[1]:.3f}, in the order of their codes {parted[2]:.3f}; {spent:.2f} CPU-s")


def cartogram() -> None:
    """Print how far the areas of a cartogram are from their part of made-up people, and whether land folds."""
    from renderer.data.places.cartogram import cartogram_of
    from renderer.data.places.ground import load_ground
    from renderer.data.places.warp import folds

    for name, path in MAPS.items():
        ground = load_ground(path, *SIZE)
        size = np.bincount(ground.rows[ground.rows >= 0], minlength=len(ground.codes))
        people = np.exp(np.random.default_rng(0).normal(0.0, 1.0, len(size))) * size
        begun = time.process_time()
        found = cartogram_of(ground, people)
        spent = time.process_time() - begun
        error = np.average(np.abs(found.error), weights=people)
        bar(f"{name}: error of a cartogram's areas, mean of the people", error, 0.1, "")
        back = found.back.transpose(2, 0, 1)[::-1].astype(float) * len(found.back)
        bar(f"{name}: cells of it that fold, at any morph", folds(back).sum(), 0, "")
        print(f"      {spent:.2f} CPU-s; 99 of 100 areas within {np.quantile(np.abs(found.error), 0.99):.3f}")


def _gaps(shapes: np.ndarray) -> float:
    """Return in how many areas a simplified border is not its neighbour's, to the last bit."""
    import shapely

    return float((~shapely.is_empty(shapely.coverage_invalid_edges(shapes))).sum())


if __name__ == "__main__":
    main()
