"""The nearest valid name, for error messages."""

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest"]


def nearest(word: str, names: Iterable[str]) -> str:
    """
    Return ``"; did you mean 'name'?"`` for the name closest to ``word``, or ``""``.

    >>> nearest("partng", ["parting", "glow"])
    "; did you mean 'parting'?"
    >>> nearest("zzz", ["parting"])
    ''
    """
    names = list(names)
    found = get_close_matches(word, names, n=1, cutoff=0.5)
    if not found:
        lower = {name.lower(): name for name in names}
        found = [lower[close] for close in get_close_matches(word.lower(), lower, n=1, cutoff=0.5)]
    return f"; did you mean '{found[0]}'?" if found else ""
