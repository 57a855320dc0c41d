"""What a file or a hand said, quoted in a sentence: as much of it as one can read."""

import reprlib

__all__ = ["quoted"]

MOST = 60  # letters


def quoted(value: object) -> str:
    """
    Return ``value`` as Python writes it, cut where it is long.

    >>> quoted("tear"), quoted("a" * 5000), quoted([0, 359])
    ("'tear'", "'aaaaaaaaaaaa...aaaaaaaaaaaaa'", '[0, 359]')
    """
    words = repr(value) if isinstance(value, float) else reprlib.repr(value)  # asked of each value of each frame
    return words if len(words) <= MOST else f"{words[:MOST]}..."
