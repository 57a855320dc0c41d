"""What a cell says that holds a mark instead of a number: nothing is known, or it may not be said."""

import re

from renderer.data.state import State

__all__ = ["footnote_meaning", "meaning"]

# As publishers write them; a single letter (x, c, z) has another meaning in each house and is refused.
_MISSING = frozenset((
    "na", "n.a.", "n/a", "#n/a", "(na)", "(x)", "nan", "null", "none", "nil", "nd", "n.d.", "nr", "n.r.", "-", "--",
    "---", ".", "..", "...", ":", "[x]", "[z]", "\u2020", "(\u2020)", "missing", "unknown", "missing data", "no data",
    "not available", "not applicable", "not reported", "not collected", "k. a.", "k.a.", "keine angabe", "s.d.", "s/d",
    "sin dato", "sin datos", "no disponible", "n. v.", "n.v.", "non disponible", "n.c.",
))  # fmt: skip
_SUPPRESSED = frozenset((
    "*", "**", "***", "(*)", "\u2021", "(d)", "(s)", "ds", "dsu", "np", "n.p.", "[c]", ":c", ": c", ":u", ": u",
    "suppressed", "unreliable", "withheld", "confidential", "censored", "data suppressed", "not published",
    "statistically unreliable", "confidencial", "secreto estadístico", "confidentiel", "secret statistique",
))  # fmt: skip
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"\u2026": "..."})
# A bound instead of a figure, "<5": the source knows more than it says.
_BOUND = re.compile(r"(?:[<>≤≥]=?|fewer than|less than|more than|under|over|menos de|weniger als|unter|moins de) ?"
                    r"\d[\d.,]* ?%?", re.ASCII)  # fmt: skip
_HIDDEN = re.compile(r"suppress|confidential|withheld|censor|unreliable|disclos|too few|fewer than|less than|<\s*\d|"
                     r"confidencial|secreto estad|menos de \d|geheim|unterdrückt|weniger als \d|moins de \d|"
                     r"confidentiel|secret stat")
_ABSENT = re.compile(r"not (available|collected|applicable|asked|reported)|unavailable|no data|missing|"
                     r"sin dato|no disponible|non disponible|nicht (verfügbar|vorhanden)|keine angabe")


def meaning(text: str) -> State | None:
    """
    Return the state that a mark stands for, MISSING or SUPPRESSED; None where ``text`` is no known mark.

    >>> meaning("N/A").word, meaning("*").word, meaning("<5").word, meaning("7.5"), meaning("x")
    ('missing', 'suppressed', 'suppressed', None, None)
    """
    word = " ".join(text.translate(_DASHES).casefold().split())
    if not word or word in _MISSING:
        return State.MISSING
    return State.SUPPRESSED if word in _SUPPRESSED or _BOUND.fullmatch(word) else None


def footnote_meaning(footnote: str) -> State | None:
    """
    Return what a footnote says of a figure that is not there; None where it says neither.

    >>> footnote_meaning("Estimates suppressed for population less than 50").word, footnote_meaning("see notes")
    ('suppressed', None)
    """
    words = footnote.casefold()
    if _HIDDEN.search(words):
        return State.SUPPRESSED
    return State.MISSING if _ABSENT.search(words) else None
