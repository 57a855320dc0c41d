"""What a cell of a table says about itself: a figure, a true zero, or one of three silences."""

from enum import IntEnum

__all__ = ["State"]


class State(IntEnum):
    """
    State of one cell, as it reaches GLSL in the fourth channel of the table texture.

    MISSING : nobody asked, or the answer never came; 0, so that cleared memory is never a figure
    VALUE : a figure other than zero
    ZERO : a figure that is exactly zero
    SUPPRESSED : the source knows it and may not say it (too few people, or too unsure)
    HELD : kept back by us until the next release

    >>> State.of("suppressed"), State.SUPPRESSED.word
    (<State.SUPPRESSED: 3>, 'suppressed')
    """

    MISSING = 0
    VALUE = 1
    ZERO = 2
    SUPPRESSED = 3
    HELD = 4

    @property
    def word(self) -> str:
        """The state's name as written in a file of figures."""
        return self.name.lower()

    @property
    def known(self) -> bool:
        """Whether a figure may be read: value or zero."""
        return self in (State.VALUE, State.ZERO)

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """Return all names, in the order of their codes."""
        return tuple(state.word for state in cls)

    @classmethod
    def of(cls, word: str) -> "State":
        """Return the state called ``word``; raise KeyError where there is none."""
        if word != word.lower():
            raise KeyError(word)
        return cls[word.upper()]
