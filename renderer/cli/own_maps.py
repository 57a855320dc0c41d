"""``chorus data places``: what a map holds, and what of it figures can fill."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from renderer.core.errors import UsageError

from .tell import tell

if TYPE_CHECKING:
    from renderer.data.places.map_areas import MapAnswers
    from renderer.data.table import Area

__all__ = ["places"]


@click.command()
@click.argument("file", default="")
@click.option("--data", "figures", default="", metavar="NAME|FILE", help="Figures to join with it.")
@click.option("--layer", default="", metavar="NAME", help="Which of its layers; by default the one that joins best.")
@click.option("--id", "code", default="", metavar="COLUMN", help="The column of the areas' codes.")
@click.option("--name", default="", metavar="COLUMN", help="The column of the areas' names.")
@click.option("--crs", default="", metavar="EPSG:NUMBER|drawing|latlon", help="In which coordinates it is drawn, where "
              "the file does not say or is wrong.")  # fmt: skip
@click.option("--same", multiple=True, metavar="AREA=PLACE", help="An area of the figures and the map's word for it.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Draw the map too: a plain .png.")
@click.option("--force", is_flag=True, help="Overwrite a picture of that name.")
def places(
    file: str, figures: str, code: str, same: tuple[str, ...], out: Path | None, *, force: bool, **said: str
) -> None:
    """
    Say what areas the map FILE holds, what was mended, and what joins with figures and what does not.

    FILE is a Shapefile (its .zip), GeoPackage, GeoJSON, TopoJSON or KML; or a name: us_states travels with Chorus, and
    is taken for figures of US states where no FILE is named.

    \b
    chorus data places us_states --data us_oral_health
    chorus data places quarters.zip --data figures.csv --same 'Sankt Pauli=St. Pauli'
    chorus data places hr.geojson --crs EPSG:3347 --out map.png
    """
    from renderer.data.places.bundled_maps import bundled_maps, find_map, map_for
    from renderer.data.places.join import join
    from renderer.data.places.map_areas import MapAnswers, read_places
    from renderer.data.places.map_layout import lay_out
    from renderer.data.places.report import about_join, about_layout, about_places

    if out is not None and out.suffix.lower() != ".png":
        raise UsageError(f"--out {out} must be a .png")
    if out is not None and out.exists() and not force:
        raise UsageError(f"{out} exists; choose another name, or overwrite it with --force")
    table = None
    if figures:
        from renderer.data.load import load_newest

        table = load_newest(figures)
    answers, pairs, areas = MapAnswers(code=code, **said), _pairs(same), table.areas if table else ()
    path = find_map(file) if file else map_for(areas)
    if path is None:
        raise UsageError("name a map as FILE; those that travel with Chorus: " + ", ".join(bundled_maps()))
    found = read_places(path, areas, answers)
    lines = [*about_places(found), *about_layout(lay_out(found))]
    tell(f"{file or path.stem}: {lines[0]}")
    if table:
        lines += about_join(found, table, join(areas, found.keyed, pairs))
    for line in lines[1:]:
        tell(f"  {line}")
    if out is not None:
        _draw(path, out, areas, answers, pairs)
        tell(f"Wrote {out}" + (": no figures are drawn; areas that are not in yours are hatched." if areas else "."))


def _draw(file: Path, out: Path, areas: "tuple[Area, ...]", answers: "MapAnswers", pairs: dict[str, str]) -> None:
    """Draw the map."""
    from renderer.data.places.ground import load_ground
    from renderer.output.map_sketch import SKETCH_SIZE, write_sketch

    write_sketch(out, load_ground(file, *SKETCH_SIZE, areas, answers, pairs), bool(areas))


def _pairs(same: tuple[str, ...]) -> dict[str, str]:
    """Return what --same says."""
    if wrong := [one for one in same if not all(part.strip() for part in one.partition("=")[::2])]:
        raise UsageError(f"--same '{wrong[0]}' must be AREA=PLACE, an area of the figures and a place on the map")
    return {one.partition("=")[0].strip(): one.partition("=")[2].strip() for one in same}
