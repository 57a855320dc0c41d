"""What is told of a map, and of what it has in common with figures."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renderer.data.table import Area, Table

    from .join import Joined
    from .map_areas import Places
    from .map_layout import MapLayout

__all__ = ["about_join", "about_layout", "about_places"]

_SHOWN = 12


def about_places(places: "Places") -> Iterator[str]:
    """Yield lines on what a map holds."""
    whole = float(places.area_km2().sum())
    size = f", {whole:,.0f} km²" if whole >= 100 else f", {whole:.3g} km²" if places.earth else ""
    yield f"{len(places):,} area{'' if len(places) == 1 else 's'}{size}; {places.crs}"
    yield f"layer    {places.layer}"
    codes = places.code_field or "none: areas are known by their numbers"
    yield f"codes    {codes}: {_some(places.codes, 4)}"
    yield f"names    {places.name_field or 'none'}: {_some(places.names, 4)}"
    for note in places.notes:
        yield f"- {note}"


def about_layout(layout: "MapLayout") -> Iterator[str]:
    """Yield lines on how a map is drawn."""
    yield f"drawn    {layout.projection or 'as it is, without a projection'}"
    for note in layout.notes:
        yield f"- {note}"


def about_join(places: "Places", table: "Table", found: "Joined") -> Iterator[str]:
    """Yield lines on what joins and what does not, by id."""
    one, many = table.area_word
    ways = {"code": "by code", "name": "by name", "said": "as said"}
    how = ", ".join(f"{count:,} {ways[way]}" for way, count in found.by.items() if count)
    lost = f" ({found.padded:,} without the zeros that one of the two lost)" if found.padded else ""
    yield f"joins    {found.count:,} of {len(table.areas):,} {many}: {how or 'none'}{lost}"
    if found.without_place:
        yield (f"without a place on the map, {len(found.without_place):,}: "
               f"{_some([_called(table.areas[n]) for n in found.without_place], _SHOWN)}")  # fmt: skip
    if found.without_figures:
        named = [f"{places.codes[n]} {places.names[n]}".strip() for n in found.without_figures]
        yield f"without figures, {len(named):,}: {_some(named, _SHOWN)}"
    for area, place in found.near:
        left, right = table.areas[area], places.names[place]
        yield f"like names, not joined: --same '{left.name}={right}' if {one} {_called(left)} is {right}"


def _called(area: "Area") -> str:
    return area.code if area.name in ("", area.code) else f"{area.code} {area.name}"


def _some(texts: Sequence[str], most: int) -> str:
    more = f", and {len(texts) - most:,} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more
