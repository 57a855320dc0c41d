"""Rates without jumps: a parameter in Hz also reaches the shader integrated, in cycles.

Between two changes the phase is ``offset + rate * time``, so frame n needs no frame n-1; when
a rate changes at time t, the offset takes up the difference and the phase goes on smoothly.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from .param import specs

__all__ = ["WRAP", "Phases"]

WRAP = 1024.0  # cycles; float32 in the shader still resolves 1e-4 of a cycle
_EARLY = 0.01  # frames by which a beat may begin before its cycle: one that falls on a frame begins with it
_MOST = 2**31 - 1  # frames, as an int of GLSL holds them; of a rate of 0 Hz


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
        return {name: self._cycle(name, time) % WRAP for name in self.rates}

    def beats(self, time: float, dt: float) -> dict[str, tuple[int, int]]:
        """
        Return for each name which cycle the frame at ``time`` belongs to, and how many frames of it have passed.

        dt : s a frame. 0 frames have passed in exactly one frame of each cycle, and the number is counted as
        ``cycles`` wraps. While the rate stands this is so after months: a shader's float would round it away.
        """
        found = {}
        for name, rate in self.rates.items():
            step = abs(rate) * dt
            cycle = math.copysign(1.0, rate) * self._cycle(name, time) + _EARLY * step
            passed = (cycle - math.floor(cycle)) / step if step > 0.0 else math.inf
            found[name] = int(math.floor(cycle) % WRAP), int(min(passed, _MOST))
        return found

    def _cycle(self, name: str, time: float) -> float:
        return self.offsets.get(name, 0.0) + self.rates[name] * time


