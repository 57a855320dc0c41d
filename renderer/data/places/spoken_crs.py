"""What a GeoJSON or TopoJSON says of its coordinates: GDAL passes over what it cannot read there, in silence."""

import json
import re
from pathlib import Path
from typing import Any

__all__ = ["spoken_crs"]

_ENDS = 1 << 16  # bytes at a file's begin and end, where members beside its features stand
_BODY = re.compile(r'"(features|objects|geometries|geometry|arcs)"\s*:')


def spoken_crs(path: Path) -> str:
    """
    Return what the member ``crs`` of the file at ``path`` names, as it stands there; "" where it has none.

    Only before and behind the features: a column of theirs may be called so, too.
    """
    with path.open("rb") as file:
        head = file.read(_ENDS).decode("utf-8", "replace").removeprefix("\ufeff")
        file.seek(max(0, path.stat().st_size - _ENDS))
        tail = file.read().decode("utf-8", "replace")
    body = _BODY.search(head)
    said = _member(f"{head[: body.start()].rstrip().rstrip(',')}}}") if body else None
    for found in re.finditer(r'"crs"\s*:', tail):
        # What closes with the file's last brace is a member of the file, not of a feature.
        said = _member("{" + tail[found.start() :]) if said is None else said
    return "" if said is None else _named(said)


def _member(text: str) -> Any:  # noqa: ANN401
    """Return the member ``crs`` of the object ``text``, None for none."""
    try:
        found = json.loads(text)
        return found.get("crs") if isinstance(found, dict) else None
    except (ValueError, RecursionError):
        return None


def _named(said: Any) -> str:  # noqa: ANN401
    """Return the name that a member holds, or the whole of one that names nothing."""
    inner = said.get("properties") if isinstance(said, dict) else None
    for one in (inner.values() if isinstance(inner, dict) else (said,)):
        if isinstance(one, str) and one.strip():
            return " ".join(one.split())[:80]
    return " ".join(json.dumps(said, ensure_ascii=False).split())[:80]
