"""Maps that travel with Chorus, by name, and the one that suits a table."""

from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.core.suggest import nearest
from renderer.data.us_states import STATES, find_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderer.data.table import Area

__all__ = ["bundled_maps", "find_map", "map_for"]

_STATES = "us_states"
_MOST_OF = 0.9  # of a table's areas that must be on a map for it to be theirs
_FEWEST = 8  # areas: the codes of a few towns may be those of states by chance


def bundled_maps() -> tuple[str, ...]:
    """Return the names of the maps that travel with Chorus."""
    return tuple(sorted(path.stem for path in (ASSETS / "places").glob("*.geojson")))


def find_map(source: str | Path) -> Path:
    """
    Return the file that ``source`` means: the name of a bundled map, or a path.

    Raises DataError, with the nearest name, where there is no such file.
    """
    path, known = Path(source), bundled_maps()
    if source in known:  # no file takes its place
        return ASSETS / "places" / f"{source}.geojson"
    if path.exists():
        return path
    if isinstance(source, str) and path.name == source and not path.suffix:
        hint = nearest(source, known, f"known: {', '.join(known)}, or give a file; a larger area's parts alone are "
                       f"shown by --place '{source}'")  # fmt: skip
        raise DataError(f"no map called '{source}'{hint}")
    if path.is_symlink():
        raise DataError(f"{path} is a link that leads nowhere: the map itself was moved or deleted, or lies on a drive "
                        "that is not connected")  # fmt: skip
    beside = sorted(one.name for one in path.parent.iterdir()) if path.parent.is_dir() else []
    raise DataError(f"{path} does not exist{nearest(path.name, beside, 'check the name')}")


def map_for(areas: "Sequence[Area]") -> Path | None:
    """
    Return the bundled map on which nearly all of ``areas`` lie, None where none is theirs.

    A code alone does not make a state: numbers up to 56 are many towns' codes. Its name or letters must say the same.
    """
    states = [one for one in areas if find_state(one.code) in STATES
              and (find_state(one.name) or find_state(one.abbr)) == find_state(one.code)]  # fmt: skip
    if len(areas) >= _FEWEST and len(states) >= _MOST_OF * len(areas):
        return find_map(_STATES)
    return None
