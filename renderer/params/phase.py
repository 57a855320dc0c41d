"""Rates without jumps: a parameter in Hz also reaches the shader integrated, in cycles.

Between two changes the phase is ``offset + rate * time``, so frame n needs no frame n-1; when
a rate changes at time t, the offset takes up the difference and the phase goes on smoothly.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .param import specs

__all__ = ["WRAP", "Phases"]

WRAP = 1024.0  # cycles; float32 in the shader still resolves 1e-4 of a cycle


@dataclass(frozen=True, slots=True)
class Phases:
    """Cycles done by each parameter in Hz; immutable, ``turned`` returns the next one."""

    rates: Mapping[str, float] = field(default_factory=dict)
    offsets: Mapping[str, float] = field(default_factory=dict)

    def turned(self, params: object, time: float) -> "Phases":
        """Return the phases that go on from here at the rates of ``params``; ``time`` in seconds."""
        rates = {name: getattr(params, name) for name, spec in specs(params).items() if spec.unit == "Hz"}
        offsets = {}
        for name, rate in rates.items():
            before = self.rates.get(name, rate)
            offsets[name] = self.offsets.get(name, 0.0) + (before - rate) * time
        return Phases(rates, offsets)

    def cycles(self, time: float) -> dict[str, float]:
        """Return cycles at ``time`` (s) for each name, wrapped at ``WRAP`` whole cycles."""
        return {n: (self.offsets.get(n, 0.0) + rate * time) % WRAP for n, rate in self.rates.items()}


