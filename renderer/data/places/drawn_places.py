"""The areas of a map as figures are drawn on it: joined, gathered as the figures are, or the parts of one alone."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .dissolve import dissolved, only, parts_on_map
from .join import Joined, join
from .known_points import check_points
from .map_answers import NOTHING_SAID, MapAnswers
from .map_areas import Places, places_of, read_map
from .report import about_join, about_left_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from renderer.data.table import Area

    from .map_source import FinerAreas

__all__ = ["DrawnPlaces", "draw_places"]

_AREAS = ("area", "areas")
_FEW = 0.1  # of a map's areas: a map of which fewer have figures is one of elsewhere


class DrawnPlaces(NamedTuple):
    """
    Areas of a map, and which of a table's each shows.

    table_row : [n], the row of the table, -1 for none
    joined : what of the table has a place and what has none, a sentence each
    left_out : how many areas of the map are not here, for they have no figures
    """

    places: Places
    table_row: "Sequence[int]"
    joined: tuple[str, ...]
    left_out: int = 0


def draw_places(
    path: "Path", areas: "Sequence[Area]" = (), said: MapAnswers = NOTHING_SAID, area_word: tuple[str, str] = _AREAS,
    finer: "FinerAreas | None" = None, inside: str = "",
) -> DrawnPlaces:  # fmt: skip
    """
    Return the areas of the map at ``path`` as a table of ``areas``, each called ``area_word``, is drawn on it.

    finer : those that these were gathered from: a map of its areas, which does not itself say of which larger
        ones they are, is gathered, too
    inside : the larger area that ``areas`` are the parts of: the map is cut down to them
    Raises DataError as ``read_places`` does.
    """
    return _framed(_drawn(path, areas, said, area_word, finer, inside), said, whole=not (areas and not inside))


def _drawn(
    path: "Path", areas: "Sequence[Area]", said: MapAnswers, area_word: tuple[str, str], finer: "FinerAreas | None",
    inside: str,
) -> DrawnPlaces:  # fmt: skip
    """Return what ``draw_places`` does, with every area of the map."""
    if finer is not None and (larger := _gathered(path, areas, said, finer)) is not None:
        return larger
    places = places_of(read_map(path, areas, said), areas, said)
    if not areas:
        return DrawnPlaces(places, [-1] * len(places), ())
    # Parts of a larger area, and larger areas, are some of those that somebody spoke of.
    some = inside or finer is not None
    found = join(areas, places.keyed, _same(areas, said) if some else dict(said.same))
    aside = check_points(places, areas, found.places, str(path)) if not said.crs else ()
    if inside:
        places, found = _cut(places, found, inside)
    rows = [-1] * len(places)
    for row, place in enumerate(found.places):
        if place >= 0:
            rows[place] = row
    return DrawnPlaces(places, rows, (*about_join(places, areas, found, area_word), *aside))


def _framed(drawn: DrawnPlaces, said: MapAnswers, *, whole: bool) -> DrawnPlaces:
    """
    Return ``drawn`` with those areas alone that figures are joined with, where that is ``said``.

    whole : whether all stay where nobody said; else the others go where figures are joined with a few of many alone
    """
    kept = [place for place, row in enumerate(drawn.table_row) if row >= 0]
    few = not whole and len(kept) < _FEW * len(drawn.table_row)
    if not kept or len(kept) == len(drawn.table_row) or not (said.areas == "joined" or (few and said.areas != "all")):
        return drawn
    lost = len(drawn.table_row) - len(kept)
    return DrawnPlaces(only(drawn.places, kept), [drawn.table_row[place] for place in kept],
                       (*drawn.joined, about_left_out(lost)), lost)  # fmt: skip


def _gathered(path: "Path", areas: "Sequence[Area]", said: MapAnswers, finer: "FinerAreas") -> DrawnPlaces | None:
    """Return a map of the areas of ``finer`` made into ``areas``; None where it is one of these themselves."""
    layer = read_map(path, finer.areas, said)
    parts = places_of(layer, finer.areas, said)
    found = join(finer.areas, parts.keyed, _same(finer.areas, said))
    aside = check_points(parts, finer.areas, found.places, str(path)) if not said.crs else ()
    larger = places_of(layer, areas, said)
    if _share(join(areas, larger.keyed, _same(areas, said)), larger, parts) >= _share(found, parts, larger):
        return None
    groups = [""] * len(parts)
    for area, place in zip(finer.areas, found.places, strict=True):
        if place >= 0:
            groups[place] = area.parent or area.code
    row = {area.code: n for n, area in enumerate(areas)}
    places = dissolved(parts, groups)
    of_group = set(groups) - {""}
    rows = [row.get(code, -1) if code in of_group else -1 for code in places.codes]
    parents = [one.parent for one, place in zip(finer.areas, found.places, strict=True) if one.parent and place >= 0]
    told = (f"{len(parents):,} {finer.area_word[1]} on the map are gathered to {len(set(parents)):,} "
            f"{finer.parent_word[1]}")  # fmt: skip
    return DrawnPlaces(places, rows, (*about_join(parts, finer.areas, found, finer.area_word), *aside, told))


def _share(found: Joined, places: Places, others: Places) -> float:
    """
    Return how much of a table's areas lie on ``places``, 0..1.

    Where ``others``, for those of another table, are known by the same column, it is also how much of the map that is:
    the numbers of neighbourhoods are those of some tracts by chance.
    """
    share = found.count / max(1, len(found.places))
    return share * found.count / len(places) if places.code_field == others.code_field else share


def _cut(places: Places, found: Joined, inside: str) -> tuple[Places, Joined]:
    """Return the places alone that are parts of ``inside``, and the join with these."""
    kept = parts_on_map(places, [place for place in found.places if place >= 0], inside)
    place = {old: new for new, old in enumerate(kept)}

    def moved(pairs: "Sequence[tuple[int, int]]") -> tuple[tuple[int, int], ...]:
        return tuple((area, place[one]) for area, one in pairs if one in place)

    return only(places, kept), replace(
        found, places=tuple(place.get(one, -1) for one in found.places),
        without_figures=tuple(place[one] for one in found.without_figures if one in place), near=moved(found.near),
        called_otherwise=moved(found.called_otherwise), strange=moved(found.strange))  # fmt: skip


def _same(areas: "Sequence[Area]", said: MapAnswers) -> dict[str, str]:
    """Return what is said of ``areas``, of what is said of those of several tables."""
    known = {word for one in areas for word in (one.code, one.abbr, one.name)}
    return {area: place for area, place in said.same if area in known}
