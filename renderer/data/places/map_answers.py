"""What somebody says of a map, where its file says it not, or wrongly."""

from dataclasses import dataclass

__all__ = ["NOTHING_SAID", "MapAnswers"]


@dataclass(frozen=True, slots=True)
class MapAnswers:
    """
    What somebody said of a map; "" for nothing.

    layer : which of its layers; code, name : the columns of its areas' codes and names
    crs : its coordinate system, as ``locate`` takes it
    same : an area of the figures, by code or name, and the map's code or name for it
    """

    layer: str = ""
    code: str = ""
    name: str = ""
    crs: str = ""
    same: tuple[tuple[str, str], ...] = ()


NOTHING_SAID = MapAnswers()
