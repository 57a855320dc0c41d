"""The order of measures and groups: it hangs on what they are, and not on which line of a file names them first."""

import re
from collections.abc import Iterable, Sequence
from math import inf

from .schema import OVERALL

__all__ = ["in_order", "natural"]

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_BELOW = re.compile(r"under|below|less|fewer|up_to|<", re.IGNORECASE)  # what lies before the number that it names


def natural(texts: Iterable[str]) -> list[str]:
    """
    Return ``texts`` as people count: by their first numbers, and after these those without any, as words.

    >>> natural(["25k_to_35k", "under_15k", "100k_and_over", "15k_to_25k"])
    ['under_15k', '15k_to_25k', '25k_to_35k', '100k_and_over']
    >>> natural(["north", "East", "south"])
    ['East', 'north', 'south']
    """
    return sorted(dict.fromkeys(texts), key=_place)


def in_order(
    keys: Sequence[tuple[str, str, str]], measures: Iterable[str], strata: Iterable[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """
    Return ``keys`` (measure, kind, stratum): measure by measure, in each everybody first, then kind by kind.

    measures : in the order in which a descriptor has them, before those that it lacks; so are ``strata``, of each the
        kind and its name
    """
    named = {name: n for n, name in enumerate(dict.fromkeys((*measures, *natural(key[0] for key in keys))))}
    met: dict[str, list[str]] = {OVERALL: []}
    for kind, stratum in strata:
        met.setdefault(kind, []).append(stratum)
    for kind in natural(kind for _, kind, _ in keys):
        met.setdefault(kind, []).extend(natural(one for _, of, one in keys if of == kind))
    ordered = [(kind, one) for kind, own in met.items() for one in own]
    places = {key: n for n, key in reversed([*enumerate(ordered)])}  # of one that is met again its first place
    return sorted(keys, key=lambda key: (named[key[0]], places[key[1:]]))


def _place(text: str) -> tuple[float, bool, list[float], str, str]:
    """Return what ``text`` is sorted by: its first number, whether it begins there or ends, and all that follows."""
    numbers = [float(number.replace(",", "")) for number in _NUMBER.findall(text)]
    return numbers[0] if numbers else inf, not _BELOW.search(text), numbers, text.casefold(), text
