"""Names in a sentence: the first of many, and how many more there are."""

from collections.abc import Sequence

__all__ = ["listed"]


def listed(names: Sequence[str], most: int) -> str:
    """
    Return ``names``, the first ``most`` of them where there are more, and then the count of the others.

    >>> listed(["Alder", "Birch"], 2), listed(["Alder", "Birch", "Cedar"], 2)
    ('Alder, Birch', 'Alder, Birch and 1 more')
    """
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
