"""What the lines of a take may say beside values: each fact of a performance, read without trust."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from renderer.core.errors import DataError, RendererError
from renderer.core.quote import quoted
from renderer.data.figure_choice import FigureChoice
from renderer.params.bind_text import binds_of
from renderer.scene.chain import check_chain
from renderer.scene.effect import chain_of

__all__ = ["FACTS", "fact_of", "on_a_clock"]

_DIGEST = re.compile("[0-9a-f]{64}|")  # of figures; nothing where they were not kept
_YEARS = range(1969, 3000)  # of a clock that runs; one that was never set begins with 1970, by its own zone before


def fact_of(name: str, said: Any) -> Any:  # noqa: ANN401
    """Return the fact ``name`` of ``FACTS`` as a take keeps it; raises ValueError, in words, where it is none."""
    try:
        return FACTS[name](said)
    except RendererError as error:
        raise ValueError(f"{name}: {error}") from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise ValueError(f"{name} = {quoted(said)} is none") from None


def on_a_clock(moment: datetime) -> bool:
    """Return whether ``moment`` is one that a clock on a wall may say, in the zone of its place."""
    return moment.tzinfo is not None and moment.year in _YEARS


def _seed(said: Any) -> int:  # noqa: ANN401
    if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said < 2**32:
        raise TypeError("no seed")
    return said


def _held(said: Any) -> list[str]:  # noqa: ANN401
    if not isinstance(said, list) or not all(isinstance(name, str) for name in said):
        raise TypeError("no names")
    return said


def _binds(said: Any) -> list[dict[str, Any]] | None:  # noqa: ANN401
    if said is not None:
        binds_of(said)
    return said  # type: ignore[no-any-return]


def _effects(said: Any) -> list[Any] | None:  # noqa: ANN401
    if said is not None and not isinstance(said, list):
        raise TypeError("no chain")
    check_chain(chain_of(said) or ())
    return said


def _figures(said: Any) -> dict[str, Any]:  # noqa: ANN401
    for name, figure in said.items():
        FigureChoice().put(name, figure)
    return said  # type: ignore[no-any-return]


def _domains(said: Any) -> dict[str, Any]:  # noqa: ANN401
    if not all(map(_is_domain, said.values())):
        raise TypeError("no ranges")
    return said  # type: ignore[no-any-return]


def _is_domain(value: Any) -> bool:  # noqa: ANN401
    """Return whether ``value`` is where a role is dark and where it is full."""
    numbers = isinstance(value, list) and len(value) == 2 and all(type(one) in (int, float) for one in value)
    return bool(numbers and value[0] < value[1] and all(map(math.isfinite, value)))


def _release(said: Any) -> str:  # noqa: ANN401
    if not isinstance(said, str) or not _DIGEST.fullmatch(said):
        raise TypeError("no digest")
    return said


def _operator(said: Any) -> list[str]:  # noqa: ANN401
    if not isinstance(said, list) or not {*said} <= {"black", "frozen"}:
        raise TypeError("nothing that an operator can do to the wall")
    return sorted(said)


def _restart(said: Any) -> bool:  # noqa: ANN401
    if said is not True:
        raise TypeError("no restart")
    return True


def _wall(said: Any) -> datetime:  # noqa: ANN401
    moment = datetime.fromisoformat(said)
    if not on_a_clock(moment):
        raise DataError(f"no clock on a wall says {quoted(said)}, with its offset from UTC")
    return moment


FACTS: Mapping[str, Callable[[Any], Any]] = {
    "seed": _seed, "held": _held, "binds": _binds, "effects": _effects, "figures": _figures, "domains": _domains,
    "release": _release, "restart": _restart, "wall": _wall, "operator": _operator,
}  # fmt: skip
