"""Open Sound Control as an instrument: once a frame, the latest value of each address."""

from collections.abc import Callable

from renderer.core.quote import quoted
from renderer.show.osc import Listener, OscMessage

from .event import Event, Value, coalesced
from .refusals import Refusals

__all__ = ["OscSource"]


class OscSource:
    """What a listener hears, as events; what goes to a branch of the listener is none of ours."""

    def __init__(self, listener: Listener, say: Callable[[str], None] = lambda _: None) -> None:
        """Drain ``listener``, and own it; ``say`` is told what it refuses: each kind once, then once a minute."""
        self.listener, self._refused = listener, listener.refused
        self._refusals = Refusals(say, 0)

    def poll(self, now: float) -> list[Event]:
        """Return the latest event of each address; a message without a value is a press."""
        found = []
        for sender, message in self.listener.drain(latest=True):
            if (value := _value(message)) is not None:
                found.append(Event(now, message.address, value))
            else:
                self.listener.refused += 1
                self.listener.why = (sender[0], f"sends {quoted(message.address)} {_refused(message)}")
        if (count := self.listener.refused - self._refused) > 0:
            self._tell(count, now)
        return coalesced(found)

    def _tell(self, count: int, now: float) -> None:
        """Tell, at ``now`` (s), of ``count`` more that were refused, by the newest."""
        sender, words = self.listener.why
        self._refused += count
        self._refusals.count += count - 1
        self._refusals.tell(f"OSC {self.listener.port}: {sender} {words}", now, words)

    def said(self) -> str:
        """Return what was heard; nothing of a place that is tried still, which was told."""
        listener = self.listener
        if not listener.open:
            return ""
        refused = f", {listener.refused:,} refused" if listener.refused else ""
        heard = f"{listener.heard:,} message{'' if listener.heard == 1 else 's'}" if listener.heard else "listening"
        return f"OSC {listener.port}: {heard}{refused}"

    def close(self) -> None:
        """Let go of the port."""
        self.listener.close()


def _refused(message: OscMessage) -> str:
    """Return, in words, why an instrument takes nothing of ``message``."""
    if {*message.values} == {None}:
        return "nil, which cannot be played"
    return "what cannot be played together"


def _value(message: OscMessage) -> Value | None:
    """Return what an instrument takes of a message: a text, a number, or two and more; None for anything else."""
    values = message.values
    if not values:
        return 1.0
    if len(values) == 1 and isinstance(values[0], str):
        return values[0]
    if not all(isinstance(value, (int, float)) for value in values):
        return None
    numbers = tuple(float(value) for value in values if isinstance(value, (int, float)))
    return numbers[0] if len(numbers) == 1 else numbers
