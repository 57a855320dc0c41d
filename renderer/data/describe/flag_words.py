"""Flags of SDMX beside a figure: what Eurostat's letters and the codes of OBS_STATUS say of it."""

import re

__all__ = ["flag_absence", "flag_words", "is_flag_column", "is_withheld"]

# Eurostat's observation flags, and CL_OBS_STATUS of the SDMX Global Registry; where both have a letter they agree,
# but for a small s, which is Eurostat's own estimate.
_WORDS = {
    "b": "after a break in the series", "c": "confidential", "d": "by another definition", "e": "estimated",
    "f": "forecast", "g": "experimental", "i": "imputed", "n": "not significant", "p": "provisional", "r": "revised",
    "s": "estimated", "S": "of a time of strikes", "u": "of low reliability", "v": "not validated",
}  # fmt: skip
_WITHHELD = frozenset("cCqQ")
_UNSURE = frozenset("uU")  # where no figure stands beside it: too unsure to be told


def is_flag_column(name: str) -> bool:
    """
    Return whether a column's flags are those of SDMX.

    >>> is_flag_column("OBS_FLAG"), is_flag_column("Observation status"), is_flag_column("Value note")
    (True, True, False)
    """
    return bool(re.fullmatch(r"(obs|observation|conf)[ _.]?(flags?|status)", name.casefold()))


def flag_words(text: str) -> tuple[str, ...]:
    """
    Return what a flag says of the figure beside it, for each of its letters; nothing for a normal one.

    >>> flag_words("bp"), flag_words("A")
    (('after a break in the series', 'provisional'), ())
    """
    return tuple(words for one in text if (words := _WORDS.get(one) or _WORDS.get(one.casefold())))


def is_withheld(text: str) -> bool:
    """Return whether a figure with this flag may not be told, although it stands in the file."""
    return bool(set(text) & _WITHHELD)


def flag_absence(text: str) -> str:
    """Return what a flag says where there is no figure: ``suppressed`` or ``missing``; "" where it is no flag."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", text):
        return ""
    return "suppressed" if set(text) & (_WITHHELD | _UNSURE) else "missing"
