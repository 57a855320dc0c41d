"""Figures and numbers as a label writes them."""

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING

import numpy as np

from renderer.data.table import unit_sign

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from renderer.data.table import Table

__all__ = ["amount", "amounts", "count", "decimal_places", "difference", "measure_places", "together"]

_PERCENT = "percent"
_DIGITS = 3  # of what is no share
_WHOLE = 100.0  # percent
_STEPS = 2  # digits of how far figures reach: what lies nearer to each other than that may read alike
_NOISE = 9  # decimals beyond which two shares differ by how a machine counts alone


def measure_places(table: "Table", index: int) -> int:
    """Return to how many decimals the figures of a measure are told, of whomever and whenever: one for all of them."""
    own = table.columns[index]
    alike = [n for n, one in enumerate(table.columns) if (one.plain_label, one.unit) == (own.plain_label, own.unit)]
    return decimal_places(table.value[:, :, alike], own.unit)


def decimal_places(values: "NDArray[np.float64]", unit: str) -> int:
    """
    Return to how many decimals ``values`` are told, any shape, NaN where nothing is known; below 0 tens.

    A tenth of a share, three digits of the largest of anything else; more where they lie so near to each other that
    this would be coarser than a hundredth of how far they reach.

    >>> decimal_places(np.array([22.14, 46.24]), "percent"), decimal_places(np.array([0.008, 0.03]), "percent")
    (1, 4)
    >>> decimal_places(np.array([1001.0, 1012.0]), "days"), decimal_places(np.array([1001.0, 4002.0]), "days")
    (1, -1)
    """
    known = values[np.isfinite(values)]
    most = float(np.abs(known).max()) if len(known) else 0.0
    least = 1 if unit == _PERCENT or not most else _DIGITS - 1 - floor(log10(most))
    width = round(float(np.ptp(known)), _NOISE) if len(known) else 0.0
    return max(least, ceil(_STEPS - log10(width))) if width else least


def amount(value: float, unit: str, to: int | None = None) -> str:
    """
    Return ``value`` with its ``unit``: a share to a tenth, anything else to three digits, or to more decimals, ``to``.

    What is not nothing is never told as that, nor what is not all as all: there it has as many digits as that takes.

    >>> amount(61.25, "percent"), amount(1234.5, "per 100,000"), amount(1234.5, "per 100,000", 0)
    ('61.2 %', '1,230 per 100,000', '1,234 per 100,000')
    >>> amount(0.0, "percent"), amount(-0.04, "percent"), amount(99.96, "percent"), amount(0.0095, "percent", 4)
    ('0 %', '-0.04 %', '99.96 %', '0.0095 %')
    """
    if unit != _PERCENT:
        least = _DIGITS - 1 - floor(log10(abs(value))) if value and isfinite(value) else 0
        return f"{_plain(value, least if to is None else max(least, to))}{unit_sign(unit)}"
    places = 1 if to is None else max(to, 1)
    for end in (0.0, _WHOLE):
        off = round(abs(float(value) - end), _NOISE)
        if off and round(value, places) == end:
            places = -floor(log10(off))
    return f"{_plain(value, places)}{unit_sign(unit)}"


def _plain(value: float, places: int) -> str:
    """Return ``value`` rounded to ``places``, without zeros that say nothing, and never by powers of ten."""
    text = f"{round(value, places) + 0.0:,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amounts(low: float, high: float, unit: str, to: int | None = None) -> str:
    """
    Return the span from ``low`` to ``high`` with its unit said once.

    >>> amounts(59.84, 62.5, "percent")
    '59.8 to 62.5 %'
    """
    return f"{amount(low, unit, to).removesuffix(unit_sign(unit))} to {amount(high, unit, to)}"


def difference(value: float, unit: str, to: int | None = None) -> str:
    """
    Return how far apart two figures of ``unit`` are: of two shares in percentage points.

    >>> difference(-1.0, "percent"), difference(2.5, "percent"), difference(2.5, "days"), difference(0.04, "percent")
    ('1 percentage point', '2.5 percentage points', '2.5 days', '0.04 percentage points')
    """
    apart = round(abs(float(value)), 2 * _NOISE if unit != _PERCENT else _NOISE)
    if unit != _PERCENT:
        return amount(apart, unit, to)
    places = 1 if to is None else max(to, 1)
    said = _plain(apart, -floor(log10(apart)) if apart and not round(apart, places) else places)
    return f"{said} percentage point{'' if said == '1' else 's'}"


def count(number: int, words: tuple[str, str]) -> str:
    """
    Return how many there are, with the word for one or for many.

    >>> count(1, ("state", "states")), count(3144, ("county", "counties"))
    ('1 state', '3,144 counties')
    """
    return f"{number:,} {words[number != 1]}"


def together(words: Sequence[str]) -> str:
    """
    Return all ``words`` as a sentence names them.

    >>> together(["Utah"]), together(["Utah", "Ohio", "Iowa"])
    ('Utah', 'Utah, Ohio and Iowa')
    """
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
