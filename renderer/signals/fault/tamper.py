"""What goes wrong with made-up messages: each harm changes a plan of them before they are sent."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .stream import Message, seal

__all__ = ["TAMPERINGS", "Plan", "messages_of", "sound"]

_SIGMA = 2.0  # noise of the figures, their unit


@dataclass(eq=False)
class Plan:
    """
    The messages of a show before they are sent, [areas, steps]; the only thing here that changes.

    value : the reading; sent, delay, clock : s, when it leaves, how long it travels, how wrong its clock is
    forged : area, step, made-up reading, s after the true one; corrected : area, step, factor on what was told
    """

    value: NDArray[np.float64]
    sent: NDArray[np.float64]
    delay: NDArray[np.float64]
    clock: NDArray[np.float64]
    interval: float
    lost: NDArray[np.bool_]
    withheld: NDArray[np.bool_]
    doubled: NDArray[np.bool_]
    forged: list[tuple[int, int, float, float]] = field(default_factory=list)
    corrected: list[tuple[int, int, float]] = field(default_factory=list)


def sound(rng: np.random.Generator, areas: int, steps: int, interval: float) -> Plan:
    """
    Return messages of which each is in order: a level of each area, a slow wave that all share, and noise.

    The shared wave stands for a season. Each message arrives within the interval in which it was sent.
    """
    shape = (areas, steps)
    wave = 8.0 * np.sin(np.arange(steps) * 2 * np.pi / 150 + rng.uniform(0, 2 * np.pi))
    value = rng.uniform(60.0, 200.0, (areas, 1)) + wave + rng.normal(0.0, _SIGMA, shape)
    sent = (np.arange(steps) + rng.uniform(0.05, 0.5, (areas, 1))) * interval
    delay = rng.uniform(0.02, 0.3, shape) * interval
    lost, withheld, doubled = np.zeros((3, *shape), bool)
    return Plan(value, sent, delay, np.zeros(shape), interval, lost, withheld, doubled)


def messages_of(plan: Plan, codes: Sequence[str], key: bytes, rng: np.random.Generator) -> Iterator[Message]:
    """Return the messages of ``plan`` as they arrive, in the order of areas; ``codes`` are the areas'."""

    def told(area: int, step: int, sequence: int, value: float | None, late: float = 0.0) -> Message:
        stamp = round(float(plan.sent[area, step] + plan.clock[area, step]), 3)
        received = float(plan.sent[area, step] + plan.delay[area, step]) + late
        return Message(stamp, received, area, sequence, value, seal(key, codes[area], sequence, stamp, value))

    for area, step in np.argwhere(~plan.lost).tolist():
        value = None if plan.withheld[area, step] else round(float(plan.value[area, step]), 2)
        yield told(area, step, step, value)
        if plan.doubled[area, step]:
            yield told(area, step, step, value, float(rng.uniform(0.05, 0.15)) * plan.interval)
    for area, step, factor in plan.corrected:
        yield told(area, step, step - 2, round(float(plan.value[area, step - 2]) * factor, 2), 0.1 * plan.interval)
    for area, step, value, late in plan.forged:
        yield told(area, step, step, value, late)._replace(tag=rng.bytes(16))


def _sign(rng: np.random.Generator) -> float:
    return float(rng.choice((-1.0, 1.0)))


def _dropout(plan: Plan, area: int, steps: slice, _rng: np.random.Generator) -> None:
    plan.lost[area, steps] = True


def _drift(plan: Plan, area: int, steps: slice, rng: np.random.Generator) -> None:
    count = steps.stop - steps.start
    plan.value[area, steps] += _sign(rng) * np.linspace(1.0, 12.0, count) * _SIGMA


def _stuck(plan: Plan, area: int, steps: slice, _rng: np.random.Generator) -> None:
    plan.value[area, steps] = plan.value[area, steps.start]


def _spike(plan: Plan, area: int, steps: slice, rng: np.random.Generator) -> None:
    plan.value[area, steps] += _sign(rng) * float(rng.uniform(12.0, 25.0)) * _SIGMA


def _doubled(plan: Plan, area: int, steps: slice, _rng: np.random.Generator) -> None:
    plan.doubled[area, steps] = True


def _reordered(plan: Plan, area: int, steps: slice, _rng: np.random.Generator) -> None:
    plan.delay[area, steps.start : steps.stop : 2] += 2.3 * plan.interval


def _slow_clock(plan: Plan, area: int, steps: slice, rng: np.random.Generator) -> None:
    plan.clock[area, steps] -= float(rng.uniform(3.0, 10.0)) * plan.interval


def _fast_clock(plan: Plan, area: int, steps: slice, rng: np.random.Generator) -> None:
    plan.clock[area, steps] += float(rng.uniform(2.0, 8.0)) * plan.interval


def _forged(plan: Plan, area: int, steps: slice, rng: np.random.Generator) -> None:
    for step in range(steps.start, steps.stop):
        for late in rng.uniform(-0.02, 0.4, int(rng.integers(1, 4))).tolist():
            plan.forged.append((area, step, round(float(rng.uniform(0.0, 300.0)), 2), late * plan.interval))


def _corrected(plan: Plan, area: int, steps: slice, rng: np.random.Generator) -> None:
    for step in range(steps.start, steps.stop):
        plan.corrected.append((area, step, 1.0 + _sign(rng) * float(rng.uniform(0.05, 0.3))))


def _withheld(plan: Plan, area: int, steps: slice, _rng: np.random.Generator) -> None:
    plan.withheld[area, steps] = True


# By the names of ``synthetic.HAPPENINGS``.
TAMPERINGS: dict[str, Callable[[Plan, int, slice, np.random.Generator], None]] = {
    "dropout": _dropout,
    "drift": _drift,
    "stuck": _stuck,
    "spike": _spike,
    "doubled": _doubled,
    "reordered": _reordered,
    "slow clock": _slow_clock,
    "fast clock": _fast_clock,
    "forged": _forged,
    "corrected": _corrected,
    "withheld": _withheld,
}
