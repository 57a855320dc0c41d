"""All sources and the mapping as one instrument: what was played since the last frame, and what it does."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as KnownSpecs
from dataclasses import replace
from typing import Any, NamedTuple

from renderer.core.errors import ParamError, RendererError
from renderer.data.role import BESIDE, GATHER, PLACE, STRATUM
from renderer.params.param import Spec, assign
from renderer.session.mapping import COMMANDS, Link, Mapping, check_link, ends, learn, range_at, role_at, scaled
from renderer.session.session import Session

from .event import Event, InputSource, Value, coalesced, is_sound
from .refusals import Refusals

__all__ = ["Change", "Instrument"]

MOST_ADDRESSES = 4096  # whose last value is remembered
_SOUND = "/audio/"
_OWN = ("/chorus/", _SOUND)  # never learned: they say themselves what they play, or play all the time


class Change(NamedTuple):
    """What an event did, after mapping: a new value or figure by its name, or that of a cue or preset under ``cue``."""

    name: str
    value: Any


class Instrument:
    """
    Everything that plays, in one hand.

    dropped : events whose value was no number; refused : events that could not be meant
    learning : the parameter or preset that the next touch of a control is linked to, "" for none
    """

    def __init__(
        self,
        sources: Sequence[InputSource],
        mapping: Mapping | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Play ``sources``, in this order, by ``mapping``; ``say`` is told what cannot be played, see ``Refusals``."""
        self.sources, self.mapping = tuple(sources), mapping or Mapping()
        self.dropped = self.refused = 0
        self.learning = ""
        self._say = say
        self._refusals = Refusals(say)
        self._last: dict[str, float] = {}
        self._hands: set[str] = set()

    def poll(self, now: float) -> list[Event]:
        """Return what was played up to ``now`` (s of a steady clock): per address the latest, a press with it."""
        heard: list[Event] = []
        for source in self.sources:
            try:
                heard += source.poll(now)
            except Exception as error:  # a driver that fails silences its source, not the show
                self._refusals.tell(f"{type(source).__name__}: {error}; the show goes on without it", now)
        sound = [event for event in heard if is_sound(event.value)]
        self.dropped += len(heard) - len(sound)
        return coalesced(sound)

    def apply(
        self, session: Session, events: Iterable[Event], time: float, now: float
    ) -> tuple[Session, tuple[Change, ...]]:
        """
        Return ``session`` as ``events`` leave it, and what they changed.

        time : s of the scene, frame / fps; now : s of the clock that a cue fades by. Never raises. Call it
        after ``session.moved`` and before the frame is drawn, so that a trigger reaches its frame.
        """
        turn = _Turn(session, session.known, frozenset(preset.name for preset in session.presets))
        for event in events:
            link = self._learned(turn, event, now) or self.mapping.find(event.address)
            try:
                done = self._choose(turn, event, time, now) if link is None else self._do(turn, link, event, time, now)
                self.refused += not done
            except RendererError as error:
                self.refused += 1
                self._refusals.tell(str(error), now)
        return turn.done(time)

    def said(self) -> tuple[str, ...]:
        """Return one line for each source that has something to say, and one on what was dropped."""
        lines = [line for source in self.sources if (line := source.said())]
        return (*lines, f"{self.dropped:,} events without a number dropped") if self.dropped else tuple(lines)

    def close(self) -> None:
        """Let go of all sources."""
        for source in self.sources:
            source.close()

    def _do(self, turn: "_Turn", link: Link, event: Event, time: float, now: float) -> bool:
        """Do what one event asks for; return whether this scene knows what that is."""
        mode = turn.mode(link)
        if mode is None:
            if self._refusals.due(link.mode, now):  # looking for the nearest name takes long, and a flood has no end
                check_link(link, turn.known, turn.presets)
            return False
        if mode in ("absolute", "typed"):
            return self._yields(link.to, event) or self._played(turn, link, event)
        if self._pressed(event, link.at):
            link = _from_where_it_stood(turn, link)
            turn.call(link, mode, time, now)
            if mode == "toggle":
                self._taken(link.to, turn.away(link))
                turn.note(link)
        return True

    def _played(self, turn: "_Turn", link: Link, event: Event) -> bool:
        """Set a parameter; return whether the event's value can be one."""
        link = _from_where_it_stood(turn, link)
        done = turn.play(link, event.value)
        turn.note(link)
        return done

    def _choose(self, turn: "_Turn", event: Event, time: float, now: float) -> bool:
        """Put a figure into a role where the event's address says so; return whether this scene knows that role."""
        if (name := range_at(event.address)) and turn.session.wanted is not None:
            turn.range(turn.now(name), event, time)
            return True
        role = turn.now(role_at(event.address))
        if not role or (role not in turn.session.roles and not self._refusals.due("role", now)):
            return False
        turn.choose(role, event, time)
        return True

    def _yields(self, name: str, event: Event) -> bool:
        """Return whether ``event`` is a sound that finds ``name`` in a hand: what a hand holds no sound moves."""
        if event.address.startswith(_SOUND):
            return name in self._hands
        self._taken(name, event.value != 0.0)
        return False

    def _taken(self, name: str, held: bool) -> None:
        """Note that a hand holds ``name`` away from rest, or has let it go."""
        (self._hands.add if held else self._hands.discard)(name)

    def _pressed(self, event: Event, at: float) -> bool:
        """Return whether ``event`` is a press: it rises above ``at``; a button that tells no release may repeat."""
        value = max(event.value) if isinstance(event.value, tuple) else event.value
        number = 1.0 if isinstance(value, str) else value
        last = self._last.get(event.address, 0.0)
        if len(self._last) >= MOST_ADDRESSES:
            self._last.clear()
        self._last[event.address] = number
        return number > at and (last <= at or (at == 0.0 and number == last))

    def _learned(self, turn: "_Turn", event: Event, now: float) -> Link | None:
        """Return the link just learned from ``event``, None where nothing is to be learned."""
        if not self.learning or event.value == 0.0 or event.address.startswith(_OWN):
            return None
        name, self.learning = self.learning, ""
        try:
            self.mapping = learn(self.mapping, event.address, name, turn.known, turn.presets)
        except ParamError as error:
            self._refusals.tell(str(error), now)
            return None
        self._say(f"{event.address} plays {name}")
        return self.mapping.links[event.address]


class _Turn:
    """One frame's changes: cues at once, then what is played over them, then triggers."""

    def __init__(self, session: Session, known: KnownSpecs[str, Spec], presets: frozenset[str]) -> None:
        self.session, self.known, self.presets = session, known, presets
        self._played: dict[str, Any] = {}
        self._fired: set[str] = set()
        self._changes: list[Change] = []

    def mode(self, link: Link) -> str | None:
        """Return what ``link`` does here, None where the scene has no such name."""
        if link.mode in ("cue", "preset", "command"):
            return link.mode if link.to in (COMMANDS if link.mode == "command" else self.presets) else None
        if link.to not in self.known:
            return None
        return "trigger" if self.known[link.to].kind == "trigger" else link.mode

    def now(self, role: str) -> str:
        """Return the name that ``role`` has now; a controller may know one of before."""
        return self.session.wanted.now(role) if self.session.wanted else role

    def play(self, link: Link, value: Value) -> bool:
        """Set a parameter; return whether ``value`` can be one. Raises ParamError."""
        spec = self.known[link.to]
        if link.mode == "typed" and spec.kind == "choice" and value not in spec.choices:
            return False
        new = scaled(link, spec, value)
        assign(self.session.params, **{link.to: new})  # one that is refused must not take the others with it
        self._played[link.to] = new
        return True

    def call(self, link: Link, mode: str, time: float, now: float) -> None:
        """Fire, restart, go over to the other end, or go to a preset; raises ParamError."""
        if mode == "trigger":
            self._fired.add(link.to)
        elif mode == "command":
            self.session = self.session.restarted()
        elif mode == "toggle":
            self._played[link.to] = self._other_end(link)
        else:
            self.session = self.session.recall(link.to, time, now, link.seconds if mode == "cue" else 0.0)
            self._changes.append(Change(mode, link.to))

    def choose(self, role: str, event: Event, time: float) -> None:
        """Put a figure into ``role``; raises ParamError, DataError."""
        if not isinstance(event.value, str):
            what = {STRATUM: "kind=stratum", BESIDE: "a kind of groups, or kind=stratum,kind=stratum",
                    PLACE: "a larger area",
                    GATHER: "what larger areas are called"}.get(role, "measure, or measure@kind=stratum")  # fmt: skip
            raise ParamError(f"{event.address} takes a text: {what}")
        before = self.session.values
        self.session = self.session.choose(role, event.value, time)
        if self.session.values != before:
            self._changes.append(Change(role, event.value))

    def range(self, role: str, event: Event, time: float) -> None:
        """Show ``role`` from where to where two numbers say, without any as it is by itself; raises ParamError."""
        value = event.value
        if value != 1.0 and not (isinstance(value, tuple) and len(value) == 2):
            raise ParamError(f"{event.address} takes two numbers, dark and full: 20 80; none gives it its own again")
        before = self.session.values
        self.session = self.session.range(role, (value[0], value[1]) if isinstance(value, tuple) else None, time)
        if self.session.values != before:
            self._changes.append(Change(f"domain {role}", value))

    def away(self, link: Link) -> bool:
        """Return whether what was toggled stands at its high end now."""
        spec, here = self.known[link.to], self._played[link.to]
        return bool(here) if spec.kind == "switch" else here != scaled(link, spec, 0.0)

    def here(self, name: str) -> Any:  # noqa: ANN401
        """Return what the parameter ``name`` is by now."""
        return self._played.get(name, getattr(self.session.params, name))

    def there(self, name: str) -> Any:  # noqa: ANN401
        """Return what the parameter ``name`` is, or where a morph brings it that is on its way."""
        going = self.session.morph
        return self._played.get(name, getattr(going.end if going else self.session.params, name))

    def note(self, link: Link) -> None:
        """Remember what ``link`` played, and from where."""
        if link.returns and link.low is not None:
            stood = {**self.session.stood, (link.address, link.to): (link.low, self.here(link.to))}
            self.session = replace(self.session, stood=stood)

    def is_high(self, link: Link) -> bool:
        """Return whether a parameter stands nearer to the high end of ``link``."""
        low, high = ends(link, self.known[link.to])
        here = self.here(link.to)
        return bool(abs(here - low) > abs(here - high))

    def done(self, time: float) -> tuple[Session, tuple[Change, ...]]:
        """Return the session with everything done, and the changes."""
        before, session = self.session.params, self.session
        if self._played:
            session = session.play(self._played, time)
        for name in self._fired:
            session = session.fire(name)
        now = [Change(name, getattr(session.params, name)) for name in (*self._played, *sorted(self._fired))]
        return session, (*self._changes, *(one for one in now if one.value != getattr(before, one.name)))

    def _other_end(self, link: Link) -> Any:  # noqa: ANN401
        """Return the end that a parameter does not stand at."""
        spec = self.known[link.to]
        if spec.kind == "switch":
            return not self.here(link.to)
        return scaled(link, spec, float(not self.is_high(link)))


def _from_where_it_stood(turn: _Turn, link: Link) -> Link:
    """
    Return ``link`` from what stood before a hand came, where it is one that gives this back.

    What anything else set meanwhile, a cue or another hand, is what stands: of a cue on its way, where it leads.
    """
    if not link.returns:
        return link
    there = turn.there(link.to)
    stood, last = turn.session.stood.get((link.address, link.to), (there, None))
    if there == last:
        return replace(link, low=stood)
    return link if link.mode == "toggle" and turn.is_high(link) else replace(link, low=there)
