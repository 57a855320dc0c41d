"""Whether a column holds the larger areas that those of another are part of."""

from renderer.data.descriptor import AREA_WORD

from .column_profile import ColumnProfile
from .header_words import area_word

__all__ = ["holds"]


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
    return len(larger.said) < 0.5 * len(areas.said) or (AREA_WORD not in words and words[0] != words[1])
