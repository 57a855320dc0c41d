"""``chorus data places``: what a map holds, and what of it figures can fill."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from renderer.core.errors import UsageError

from .completions import maps, tables
from .map_options import answers_map, answers_typed
from .tell import tell

if TYPE_CHECKING:
    from renderer.data.places.map_answers import MapAnswers
    from renderer.data.table import Table

__all__ = ["places"]

_NAMED = 60  # of what does not join: more lines than a terminal has


@click.command()
@click.argument("file", default="", shell_complete=maps)
@click.option("--data", "figures", default="", metavar="NAME|FILE", shell_complete=tables,
              help="Figures to join with it.")  # fmt: skip
@answers_map
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Draw the map too: a plain .png.")
@click.option("--force", is_flag=True, help="Overwrite a picture of that name.")
@click.option("--all", "every", is_flag=True, help="Name all that do not join, however many they are.")
def places(
    file: str, figures: str, out: Path | None, *, force: bool, every: bool, **said: Any  # noqa: ANN401
) -> None:
    """
    Say what areas the map FILE holds, what was mended, and what joins with figures and what does not.

    FILE is a Shapefile (its .zip), GeoPackage, GeoJSON, TopoJSON or KML; or a name: us_states travels with Chorus, and
    is taken for figures of US states where no FILE is named. What is said of it here, --layer, --crs and the others,
    export, preview, perform and check take too, beside --map FILE.

    \b
    chorus data places us_states --data us_oral_health
    chorus data places quarters.zip --data figures.csv --same 'Sankt Pauli=St. Pauli'
    chorus data places hr.geojson --crs EPSG:3347 --out map.png
    """
    from renderer.data.places.bundled_maps import bundled_maps, find_map, map_for

    _check_out(out, force)
    table, answers = _table(figures), answers_typed(said)
    path = find_map(file) if file else map_for(table.areas if table else ())
    if path is None:
        raise UsageError("name a map as FILE; those that travel with Chorus: " + ", ".join(bundled_maps()))
    _say(file or path.stem, path, table, answers, None if every else _NAMED)
    if out is not None:
        _draw(path, out, table, answers)


def _check_out(out: Path | None, force: bool) -> None:
    """Raise UsageError where the picture cannot be written so."""
    if out is not None and out.suffix.lower() != ".png":
        raise UsageError(f"--out {out} must be a .png")
    if out is not None and out.exists() and not force:
        raise UsageError(f"{out} exists; choose another name, or overwrite it with --force")


def _table(figures: str) -> "Table | None":
    """Return the figures that were named."""
    from renderer.data.load import load_newest

    return load_newest(figures) if figures else None


def _say(called: str, path: Path, table: "Table | None", answers: "MapAnswers", most: int | None) -> None:
    """
    Say what the map at ``path`` holds, how it is drawn, and what of it ``table`` fills.

    most : of what does not join, how many are named; None for all
    """
    from renderer.data.places.join import join
    from renderer.data.places.known_points import check_points
    from renderer.data.places.map_areas import read_places
    from renderer.data.places.map_layout import lay_out
    from renderer.data.places.report import about_axes, about_join, about_layout, about_places

    found = read_places(path, table.areas if table else (), answers)
    first, *lines = [*about_places(found), *about_layout(lay_out(found))]
    lines += about_axes(found) if not answers.crs and not _located(table) else ()
    if table:
        joined = join(table.areas, found.keyed, dict(answers.same))
        lines += about_join(found, table.areas, joined, table.area_word, most)
        if most is not None and max(len(joined.without_place), len(joined.without_figures)) > most:
            lines.append("--all names every one")
        lines += () if answers.crs else check_points(found, table.areas, joined.places, called)
    tell(f"{called}: {first}")
    for line in lines:
        tell(f"  {line}")


def _located(table: "Table | None") -> bool:
    """Return whether the figures say of any area where it lies: then a map elsewhere is told by that."""
    return table is not None and any(math.isfinite(area.lon) for area in table.areas)


def _draw(path: Path, out: Path, table: "Table | None", answers: "MapAnswers") -> None:
    """Draw the map."""
    from renderer.data.places.ground import load_ground
    from renderer.data.places.report import about_left_out
    from renderer.output.map_sketch import SKETCH_SIZE, write_sketch

    areas = table.areas if table else ()
    ground = load_ground(path, *SKETCH_SIZE, areas, answers)
    write_sketch(out, ground, bool(areas))
    hatched = "" if ground.left_out else "; areas that are not in yours are hatched"
    tell(f"Wrote {out}" + (f": no figures are drawn{hatched}." if areas else "."))
    if ground.left_out:
        tell(about_left_out(ground.left_out))
