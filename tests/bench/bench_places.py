"""Maps: from a file to what shaders read, how true that is, and what it costs."""

import sys
import tempfile
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


def main() -> None:
    """Print what a map costs, and how far it is from shapely."""
    missing = [path for path in MAPS.values() if not path.is_file()]
    if missing:
        print(f"      not measured: {missing[0]} is not on this machine")
        return
    costs()
    for name, path in MAPS.items():
        truth(name, path)


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


def _gaps(shapes: np.ndarray) -> float:
    """Return in how many areas a simplified border is not its neighbour's, to the last bit."""
    import shapely

    return float((~shapely.is_empty(shapely.coverage_invalid_edges(shapes))).sum())


if __name__ == "__main__":
    main()
