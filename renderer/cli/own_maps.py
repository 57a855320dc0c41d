"""``chorus data places``: what a map holds, and what of it figures can fill."""

from pathlib import Path

import click

from renderer.core.errors import UsageError

from .tell import tell

__all__ = ["places"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--data", "figures", default="", metavar="NAME|FILE", help="Figures to join with it.")
@click.option("--layer", default="", metavar="NAME", help="Which of its layers; by default the one that joins best.")
@click.option("--id", "code", default="", metavar="COLUMN", help="The column of the areas' codes.")
@click.option("--name", default="", metavar="COLUMN", help="The column of the areas' names.")
@click.option("--crs", default="", metavar="EPSG:NUMBER|drawing|latlon", help="In which coordinates it is drawn, where "
              "the file does not say or is wrong.")  # fmt: skip
@click.option("--same", multiple=True, metavar="AREA=PLACE", help="An area of the figures and the map's word for it.")
def places(file: Path, figures: str, code: str, same: tuple[str, ...], **said: str) -> None:
    """
    Say what areas the map FILE holds, what was mended, and what joins with figures and what does not.

    FILE is a Shapefile (its .zip), GeoPackage, GeoJSON, TopoJSON or KML.

    \b
    chorus data places cb_2018_us_state_20m.zip --data us_oral_health
    chorus data places hr.geojson --crs EPSG:3347
    """
    from renderer.data.places.join import join
    from renderer.data.places.map_areas import MapAnswers, read_places
    from renderer.data.places.report import about_join, about_places

    table = None
    if figures:
        from renderer.data.load import load_newest

        table = load_newest(figures)
    found = read_places(file, table.areas if table else (), MapAnswers(code=code, **said))
    lines = list(about_places(found))
    tell(f"{file}: {lines[0]}")
    if table:
        lines += about_join(found, table, join(table.areas, found.keyed, _pairs(same)))
    for line in lines[1:]:
        tell(f"  {line}")


def _pairs(same: tuple[str, ...]) -> dict[str, str]:
    """Return what --same says."""
    if wrong := [one for one in same if not all(part.strip() for part in one.partition("=")[::2])]:
        raise UsageError(f"--same '{wrong[0]}' must be AREA=PLACE, an area of the figures and a place on the map")
    return {one.partition("=")[0].strip(): one.partition("=")[2].strip() for one in same}
