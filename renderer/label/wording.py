"""Figures and numbers as a label writes them."""

from collections.abc import Sequence
from math import floor, isfinite, log10

__all__ = ["amount", "amounts", "count", "difference", "together"]

_PERCENT = "percent"
_DIGITS = 3  # of what is no share


def amount(value: float, unit: str) -> str:
    """
    Return ``value`` with its ``unit``: a share to a tenth, anything else to three digits.

    >>> amount(61.25, "percent"), amount(1234.5, "per 100,000"), amount(0.0, "percent"), amount(-0.04, "percent")
    ('61.2 %', '1,230 per 100,000', '0 %', '0 %')
    """
    if unit == _PERCENT:
        return f"{round(value, 1) + 0.0:g} %"
    if value and isfinite(value):
        value = round(value, _DIGITS - 1 - floor(log10(abs(value))))
    return f"{value + 0.0:,.10g} {unit}".rstrip()


def amounts(low: float, high: float, unit: str) -> str:
    """
    Return the span from ``low`` to ``high`` with its unit said once.

    >>> amounts(59.84, 62.5, "percent")
    '59.8 to 62.5 %'
    """
    return f"{amount(low, unit).removesuffix(_sign(unit))} to {amount(high, unit)}"


def difference(value: float, unit: str) -> str:
    """
    Return how far apart two figures of ``unit`` are: of two shares in percentage points.

    >>> difference(-1.0, "percent"), difference(2.5, "percent"), difference(2.5, "days")
    ('1 percentage point', '2.5 percentage points', '2.5 days')
    """
    if unit != _PERCENT:
        return amount(abs(value), unit)
    said = f"{round(abs(value), 1):g}"
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


def _sign(unit: str) -> str:
    """Return what stands after a number of ``unit``."""
    return f" {'%' if unit == _PERCENT else unit}".rstrip()
