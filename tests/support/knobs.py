"""One Params with every kind of parameter."""

from dataclasses import dataclass

import pytest

from renderer.params.param import param


@dataclass(frozen=True, slots=True)
class Knobs:
    glow: float = param(1.0, 0.0, 4.0, unit="stop", help="Light.")
    prisms: int = param(18, 6, 64)
    veil: bool = param(True)
    ground: str = param("#204060")
    style: str = param("raku", choices=("raku", "silk", "gauze"))
    focus: tuple = param((0.5, 0.25), 0.0, 1.0)
    burst: bool = param(False, trigger=True)
    breath: float = param(0.1, 0.02, 0.5, unit="Hz")


@pytest.fixture
def knobs():
    return Knobs()


@pytest.fixture
def known(knobs):
    from renderer.params.param import specs

    return specs(knobs)
