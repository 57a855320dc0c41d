"""A caption in sentences: what the scene says itself, and names that others brought, which may hold any letters.

A full stop, comma or colon of a name ends nothing: only those that the scene itself writes do.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Part", "Sentence", "sentences_in"]

Part = tuple[str, bool]  # a text, and whether it is a name: of an area, a group, a measure, a source

# Where an end is in the scene's own words; behind it may stand a name, whatever that begins with.
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“0-9]|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its parts, one after the other."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        """Return it as it is read."""
        return "".join(text for text, _ in self.parts)

    @property
    def own(self) -> str:
        """The scene's words alone, with dots where names stand."""
        return "".join("…" if named else text for text, named in self.parts)

    @property
    def listed(self) -> tuple[str, tuple[str, ...]]:
        """What stands before a colon, and names that alone follow it, with commas between; "" and () of any other."""
        place = next((n for n, (text, named) in enumerate(self.parts) if not named and ": " in text), -1)
        if place < 0:
            return "", ()
        own, _, begun = self.parts[place][0].partition(": ")
        names, joints = self.parts[place + 1 :: 2], [begun, *(text for text, _ in self.parts[place + 2 :: 2])]
        row = all(named for _, named in names) and joints[0] == "" and joints[-1:] == ["."]
        if not row or len(joints) != len(names) + 1 or any(joint != ", " for joint in joints[1:-1]):
            return "", ()
        return "".join(text for text, _ in self.parts[:place]) + own, tuple(text for text, _ in names)

    @property
    def before_colon(self) -> str:
        """What stands before the scene's own first colon, all of it without one."""
        head = []
        for text, named in self.parts:
            begun, colon, _ = ("", "", "") if named else text.partition(": ")
            head.append(begun if colon else text)
            if colon:
                break
        return "".join(head)

    def changed(self, change: Callable[[str], str]) -> "Sentence":
        """Return it with each of its texts as ``change`` returns it."""
        return Sentence(tuple((change(text), named) for text, named in self.parts))


def sentences_in(parts: Iterable[Part]) -> Iterator[Sentence]:
    """
    Yield the sentences of a text in ``parts``.

    >>> ["|".join(text for text, _ in one.parts) for one in sentences_in([("A ", False), ("Mt. B. 1", True),
    ... (". C ", False), ("d.", True), (".", False)])]
    ['A |Mt. B. 1|.', 'C |d.|.']
    """
    held: list[Part] = []
    for text, named in _merged(parts):
        pieces = [text] if named else _ENDS.split(text)
        for number, piece in enumerate(pieces):
            if number and any(one.strip() for one, _ in held):
                yield Sentence(_trimmed(held))
            held = [] if number else held
            held += [(piece, named)] if piece else []
    if any(one.strip() for one, _ in held):
        yield Sentence(_trimmed(held))


def _merged(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield ``parts`` with the scene's own words that follow each other as one, for an end may lie between them."""
    own = ""
    for text, named in parts:
        if named:
            yield from [(own, False)] if own else []
            yield text, True
            own = ""
        else:
            own += text
    yield from [(own, False)] if own else []


def _trimmed(parts: list[Part]) -> tuple[Part, ...]:
    """Return ``parts`` without the blanks of the scene's own around them."""
    (first, named), *others = parts
    parts = [(first if named else first.lstrip(), named), *others]
    *others, (last, named) = parts
    return tuple(one for one in (*others, (last if named else last.rstrip(), named)) if one[0])
