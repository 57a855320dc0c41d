"""What a GeoJSON says of its features that GDAL does not hand on: ids of their own, and where a text holds NUL.

GDAL numbers features without an id, alters an id met twice, and reads a text as far as a NUL in it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["own_ids", "with_nul"]

_NUMBER = re.compile(rb'"id"\s*:\s*-?\d')
_NUL = re.compile(rb"(?<!\\)(\\\\)*\\u0000")
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')
_NEXT = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:\s*")


def own_ids(path: Path, count: int) -> list[str]:
    """
    Return the id of each of ``count`` features of the GeoJSON at ``path``, "" for one without; [] where none has one.

    Of a feature, as RFC 7946 has it (3.2): a column of its properties is none.
    """
    # Only where anything called id is a number is a file worth a second look: of other ids GDAL makes a column.
    found = [_id(one) for one in _features(path)] if _holds(path, b'"id"', _NUMBER) else []
    return found if len(found) == count and any(found) else []


def with_nul(path: Path) -> str:
    """Return which of a GeoJSON's or TopoJSON's features has a text with a NUL, in words; "" for none."""
    if not _holds(path, rb"\u0000", _NUL):
        return ""
    numbers = (n for n, one in enumerate(_features(path), 1) if "\\u0000" in json.dumps(one))
    return f"feature {number:,}" if (number := next(numbers, 0)) else "one of its features"


def _holds(path: Path, word: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Return whether the file has what ``pattern``, of few bytes, matches; ``word`` is found in all of that."""
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(1 << 20):
            if word in (part := before + chunk) and pattern.search(part):
                return True
            before = chunk[-64:]
    return False


def _features(path: Path) -> Iterator[Any]:
    """Yield the features of a GeoJSON one at a time, so that none is kept; it ends with what is no JSON to Python."""
    text = path.read_text("utf-8-sig", "replace")
    try:
        if (begin := _begin(text)) < 0:
            if _FEATURE.search(text):
                yield json.loads(text)
            return
        decoder, at = json.JSONDecoder(), begin
        while (after := _NEXT.match(text, at)) and text[after.end() : after.end() + 1] not in ("]", ""):
            one, at = decoder.raw_decode(text, after.end())
            yield one
    except (ValueError, RecursionError):
        return


def _begin(text: str) -> int:
    """Return where the first of a collection's features begins, -1 for none: a member within another is not meant."""
    decoder, at = json.JSONDecoder(), text.find("{") + 1
    while (before := _NEXT.match(text, at)) and text[before.end() : before.end() + 1] == '"':
        name, at = decoder.raw_decode(text, before.end())
        if (colon := _COLON.match(text, at)) is None:
            return -1
        at = colon.end()
        if name == "features" and text[at : at + 1] == "[":
            return at + 1
        _, at = decoder.raw_decode(text, at)
    return -1


def _id(one: Any) -> str:  # noqa: ANN401
    own = one.get("id") if isinstance(one, dict) else None
    return str(own) if isinstance(own, int | str) and not isinstance(own, bool) else ""
