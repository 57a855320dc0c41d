"""Binds as plain tables, one key for each part that is said, as TOML and JSON hold them; and back."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from renderer.core.errors import SceneError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest
from renderer.core.toml_value import toml_value

from .bind import Bind, BindError

__all__ = ["bind_table", "bind_toml", "binds_of", "plain_binds"]

_NAMES = tuple(one.name for one in fields(Bind))
_NEEDED = tuple(one.name for one in fields(Bind) if one.default is MISSING)


def bind_table(bind: Bind) -> dict[str, Any]:
    """
    Return what ``bind`` says, without what it leaves as it is.

    >>> bind_table(Bind("mean.lit", to="glow", span=(40, 80), fall=6))
    {'signal': 'mean.lit', 'to': 'glow', 'span': [40, 80], 'fall': 6}
    """
    said = {one.name: getattr(bind, one.name) for one in fields(Bind)}
    kept = {one.name: said[one.name] for one in fields(Bind) if one.name in _NEEDED or said[one.name] != one.default}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}


def bind_toml(bind: Bind) -> str:
    """Return ``bind`` as a table of TOML."""
    return "\n".join(("[[binds]]", *(f"{name} = {toml_value(value)}" for name, value in bind_table(bind).items())))


def binds_of(content: object) -> tuple[Bind, ...]:
    """Return the binds that a list of tables says; raises SceneError, BindError for a table that says none."""
    if not isinstance(content, list) or not all(isinstance(one, Mapping) for one in content):
        raise SceneError('binds are a list of tables, each under [[binds]]: signal = "mean.lit"')
    return tuple(_bind(one, number) for number, one in enumerate(content, 1))


def _bind(table: Mapping[str, Any], number: int) -> Bind:
    """Return the bind that ``table``, the ``number``-th, says."""
    try:
        for name in table:
            if name not in _NAMES:
                hint = nearest(str(name), _NAMES) or f"; it says {', '.join(_NAMES)}"
                raise SceneError(f"there is no {quoted(name)}{hint}")
        if lacking := [name for name in _NEEDED if name not in table]:
            raise SceneError(f"it does not say {' and '.join(lacking)}")
        return Bind(**{name: value for name, value in table.items() if value is not None})
    except SceneError as error:
        raise BindError(number, table.get("to"), error) from None


def plain_binds(binds: Iterable[Bind] | None) -> list[dict[str, Any]] | None:
    """Return ``binds`` as JSON holds them; None where nobody says any."""
    return None if binds is None else [bind_table(bind) for bind in binds]
