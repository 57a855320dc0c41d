"""What a drawn map and the figures on it lack of each other: said wherever the picture is put into words."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from renderer.core.listed import listed

if TYPE_CHECKING:
    from renderer.data.table import Table

    from .ground import Ground

__all__ = ["MapGaps", "gap_words", "table_over"]

_NAMED = 3


@dataclass(frozen=True, slots=True)
class MapGaps:
    """
    Names of areas that a map and figures do not share.

    without_figures : of the map, drawn as missing; without_place : of the table, drawn nowhere
    left_out : how many of the map's areas without figures are not drawn
    """

    without_figures: tuple[str, ...] = ()
    without_place: tuple[str, ...] = ()
    left_out: int = 0


def gap_words(gaps: MapGaps | None, area_word: tuple[str, str]) -> dict[str, str]:
    """
    Return what a caption says of ``gaps``: ``figureless``, ``placeless`` and ``undrawn``, each "" where there are none.

    Of None nothing is said.

    area_word : what the table calls one of its areas, and many

    >>> gap_words(MapGaps(("Puerto Rico",)), ("state", "states"))["figureless"]
    '1 area of the map has no figures: Puerto Rico'
    """
    if gaps is None:
        return {}
    bare, lost, out = len(gaps.without_figures), len(gaps.without_place), gaps.left_out
    named, missed = (listed(names, _NAMED) for names in (gaps.without_figures, gaps.without_place))
    return {
        "figureless": f"{_areas(bare)} of the map {'has' if bare == 1 else 'have'} no figures: {named}" if bare else "",
        "placeless": f"{lost:,} {area_word[lost != 1]} {'has' if lost == 1 else 'have'} no place on the map and "
                     f"{'is' if lost == 1 else 'are'} not drawn: {missed}" if lost else "",
        "undrawn": f"{_areas(out)} of the map without figures {'is' if out == 1 else 'are'} left out" if out else "",
    }  # fmt: skip


def _areas(count: int) -> str:
    return f"{count:,} area{'' if count == 1 else 's'}"


def table_over(table: "Table", ground: "Ground | None") -> "Table":
    """
    Return ``table`` as it is drawn over ``ground``, which was joined with it: it knows what either lacks of the other.

    Without a map it is as it is. What lies wholly under other areas of the map is not seen: it has no place.
    """
    if ground is None:
        return table
    seen = [(name, int(row)) for name, row, radius in
            zip(ground.names, ground.table_row, ground.radius, strict=True) if radius > 0]  # fmt: skip
    shown = {row for _, row in seen}
    without_place = tuple(area.name for row, area in enumerate(table.areas) if row not in shown)
    return replace(table, map_gaps=MapGaps(tuple(name for name, row in seen if row < 0), without_place,
                                           ground.left_out))  # fmt: skip
