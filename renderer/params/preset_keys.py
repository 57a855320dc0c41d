"""Which preset lies on which number: a key that was told stays that preset's for as long as a session lasts.

At a start presets lie in their order, then by name, so that a folder has the same keys on every machine. From then on
one that is saved gets the next number, wherever its name comes in the alphabet: fingers know the others.
"""

from collections.abc import Iterable

from .preset import Preset

__all__ = ["KEYS", "key_of", "keyed", "numbered"]

KEYS = 9  # numbers that a keyboard has; more presets have none


def keyed(told: tuple[str, ...], before: Iterable[Preset], now: Iterable[Preset]) -> tuple[str, ...]:
    """
    Return the names of the presets of ``now`` by their numbers from 1, where ``told`` are those of ``before``.

    One that is gone keeps its number, for it may come back; only where no key is left is it given to another. Where
    somebody writes another ``order`` into a file, all lie anew as that says.

    >>> keyed(("dusk", "noon"), [Preset("dusk"), Preset("noon")], [Preset("dawn"), Preset("noon")])
    ('dusk', 'noon', 'dawn')
    """
    ahead, found = {one.name: one for one in before if not one.unread}, tuple(now)
    if any(one.name in ahead and one.order != ahead[one.name].order for one in found):
        return tuple(one.name for one in found)
    keys, there = list(told), {one.name for one in found}
    for name in (one.name for one in found if one.name not in told):
        free = [index for index, other in enumerate(keys[:KEYS]) if other not in there] if len(keys) >= KEYS else []
        if free:
            keys[free[0]] = name
        else:
            keys.append(name)
    return tuple(keys)


def numbered(keys: Iterable[str], presets: Iterable[Preset]) -> tuple[Preset | None, ...]:
    """Return ``presets`` by their numbers from 1, as ``keyed`` gave them; None where one is gone."""
    return tuple(map({preset.name: preset for preset in presets}.get, keys))


def key_of(keys: tuple[str, ...], name: str) -> str:
    """Return the key of the preset ``name``, "" where it has none."""
    number = keys.index(name) + 1 if name in keys else 0
    return str(number) if 1 <= number <= KEYS else ""
