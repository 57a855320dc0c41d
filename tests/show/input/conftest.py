"""A session whose scene has every kind of parameter, and an instrument that plays it."""

from dataclasses import dataclass

import pytest

from renderer.params.param import param
from renderer.params.phase import Phases
from renderer.params.preset import Preset
from renderer.session.in_hand import Values
from renderer.session.session import Session


@dataclass(frozen=True, slots=True)
class Knobs:
    glow: float = param(1.0, 0.0, 4.0, unit="stop")
    prisms: int = param(18, 6, 64)
    veil: bool = param(True)
    ground: str = param("#204060")
    style: str = param("raku", choices=("raku", "silk", "gauze"))
    focus: tuple = param((0.5, 0.25), 0.0, 1.0)
    burst: bool = param(False, trigger=True)
    breath: float = param(0.1, 0.0, 0.5, unit="Hz")
    tear_amount: float = param(0.0, 0.0, 1.0)
    blocks_amount: float = param(0.0, 0.0, 1.0)


PRESETS = (Preset("calm", params={"glow": 0.5}), Preset("rupture", params={"glow": 4.0, "tear_amount": 1.0}))


@pytest.fixture
def session():
    return Session(Values(Knobs()), presets=PRESETS, phases=Phases().turned(Knobs(), 0.0))
