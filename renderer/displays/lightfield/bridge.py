"""What wraps a calibration: the answer that Looking Glass Bridge, or the older HoloPlay Service, gives of its displays.

Bridge answers ``{"payload": {"value": {"0": {"value": {"calibration": {"value": TEXT}}}}}}``, where TEXT is JSON
once more, for each display; the Service ``{"devices": [{"calibration": {...}}]}``. Names of the wrapping are not
relied on: whatever has a calibration's fields is one.
"""

from collections.abc import Iterator
from typing import Any

from renderer.core.errors import DataError
from renderer.core.small_file import load_json

__all__ = ["unwrapped"]

_LENSES = {"pitch", "slope", "center", "viewcone", "dpi", "screenw", "screenh"}
_ENOUGH = 2  # of them: one may be misspelt, and another left out
_TEXTS = 3  # JSON within a text of JSON
_NAMED = 4  # displays in a message


def unwrapped(read: Any, where: str, twice: list[str]) -> dict[str, Any]:  # noqa: ANN401
    """
    Return the one calibration in ``read``, itself where it has no wrapping; ``twice`` takes keys that stand twice.

    Raises DataError where there is none, or where several displays have one each.
    """
    found: list[dict[str, Any]] = []
    for one in _calibrations(read, twice, _TEXTS):
        if one not in found:  # a display may be listed twice
            found.append(one)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(str(_serial(one))[:40] for one in found[:_NAMED]) + (", ..." if len(found) > _NAMED else "")
        raise DataError(f"{where} holds the calibrations of {len(found)} displays ({names}); save one to a file")
    if isinstance(read, dict):
        if read and all(key.lower() in ("name", "payload", "devices", "error", "version") for key in read):
            raise DataError(f"{where} is an answer of Looking Glass Bridge that holds no calibration; connect the "
                            "display and save it again")  # fmt: skip
        return read
    raise DataError(f"{where} holds no calibration but {_kind(read)}")


def _calibrations(read: Any, twice: list[str], texts: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Give what looks like a calibration, in the order of the file."""
    waiting = [(read, texts)]
    while waiting:
        part, left = waiting.pop()
        if isinstance(part, str) and left and part.lstrip()[:1] in ("{", "["):
            try:
                waiting.append((load_json(part, twice), left - 1))
            except ValueError:  # a text that only begins like one
                continue
        elif isinstance(part, dict) and len(_LENSES.intersection(map(str.lower, part))) >= _ENOUGH:
            yield part
        elif isinstance(part, (dict, list)):
            inner = part.values() if isinstance(part, dict) else part
            waiting += [(one, left) for one in reversed(list(inner))]


def _serial(one: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return what ``one`` is called, for a message."""
    said = {key.lower(): value for key, value in one.items()}.get("serial")
    return (said.get("value") if isinstance(said, dict) else said) or "without a serial"


def _kind(read: Any) -> str:  # noqa: ANN401
    """Return what ``read`` is, in words."""
    words = {list: "a list", str: "a text", type(None): "null", bool: "true or false"}
    return words.get(type(read), "a number")
