"""A layer of a map as its file has it: columns of text and, for each feature, its valid polygons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.errors import DataError
from renderer.data.readers.bounded import ask
from renderer.data.readers.scratch import Given, Scratch

from .key_fields import code_column
from .map_file import REMEDY, stage_map

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MapLayer", "feature_words", "read_layer"]

Choice = Callable[[Sequence[Mapping[str, Any]]], str]
_SHOWN = 5


@dataclass(frozen=True, slots=True, eq=False)
class MapLayer:
    """
    A layer, feature by feature, in the file's own coordinates.

    layer : its name; others : the names of the file's other layers
    driver : GDAL's word for the format
    crs : the coordinate system as the file declares it; "" for none, and for the one that its format's standard has
    spoken : what a GeoJSON says of its coordinates where that is another system than GDAL took it for; of a Shapefile
        what its .prj says, where none can read that; "" else
    columns : name -> one text for each feature, "" where the file has nothing
    shapes : [features], shapely (multi)polygons, flat and valid; None where a feature is no area
    broken : feature -> why it was no valid polygon, before it was mended
    empty, endless : features without a shape; with a coordinate that is no number
    other : feature -> what it is instead of an area, "Point"
    """

    path: Path
    layer: str
    others: tuple[str, ...]
    driver: str
    crs: str
    columns: Mapping[str, tuple[str, ...]] = field(repr=False)
    shapes: "NDArray[Any]" = field(repr=False)
    broken: Mapping[int, str]
    empty: tuple[int, ...]
    endless: tuple[int, ...]
    other: Mapping[int, str]
    notes: tuple[str, ...] = ()
    spoken: str = ""

    def __len__(self) -> int:
        """Number of features."""
        return len(self.shapes)


def read_layer(path: Path, layer: str = "", choose: Choice | None = None) -> MapLayer:
    """
    Read a layer of the map at ``path``, in a process of its own.

    layer : its name; "" for the only one of areas
    choose : picks a layer's name out of several of areas, by "name", "columns" and "features"; by default the largest
    Raises DataError, one sentence, for what is no map of areas.
    """
    given = Given(path, path, Scratch(), layer or None)
    staged = stage_map(given)
    words = (str(staged.path), staged.sheet or "")
    answer = ask(given, "places.map_child", *words, remedy=REMEDY)
    notes = list(staged.notes)
    if answer["layers"] is not None:
        picked = (choose or _largest)(answer["layers"])
        rest = ", ".join(f"'{one['name']}'" for one in answer["layers"] if one["name"] != picked)
        notes.append(f"of {len(answer['names'])} layers '{picked}' is read; other areas are in {rest} (--layer)")
        answer = ask(given, "places.map_child", words[0], picked, remedy=REMEDY)
    notes += answer["notes"]
    shapes = _shapes(given.scratch.folder / "shapes.npz")
    columns = {name: tuple(cells) for name, cells in answer["columns"].items()}
    others = tuple(name for name in answer["names"] if name != answer["layer"])
    found = MapLayer(path, answer["layer"], others, answer["driver"], _declared(answer), columns, shapes,
                     _numbered(answer["broken"]), tuple(answer["empty"]), tuple(answer["endless"]),
                     _numbered(answer["other"]), tuple(notes),
                     "" if _declared(answer) else answer["spoken"])  # fmt: skip
    if all(one is None for one in shapes):
        raise DataError(f"{path}: {_nothing(found)}; give a map of polygons")
    return found


def feature_words(indices: Sequence[int], ids: Sequence[str], most: int = _SHOWN) -> str:
    """
    Return features by their numbers in the file, from 1, and their ids.

    >>> feature_words([0, 2], ["01", "02", ""]), feature_words(range(9), [""] * 9, 2)
    ("features 1 (id '01') and 3", 'features 1, 2 and 7 more')
    """
    each = [f"{n + 1:,}" + (f" (id '{ids[n][:40]}')" if ids and ids[n] else "") for n in indices[:most]]
    if len(indices) > most:
        each.append(f"{len(indices) - most:,} more")
    return f"feature{'' if len(indices) == 1 else 's'} " + " and ".join(filter(None, (", ".join(each[:-1]), each[-1])))


def _largest(layers: Sequence[Mapping[str, Any]]) -> str:
    """Return the layer with the most features."""
    return str(max(layers, key=lambda one: one["features"])["name"])


def _nothing(layer: MapLayer) -> str:
    if not len(layer):
        return f"layer '{layer.layer}' holds no feature"
    ids = layer.columns.get(code_column(layer.columns), ())
    kinds = sorted(set(layer.other.values()))
    if kinds:
        return f"its {len(layer):,} features are no areas but {', '.join(kinds)}"
    if layer.broken:
        first, why = next(iter(layer.broken.items()))
        return f"{feature_words([first], ids)} is no area, {why}"
    if layer.endless:
        verb = "has" if len(layer.endless) == 1 else "have"
        return f"{feature_words(layer.endless, ids)} {verb} a coordinate that is no number"
    if len(layer) == 1:
        return f"{feature_words([0], ids)}, its only one, has no shape that can be read"
    return f"none of its {len(layer):,} features has a shape that can be read"


def _declared(answer: Mapping[str, Any]) -> str:
    """Return the coordinate system that the file names; GDAL names one for each GeoJSON."""
    crs = str(answer["crs"] or "")
    return "" if answer["driver"] not in ("ESRI Shapefile", "GPKG") and crs == "EPSG:4326" else crs


def _numbered(found: Mapping[str, str]) -> dict[int, str]:
    return {int(number): words for number, words in found.items()}


def _shapes(path: Path) -> "NDArray[Any]":
    import shapely

    with np.load(path, allow_pickle=False) as kept:
        content, ends = kept["wkb"].tobytes(), kept["ends"].tolist()
    starts = [0, *ends][:-1]
    return np.asarray(shapely.from_wkb([content[a:b] or None for a, b in zip(starts, ends, strict=True)]), object)
