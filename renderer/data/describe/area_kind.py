"""What a column of areas is called, and whether another one holds the larger areas that they are part of."""

import re

from .column_profile import ColumnProfile

__all__ = ["area_word", "holds"]

_KNOWN = re.compile(r"county|neighbou?rhood|district|region|state|country|municipality|tract|ward|province|city")


def area_word(header: str) -> str:
    """
    Return the word for one area of a column, by its name; "" where it says none.

    >>> area_word("CountyName"), area_word("GEOID")
    ('county', '')
    """
    found = _KNOWN.search(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header).casefold())
    return found[0] if found else ""


def holds(larger: ColumnProfile, areas: ColumnProfile) -> bool:
    """
    Return whether ``larger`` is no name of the ``areas`` but of what they are part of: each has one, and many have one.

    Names may repeat, of counties in two states; where more than two areas share one, or both are called otherwise, it
    is no name.
    """
    if len(larger.said) >= len(areas.said):
        return False
    pairs = {(one, other) for one, other in zip(areas.cells, larger.cells, strict=True) if one and other}
    if len(pairs) != len({one for one, _ in pairs}):
        return False
    words = area_word(areas.name), area_word(larger.name)
    return len(larger.said) < 0.5 * len(areas.said) or (all(words) and words[0] != words[1])
