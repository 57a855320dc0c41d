"""Words that are said once, however often they come."""

from collections.abc import Callable

__all__ = ["once"]


def once(say: Callable[[str], None]) -> Callable[[str], None]:
    """
    Return what has ``say`` say whatever it is given for the first time.

    >>> tell = once(print)
    >>> for words in ("a", "b", "a"):
    ...     tell(words)
    a
    b
    """
    told = set[str]()

    def tell(words: str) -> None:
        if words not in told:
            told.add(words)
            say(words)

    return tell
