"""``--with NAME=VALUE`` of an output, read and checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from renderer.core.errors import UsageError
from renderer.core.suggest import nearest

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """The options given to ``family``, which knows ``names`` and no others; UsageError otherwise."""

    family: str
    given: Mapping[str, str]
    names: Collection[str]

    def __post_init__(self) -> None:
        """Refuse what nobody would read."""
        for name in self.given:
            if name not in self.names:
                there = f"there are {', '.join(self.names)}"
                raise UsageError(f"{self.family} has no option '{name}'{nearest(name, self.names, there)}")

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """Return a number within ``low`` .. ``high``."""
        text = self.given.get(name)
        if text is None:
            return default
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise UsageError(f"{self.family}: {name} = {text} is no number within {low:g} .. {high:g}")
        return value

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number within ``low`` .. ``high``."""
        value = self.number(name, default, low, high)
        if value != int(value):
            raise UsageError(f"{self.family}: {name} = {self.given[name]} is no whole number")
        return int(value)

    def choice(self, name: str, *words: str) -> str:
        """Return one of ``words``, the first without."""
        word = self.given.get(name, words[0])
        if word not in words:
            raise UsageError(f"{self.family}: {name} is one of {', '.join(words)}, not '{word}'{nearest(word, words)}")
        return word
