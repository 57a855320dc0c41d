"""What somebody says of a map, where its file says it not, or wrongly."""

from dataclasses import dataclass

__all__ = ["AREAS", "NOTHING_SAID", "MapAnswers"]

AREAS = ("joined", "all")  # which areas of a map are drawn


@dataclass(frozen=True, slots=True)
class MapAnswers:
    """
    What somebody said of a map; "" for nothing.

    layer : which of its layers; code, name : the columns of its areas' codes and names
    crs : its coordinate system, as ``locate`` takes it
    same : an area of the figures, by code or name, and the map's code or name for it
    areas : one of ``AREAS``: those that figures are joined with, or all; "" leaves out the others where they are nearly
        all of a map
    """

    layer: str = ""
    code: str = ""
    name: str = ""
    crs: str = ""
    same: tuple[tuple[str, str], ...] = ()
    areas: str = ""


NOTHING_SAID = MapAnswers()
