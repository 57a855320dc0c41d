"""What is told of a map, and of what it has in common with figures."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from renderer.core.listed import listed

from .area_codes import one_line

if TYPE_CHECKING:
    from renderer.data.table import Area

    from .join import Joined
    from .map_areas import Places
    from .map_layout import MapLayout

__all__ = ["about_axes", "about_join", "about_layout", "about_left_out", "about_places"]

_SHOWN = 12
_LONG = 80  # letters of a name


def about_places(places: "Places") -> Iterator[str]:
    """Yield lines on what a map holds."""
    whole = float(places.area_km2().sum())
    size = f", {whole:,.0f} km²" if whole >= 100 else f", {whole:.3g} km²" if places.earth else ""
    yield f"{len(places):,} area{'' if len(places) == 1 else 's'}{size}; {places.crs}"
    yield f"layer    {_short(places.layer)}"
    if places.code_field and not places.named_only:
        yield f"codes    {_short(places.code_field)}: {listed(places.codes, 4)}"
    else:
        yield f"codes    none: areas are known by their {'names' if places.named_only else 'numbers'}"
    yield f"names    {_short(places.name_field) or 'none'}: {listed(places.names, 4)}"
    for note in places.notes:
        yield f"- {note}"


def _short(text: str) -> str:
    """Return what a map calls a layer or a column, on one line."""
    plain = one_line(text)
    return plain if len(plain) <= _LONG else f"{plain[:_LONG]}..."


def about_layout(layout: "MapLayout") -> Iterator[str]:
    """Yield lines on how a map is drawn."""
    yield f"drawn    {layout.projection or 'as it is, without a projection'}"
    for note in layout.notes:
        yield f"- {note}"


def about_axes(places: "Places") -> Iterator[str]:
    """Yield how to turn x and y, where degrees would be degrees the other way round, too, and nothing says which."""
    import shapely

    if places.earth:
        west, _, east, _ = shapely.total_bounds(places.shapes).tolist()
        if west >= -90.0 and east <= 90.0:
            yield "- if it should lie elsewhere, x and y may be swapped in the file: --crs latlon"


def about_join(
    places: "Places", areas: "Sequence[Area]", found: "Joined", area_word: tuple[str, str] = ("area", "areas"),
    most: int | None = _SHOWN,
) -> Iterator[str]:  # fmt: skip
    """Yield sentences on what joins and what does not, by id: the first ``most`` of each, None for all."""
    one, many = area_word
    ways = {"code": "by code", "name": "by name", "said": "as said"}
    how = ", ".join(f"{count:,} {ways[way]}" for way, count in found.by.items() if count)
    lost = f" ({found.padded:,} without the zeros that one of the two lost)" if found.padded else ""
    yield f"joins {found.count:,} of {len(areas):,} {many}: {how or 'none'}{lost}"
    if found.called_otherwise:
        area, place = found.called_otherwise[0]
        left, right = areas[area], _called(places.codes[place], places.names[place])
        first = f"{_called(left.code, left.name)} of the figures is {right} there"
        count = f"{len(found.called_otherwise):,} {many if len(found.called_otherwise) > 1 else one}"
        yield (f"the map's codes are not those of the figures: {first}; {many} are joined by their names alone"
               if found.of_others else
               f"joined by code though the map calls another place so, {count}: {first}")  # fmt: skip
    if found.strange:
        area, place = found.strange[0]
        left, right = areas[area], _called(places.codes[place], places.names[place])
        yield (f"joined by code, and no name agrees: {_called(left.code, left.name)} of the figures is {right} there; "
               "if that is another place, name the map's column with --id or --name")  # fmt: skip
    if found.without_place:
        named = [_called(areas[n].code, areas[n].name) for n in found.without_place]
        yield f"without a place on the map, {len(named):,}: {listed(named, most or len(named))}"
    if found.without_figures:
        named = [_called(places.codes[n], places.names[n]) for n in found.without_figures]
        yield f"without figures, {len(named):,}: {listed(named, most or len(named))}"
    for area, place in found.near:
        left, right = areas[area], one_line(places.names[place])
        called = _called(left.code, left.name)
        yield f"like names, not joined: --same '{one_line(left.name)}={right}' if {one} {called} is {right}"


def about_left_out(count: int) -> str:
    """Return that so many areas of a map are not drawn, and how to draw them."""
    return (f"{count:,} {'area' if count == 1 else 'areas'} of the map without figures {'is' if count == 1 else 'are'} "
            "not drawn: --areas all draws every one")  # fmt: skip


def _called(code: str, name: str) -> str:
    """Return an area by its code and name, each said once."""
    return one_line(code if name in ("", code) else f"{code} {name}")
