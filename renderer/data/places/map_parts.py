"""The files that a map is made of, by their names alone: what a cache asks costs nothing that reads one."""

from collections.abc import Sequence
from pathlib import Path

__all__ = ["PARTS", "map_files", "one_of_parts"]

PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")  # of a Shapefile


def one_of_parts(paths: Sequence[Path]) -> Path | None:
    """Return the .shp of a Shapefile's parts, None where ``paths`` are not the parts of one."""
    shapes = [path for path in paths if path.suffix.lower() == ".shp"]
    stems = {path.stem for path in paths if path.suffix.lower() in (*PARTS, ".sbn", ".sbx")}
    return shapes[0] if len(shapes) == 1 and {path.name.partition(".")[0] for path in paths} == stems else None


def map_files(path: Path) -> tuple[Path, ...]:
    """
    Return the files that the map at ``path`` is made of, itself first.

    Of a Shapefile that lies unpacked those are its parts, of a GeoPackage what a program that has it open has not yet
    written into it.
    """
    if path.suffix.lower() == ".shp":
        try:
            near = sorted(one for one in path.parent.iterdir() if one.stem == path.stem and one != path)
        except OSError:
            near = []
        return (path, *(one for one in near if one.suffix.lower() in set(PARTS) - {".shp"}))
    ahead = path.resolve().with_name(f"{path.resolve().name}-wal")
    return (path, ahead) if ahead.is_file() and ahead.stat().st_size else (path,)
