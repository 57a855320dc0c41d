"""Triggers: a fault of the data plays a parameter, as a hand plays a key."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest
from renderer.signals.envelope import Envelope
from renderer.signals.fault.kinds import KINDS

from .param import Spec, assign, specs

__all__ = ["Trigger", "apply_triggers", "check_triggers"]

P = TypeVar("P")
_SAID = {
    "stale": "a figure that is late",
    "revised": "a figure that was changed afterwards",
    "missing": "a figure that has not come",
    "implausible": "a figure that does not fit",
    "tampered": "a message that nobody vouches for",
    "suppressed": "a figure that is withheld",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """
    A family of ``fault`` moves the parameter ``to``: its amount 0 .. 1 spans the parameter's range.

    above : amounts up to here do nothing
    most : of the parameter's range, 0 .. 1, that the strongest fault reaches
    envelope : how it comes and goes. The hand stays free: the larger of the two counts
    """

    fault: str
    to: str
    above: float = 0.0
    most: float = 1.0
    envelope: Envelope = field(default_factory=Envelope)

    def sentence(self, known: Mapping[str, Spec]) -> str:
        """Return what this trigger does, as the panel, the README and ``chorus explain`` say it."""
        spec, shape = known[self.to], self.envelope
        low, high = float(spec.low or 0.0), float(spec.high or 0.0)
        end = low + self.most * (high - low)
        return (
            f"{_SAID[self.fault]} moves {self.to} towards {end:g} {spec.unit}".rstrip()
            + f": attack {shape.attack:g} s, hold {shape.hold:g} s, release {shape.release:g} s"
        )


def check_triggers(triggers: Iterable[Trigger], known: Mapping[str, Spec]) -> None:
    """Raise SceneError for a trigger that names no parameter, no family of fault, or a rate."""
    for trigger in triggers:
        if trigger.to not in known:
            raise SceneError(f"trigger to '{trigger.to}': no such parameter{nearest(trigger.to, known)}")
        if trigger.fault not in KINDS:
            hint = nearest(trigger.fault, KINDS) or f"; the families are {', '.join(KINDS)}"
            raise SceneError(f"trigger to '{trigger.to}': no fault '{trigger.fault}'{hint}")
        spec = known[trigger.to]
        if spec.unit == "Hz" or spec.kind not in ("number", "whole"):
            what = "a rate in Hz" if spec.unit == "Hz" else f"a {spec.kind}"
            raise SceneError(f"trigger to '{trigger.to}': only amplitudes can be played, this is {what}")


def apply_triggers(
    params: P, triggers: Iterable[Trigger], level: Callable[[Trigger], float], held: Iterable[str]
) -> P:
    """Return ``params`` as the faults play them; ``level`` gives the amount now of a trigger's family, 0 .. 1."""
    known, held = specs(params), set(held)
    moved: dict[str, Any] = {}
    for trigger in triggers:
        part = (level(trigger) - trigger.above) / (1.0 - trigger.above) * trigger.most
        if trigger.to in held or not part > 0.0:
            continue
        spec = known[trigger.to]
        low, high = float(spec.low or 0.0), float(spec.high or 0.0)
        reached = max(moved.get(trigger.to, getattr(params, trigger.to)), low + min(1.0, part) * (high - low))
        moved[trigger.to] = round(reached) if spec.kind == "whole" else reached
    return assign(params, **moved)
