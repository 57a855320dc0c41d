"""Which key commands and plays what, told as it is written, and again where a save or another layout changes it."""

from collections.abc import Callable

from renderer.session.mapping import Mapping

from .input.default_links import on_keys
from .input.keyboard import ALL
from .key_places import KeyPlaces

__all__ = ["COMMANDS", "KeyWords"]

COMMANDS = "bf"  # blackout and freeze are nobody's notes
LOOK = 1.0  # s between two looks at the layout, each of which asks the X server once


class KeyWords:
    """Tells the keys of a show; a line is told again only once it is another."""

    def __init__(self, keys: KeyPlaces, say: Callable[[str], None]) -> None:
        """Tell nothing yet; ``say`` will be told."""
        self._keys, self._say = keys, say
        self._told: tuple[str, ...] = ()
        self._looked = float("-inf")
        self._layout: tuple[int, ...] = ()
        self._next: tuple[int, ...] = ()  # the one that was seen at the last look, where it is another
        self._seen: tuple[Mapping, tuple[int, ...]] = Mapping(), (-1,)

    def playing(self) -> str:
        """Return the places that play in the layout that is on now: all whose letters do not command."""
        self._layout = self._keys.layout()
        return "".join(place for place in ALL if self._keys.letter(place) not in {*COMMANDS})

    def moved(self, now: float) -> str | None:
        """Return the places that play where the layout is another, at two looks; None where it is the same."""
        if now - self._looked < LOOK or (layout := self._keys.layout()) == self._layout:
            return None
        if layout != self._next:  # it is changed in steps: what stands between is no layout
            self._next, self._looked = layout, now
            return None
        return self.playing()

    def tell(self, mapping: Mapping, now: float) -> None:
        """Tell what ``mapping`` has on the keys where that was not told last; ``now`` in s, and not at every frame."""
        if now - self._looked < LOOK:
            return
        self._looked = now
        if (seen := (mapping, self._keys.layout())) == self._seen:
            return
        self._seen = seen
        black, freeze = map(self._keys.command, COMMANDS)
        lines = (f"keys: {black} blackout, {freeze} freeze, 0 begin anew, F6 corner pin, Esc twice to leave",
                 *on_keys(mapping, self._keys.written))  # fmt: skip
        for line in lines:
            if line not in self._told:
                self._say(line)
        self._told = lines
