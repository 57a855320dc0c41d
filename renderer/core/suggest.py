"""The nearest valid name, for error messages."""

from collections.abc import Iterable

__all__ = ["closest", "continued", "nearest"]


def closest(word: str, names: Iterable[str]) -> str:
    """
    Return the name closest to ``word``, "" where none is near.

    Whether letters are small or large does not count, unless names differ in nothing else.

    >>> closest("partng", ["parting", "glow"]), closest("zzz", ["parting"]), closest("eastt", ["West", "East"])
    ('parting', '', 'East')
    """
    from difflib import SequenceMatcher, get_close_matches  # nothing is misspelt as a rule

    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(name.casefold(), []).append(name)
    found = get_close_matches(word.casefold(), alike, n=1, cutoff=0.5)
    return max(alike[found[0]], key=lambda name: SequenceMatcher(None, word, name).ratio()) if found else ""


def nearest(word: str, names: Iterable[str], rest: str = "") -> str:
    """
    Return ``"; did you mean 'name'?"`` for the name closest to ``word``, or ``""``, with ``rest`` behind it.

    Nothing else may follow it in a sentence: what does is ``rest``, written small and without a full stop.

    >>> nearest("partng", ["parting", "glow"])
    "; did you mean 'parting'?"
    >>> nearest("partng", ["parting"], "there is parting"), nearest("zzz", ["parting"], "there is parting")
    ("; did you mean 'parting'? There is parting", '; there is parting')
    """
    name = closest(word, names)
    return continued(f"; did you mean '{name}'?" if name else "", rest)


def continued(words: str, rest: str) -> str:
    """
    Return ``words`` and ``rest``, which is a sentence of its own where they end with a question.

    >>> continued("no map 'x'", "give a file"), continued("no map 'x'; did you mean 'y'?", "give a file")
    ("no map 'x'; give a file", "no map 'x'; did you mean 'y'? Give a file")
    """
    if not rest:
        return words
    return f"{words} {rest[0].upper()}{rest[1:]}" if words.endswith("?") else f"{words}; {rest}"
