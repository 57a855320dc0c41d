"""What each field of a setup's JSON may be, and the sentence for what it may not."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from renderer.core.errors import DataError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest
from renderer.core.units import LIMIT_PX
from renderer.data.places.map_answers import AREAS, MapAnswers
from renderer.data.role import STRATUM
from renderer.flash.limits import Geometry, Override
from renderer.flash.viewer import Safety
from renderer.params.bind_text import binds_of
from renderer.scene.effect import NAME, chain_of
from renderer.scene.scene import Effect
from renderer.sculpture.history import Sculpture, parse_lines, standing
from renderer.sculpture.stroke import Stroke

from .setup import Output

__all__ = ["READERS", "finite", "pair", "text", "whole"]

_OF_MAP = ("layer", "id", "name", "crs", "areas")  # as the options that say it are called


def text(value: object) -> str:
    """Return a word or more."""
    if not isinstance(value, str) or not value or "\0" in value or not _utf8(value):
        raise TypeError("no text")
    return value


def _utf8(value: str) -> bool:
    """Return whether ``value`` can be written down: half a surrogate pair is no character."""
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def whole(value: object, low: int = 0, high: int = 2**32 - 1) -> int:
    """Return a whole number within ``low`` .. ``high``."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise TypeError("no whole number")
    return value


def finite(value: object) -> float:
    """Return a number that is neither NaN nor infinite."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise TypeError("no number")
    return float(value)


def pair(value: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return width and height, px."""
    width, height = value
    return whole(width, 1, LIMIT_PX), whole(height, 1, LIMIT_PX)


def _value(value: Any) -> Any:  # noqa: ANN401
    """Return a parameter's value: a switch, a number, a word, or a point."""
    if isinstance(value, (list, tuple)):
        x, y = map(finite, value)
        return x, y
    if isinstance(value, (bool, int, str)):
        return value
    return finite(value)


def _values(value: Any) -> dict[str, Any]:  # noqa: ANN401
    return {text(name): _value(one) for name, one in value.items()}


def _roles(value: Any) -> dict[str, str]:  # noqa: ANN401
    """Return figures by role; a stratum may be nobody's in particular."""
    return {text(name): "" if one == "" and name == STRATUM else text(one) for name, one in value.items()}


def _domains(value: Any) -> dict[str, tuple[float, float]]:  # noqa: ANN401
    """Return ranges by role."""
    found = {}
    for name, ends in value.items():
        low, high = map(finite, ends)
        found[text(name)] = (low, high)
    return found


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return tuple(map(text, value))


def _score(value: object) -> tuple[str, ...]:
    """Return lines as they stand in a take, which a crash may have left with anything in them but half characters."""
    if not isinstance(value, list) or not all(isinstance(line, str) and _utf8(line) for line in value):
        raise TypeError("no list")
    return tuple(value)


def _chain(value: object) -> tuple[Effect, ...] | None:
    for effect in chain_of(value) or ():
        if not NAME.match(effect.name):
            raise DataError(f"{quoted(effect.name)} is no name of an effect")
        _values(dict(effect.settings))
    return chain_of(value)


def _strokes(value: object) -> tuple[Stroke, ...]:
    records, wrong = parse_lines([f"{line}\n".encode() for line in _texts(value)], "line", 1)
    if wrong:
        raise DataError(wrong[0].partition(";")[0])
    return standing(Sculpture().add(*records))


def _fields(value: Any, known: tuple[str, ...]) -> Mapping[str, Any]:  # noqa: ANN401
    for name in value.keys():  # noqa: SIM118  (a list has none, and is refused by that)
        if name not in known:
            raise DataError(f"there is no {quoted(name)}{nearest(str(name), known)}")
    return dict(value)


def _output(value: object) -> Output:
    kept = _fields(value, ("name", "options", "size", "exact", "simulate", "angle"))
    exact, simulate = kept.get("exact", False), kept.get("simulate", False)
    if not (isinstance(exact, bool) and isinstance(simulate, bool)):
        raise TypeError("neither true nor false")
    options = {text(name): text(one) for name, one in kept.get("options", {}).items()}
    size = kept.get("size")
    return Output(text(kept["name"]), options, None if size is None else pair(size), exact, simulate,
                  finite(kept.get("angle", 0.0)))  # fmt: skip


def _map_answers(value: object) -> MapAnswers:
    kept = _fields(value, (*_OF_MAP, "same"))
    same = tuple((text(area), text(place)) for area, place in kept.get("same", {}).items())
    layer, code, name, crs, areas = (text(kept[key]) if kept.get(key, "") != "" else "" for key in _OF_MAP)
    if areas not in ("", *AREAS):
        raise DataError(f"areas {quoted(areas)} is neither {' nor '.join(AREAS)}")
    return MapAnswers(layer, code, name, crs, same, areas)


def _safety(value: object) -> Safety:
    kept = _fields(value, ("geometry", "override"))
    geometry, override = kept["geometry"], kept.get("override")
    if geometry is not None:  # else nobody said where the viewer stands
        place = _fields(geometry, ("width_m", "distance_m", "aspect"))
        geometry = Geometry(**{name: finite(one) for name, one in place.items()})
    if override is None:
        return Safety(geometry)
    who = _fields(override, ("name", "reason"))
    return Safety(geometry, Override(text(who["name"]), text(who["reason"])))


def _maybe(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else reader(value)


# Field -> what reads it, and what it is, for people.
READERS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "scene": (text, "the name or path of a scene"),
    "params": (_values, "values by their parameter's name"),
    "preset": (_maybe(text), "the name of a preset"),
    "held": (_maybe(lambda value: frozenset(_texts(value))), "a list of parameters' names"),
    "offsets": (lambda value: {text(name): finite(one) for name, one in value.items()}, "cycles by parameter's name"),
    "roles": (_roles, "figures by their role"),
    "domains": (_domains, "a range by role, {\"lit\": [20, 80]}"),
    "binds": (_maybe(binds_of), "a list of binds, [{\"signal\": \"mean.lit\", ...}]"),
    "figures": (_maybe(text), "the name or path of figures"),
    "places": (_maybe(text), "the name or path of a map"),
    "map_answers": (_map_answers, 'what is said of a map, {"crs": "EPSG:3347", "same": {"Sankt Pauli": "St. Pauli"}}'),
    "feed": (_maybe(text), "the name or folder of a feed"),
    "effects": (_maybe(_chain), "a chain of effects, [[name, {setting: value}], ...]"),
    "seed": (whole, "a whole number, 0..4294967295"),
    "strokes": (_strokes, "a list of a sculpture's lines"),
    "take": (_score, "a list of a take's lines"),
    "output": (_maybe(_output), 'an output, {"name": "quilt:portrait", ...}'),
    "safety": (_safety, 'a place to look from, {"geometry": {"width_m": 4, "distance_m": 3}}'),
}
