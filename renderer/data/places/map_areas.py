"""The areas of a map, whatever its file looked like: one shape an area, with its code and name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .area_codes import one_line
from .date_line import wrap
from .duplicates import land_only, one_each
from .equal_area import from_degrees
from .join import Keyed
from .key_fields import check_column, code_column, joined_by, name_column
from .map_answers import NOTHING_SAID, MapAnswers
from .map_crs import locate
from .map_layer import MapLayer, feature_words, read_layer
from .polygons import TANGLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.table import Area

__all__ = ["Places", "places_of", "read_map", "read_places"]

_CROSSES = "a ring crosses or touches itself"
# By the words of GEOS for it.
_FAULTS = {"hole lies outside": "a hole lies outside its ring and is land of its own",
           "hole as large": "a hole as large as its ring is passed over",
           "holes are nested": "a hole lies in a hole and is land again",
           "nested shells": "a ring lies within another and is a hole"}  # fmt: skip
_EQUAL_AREA = "+proj=cea +lat_ts=30 +datum=WGS84 +units=m"


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """
    Areas on a map.

    codes, names : one for each area; codes are unique
    others : further texts by which an area may be known, column -> one text for each area
    shapes : [n], shapely (multi)polygons, valid; degrees east and north, running on across the date line. Of a drawing
        its own units
    earth : whether they lie on Earth; crs : the system of the file, in words
    code_field, name_field : the columns that codes and names are from, one column where the map has only names; without
        a column of names codes stand for them, and without any the features' numbers
    notes : what was fixed or left out, a sentence each
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: "NDArray[Any]" = field(repr=False)
    earth: bool = True
    crs: str = ""
    layer: str = ""
    code_field: str = ""
    name_field: str = ""
    others: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()
    source: str = ""

    def __len__(self) -> int:
        """Number of areas."""
        return len(self.codes)

    @property
    def named_only(self) -> bool:
        """Whether the map has names and no codes."""
        return bool(self.name_field) and self.code_field == self.name_field

    @property
    def keyed(self) -> Keyed:
        """What the areas are known by, for a join."""
        codes = ("",) * len(self) if self.named_only else self.codes
        return Keyed(codes, self.names, _short(self.others, len(self)))

    def area_km2(self) -> "NDArray[np.float64]":
        """Return the area of each, km²; NaN for a drawing."""
        import shapely

        if not self.earth:
            return np.full(len(self), np.nan)
        west, _, east, _ = shapely.total_bounds(self.shapes)
        to_plane = from_degrees(f"{_EQUAL_AREA} +lon_0={(west + east) / 2:.9f}")
        return np.asarray(shapely.area(shapely.transform(self.shapes, to_plane)) / 1e6)


def read_places(path: Path, areas: "Collection[Area]" = (), said: MapAnswers = NOTHING_SAID) -> Places:
    """
    Return the areas of the map at ``path``.

    areas : those of a table that is to be shown on it: they choose the layer and the columns of codes and names
    Raises DataError, one sentence, where it is no map of areas, or does not say where it lies.
    """
    return places_of(read_map(path, areas, said), areas, said)


def read_map(path: Path, areas: "Collection[Area]" = (), said: MapAnswers = NOTHING_SAID) -> MapLayer:
    """Return the layer of the map at ``path`` that is named, else the one that has most of ``areas``."""
    return read_layer(path, said.layer, _best(areas) if areas else None)


def places_of(layer: MapLayer, areas: "Collection[Area]" = (), said: MapAnswers = NOTHING_SAID) -> Places:
    """Return the areas of a map's ``layer``, as ``read_places`` does."""
    columns, path = layer.columns, layer.path
    code = check_column(columns, said.code, str(path)) if said.code else code_column(columns, areas)
    name = check_column(columns, said.name, str(path)) if said.name else name_column(columns, areas)
    ids, names = _ids(layer, code or name, columns.get(name or code, ()))
    located = locate(layer, ids, said.crs)
    kept, water = land_only(columns, ids)
    kept = [n for n in kept if located.shapes[n] is not None]
    shapes, first, joined = one_each(located.shapes[kept], [ids[n] for n in kept], [names[n] for n in kept], str(path))
    rows = [kept[n] for n in first]
    names = _of_all(ids, names)
    if located.earth:
        shapes, _ = wrap(shapes)
    others = {one: tuple(cells[n] for n in rows) for one, cells in columns.items() if one not in (code, name)}
    notes = [*layer.notes, *located.notes, *filter(None, (water, joined)), *_faults(layer, ids)]
    return Places(tuple(ids[n] for n in rows), tuple(names[n] for n in rows), shapes, located.earth, located.words,
                  layer.layer, code or name, name, others, tuple(notes), path.name)  # fmt: skip


def _best(areas: "Collection[Area]") -> Any:  # noqa: ANN401
    """Return what chooses the layer that has most of ``areas``, of two alike the one with more features."""

    def choose(layers: Sequence[Mapping[str, Any]]) -> str:
        return str(max(layers, key=lambda one: (joined_by(one["columns"], areas), one["features"]))["name"])

    return choose


def _ids(layer: MapLayer, code: str, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return an id for each feature and its name: where a column is blank, each other, else the feature's number."""
    codes = layer.columns.get(code, ("",) * len(layer))
    names = names or ("",) * len(layer)
    ids = [one_line(one) or one_line(other) or f"feature {n + 1}"
           for n, (one, other) in enumerate(zip(codes, names, strict=True))]  # fmt: skip
    return ids, [one_line(name) or one for name, one in zip(names, ids, strict=True)]


def _of_all(ids: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return the features' names; of features of one id and several names the id, for no name is that of all."""
    called: dict[str, set[str]] = {}
    for one, name in zip(ids, names, strict=True):
        called.setdefault(one, set()).add(name)
    return [name if len(called[one]) == 1 else one for one, name in zip(ids, names, strict=True)]


def _faults(layer: MapLayer, ids: Sequence[str]) -> list[str]:
    """Return what was mended and left out, a sentence each."""
    told = []
    mended = {n: why for n, why in layer.broken.items() if layer.shapes[n] is not None}
    nothing = [n for n in layer.broken if n not in mended]
    if mended:
        first, why = next(iter(mended.items()))
        told.append(f"mended {feature_words(list(mended), ids)}: "
                    + (f"first at feature {first + 1:,}, " if len(mended) > 1 else "") + _plainly(why))
    if nothing:
        why = layer.broken[nothing[0]]
        told.append(f"left out {feature_words(nothing, ids)}: "
                    + (why if why.startswith(TANGLE) else f"a ring without an area, {why}"))
    if layer.empty:
        told.append(f"left out {feature_words(layer.empty, ids)}: without a shape, or with one that cannot be read")
    if layer.endless:
        told.append(f"left out {feature_words(layer.endless, ids)}: a coordinate is no number")
    if layer.other:
        kinds = ", ".join(sorted(set(layer.other.values())))
        told.append(f"left out {feature_words(list(layer.other), ids)}: no area but {kinds}")
    return told


def _plainly(why: str) -> str:
    """Return what is wrong with a polygon, what becomes of it, and where that is in GEOS's words."""
    plain = next((plain for begin, plain in _FAULTS.items() if why.casefold().startswith(begin)), _CROSSES)
    return f"{plain}, {why}" if "[" in why else plain


def _short(columns: Mapping[str, Sequence[str]], count: int) -> Sequence[str]:
    """Return the column of short names: one of two or three letters for each, "" for none."""
    for cells in columns.values():
        if len(set(cells)) == count and all(1 < len(one) < 4 and one.isalpha() for one in cells):
            return cells
    return ("",) * count
